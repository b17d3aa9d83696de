"""Keeps which channels a person does not want any more, and the state of a message that therefore did not leave."""

from django.db import migrations, models

CHANNELS = [("page", "Trang web"), ("mail", "Thư điện tử"), ("sms", "Tin nhắn SMS"), ("zalo", "Zalo")]
STATES = [
    ("waiting", "Chờ gửi"),
    ("sent", "Đã gửi"),
    ("failed", "Không gửi được"),
    ("unconfigured", "Chưa cấu hình"),
    ("declined", "Người nhận không muốn nhận"),
]


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_facts")]

    operations = [
        migrations.CreateModel(
            name="Declined",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=CHANNELS, max_length=8)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("channel", "digest"), name="declined_once")],
            },
        ),
        migrations.AlterField(
            model_name="message", name="state", field=models.CharField(choices=STATES, max_length=12)
        ),
    ]
