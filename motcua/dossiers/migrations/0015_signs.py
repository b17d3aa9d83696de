"""Keeps signs of unusual handling, notes on them, reports of citizens, and demands that were blocked."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0012_intake"),
    ]

    operations = [
        migrations.CreateModel(
            name="BlockedDemand",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("dossier_id", models.UUIDField(db_index=True)),
                ("unit", models.CharField(max_length=40)),
                ("rule", models.CharField(max_length=40)),
                ("blocked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "yêu cầu bị chặn",
                "verbose_name_plural": "yêu cầu bị chặn",
            },
        ),
        migrations.CreateModel(
            name="SignNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("code", models.CharField(max_length=24)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("explained", "Đã xem, có giải thích"),
                            ("watch", "Cần theo dõi thêm"),
                            ("wrong", "Có sai phạm, đã chuyển xử lý"),
                        ],
                        max_length=12,
                        verbose_name="kết luận",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="giải thích")),
                ("noted_by", models.CharField(max_length=60)),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "ghi chú của thanh tra",
                "verbose_name_plural": "ghi chú của thanh tra",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("dossier_id", models.UUIDField(db_index=True)),
                ("unit", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("papers", "Đòi giấy tờ ngoài danh mục"),
                            ("money", "Đòi tiền ngoài mức thu"),
                            ("come_again", "Bắt đi lại nhiều lần, hẹn miệng"),
                            ("no_reason", "Từ chối mà không nêu lý do bằng văn bản"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=1000, verbose_name="nội dung")),
                ("filed_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "Phản ánh đúng, đã chấn chỉnh"),
                            ("partly", "Đúng một phần"),
                            ("not_so", "Không đúng, có giải thích"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=2000, verbose_name="trả lời")),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "phản ánh của người dân",
                "verbose_name_plural": "phản ánh của người dân",
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)), fields=["unit", "answer_by"], name="report_open"
                    ),
                    models.Index(fields=["unit", "-filed_at"], name="report_of_unit"),
                    models.Index(fields=["-filed_at"], name="report_newest"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sign",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=24)),
                ("stream", models.CharField(max_length=80)),
                ("seq", models.IntegerField()),
                ("dossier_id", models.UUIDField(db_index=True, null=True)),
                ("procedure", models.CharField(blank=True, max_length=20)),
                ("unit", models.CharField(max_length=40)),
                ("actor", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "dấu hiệu bất thường",
                "verbose_name_plural": "dấu hiệu bất thường",
                "indexes": [
                    models.Index(fields=["-at", "id"], name="sign_newest"),
                    models.Index(fields=["unit", "-at", "id"], name="sign_of_unit"),
                    models.Index(fields=["code", "-at", "id"], name="sign_of_code"),
                    models.Index(fields=["actor", "-at", "id"], name="sign_of_actor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignTrail",
            fields=[
                ("dossier_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("received_by", models.CharField(blank=True, max_length=60)),
                ("received_at", models.DateTimeField(null=True)),
                ("received_seq", models.IntegerField(default=0)),
                ("received_recorded", models.DateTimeField(null=True)),
                ("trail", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "dấu vết hồ sơ",
                "verbose_name_plural": "dấu vết hồ sơ",
                "indexes": [models.Index(fields=["received_by", "received_at"], name="sign_trail_day")],
            },
        ),
        migrations.CreateModel(
            name="LedgerCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("checked_at", models.DateTimeField(db_index=True)),
                ("entries", models.BigIntegerField()),
                ("position", models.BigIntegerField()),
                ("damaged", models.BigIntegerField()),
                ("first", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "lần kiểm tra sổ cái",
                "verbose_name_plural": "lần kiểm tra sổ cái",
            },
        ),
    ]
