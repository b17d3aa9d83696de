"""Keeps who hands in for an applicant and by which paper, photos of papers, and lasting mandates."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_answers_after_the_result")]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="lodged_by_id",
            field=models.CharField(
                blank=True, default="", max_length=20, verbose_name="số định danh của người nộp thay"
            ),
        ),
        migrations.AddField(
            model_name="applicant",
            name="lodged_by_phone",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="điện thoại của người nộp thay"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="lodged_by_paper",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="giấy ủy quyền"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="helped",
            field=models.BooleanField(default=False, verbose_name="được giúp nộp"),
        ),
        migrations.AddField(model_name="paper", name="photos", field=models.SmallIntegerField(default=0)),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(editable=False, max_length=32)),
                ("unit", models.CharField(max_length=40, verbose_name="nơi tiếp nhận")),
                ("applicant_name", models.CharField(max_length=200, verbose_name="người ủy quyền")),
                (
                    "applicant_id",
                    models.CharField(blank=True, max_length=20, verbose_name="số định danh của người ủy quyền"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="người được ủy quyền")),
                ("national_id", models.CharField(max_length=20, verbose_name="số định danh của người được ủy quyền")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="điện thoại")),
                ("paper", models.CharField(max_length=200, verbose_name="giấy ủy quyền")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(verbose_name="đến hết ngày")),
                ("recorded_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "ủy quyền lâu dài",
                "verbose_name_plural": "ủy quyền lâu dài",
                "indexes": [models.Index(fields=["unit", "national_id"], name="mandate_of_person")],
            },
        ),
    ]
