"""Keeps the facts of a message on the site, so that a page in another language can write it again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_messages")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="facts",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
