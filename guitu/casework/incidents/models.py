"""The tables of incidents. Words are sealed; legal words with the key of their own compartment."""

from django.db import models
from django.db.models import Q

from guitu.domain.discrimination.incidents import AREAS, KINDS, OUTCOMES, ROUTES, WISHES, State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_CLOSED = State.CLOSED.value


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


class Incident(_AboutAPerson):
    """One incident as it stands. ``origin`` the page it was told on ("job": a refused job), "" none."""

    area = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    origin = models.CharField(max_length=12, default="")
    happened_on = models.DateField()
    where_note = models.BinaryField(default=b"")  # sealed: who it was
    note = models.BinaryField()  # sealed: what happened
    wish = models.CharField(max_length=12)
    state = models.CharField(max_length=8, default=State.TOLD.value)
    route = models.CharField(max_length=20, default="")
    outcome = models.CharField(max_length=12, default="")
    next_on = models.DateField(null=True)
    told_on = models.DateField()
    told_at = models.DateTimeField()
    told_to = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(area__in=list(AREAS)), name="incident_area"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="incident_kind"),
            models.CheckConstraint(condition=Q(wish__in=list(WISHES)), name="incident_wish"),
            models.CheckConstraint(condition=Q(route__in=["", *ROUTES]), name="incident_route"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="incident_state"),
            models.CheckConstraint(
                condition=Q(state=_CLOSED, outcome__in=list(OUTCOMES), next_on__isnull=True)
                | (~Q(state=_CLOSED) & Q(outcome="")),
                name="incident_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="incident_person"),
            models.Index(fields=["held_by", "next_on"], name="incident_open", condition=~Q(state=_CLOSED)),
        ]

    class Privacy:
        secret = frozenset({"where_note", "note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "area", "kind", "origin", "happened_on", "wish", "state",
                "route", "outcome", "next_on", "told_on", "told_at", "told_to",
            }
        )  # fmt: skip


class Act(_AboutAPerson):
    """One step of an incident. ``agreed``: the person agreed to this very step.

    The id of a step that brought it to an authority is that of its entry in the journal. ``taken_back_at``:
    it did not happen after all.
    """

    incident = models.UUIDField()
    state = models.CharField(max_length=8)
    route = models.CharField(max_length=20, default="")
    agreed = models.BooleanField(default=False)
    happened_on = models.DateField()
    note = models.BinaryField(default=b"")  # sealed
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state=State.SENT.value) | Q(agreed=True), name="act_agreed")
        ]
        indexes = [models.Index(fields=["person_id", "incident"], name="act_incident")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "incident", "state", "route", "agreed", "happened_on",
                "recorded_at", "recorded_by", "taken_back_at",
            }
        )  # fmt: skip


class Advice(_AboutAPerson):
    """Legal words: what was asked of a lawyer, what they said. The team cannot read them."""

    incident = models.UUIDField()
    sort = models.CharField(max_length=8)  # question | advice
    note = models.BinaryField()  # sealed with the legal key
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=["question", "advice"]), name="advice_sort")
        ]
        indexes = [models.Index(fields=["person_id", "incident"], name="advice_incident")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "legal"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "incident", "sort", "written_at", "written_by"})
