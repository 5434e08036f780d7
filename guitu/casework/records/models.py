"""The tables of ends and rights. Sealed look-up, requests and notices are about a person, the others not."""

from django.db import models

from guitu.domain.cohort import WATCHED
from guitu.domain.episode import EpisodeKind
from guitu.domain.honours.tiers import Tier
from guitu.domain.measures.outcomes import CODES
from guitu.domain.rights import About, Asked, Basis, Refusal, Silence, State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

RELAPSES = ("yes", "no", "unknown")
OPENING_STATES = ("asked", "open", "refused")


class Cohort(models.Model):
    """One closed episode without its person, for statistics. Never changed, never linked to anybody."""

    id = models.UUIDField(primary_key=True, editable=False)  # random: an ordered id would tell the moment
    region = models.BigIntegerField()  # the county
    kind = models.CharField(max_length=24)
    year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    months = models.SmallIntegerField()
    sex = models.CharField(max_length=8)
    age_band = models.SmallIntegerField()  # first year of five; -1 unknown
    outcome = models.CharField(max_length=32)
    verified_months = models.SmallIntegerField()
    relapse = models.CharField(max_length=8)
    lost = models.BooleanField()
    # of the release, on the row of its last course to close alone, so that none counts twice
    released_year = models.SmallIntegerField(null=True)
    released_month = models.SmallIntegerField(null=True)
    at_6 = models.CharField(max_length=8, default="")
    at_12 = models.CharField(max_length=8, default="")
    at_24 = models.CharField(max_length=8, default="")
    at_36 = models.CharField(max_length=8, default="")
    watched_months = models.SmallIntegerField(null=True)  # null: never anything known
    watched_end = models.CharField(max_length=8, default="")
    # on the row of the person's last course to close: the longest tier that stood and was shown
    honour = models.CharField(max_length=16, default="")
    recommitted = models.BooleanField(null=True)  # ended by a new order of compulsory treatment

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    released_year__isnull=True,
                    released_month__isnull=True,
                    at_6="",
                    at_12="",
                    at_24="",
                    at_36="",
                    watched_months__isnull=True,
                    watched_end="",
                )
                | models.Q(
                    released_year__isnull=False,
                    released_month__range=(1, 12),
                    at_6__in=CODES,
                    at_12__in=CODES,
                    at_24__in=CODES,
                    at_36__in=CODES,
                    watched_end__in=WATCHED,
                ),
                name="cohort_release",
            ),
            models.CheckConstraint(
                condition=models.Q(honour__in=["", *(tier.value for tier in Tier)]), name="cohort_honour"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in EpisodeKind]), name="cohort_kind"
            ),
            models.CheckConstraint(condition=models.Q(relapse__in=RELAPSES), name="cohort_relapse"),
        ]
        indexes = [models.Index(fields=["region", "year", "month"], name="cohort_region_start")]

    class Placement:
        kind = "local"
        grants = {"rows": "select, insert", "report": "select"}

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id", "region", "kind", "year", "month", "months", "sex", "age_band", "outcome",
                "verified_months", "relapse", "lost", "released_year", "released_month", "at_6", "at_12",
                "at_24", "at_36", "watched_months", "watched_end", "honour", "recommitted",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class SealedId(DistributedModel):
    """By which identity number a sealed file can be found: only while opening one on a legal basis."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    key = models.BinaryField(max_length=32)  # HMAC of the number; several files may have had it, one by one
    sealed_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="sealed_id_key"),
            models.Index(fields=["person_id"], name="sealed_id_person"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret = frozenset({"key"})
        plain = frozenset({"id", "person_id", "held_by", "sealed_on"})

    def __str__(self) -> str:
        return str(self.id)


class Opening(models.Model):
    """A request to open a sealed file. It holds no person: whom it means is known to who has the number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.BinaryField(max_length=32)  # HMAC of the identity number that was asked about
    basis = models.CharField(max_length=24)
    document = models.CharField(max_length=64)  # number of the legal paper
    silence = models.CharField(max_length=24, default="")  # the law that forbids telling the person
    hours = models.SmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    reader = models.UUIDField()
    first = models.UUIDField()  # the two accounts that must agree
    second = models.UUIDField()
    first_at = models.DateTimeField(null=True)
    second_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default="asked")
    refused_by = models.UUIDField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=OPENING_STATES), name="opening_state"),
            models.CheckConstraint(
                condition=models.Q(basis__in=[b.value for b in Basis]), name="opening_basis"
            ),
            models.CheckConstraint(
                condition=models.Q(silence__in=[s.value for s in Silence]), name="opening_silence"
            ),
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="opening_two"),
        ]
        indexes = [
            models.Index(fields=["asked_by"], name="opening_asked_by"),
            models.Index(fields=["reader"], name="opening_reader"),
            models.Index(fields=["first"], name="opening_first"),
            models.Index(fields=["second"], name="opening_second"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"key"})
        plain = frozenset(
            {
                "id", "basis", "document", "silence", "hours", "asked_at", "asked_by", "reader", "first",
                "second", "first_at", "second_at", "state", "refused_by", "until",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Request(DistributedModel):
    """Something a person asks about their file, or says is wrong in it. ``of`` and ``row`` name what."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    of = models.CharField(max_length=16, default="")
    row = models.UUIDField(null=True)
    note = models.BinaryField(default=b"")  # sealed: the person's words
    asked_on = models.DateField()
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    state = models.CharField(max_length=12, default="open")
    reason = models.CharField(max_length=24, default="")  # of a refusal
    answer = models.BinaryField(default=b"")  # sealed: the office's words
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[a.value for a in Asked]), name="request_kind"
            ),
            models.CheckConstraint(condition=models.Q(of__in=[a.value for a in About]), name="request_of"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="request_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused")
                | models.Q(reason__in=[r.value for r in Refusal], answered_by__isnull=False),
                name="request_refusal_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="request_person"),
            models.Index(fields=["held_by", "due_on"], name="request_open", condition=models.Q(state="open")),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"note", "answer"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "kind", "of", "row", "asked_on", "due_on", "recorded_at",
                "recorded_by", "state", "reason", "answered_at", "answered_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Notice(DistributedModel):
    """Something the person is to be told when they next ask: their sealed file was opened, on what basis."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    reason = models.CharField(max_length=24)  # the legal basis
    order_document = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="notice_person")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "person_id", "held_by", "kind", "reason", "order_document", "made_at", "until"}
        )

    def __str__(self) -> str:
        return str(self.id)


class CorrectionCount(models.Model):
    """How many people under community correction a unit helps look after: a number, another population."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()
    counted_on = models.DateField()
    people = models.IntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(people__gte=0), name="correction_count_not_negative"),
            models.UniqueConstraint(fields=["unit", "counted_on"], name="correction_count_once_a_day"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "unit", "counted_on", "people", "made_at", "made_by"})

    def __str__(self) -> str:
        return str(self.id)
