"""An entry is written once: the application may rewrite only who holds it; its episode is the same person's."""

from django.db import migrations

from guitu.foundation.tables import append_only, co_foreign_key


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial"), ("episodes", "0001_initial")]

    operations = [
        co_foreign_key(table="journal_entry", column="episode_id", to="episodes_episode"),
        # rows can still be removed: undoing an import takes back what it wrote
        append_only("journal_entry", except_columns=("held_by",), deletable=True),
    ]
