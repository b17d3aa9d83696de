from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0004_bulk")]

    operations = [
        migrations.AddField(
            model_name="procedureversion",
            name="receivable",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="register",
            field=models.CharField(default="public", max_length=10),
        ),
    ]
