import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0007_register_of_dossiers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Till",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(editable=False, max_length=32)),
                ("unit", models.CharField(max_length=40, verbose_name="nơi thu")),
                ("cashier", models.CharField(max_length=60)),
                ("day", models.DateField(verbose_name="ngày")),
                ("turn", models.SmallIntegerField()),
                ("closed_at", models.DateTimeField()),
                ("opening", models.IntegerField()),
                ("expected", models.IntegerField()),
                ("counted", models.IntegerField()),
                ("difference", models.IntegerField()),
                ("sums", models.JSONField()),
                ("notes", models.JSONField()),
                ("reason", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "sổ quỹ ngày",
                "verbose_name_plural": "sổ quỹ ngày",
                "indexes": [models.Index(fields=["unit", "day"], name="till_of_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "cashier", "day", "turn"), name="till_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="dossier",
            name="relief",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="payment",
            name="kind",
            field=models.CharField(default="paid", max_length=10),
        ),
        migrations.AddField(
            model_name="payment",
            name="number",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="payment",
            name="unit",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="payment",
            name="taken_by",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="payment",
            name="lines",
            field=models.JSONField(default=list),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["unit", "taken_by", "paid_at"], name="payment_of_till"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["unit", "receipt"], name="payment_receipt"),
        ),
    ]
