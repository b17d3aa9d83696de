"""When a running dossier was carried to a new version, and the indexes by which open dossiers of one are counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_quality_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="carried_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(condition=models.Q(("closed_at", None)), fields=["route"], name="dossier_route"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["procedure", "procedure_version"],
                name="dossier_version",
            ),
        ),
    ]
