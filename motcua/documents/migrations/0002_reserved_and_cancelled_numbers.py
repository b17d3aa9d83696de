"""The book of numbers: what each was given to, reserved or cancelled; numbers given before it are not in it."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_numbers_and_files")]

    operations = [
        migrations.AddField("numberseries", "last_day", models.DateField(null=True)),
        migrations.AddField("numberseries", "booked_from", models.PositiveIntegerField(default=1)),
        migrations.RunSQL("UPDATE documents_numberseries SET booked_from = last + 1", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="BookedNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("series", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(blank=True, max_length=60)),
                ("subject", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=60)),
                ("ground", models.CharField(blank=True, max_length=20)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("holder", models.CharField(blank=True, max_length=120)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "verbose_name": "số đã cấp",
                "verbose_name_plural": "sổ cấp số",
                "indexes": [
                    models.Index(
                        fields=["agency", "series", "year", "number"],
                        name="booked_number_open",
                        condition=models.Q(("state", "reserved")),
                    ),
                    models.Index(
                        fields=["subject"],
                        name="booked_number_subject",
                        condition=models.Q(("subject", ""), _negated=True),
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "series", "number"), name="booked_number_once"),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="booked_number_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberBook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("agency", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("series", models.CharField(max_length=20)),
            ],
            options={
                "verbose_name": "sổ cấp số",
                "verbose_name_plural": "sổ cấp số",
                "constraints": [models.UniqueConstraint(fields=("agency", "year", "series"), name="number_book_once")],
            },
        ),
    ]
