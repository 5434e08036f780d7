"""What was done, by whom, to whose record. Rows are added, never changed: the application role cannot."""

from django.db import models

from guitu.foundation.ids import new_id


class Event(models.Model):
    """One line of the trail. Holds ids and codes, never names: it outlives what it speaks of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)  # the account; null for the system itself
    role = models.CharField(max_length=32, default="")
    unit = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=64)
    subject = models.UUIDField(null=True)  # the person; null for what concerns nobody
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="event_subject"),
            models.Index(fields=["by", "at"], name="event_by"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "at", "by", "role", "unit", "verb", "subject", "facts"})

    def __str__(self) -> str:
        return str(self.id)
