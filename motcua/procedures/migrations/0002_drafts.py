from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_the_register")]

    operations = []
