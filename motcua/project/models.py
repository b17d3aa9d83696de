"""What an installation knows about itself: which definitions it has loaded, and how far long work is."""

from django.db import models


class Loaded(models.Model):
    """A set of shipped definitions that this database has taken in, by the digest of its files."""

    name = models.CharField(max_length=40, primary_key=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Name the set."""
        return self.name


class Progress(models.Model):
    """How far a long piece of work is, for pages and the command line to show."""

    name = models.CharField(max_length=40, primary_key=True)
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the numbers."""
        return f"{self.name}: {self.done}/{self.total}"
