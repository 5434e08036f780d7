"""The tables of work. Whatever somebody said is sealed; the rest is codes, days and accounts."""

from django.db import models

from guitu.domain.work.placement import State
from guitu.domain.work.words import BUSINESS_STATES, BUSINESS_STEPS, BY, DISTANCES, STATUSES
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_WRITTEN = ("id", "person_id", "held_by", "recorded_at", "recorded_by")


class _AboutAPerson(DistributedModel):
    """What every row of this room has."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    note = models.BinaryField(default=b"")  # sealed: all words
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        abstract = True

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"
        author = "recorded_by"

    def __str__(self) -> str:
        return str(self.id)


class Sheet(_AboutAPerson):
    """One version of a work file; of those somebody may read the latest counts."""

    skills = models.JSONField(default=list)
    wants = models.JSONField(default=list)
    schedules = models.JSONField(default=list)
    firm = models.JSONField(default=list)
    barriers = models.JSONField(default=list)
    hours_most = models.SmallIntegerField(null=True)
    nights = models.CharField(max_length=3, default="")
    farthest = models.CharField(max_length=12, default="country")
    region = models.BigIntegerField(null=True)  # where they would work from; None: where the file is kept
    available_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(farthest__in=list(DISTANCES)), name="worksheet_farthest"
            ),
            models.CheckConstraint(condition=models.Q(nights__in=["", "yes", "no"]), name="worksheet_nights"),
        ]
        indexes = [models.Index(fields=["person_id", "recorded_at"], name="worksheet_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                *_WRITTEN, "skills", "wants", "schedules", "firm", "barriers", "hours_most", "nights",
                "farthest", "region", "available_on",
            }
        )  # fmt: skip


class Status(_AboutAPerson):
    """Where somebody stood from a day on."""

    status = models.CharField(max_length=16)
    since_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=list(STATUSES)), name="workstatus_status")
        ]
        indexes = [
            models.Index(fields=["person_id", "since_on"], name="workstatus_person"),
            models.Index(fields=["held_by", "status"], name="workstatus_held"),
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({*_WRITTEN, "status", "since_on"})


class Refusal(_AboutAPerson):
    """A job that came to nothing: not taken by the person, which has no consequence, or refused to them."""

    by = models.CharField(max_length=8)
    reason = models.CharField(max_length=12)
    vacancy = models.UUIDField(null=True)
    happened_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(by__in=list(BY)), name="workrefusal_by")]
        indexes = [models.Index(fields=["person_id", "happened_on"], name="workrefusal_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({*_WRITTEN, "by", "reason", "vacancy", "happened_on"})


class Business(_AboutAPerson):
    """Something somebody does on their own account."""

    state = models.CharField(max_length=8, default="planned")
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.BinaryField(default=b"")  # sealed: what became of it

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=list(BUSINESS_STATES)), name="business_state")
        ]
        indexes = [models.Index(fields=["person_id"], name="business_person")]

    class Privacy:
        secret = frozenset({"note", "outcome"})
        plain = frozenset({*_WRITTEN, "state", "started_on", "ended_on"})


class Step(_AboutAPerson):
    """One step on the way to it, with the day it was taken."""

    business = models.UUIDField()
    step = models.CharField(max_length=16)
    done_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step__in=list(BUSINESS_STEPS)), name="businessstep_step"
            )
        ]
        indexes = [models.Index(fields=["person_id", "business"], name="businessstep_business")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({*_WRITTEN, "business", "step", "done_on"})


class Placement(_AboutAPerson):
    """The way to one job. ``note`` what job and employer were called; ``slip`` what was given."""

    vacancy = models.UUIDField(null=True)
    employer = models.UUIDField(null=True)
    state = models.CharField(max_length=12, default=State.PROPOSED.value)
    reason = models.CharField(max_length=16, default="")
    proposed_on = models.DateField()
    slip_on = models.DateField(null=True)
    slip = models.BinaryField(default=b"")  # sealed
    interview_on = models.DateField(null=True)
    hired_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="placement_state"
            ),
            models.UniqueConstraint(
                fields=["person_id", "vacancy"],
                condition=models.Q(state__in=["proposed", "slip", "interview", "hired"]),
                name="placement_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "proposed_on"], name="placement_person"),
            models.Index(fields=["held_by", "state"], name="placement_held"),
            models.Index(
                fields=["employer"],
                name="placement_employer",
                condition=models.Q(state__in=["hired", "ended"], employer__isnull=False),
            ),
        ]

    class Privacy:
        secret = frozenset({"note", "slip"})
        plain = frozenset(
            {
                *_WRITTEN, "vacancy", "employer", "state", "reason", "proposed_on", "slip_on",
                "interview_on", "hired_on", "closed_on", "changed_at", "changed_by",
            }
        )  # fmt: skip
