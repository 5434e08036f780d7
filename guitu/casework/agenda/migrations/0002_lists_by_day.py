"""An index in the order of a desk's page, for offices that look over a county or more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                fields=["due_on", "person_id", "episode_id", "rule", "n"],
                name="duty_open_due",
                condition=models.Q(state="open"),
                include=["held_by", "late_after", "opens_on", "lapses_on", "owed_by"],
            ),
        )
    ]
