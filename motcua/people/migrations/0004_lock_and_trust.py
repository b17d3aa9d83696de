"""PINs with their wrong tries, machines trusted for a shift, rules of locking, and resets of a lost second factor."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_user_language"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pin",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("hashed", models.CharField(max_length=128)),
                ("set_at", models.DateTimeField(verbose_name="Đặt lúc")),
            ],
            options={
                "verbose_name": "Mã PIN",
                "verbose_name_plural": "Mã PIN",
            },
        ),
        migrations.CreateModel(
            name="LockRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="Tự khóa sau (phút)")),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                        verbose_name="Đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "Quy định tự khóa máy",
                "verbose_name_plural": "Quy định tự khóa máy",
            },
        ),
        migrations.CreateModel(
            name="SeatReset",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(verbose_name="Lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Người đặt lại",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                        verbose_name="Đơn vị",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Cán bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "Lần đặt lại xác thực",
                "verbose_name_plural": "Các lần đặt lại xác thực",
                "ordering": ["-at"],
                "indexes": [models.Index(models.F("user"), models.F("at"), name="people_seat_reset_user")],
            },
        ),
        migrations.CreateModel(
            name="TrustedSeat",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("secret", models.CharField(max_length=64)),
                ("browser", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=80, verbose_name="Máy")),
                ("since", models.DateTimeField(verbose_name="Từ lúc")),
                ("until", models.DateTimeField(verbose_name="Đến lúc")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "Máy tin cậy",
                "verbose_name_plural": "Máy tin cậy",
                "ordering": ["-since"],
                "indexes": [models.Index(models.F("user"), models.F("until"), name="people_seat_user")],
            },
        ),
        migrations.CreateModel(
            name="WrongPin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "Lần mở khóa sai",
                "verbose_name_plural": "Các lần mở khóa sai",
                "indexes": [models.Index(models.F("user"), models.F("at"), name="people_wrong_pin_user")],
            },
        ),
    ]
