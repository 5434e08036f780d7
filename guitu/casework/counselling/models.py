"""The tables of counselling. Words and themes are sealed; days, states and accounts make the lists."""

from django.db import models

from guitu.domain.counselling.cases import KINDS, State
from guitu.domain.counselling.sessions import ATTENDANCES, Attendance
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

SORTS = ("summary", "crisis")


class _Private(DistributedModel):
    """What every row of this room has."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    note = models.BinaryField()  # sealed: what the row says, as JSON
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Case(_Private):
    """Counselling of one person by one psychologist."""

    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=8, default=State.WAITING.value)
    since_on = models.DateField()  # on the waiting list
    begun_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="counselling_kind"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="counselling_state"
            ),
        ]
        indexes = [models.Index(fields=["written_by", "state"], name="counselling_mine")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "psychological"
        author = "written_by"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "written_at", "written_by", "kind", "state", "since_on",
                "begun_on", "ended_on",
            }
        )  # fmt: skip


class Session(_Private):
    """One session of a case: agreed on, then held or not."""

    case = models.UUIDField()
    held_on = models.DateField()
    attendance = models.CharField(max_length=12, default=Attendance.PLANNED.value)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attendance__in=list(ATTENDANCES)), name="session_attendance"
            )
        ]
        indexes = [
            models.Index(fields=["person_id", "case"], name="session_case"),
            models.Index(fields=["written_by", "held_on"], name="session_mine"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "psychological"
        author = "written_by"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {"id", "person_id", "held_by", "written_at", "written_by", "case", "held_on", "attendance"}
        )


class Letter(_Private):
    """Words released to one reader: a summary of a case, or what happened in a crisis.

    Row-level security opens it to its ``reader``; whoever wrote it keeps what they wrote in its case.
    """

    reader = models.UUIDField()
    sort = models.CharField(max_length=8)
    of = models.UUIDField()  # the case, or the journal's entry of the crisis

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sort__in=SORTS), name="counsellingletter_sort"),
            models.UniqueConstraint(
                fields=["person_id", "sort", "of", "reader"], name="counsellingletter_once_a_reader"
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "psychological"
        author = "reader"  # whose eyes it is for

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "written_at", "written_by", "reader", "sort", "of"})
