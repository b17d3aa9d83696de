import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_the_register")]

    operations = [
        # drafts of routes
        migrations.CreateModel(
            name="RouteDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("code", models.SlugField(max_length=60)),
                ("state", models.CharField(max_length=10)),
                ("revision", models.PositiveIntegerField()),
                ("based_on", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("code"),
                        condition=models.Q(("state", "open")),
                        name="procedures_open_route_draft",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteDraftRevision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("definition", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("editor", models.CharField(max_length=80)),
                ("saved_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="procedures.routedraft",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("draft"), models.F("number"), name="procedures_route_draft_revision"
                    )
                ],
            },
        ),
    ]
