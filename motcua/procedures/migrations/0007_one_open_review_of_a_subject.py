from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0006_what_follows_a_repeal")]

    operations = [
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                models.F("subject_kind"),
                models.F("subject"),
                condition=models.Q(("state", "open")),
                name="procedures_open_review",
            ),
        ),
    ]
