"""Indexes of the register (form 07): by state and by procedure, in order of reception."""

from django.db import migrations, models

RECEIVED = models.Q(("received_at__isnull", False))


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_tries_openings_and_old_drafts")]

    operations = [
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["reception_unit", "state", "received_at", "id"],
                name="dossier_book_states",
                condition=RECEIVED,
            ),
        ),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["reception_unit", "procedure", "received_at", "id"],
                name="dossier_book_fields",
                condition=RECEIVED,
            ),
        ),
    ]
