"""An index of the few open duties that answer a need, for the help desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0002_lists_by_day")]

    operations = [
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                fields=["held_by", "due_on"],
                name="duty_open_need",
                condition=models.Q(state="open") & models.Q(kind="need_answered"),
                include=["person_id"],
            ),
        )
    ]
