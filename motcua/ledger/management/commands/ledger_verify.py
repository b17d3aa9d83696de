"""Django's door to `motcua ledger verify`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.ledger import verify


class Command(BaseCommand):
    """Verify the ledger; the exit code says whether it is whole."""

    help = "Kiểm tra tính toàn vẹn của sổ cái."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verification."""
        if verify.main(["--quiet"] if options["verbosity"] == 0 else []):
            raise CommandError("Sổ cái không nguyên vẹn.")
