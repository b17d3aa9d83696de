"""Keeps with the facts of a dossier how often the person came, and whether more was asked for than the list says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_express_lane_and_money")]

    operations = [
        migrations.AddField(model_name="dossierfact", name="visits", field=models.SmallIntegerField(null=True)),
        migrations.AddField(model_name="dossierfact", name="extra_papers", field=models.BooleanField(null=True)),
        migrations.AddField(model_name="dossierfact", name="extra_money", field=models.BooleanField(null=True)),
    ]
