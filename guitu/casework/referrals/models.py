"""The tables of referrals. Names, what is asked and what came back are sealed; the rest is codes and days."""

from django.db import models
from django.db.models import Q

from guitu.domain.journal.codes import SERVICES
from guitu.domain.referrals.machine import LIVE, State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_STATES = [state.value for state in State]
_LIVE = sorted(state.value for state in LIVE)
_CAME_BACK = [State.DECLINED.value, State.ENDED.value]
# what waits for somebody: everything but what is done and what its owner has settled
OPEN = ~Q(state=State.DONE.value) & Q(settled=False)


class Referral(DistributedModel):
    """One referral. ``unit`` the partner's unit, None for an organisation without one here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    need = models.UUIDField(null=True)  # the entry that raised it; null: help that was offered
    instead_of = models.UUIDField(null=True)  # the referral that came back before this one
    service = models.UUIDField(null=True)  # of the directory; its name is copied into the note
    unit = models.BigIntegerField(null=True)
    help = models.CharField(max_length=32)  # what it counts as once it is done
    may_call = models.BooleanField(default=False)  # the person agreed that their number is given
    basis = models.CharField(max_length=16, default="")
    state = models.CharField(max_length=12, default=State.DRAFT.value)
    reason = models.CharField(max_length=24, default="")
    outcome = models.CharField(max_length=16, default="")
    until_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    settled = models.BooleanField(default=False)
    sent_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    entry = models.UUIDField(null=True)  # of one that is done: the help in the journal, or the answer it gave
    owner = models.UUIDField()  # who waits for the answer
    note = models.BinaryField()  # sealed: the partner, the service and what is asked, copied
    feedback = models.BinaryField(default=b"")  # sealed: what the partner said
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="referral_state"),
            models.CheckConstraint(condition=Q(help__in=SERVICES), name="referral_help"),
            models.CheckConstraint(
                condition=~Q(state__in=_LIVE)
                | Q(until_on__isnull=False, due_on__isnull=False, sent_on__isnull=False),
                name="referral_has_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=_CAME_BACK) & ~Q(reason=""))
                | (~Q(state__in=_CAME_BACK) & Q(reason="", settled=False)),
                name="referral_has_a_reason",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.DONE.value) & ~Q(outcome=""))
                | (~Q(state=State.DONE.value) & Q(outcome="")),
                name="referral_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="referral_person"),
            models.Index(fields=["held_by", "due_on"], name="referral_open", condition=OPEN),
            models.Index(
                fields=["service"], name="referral_service", condition=OPEN & Q(service__isnull=False)
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"note", "feedback"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "need", "instead_of", "service", "unit", "help", "may_call",
                "basis", "state", "reason", "outcome", "until_on", "due_on", "answered_on", "agreed_on",
                "settled", "sent_on", "closed_on", "entry", "owner", "made_at", "made_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Link(models.Model):
    """One address given to a partner without an account; neither it nor its code can be read here."""

    key = models.BinaryField(primary_key=True, max_length=32)  # hash of what stands in the address
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    referral = models.UUIDField()
    code = models.BinaryField(max_length=32)  # hash of address and code together
    tries = models.SmallIntegerField(default=0)  # wrong codes so far
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    until = models.DateTimeField()  # the first moment it opens nothing
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id", "referral"], name="referral_link")]

    class Placement:
        kind = "lookup"
        key = "key"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"key", "code"})
        plain = frozenset(
            {"person_id", "held_by", "referral", "tries", "made_at", "made_by", "until", "used_at"}
        )

    def __str__(self) -> str:
        return str(self.referral)
