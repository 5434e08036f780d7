"""Facts and steps are written once: what was wrong is corrected by a later row."""

from django.db import migrations

from guitu.foundation.tables import append_only


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial")]

    operations = [append_only("areas_fact"), append_only("areas_step")]
