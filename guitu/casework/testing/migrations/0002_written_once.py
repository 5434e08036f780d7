"""Steps of custody are written once: the application may rewrite only who holds the person."""

from django.db import migrations

from guitu.foundation.tables import append_only


class Migration(migrations.Migration):
    dependencies = [("testing", "0001_initial")]

    operations = [append_only("testing_custody", except_columns=("held_by",), deletable=True)]
