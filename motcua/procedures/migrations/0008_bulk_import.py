import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0007_one_open_review_of_a_subject")]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("state", models.CharField(max_length=12)),
                ("format", models.CharField(max_length=5)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("created_by", models.CharField(max_length=80)),
                ("created_at", models.DateTimeField()),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("decision_date", models.DateField(null=True)),
                ("effective_date", models.DateField(null=True)),
                ("public_date", models.DateField(null=True)),
                ("report", models.CharField(blank=True, max_length=64)),
                ("new", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("drafts", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("doubtful", models.PositiveIntegerField(default=0)),
                ("take_doubtful", models.BooleanField(default=False)),
                ("overtaken", models.BooleanField(default=False)),
                ("published", models.PositiveIntegerField(default=0)),
                ("begun", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(models.F("created_at"), name="procedures_import_at")]},
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("data", models.BinaryField()),
                ("reason", models.TextField(blank=True)),
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="file", to="procedures.import"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ImportProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=10)),
                ("done", models.PositiveIntegerField()),
                ("total", models.PositiveIntegerField()),
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="progress", to="procedures.import"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("sheet", models.CharField(blank=True, max_length=60)),
                ("line", models.PositiveIntegerField()),
                ("code", models.CharField(blank=True, max_length=8)),
                ("name", models.TextField(blank=True)),
                ("status", models.CharField(max_length=10)),
                ("doubtful", models.BooleanField()),
                ("said", models.JSONField(default=dict)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="procedures.import"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("owner"), models.F("status"), name="procedures_import_status"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("owner"), models.F("place"), name="procedures_import_line"),
                ],
            },
        ),
    ]
