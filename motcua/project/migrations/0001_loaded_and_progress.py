from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Loaded",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("done", models.PositiveIntegerField()),
                ("total", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
