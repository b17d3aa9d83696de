"""Keeps where the folder of each dossier is, and the sheets by which folders are handed over."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

# The folders of dossiers that are open now lie where they were received; nobody wrote down in whose hands.
LIE_AT_RECEPTION = """
INSERT INTO dossiers_folder (dossier_id, unit, holder, since, to_unit, sheet, home, originals, closed)
SELECT d.id, d.reception_unit, '', d.received_at, '', NULL, d.return_unit, 0, FALSE
FROM dossiers_dossier d JOIN dossiers_dossierfact f ON f.dossier_id = d.id
WHERE d.received_at IS NOT NULL AND d.closed_at IS NULL AND f.components_paper > 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0014_late_entry"),
    ]

    operations = [
        migrations.CreateModel(
            name="Folder",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="folder",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("unit", models.CharField(max_length=40)),
                ("holder", models.CharField(blank=True, max_length=60)),
                ("since", models.DateTimeField()),
                ("to_unit", models.CharField(blank=True, max_length=40)),
                ("sheet", models.UUIDField(null=True)),
                ("home", models.CharField(max_length=40)),
                ("originals", models.SmallIntegerField(default=0)),
                ("closed", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "túi hồ sơ",
                "verbose_name_plural": "túi hồ sơ",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("sheet", None), models.Q(("closed", False), ("originals__gt", 0), _connector="OR")
                        ),
                        fields=["unit", "holder", "since"],
                        name="folder_in_hands",
                    ),
                    models.Index(
                        condition=models.Q(("closed", True), ("originals__gt", 0)),
                        fields=["home", "since"],
                        name="folder_owed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("number", models.CharField(max_length=40)),
                ("from_unit", models.CharField(max_length=40)),
                ("to_unit", models.CharField(max_length=40)),
                ("giver", models.CharField(max_length=60)),
                ("sent_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Đang chuyển giao"),
                            ("taken", "Đã nhận đủ"),
                            ("partly", "Nhận thiếu"),
                            ("taken_back", "Người giao đã thu lại"),
                        ],
                        default="sent",
                        max_length=12,
                    ),
                ),
                ("receiver", models.CharField(blank=True, max_length=60)),
                ("answered_at", models.DateTimeField(null=True)),
                ("on_paper", models.BooleanField(default=False)),
                ("size", models.SmallIntegerField()),
            ],
            options={
                "verbose_name": "biên bản bàn giao",
                "verbose_name_plural": "biên bản bàn giao",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sent")), fields=["to_unit", "sent_at"], name="handover_waits"
                    ),
                    models.Index(fields=["giver", "-sent_at"], name="handover_of_giver"),
                    models.Index(fields=["to_unit", "-sent_at"], name="handover_of_receiver"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOverLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.SmallIntegerField()),
                ("step", models.CharField(blank=True, max_length=40)),
                ("originals", models.SmallIntegerField(default=0)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="dossiers.handover",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng bàn giao",
                "verbose_name_plural": "dòng bàn giao",
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "dossier"), name="handover_line_once"),
                ],
            },
        ),
        migrations.RunSQL(LIE_AT_RECEPTION, migrations.RunSQL.noop),
    ]
