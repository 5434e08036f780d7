"""The journal: one table, one row shape. The application may add rows and rewrite ``held_by``, no more."""

from django.db import models

from guitu.domain.access import Compartment
from guitu.foundation.ids import new_id
from guitu.foundation.tables import CoForeignKey, DistributedModel


class Entry(DistributedModel):
    """One thing that happened to a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, db_column="person_id", db_index=False, related_name="+"
    )
    episode = CoForeignKey("episodes.Episode", models.PROTECT, null=True, db_index=False, related_name="+")
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    unit = models.BigIntegerField(null=True)  # of whoever did it
    region = models.BigIntegerField(null=True)  # where it happened
    outcome = models.CharField(max_length=32)
    compartment = models.CharField(max_length=16)
    supersedes = models.UUIDField(null=True)
    details = models.JSONField(default=dict)  # codes, numbers and dates only
    note = models.BinaryField(default=b"")  # sealed: all free text; empty where there is none
    reason = models.CharField(max_length=32, default="")  # a code
    batch = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(compartment__in=[c.value for c in Compartment]), name="entry_compartment"
            )
        ]
        indexes = [
            models.Index(fields=["person", "happened_on"], name="entry_person_day"),
            models.Index(fields=["held_by", "happened_on", "kind"], name="entry_held_day_kind"),
            models.Index(fields=["batch"], name="entry_batch", condition=models.Q(batch__isnull=False)),
            # help that was given, counted against what was promised
            models.Index(
                fields=["held_by", "happened_on"],
                name="entry_help_given",
                condition=models.Q(kind="service", outcome="done"),
            ),
            # whether an entry was corrected is asked of each one that is counted
            models.Index(
                fields=["person", "supersedes"],
                name="entry_supersedes",
                condition=models.Q(supersedes__isnull=False),
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        author = "recorded_by"

    class Privacy:
        secret = frozenset({"note", "details"})
        plain = frozenset(
            {
                "id",
                "person",
                "episode",
                "held_by",
                "kind",
                "happened_on",
                "recorded_at",
                "recorded_by",
                "unit",
                "region",
                "outcome",
                "compartment",
                "supersedes",
                "reason",
                "batch",
            }
        )

    def __str__(self) -> str:
        return str(self.id)
