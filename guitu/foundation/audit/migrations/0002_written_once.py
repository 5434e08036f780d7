"""A line of the trail can be added and read, and nothing else, by the application."""

from django.db import migrations

from guitu.foundation.tables import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [append_only("audit_event")]
