"""The table of offers between offices. What the two sides say in words is sealed."""

from django.db import models
from django.db.models import Q

from guitu.domain.transfer import Refusal, Sort, State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_OFFERED = Q(state="offered")


class Transfer(DistributedModel):
    """One offer. ``held_by``: who has the file. ``details``: open tasks and booked tests, how each ends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    from_unit = models.BigIntegerField()
    to_unit = models.BigIntegerField()
    effective_on = models.DateField()  # as proposed; the entry says which day it became
    state = models.CharField(max_length=12, default="offered")
    reason = models.CharField(max_length=24, default="")  # of a refusal
    details = models.JSONField(default=list)  # codes, ids, numbers and dates only
    note = models.BinaryField(default=b"")  # sealed: the sender's words
    answer = models.BinaryField(default=b"")  # sealed: the receiver's words
    answer_by_on = models.DateField()
    offered_at = models.DateTimeField()
    offered_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id"], name="transfer_one_waits", condition=_OFFERED),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Sort]), name="transfer_kind"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="transfer_state"),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(reason__in=[r.value for r in Refusal]),
                name="transfer_refusal_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_at__isnull=True)
                | (~_OFFERED & Q(answered_at__isnull=False)),
                name="transfer_answered",
            ),
            models.CheckConstraint(condition=~Q(from_unit=models.F("to_unit")), name="transfer_two_units"),
        ]
        indexes = [
            models.Index(fields=["to_unit"], name="transfer_to", condition=_OFFERED),
            models.Index(fields=["held_by", "state"], name="transfer_held"),
            models.Index(fields=["person_id"], name="transfer_person"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"note", "answer"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "kind", "from_unit", "to_unit", "effective_on", "state",
                "reason", "details", "answer_by_on", "offered_at", "offered_by", "answered_at", "answered_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
