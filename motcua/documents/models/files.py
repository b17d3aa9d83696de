"""The register of stored files, by their content."""

from django.db import models


class StoredFile(models.Model):
    """One content on disk under its SHA-256; who names it is known by the apps that do."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(null=True)
    encrypted = models.BooleanField(default=False)
    active = models.BooleanField(default=False)
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.content_type} {self.size}"
