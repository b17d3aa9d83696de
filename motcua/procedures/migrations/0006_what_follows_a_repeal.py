from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0005_catalogue")]

    operations = [
        migrations.AddField(
            model_name="procedure",
            name="treatment",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="procedure",
            name="replaced_by",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
