"""The tables about areas. Facts and steps are written once: what was wrong is corrected by a later row."""

from django.db import models
from django.db.models import Q

from guitu.domain.areas.status import NONE, STATES, STATUSES
from guitu.foundation.ids import new_id

ROW_STATES = ("accepted", "corrected", "duplicate", "rejected")


class Fact(models.Model):
    """Something about an area that somebody entered, with where it was read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    region = models.BigIntegerField()  # 12 digits
    kind = models.CharField(max_length=32)  # of areas/facts.yaml
    on = models.DateField()  # the day it holds for
    basis = models.CharField(max_length=32)  # how it is meant, of areas/facts.yaml
    value = models.BigIntegerField(null=True)  # null: what this corrects is taken back
    publisher = models.CharField(max_length=120)
    document = models.CharField(max_length=120)
    why = models.CharField(max_length=200, default="")  # it was corrected
    corrects = models.UUIDField(null=True)
    batch = models.UUIDField(null=True)  # the imported list it came with
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)  # null: the command line
    unit = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="area_fact_value"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(corrects__isnull=False), name="area_fact_taken_back"
            ),
            models.UniqueConstraint(
                fields=["region", "kind", "on", "basis"],
                condition=Q(corrects__isnull=True),
                name="area_fact_once",
            ),
            models.UniqueConstraint(fields=["corrects"], name="area_fact_corrected_once"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "region", "kind", "on", "basis", "value", "publisher", "document", "why", "corrects",
            "batch", "entered_at", "entered_by", "unit",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Proposal(models.Model):
    """Somebody asks that an area's status change, with what speaks for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    region = models.BigIntegerField()
    before = models.CharField(max_length=20)
    to = models.CharField(max_length=20)
    words = models.CharField(max_length=1000)
    evidence = models.JSONField(default=list)  # figures and facts as they stood; never changed
    state = models.CharField(max_length=12, default="open")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    unit = models.BigIntegerField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer = models.CharField(max_length=1000, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to__in=STATUSES), name="area_proposal_status"),
            models.CheckConstraint(condition=~Q(to=models.F("before")), name="area_proposal_changes"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="area_proposal_state"),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "refused"))
                | Q(answered_by__isnull=False) & ~Q(answered_by=models.F("made_by")),
                name="area_proposal_two_people",
            ),
            models.UniqueConstraint(
                fields=["region"], condition=Q(state="open"), name="area_proposal_one_open"
            ),
        ]
        indexes = [models.Index(fields=["region", "-made_at"], name="area_proposal_region")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "region", "before", "to", "words", "evidence", "state", "made_at", "made_by", "unit",
            "answered_at", "answered_by", "answer",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Step(models.Model):
    """An area has a status from a day on. Every step comes from a proposal that somebody else agreed to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    region = models.BigIntegerField()
    status = models.CharField(max_length=20, default=NONE)
    since = models.DateField()
    authority = models.CharField(max_length=120)
    document = models.CharField(max_length=120)
    proposal = models.OneToOneField("areas.Proposal", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="area_step_status"),
            models.UniqueConstraint(fields=["region", "since"], name="area_step_day"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "region", "status", "since", "authority", "document", "proposal", "decided_at",
            "decided_by",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Batch(models.Model):
    """One imported list of facts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)  # null: the command line
    unit = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=list)  # what each header was taken to mean

    class Meta:
        indexes = [models.Index(fields=["-made_at"], name="area_batch_made_at")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "made_at", "made_by", "unit", "digest", "counts", "columns"})

    def __str__(self) -> str:
        return str(self.id)


class BatchRow(models.Model):
    """How one row of a list ended, and what it made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey("areas.Batch", models.PROTECT, related_name="+", db_index=False)
    sheet = models.SmallIntegerField()  # from 1
    row = models.IntegerField()  # the sheet's own number
    state = models.CharField(max_length=12)
    reasons = models.JSONField(default=list)  # [{code, cell, facts}]
    fact = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "row"], name="area_row_once"),
            models.CheckConstraint(condition=Q(state__in=ROW_STATES), name="area_row_state"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "batch", "sheet", "row", "state", "reasons", "fact"})

    def __str__(self) -> str:
        return f"{self.batch_id} {self.sheet}:{self.row}"
