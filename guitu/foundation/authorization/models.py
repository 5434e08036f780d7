"""What stands between accounts and persons: relations that open, exclusions that close."""

from django.db import models

from guitu.domain.access import Exclusion, Relation
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_KINDS = [r.value for r in Relation if r not in {Relation.OFFICE, Relation.PLACE}]


class Tie(DistributedModel):
    """A relation of one account, or of one unit's staff, to one person, from ``since`` on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    account = models.UUIDField(null=True)  # exactly one of account and unit
    unit = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # first moment it holds no more; null: until somebody ends it
    basis = models.CharField(max_length=32, default="")  # a code: why
    made_by = models.UUIDField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=_KINDS), name="tie_kind"),
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, unit__isnull=True)
                | models.Q(account__isnull=True, unit__isnull=False),
                name="tie_one_side",
            ),
        ]
        indexes = [
            models.Index(fields=["account"], name="tie_account", condition=models.Q(account__isnull=False)),
            models.Index(fields=["unit"], name="tie_unit", condition=models.Q(unit__isnull=False)),
            models.Index(fields=["person_id"], name="tie_person"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"
        by_system = ("insert", "update")  # they say who may see whom

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id",
                "person_id",
                "held_by",
                "account",
                "unit",
                "kind",
                "since",
                "until",
                "basis",
                "made_by",
                "ended_by",
            }
        )

    def __str__(self) -> str:
        return str(self.id)


class Bar(DistributedModel):
    """An exclusion: this account never sees this person, whatever else holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    account = models.UUIDField()
    kind = models.CharField(max_length=24)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    made_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[e.value for e in Exclusion]), name="bar_kind")
        ]
        indexes = [
            models.Index(fields=["account"], name="bar_account"),
            models.Index(fields=["person_id"], name="bar_person"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"
        by_system = ("insert", "update")  # they say who may see whom

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "person_id", "held_by", "account", "kind", "since", "until", "made_by"})

    def __str__(self) -> str:
        return str(self.id)


REASONS = ("danger_to_life", "medical_emergency", "missing", "at_the_door", "other")
OUTCOMES = ("", "justified", "not_justified")


class BreakGlass(DistributedModel):
    """One file opened in an emergency: by whom, why, until when, and what somebody else made of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    asked_by = models.UUIDField()
    asked_unit = models.BigIntegerField()
    reason = models.CharField(max_length=24)
    note = models.BinaryField()  # sealed with the person's key: the asker's words
    at = models.DateTimeField()
    until = models.DateTimeField()
    review_by_on = models.DateField()  # the last day that is in time
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__in=REASONS), name="breakglass_reason"),
            models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="breakglass_outcome"),
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True, reviewed_by__isnull=True, outcome="")
                | (models.Q(reviewed_at__isnull=False) & ~models.Q(outcome="")),
                name="breakglass_reviewed",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("asked_by")),
                name="breakglass_not_by_the_asker",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="breakglass_person"),
            models.Index(fields=["asked_by", "at"], name="breakglass_asker"),
            models.Index(
                fields=["held_by"], name="breakglass_open", condition=models.Q(reviewed_at__isnull=True)
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"
        by_system = ("insert", "update")  # they say who may see whom

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id",
                "person_id",
                "held_by",
                "asked_by",
                "asked_unit",
                "reason",
                "at",
                "until",
                "review_by_on",
                "reviewed_at",
                "reviewed_by",
                "outcome",
            }
        )

    def __str__(self) -> str:
        return str(self.id)
