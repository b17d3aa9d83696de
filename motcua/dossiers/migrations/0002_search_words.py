from django.db import migrations

WORDS = "array_remove(string_to_array(search_key, ' '), '')"
ADD = (
    "ALTER TABLE dossiers_applicant ADD COLUMN words tsvector "
    f"GENERATED ALWAYS AS (array_to_tsvector(ARRAY['@' || reception_unit::text] || {WORDS})) STORED",
    "CREATE INDEX applicant_words ON dossiers_applicant USING gin (words)",
)
REMOVE = ("ALTER TABLE dossiers_applicant DROP COLUMN words",)


def _on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    """PostgreSQL keeps the words of each applicant's search key, the unit among them, for one GIN index."""

    dependencies = [("dossiers", "0001_create_tables")]

    operations = [migrations.RunPython(_on_postgresql(*ADD), _on_postgresql(*REMOVE))]
