"""A line about destroyed keys is written once: the application cannot take it back."""

from django.db import migrations

from guitu.foundation.tables import append_only


class Migration(migrations.Migration):
    dependencies = [("crypto", "0001_initial")]

    operations = [append_only("crypto_erasure")]
