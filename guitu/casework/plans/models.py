"""The tables of plans. Whatever somebody said or wrote is sealed; the rest is codes, days and accounts."""

from django.db import models

from guitu.domain.journal.codes import GROUP_GAPS, MEMBER_KINDS
from guitu.domain.plans.catalogue import ACTORS
from guitu.domain.plans.opinions import SPEAKERS
from guitu.domain.plans.plan import Progress, Sort, State
from guitu.domain.plans.support import SORTS
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class _AboutAPerson(DistributedModel):
    """What every row of this room has."""

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


class Plan(_AboutAPerson):
    """One version of a plan. ``own_approval`` its approver wrote on it; ``reviewed_on`` the last time."""

    version = models.SmallIntegerField()
    state = models.CharField(max_length=8, default=State.DRAFT.value)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    own_approval = models.BooleanField(default=False)
    reviewed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # of the next review; of a version in force only
    note = models.BinaryField(default=b"")  # sealed: why it was sent back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "version"], name="plan_version"),
            models.UniqueConstraint(
                fields=["person_id"],
                condition=models.Q(state__in=[State.DRAFT.value, State.PROPOSED.value]),
                name="plan_one_draft",
            ),
            models.UniqueConstraint(
                fields=["person_id"],
                condition=models.Q(state=State.APPROVED.value),
                name="plan_one_in_force",
            ),
            models.CheckConstraint(condition=models.Q(state__in=[s.value for s in State]), name="plan_state"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[State.DRAFT.value, State.PROPOSED.value],
                    approved_at__isnull=True,
                    approved_by__isnull=True,
                )
                | models.Q(
                    state__in=[State.APPROVED.value, State.REPLACED.value],
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                ),
                name="plan_approved",
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_by", "proposed_at"],
                name="plan_waits",
                condition=models.Q(state=State.PROPOSED.value),
            ),
            models.Index(
                fields=["held_by", "due_on"],
                name="plan_review_due",
                condition=models.Q(state=State.APPROVED.value),
            ),
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "version", "state", "made_at", "made_by", "proposed_at",
                "proposed_by", "approved_at", "approved_by", "own_approval", "reviewed_on", "due_on",
            }
        )  # fmt: skip


class Line(_AboutAPerson):
    """One line of a version. ``owner`` None: whoever the words name."""

    plan = models.UUIDField()
    sort = models.CharField(max_length=8)
    code = models.CharField(max_length=24, default="")
    actor = models.CharField(max_length=12, default="")
    owner = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    progress = models.CharField(max_length=12, default=Progress.NOT_STARTED.value)
    moved_on = models.DateField(null=True)
    note = models.BinaryField(default=b"")  # sealed: the words
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sort__in=[s.value for s in Sort]), name="planline_sort"
            ),
            models.CheckConstraint(
                condition=models.Q(progress__in=[p.value for p in Progress]), name="planline_progress"
            ),
            models.CheckConstraint(
                condition=~models.Q(sort=Sort.ACTION.value)
                | models.Q(actor__in=list(ACTORS), due_on__isnull=False),
                name="planline_action",
            ),
        ]
        indexes = [models.Index(fields=["person_id", "plan"], name="planline_plan")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "plan", "sort", "code", "actor", "owner", "due_on", "progress",
                "moved_on", "written_at", "written_by",
            }
        )  # fmt: skip


class Support(_AboutAPerson):
    """One line of the support map or the safety plan."""

    sort = models.CharField(max_length=12)
    note = models.BinaryField()  # sealed
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(sort__in=list(SORTS)), name="support_sort")]
        indexes = [models.Index(fields=["person_id"], name="support_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "sort", "written_at", "written_by"})


class Member(_AboutAPerson):
    """Somebody of the working group, or why nobody of a kind is in it: with a ``gap`` there is nobody."""

    kind = models.CharField(max_length=20)
    account = models.UUIDField(null=True)
    gap = models.CharField(max_length=20, default="")
    note = models.BinaryField(
        default=b""
    )  # sealed: the name of somebody without an account, how to reach them
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=MEMBER_KINDS), name="member_kind"),
            models.CheckConstraint(condition=models.Q(gap__in=["", *GROUP_GAPS]), name="member_gap"),
            models.UniqueConstraint(
                fields=["person_id", "kind"], condition=~models.Q(gap=""), name="member_one_gap"
            ),
        ]
        indexes = [models.Index(fields=["person_id"], name="member_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {"id", "person_id", "held_by", "kind", "account", "gap", "written_at", "written_by"}
        )


class Opinion(_AboutAPerson):
    """What somebody said of our work. ``entry`` the contact it was said at, None: at none."""

    speaker = models.CharField(max_length=8)
    entry = models.UUIDField(null=True)
    note = models.BinaryField()  # sealed: as it was said
    said_on = models.DateField()
    due_on = models.DateField()
    answer = models.BinaryField(default=b"")  # sealed
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(speaker__in=list(SPEAKERS)), name="opinion_speaker"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="opinion_answered",
            ),
            models.UniqueConstraint(
                fields=["person_id", "entry"],
                condition=models.Q(entry__isnull=False),
                name="opinion_once_an_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="opinion_person"),
            models.Index(
                fields=["held_by", "due_on"],
                name="opinion_open",
                condition=models.Q(answered_at__isnull=True),
            ),
        ]

    class Privacy:
        secret = frozenset({"note", "answer"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "speaker", "entry", "said_on", "due_on", "answered_at",
                "answered_by", "recorded_at", "recorded_by",
            }
        )  # fmt: skip
