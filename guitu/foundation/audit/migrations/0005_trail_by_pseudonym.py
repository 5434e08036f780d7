"""The trail of changes names persons by pseudonym, as the access log does."""

from django.db import migrations

from guitu.foundation.audit import pseudonym


def hide(apps, _editor) -> None:
    """Put the pseudonym in the place of every person's id."""
    event = apps.get_model("audit", "Event")
    known = event.objects.filter(subject__isnull=False)
    for subject in list(known.values_list("subject", flat=True).distinct()):
        event.objects.filter(subject=subject).update(subject=pseudonym.of(subject))


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_access_log_is_its_own")]

    operations = [migrations.RunPython(hide)]
