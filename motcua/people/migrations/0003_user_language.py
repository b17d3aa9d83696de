"""Remembers in which language a person reads, for letters that are written while nobody is on the site."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_units_posts_and_access")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, max_length=8, verbose_name="Ngôn ngữ"),
        ),
    ]
