"""The tables of applications and gifts. What was said or written is sealed; the rest is codes and days."""

from django.db import models
from django.db.models import Q

from guitu.domain.support import applications, gifts
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_OPEN = [state.value for state in applications.OPEN]
_GRANTED, _REFUSED = applications.State.GRANTED.value, applications.State.REFUSED.value


class _AboutAPerson(DistributedModel):
    """What every row about a person has here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()

    class Meta:
        abstract = True

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    def __str__(self) -> str:
        return str(self.id)


class Application(_AboutAPerson):
    """One application as it stands now. ``due_on`` the last day to hand in or to pay; ``entry`` the help.

    ``actor``, ``owner`` and ``next_on`` who does the next step and by when; of an open one only.
    """

    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=12)
    note = models.BinaryField(default=b"")  # sealed: what exactly, where
    begun_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    due_on = models.DateField(null=True)
    actor = models.CharField(max_length=8, default="")
    owner = models.UUIDField(null=True)
    next_on = models.DateField(null=True)
    reason = models.CharField(max_length=20, default="")
    remedy = models.CharField(max_length=12, default="")
    remedy_until = models.DateField(null=True)
    holds_until = models.DateField(null=True)
    entry = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(applications.KINDS)), name="application_kind"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in applications.State]), name="application_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, next_on__isnull=False, actor__in=list(applications.DOERS))
                | (~Q(state__in=_OPEN) & Q(next_on__isnull=True, owner__isnull=True, actor="")),
                name="application_next",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=_REFUSED,
                    reason__in=list(applications.REASONS),
                    remedy__in=list(applications.REMEDIES),
                )
                | (~Q(state=_REFUSED) & Q(reason="", remedy="", remedy_until__isnull=True)),
                name="application_refused",
            ),
            models.CheckConstraint(
                condition=Q(state=_GRANTED, entry__isnull=False)
                | (~Q(state=_GRANTED) & Q(entry__isnull=True)),
                name="application_granted",
            ),
            models.UniqueConstraint(
                fields=["person_id", "kind"],
                condition=Q(state__in=_OPEN) & ~Q(kind="other"),
                name="application_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="application_person"),
            models.Index(
                fields=["held_by", "next_on"], name="application_next_on", condition=Q(state__in=_OPEN)
            ),
            models.Index(
                fields=["held_by", "holds_until"],
                name="application_until",
                condition=Q(state=_GRANTED, holds_until__isnull=False),
            ),
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "kind", "state", "begun_on", "begun_at", "begun_by", "due_on",
                "actor", "owner", "next_on", "reason", "remedy", "remedy_until", "holds_until", "entry",
            }
        )  # fmt: skip


class Step(_AboutAPerson):
    """One line of an application's status log. ``next_note`` the step that was to come then."""

    application = models.UUIDField()
    state = models.CharField(max_length=12)
    happened_on = models.DateField()
    note = models.BinaryField(default=b"")  # sealed
    next_note = models.BinaryField(default=b"")  # sealed
    actor = models.CharField(max_length=8, default="")
    owner = models.UUIDField(null=True)
    next_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in applications.State]), name="step_state"
            ),
        ]
        indexes = [models.Index(fields=["person_id", "application"], name="step_application")]

    class Privacy:
        secret = frozenset({"note", "next_note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "application", "state", "happened_on", "actor", "owner",
                "next_on", "recorded_at", "recorded_by",
            }
        )  # fmt: skip


class Giver(models.Model):
    """Who gives: an office, an association, a private donor, who may stay unnamed. About nobody in care."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()  # the unit that wrote it down; its county shares it
    kind = models.CharField(max_length=12)
    name = models.BinaryField(default=b"")  # sealed for the installation; empty: unnamed
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(gifts.GIVERS)), name="giver_kind")]
        indexes = [models.Index(fields=["unit"], name="giver_unit")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"name"})
        plain = frozenset({"id", "unit", "kind", "made_at", "made_by"})

    def __str__(self) -> str:
        return str(self.id)


class Gift(_AboutAPerson):
    """One grant, loan or piece of help in kind; ``fen`` its amount or value."""

    giver = models.UUIDField()
    form = models.CharField(max_length=8)
    purpose = models.CharField(max_length=12)
    fen = models.BigIntegerField()
    state = models.CharField(max_length=12, default=gifts.State.PROPOSED.value)
    note = models.BinaryField(default=b"")  # sealed: what it is and what for
    answer = models.BinaryField(default=b"")  # sealed: why it was declined
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    received_at = models.DateTimeField(null=True)
    receiver = models.CharField(max_length=8, default="")
    handed_by = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(form__in=list(gifts.FORMS)), name="gift_form"),
            models.CheckConstraint(condition=Q(purpose__in=list(gifts.PURPOSES)), name="gift_purpose"),
            models.CheckConstraint(condition=Q(fen__gte=1), name="gift_fen"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in gifts.State]), name="gift_state"),
            models.CheckConstraint(
                condition=Q(
                    state=gifts.State.RECEIVED.value,
                    received_on__isnull=False,
                    received_at__isnull=False,
                    receiver__in=list(gifts.RECEIVERS),
                    entry__isnull=False,
                )
                | (
                    ~Q(state=gifts.State.RECEIVED.value)
                    & Q(received_on__isnull=True, received_at__isnull=True, receiver="", entry__isnull=True)
                ),
                name="gift_received",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="gift_person"),
            models.Index(
                fields=["held_by", "proposed_at"],
                name="gift_waits",
                condition=Q(state__in=[gifts.State.PROPOSED.value, gifts.State.APPROVED.value]),
            ),
            models.Index(fields=["giver", "received_at"], name="gift_giver"),
        ]

    class Privacy:
        secret = frozenset({"note", "answer"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "giver", "form", "purpose", "fen", "state", "proposed_at",
                "proposed_by", "decided_at", "received_on", "received_at", "receiver", "handed_by", "entry",
            }
        )  # fmt: skip


class Approval(_AboutAPerson):
    """One of the two approvals of a gift: never by whoever proposed it, and no account's twice."""

    gift = models.UUIDField()
    account = models.UUIDField()
    proposer = models.UUIDField()
    leads = models.BooleanField()
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "gift", "account"], name="approval_once"),
            models.CheckConstraint(condition=~Q(account=models.F("proposer")), name="approval_not_own"),
        ]

    class Privacy:
        secret = frozenset[str]()
        plain = frozenset(
            {"id", "person_id", "held_by", "gift", "account", "proposer", "leads", "approved_at"}
        )


class Repayment(_AboutAPerson):
    """One part of a loan. ``paid_on`` None: open. A part that was agreed on anew is ``replaced``."""

    gift = models.UUIDField()
    n = models.SmallIntegerField()
    due_on = models.DateField()
    fen = models.BigIntegerField()
    state = models.CharField(max_length=8, default="agreed")
    paid_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "gift", "n"], name="repayment_once"),
            models.CheckConstraint(condition=Q(fen__gte=1), name="repayment_fen"),
            models.CheckConstraint(
                condition=Q(state__in=["agreed", "replaced"], paid_on__isnull=True)
                | Q(state="paid", paid_on__isnull=False),
                name="repayment_paid",
            ),
        ]
        indexes = [
            models.Index(fields=["held_by", "due_on"], name="repayment_due", condition=Q(state="agreed"))
        ]

    class Privacy:
        secret = frozenset[str]()
        plain = frozenset(
            {
                "id", "person_id", "held_by", "gift", "n", "due_on", "fen", "state", "paid_on", "recorded_at",
                "recorded_by",
            }
        )  # fmt: skip
