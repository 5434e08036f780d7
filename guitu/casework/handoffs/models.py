"""The tables of hand-offs: one row per release, and the words that are being written for it."""

from django.db import models

from guitu.domain.handoff.machine import Side, State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

SORTS = ("packet", "need", "returned")
TURNS = ("", "centre", "township", "station", "receivers")


class Handoff(DistributedModel):
    """One release of one person. ``turn`` to ``contact_on`` are caches of ``guitu.domain.handoff``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    centre = models.BigIntegerField()  # place numbers of the units
    township = models.BigIntegerField(null=True)
    station = models.BigIntegerField(null=True)
    onlooker = models.BigIntegerField(null=True)  # the guidance centre of the receiving region
    region = models.BigIntegerField()  # whose rulebook applies
    released_on = models.DateField()  # the day that is planned, or was
    decided_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default=State.PREPARING.value)
    reason = models.CharField(max_length=24, default="")
    order_document = models.CharField(max_length=64, default="")  # the decision that began the stay
    certificate_document = models.CharField(max_length=64, default="")
    rehab_document = models.CharField(max_length=64, default="")
    offered_at = models.DateTimeField(null=True)
    offered_by = models.UUIDField(null=True)
    township_at = models.DateTimeField(null=True)  # accepted by the township office
    township_by = models.UUIDField(null=True)
    station_at = models.DateTimeField(null=True)
    station_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    turn = models.CharField(max_length=12, default="")  # who does the next step; "" nothing is left
    next_step = models.CharField(max_length=12, default="")
    due_on = models.DateField(null=True)
    contact_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="handoff_state"
            ),
            models.CheckConstraint(condition=models.Q(turn__in=TURNS), name="handoff_turn"),
            models.UniqueConstraint(
                fields=["person_id"], condition=~models.Q(state="accepted"), name="handoff_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="handoff_person"),
            models.Index(
                fields=["held_by", "released_on"], name="handoff_board", condition=~models.Q(turn="")
            ),
            models.Index(fields=["held_by", "released_on", "contact_on"], name="handoff_measure"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id", "person_id", "held_by", "centre", "township", "station", "onlooker", "region",
                "released_on", "decided_on", "state", "reason", "order_document", "certificate_document",
                "rehab_document", "offered_at", "offered_by", "township_at", "township_by", "station_at",
                "station_by", "made_at", "made_by", "turn", "next_step", "due_on", "contact_on",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Line(DistributedModel):
    """A piece of the packet, a need with its two owners, or why it was sent back; gone once accepted.

    ``inside`` the account at the centre that sees to a need, ``outside`` the side that takes it on.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    handoff = models.UUIDField()
    sort = models.CharField(max_length=8)
    code = models.CharField(max_length=24)
    inside = models.UUIDField(null=True)
    outside = models.CharField(max_length=8, default="")
    note = models.BinaryField(default=b"")  # sealed
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sort__in=SORTS), name="handoffline_sort"),
            models.CheckConstraint(
                condition=~models.Q(sort="need")
                | models.Q(inside__isnull=False, outside__in=[Side.TOWNSHIP.value, Side.STATION.value]),
                name="handoffline_need_has_two_owners",
            ),
            models.UniqueConstraint(fields=["person_id", "handoff", "sort", "code"], name="handoffline_once"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "handoff", "sort", "code", "inside", "outside", "written_at",
                "written_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
