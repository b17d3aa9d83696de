from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_acts_and_reviews")]

    operations = []
