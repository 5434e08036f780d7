"""Indexes for counting help that was given: of that help, and of the few entries that correct another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_family_is_a_compartment")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["person", "supersedes"],
                name="entry_supersedes",
                condition=models.Q(supersedes__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["held_by", "happened_on"],
                name="entry_help_given",
                condition=models.Q(kind="service", outcome="done"),
            ),
        ),
    ]
