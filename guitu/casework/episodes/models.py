"""The table of episodes. What is known on the first day is a column; what happens later is the journal's."""

from django.db import models

from guitu.domain.episode import EpisodeKind, Phase
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class Episode(DistributedModel):
    """One course of care of one person. ``phase`` to ``revision`` are caches of the outlook."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, db_column="person_id", db_index=False, related_name="+"
    )
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    region = models.BigIntegerField()  # where the file was opened: whose rulebook applies until a transfer
    released_on = models.DateField(null=True)
    opened_on = models.DateField()
    kept_since = models.DateField(null=True)  # first day this office kept a file taken over in mid-term
    order_document = models.CharField(max_length=64, default="")  # the number printed on the order
    decided_on = models.DateField(null=True)
    executing_unit = models.BigIntegerField(null=True)
    facility_unit = models.BigIntegerField(null=True)
    centre_unit = models.BigIntegerField(null=True)
    station_unit = models.BigIntegerField(null=True)
    worker = models.UUIDField(null=True)  # the account it is assigned to
    batch = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    phase = models.CharField(max_length=32, default="")  # "" until first derived
    term_from = models.DateField(null=True)
    term_to = models.DateField(null=True)
    turns_on = models.DateField(null=True)  # next day the clock alone changes the phase
    revision = models.CharField(max_length=64, default="")  # rulebook and calendar it was derived with

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "id"], name="episode_person_id"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in EpisodeKind]), name="episode_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(phase__in=["", *(p.value for p in Phase)]), name="episode_phase"
            ),
        ]
        indexes = [
            models.Index(fields=["held_by", "phase"], name="episode_held_phase"),
            models.Index(fields=["worker"], name="episode_worker", condition=models.Q(worker__isnull=False)),
            models.Index(
                fields=["turns_on"], name="episode_turns_on", condition=models.Q(turns_on__isnull=False)
            ),
            models.Index(fields=["batch"], name="episode_batch", condition=models.Q(batch__isnull=False)),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id",
                "person",
                "held_by",
                "kind",
                "region",
                "released_on",
                "opened_on",
                "kept_since",
                "order_document",
                "decided_on",
                "executing_unit",
                "facility_unit",
                "centre_unit",
                "station_unit",
                "worker",
                "batch",
                "created_at",
                "phase",
                "term_from",
                "term_to",
                "turns_on",
                "revision",
            }
        )

    def __str__(self) -> str:
        return str(self.id)
