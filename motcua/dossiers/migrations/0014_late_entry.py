"""Keeps paper slips that were entered afterwards, receipts that were not printed yet, and their counts in the facts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0015_signs"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossierfact",
            name="corrections",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossierfact",
            name="entered_late",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="ReceiptPrint",
            fields=[
                ("dossier_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=40)),
                ("officer", models.CharField(max_length=60)),
                ("received_at", models.DateTimeField()),
                ("prints", models.SmallIntegerField(default=0)),
                ("last_at", models.DateTimeField(null=True)),
                ("last_by", models.CharField(blank=True, max_length=60)),
                ("settled", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "lần in giấy hẹn",
                "verbose_name_plural": "lần in giấy hẹn",
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled", False)),
                        fields=["unit", "received_at"],
                        name="receipt_unprinted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LateEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.IntegerField()),
                ("unit", models.CharField(max_length=40)),
                ("officer", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=40)),
                ("ground", models.CharField(max_length=20)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("photo", models.CharField(blank=True, db_index=True, max_length=64)),
                ("received_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_entries",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhập bù",
                "verbose_name_plural": "nhập bù",
                "indexes": [
                    models.Index(fields=["unit", "entered_at"], name="late_entry_unit"),
                    models.Index(fields=["entered_at"], name="late_entry_when"),
                ],
            },
        ),
    ]
