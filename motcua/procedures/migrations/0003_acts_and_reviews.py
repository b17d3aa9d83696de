import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0002_drafts")]

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("short_key", models.CharField(blank=True, db_index=True, max_length=80)),
                ("name_key", models.CharField(blank=True, db_index=True, max_length=200)),
                ("slug", models.SlugField(max_length=200)),
                ("number", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.TextField(blank=True)),
                ("issuer", models.CharField(blank=True, max_length=200)),
                ("issued_on", models.DateField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("link", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Parameters",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("last_number", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("procedure", models.CharField(db_index=True, max_length=60)),
                ("procedure_version", models.UUIDField()),
                ("review", models.UUIDField(db_index=True, null=True)),
                ("unit", models.CharField(db_index=True, max_length=40)),
                ("measure", models.CharField(max_length=10)),
                ("state", models.CharField(db_index=True, max_length=10)),
                ("written_at", models.DateTimeField()),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("decision_date", models.DateField(null=True)),
                ("one_before", models.BigIntegerField(null=True)),
                ("one_after", models.BigIntegerField(null=True)),
                ("year_before", models.BigIntegerField(null=True)),
                ("year_after", models.BigIntegerField(null=True)),
                ("done_on", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("subject_kind", models.CharField(max_length=10)),
                ("subject", models.CharField(db_index=True, max_length=60)),
                ("subject_version", models.UUIDField(null=True)),
                ("cause", models.CharField(max_length=10)),
                ("act", models.UUIDField(db_index=True, null=True)),
                ("plan_item", models.UUIDField(db_index=True, null=True)),
                ("unit", models.CharField(db_index=True, max_length=40)),
                ("role", models.CharField(max_length=20)),
                ("state", models.CharField(db_index=True, max_length=10)),
                ("opened_at", models.DateTimeField()),
                ("term", models.CharField(blank=True, max_length=40)),
                ("due_at", models.DateTimeField()),
                ("extensions", models.PositiveIntegerField()),
                ("warned", models.CharField(blank=True, max_length=5)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("head", models.BinaryField(max_length=32)),
                ("year", models.PositiveIntegerField(unique=True)),
                ("state", models.CharField(max_length=10)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("decision_date", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActEffect",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("target", models.CharField(db_index=True, max_length=200)),
                ("written", models.CharField(max_length=200)),
                ("effect", models.CharField(max_length=10)),
                ("whole", models.BooleanField()),
                ("provisions", models.CharField(blank=True, max_length=500)),
                ("begins", models.DateField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="effects", to="procedures.act"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject_kind", models.CharField(max_length=10)),
                ("subject", models.CharField(max_length=60)),
                ("subject_version", models.UUIDField(db_index=True)),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(db_index=True, max_length=200)),
                ("slug", models.SlugField(max_length=200)),
                ("written", models.CharField(max_length=300)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(max_length=12)),
                ("path", models.CharField(max_length=120)),
                ("name", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(models.F("subject_kind"), models.F("subject"), name="procedures_citation_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalText",
            fields=[
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="procedures.proposal",
                    ),
                ),
                ("content", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("roadmap", models.TextField(blank=True)),
                ("why_not", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=200)),
                ("article", models.CharField(blank=True, max_length=200)),
                ("wording", models.TextField(blank=True)),
                ("proposed", models.TextField(blank=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="procedures.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ProposalCost",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("side", models.CharField(max_length=6)),
                ("sheet", models.JSONField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="costs", to="procedures.proposal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="procedures.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
            },
        ),
        migrations.CreateModel(
            name="ReviewText",
            fields=[
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="procedures.review",
                    ),
                ),
                ("request", models.TextField(blank=True)),
                ("conclusion", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewDue",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField()),
                ("due_at", models.DateTimeField()),
                ("cause", models.CharField(max_length=12)),
                ("trace", models.JSONField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="due_dates", to="procedures.review"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
            },
        ),
        migrations.CreateModel(
            name="ReviewFinding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("criterion", models.CharField(max_length=15)),
                ("verdict", models.CharField(blank=True, max_length=10)),
                ("note", models.TextField(blank=True)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="procedures.review"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("item", models.UUIDField(db_index=True)),
                ("position", models.PositiveIntegerField()),
                ("procedures", models.JSONField()),
                ("lead", models.CharField(max_length=40)),
                ("partners", models.JSONField()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("criteria", models.JSONField()),
                ("subject", models.TextField(blank=True)),
                ("basis", models.TextField(blank=True)),
                ("product", models.TextField(blank=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="procedures.reviewplan"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ParametersVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("definition", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("valid_from", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("unverified", models.BooleanField()),
                (
                    "parameters",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="procedures.parameters"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("parameters"), models.F("number"), name="procedures_parameters_number"
                    )
                ],
            },
        ),
    ]
