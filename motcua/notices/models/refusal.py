"""A channel that a person does not want any more, known by a digest of the address alone."""

from django.db import models
from django.utils.crypto import salted_hmac

from motcua.notices.models.message import Channel


class Declined(models.Model):
    """One address on one channel to which only what the law demands is sent."""

    channel = models.CharField(max_length=8, choices=Channel.choices)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "digest"], name="declined_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.digest[:8]}"


def digest_of(address: str) -> str:
    """Return what stands for an address; capitals and spaces make no other."""
    bare = "".join(address.split()).casefold()
    return salted_hmac("notices.declined", bare, algorithm="sha256").hexdigest()
