import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_the_register")]

    operations = [
        # drafts of routes
        migrations.CreateModel(
            name="RouteDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("code", models.SlugField(max_length=60)),
                ("state", models.CharField(max_length=10)),
                ("revision", models.PositiveIntegerField()),
                ("based_on", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("code"),
                        condition=models.Q(("state", "open")),
                        name="procedures_open_route_draft",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteDraftRevision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("definition", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("editor", models.CharField(max_length=80)),
                ("saved_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="procedures.routedraft",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("draft"), models.F("number"), name="procedures_route_draft_revision"
                    )
                ],
            },
        ),
        # drafts of procedures
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("code", models.CharField(max_length=8)),
                ("change", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=10)),
                ("revision", models.PositiveIntegerField()),
                ("started_by", models.CharField(max_length=80)),
                ("started_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("approved_revision", models.PositiveIntegerField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=80)),
                ("comments", models.PositiveIntegerField(default=0)),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedureversion",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("code"), models.F("state"), name="procedures_draft_code"),
                    models.Index(models.F("state"), models.F("changed_at"), name="procedures_draft_state"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftRevision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("document", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("title", models.TextField(blank=True)),
                ("editor", models.CharField(max_length=80)),
                ("saved_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="procedures.draft"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("draft"), models.F("number"), name="procedures_draft_revision")
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("unit", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=20)),
                ("revision", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_revision", models.PositiveIntegerField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="procedures.draft"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("draft"), models.F("seq"), name="procedures_draft_request")
                ],
                "indexes": [
                    models.Index(models.F("unit"), models.F("role"), models.F("answer"), name="procedures_draft_asked")
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftComment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("seq", models.PositiveIntegerField()),
                ("path", models.CharField(blank=True, max_length=200)),
                ("revision", models.PositiveIntegerField()),
                ("author", models.CharField(max_length=80)),
                ("written_at", models.DateTimeField()),
                ("resolved_by", models.CharField(blank=True, max_length=80)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("resolved_revision", models.PositiveIntegerField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="procedures.draft"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("draft"), models.F("number"), name="procedures_draft_comment")
                ],
            },
        ),
    ]
