"""A process that only works: it walks dossiers until somebody kills it (``python -m tests.soak.worker SEED``)."""

import os
import sys
from uuid import UUID

import django

LONG_STREAM = 40


def main(seed: int) -> None:
    """Lodge new dossiers and move those that are there, for ever; one line each time something happened."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.test")
    django.setup()
    from motcua.dossiers.models import Dossier
    from motcua.ledger import clock, work
    from tests.soak.walking import Walk

    walker = Walk(seed)
    while True:
        short = Dossier.objects.filter(version__lt=LONG_STREAM)
        ids: list[UUID] = list(short.order_by("-submitted_at", "id").values_list("id", flat=True)[:12])
        chance = walker.random.random()
        if not ids or chance < 0.1:
            walker.lodge()
        elif chance < 0.15:
            work.run_once(clock.now())
        else:
            walker.step(walker.random.choice(ids))
        sys.stdout.write(".\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
