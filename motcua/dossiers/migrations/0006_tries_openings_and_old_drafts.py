from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_carried_to_a_new_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="WrongTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dossier_id", models.UUIDField()),
                ("network", models.CharField(max_length=32)),
                ("device", models.CharField(blank=True, max_length=32)),
                ("whole", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "lần nhập sai khi tra cứu",
                "verbose_name_plural": "lần nhập sai khi tra cứu",
                "indexes": [
                    models.Index(fields=["dossier_id", "at"], name="wrong_try_dossier"),
                    models.Index(fields=["network", "at"], name="wrong_try_network"),
                    models.Index(fields=["at"], name="wrong_try_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(max_length=32)),
                ("dossier_id", models.UUIDField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "lần mở hồ sơ khi tra cứu",
                "verbose_name_plural": "lần mở hồ sơ khi tra cứu",
                "constraints": [models.UniqueConstraint(fields=("holder", "dossier_id"), name="opening_once")],
                "indexes": [models.Index(fields=["until"], name="opening_until")],
            },
        ),
        migrations.AddField(
            model_name="draft",
            name="warned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["updated_at"], name="draft_old"),
        ),
    ]
