"""The tables of what is offered, of imported lists and of feeds. No row is about a person."""

from django.db import models
from django.db.models import Q

from guitu.domain.employers import COURSE_KINDS, PERIODS, SCHEDULES
from guitu.foundation.ids import new_id

CLOSE_REASONS = ("", "filled", "withdrawn", "ended", "taken_back")
OFFERS = ("vacancies", "courses")
BATCH_STATES = ("done", "undone")
ROW_STATES = ("accepted", "changed", "duplicate", "rejected")
FEED_STATES = ("good", "down", "slow", "malformed", "unsigned", "replayed", "refused")


def _taken_back() -> Q:
    return Q(close_reason="taken_back")


class Employer(models.Model):
    """Who offers work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=160)  # the name as names are compared
    name = models.CharField(max_length=120)
    region = models.BigIntegerField()  # 12 digits
    address = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=40, default="")  # of the office that hires
    contact = models.CharField(max_length=80, default="")  # which office that is
    note = models.TextField(default="")
    source = models.CharField(max_length=40, default="")  # the feed; "" where people entered it
    external_id = models.CharField(max_length=80, default="")
    kept_by = models.BigIntegerField(null=True)  # the unit that entered it; null for feeds
    batch = models.UUIDField(null=True)
    closed_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)  # null: a feed or the command line
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "region"], name="employer_once"),
        ]
        indexes = [models.Index(fields=["region", "name"], name="employer_region")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "key", "name", "region", "address", "phone", "contact", "note", "source",
            "external_id", "kept_by", "batch", "closed_on", "made_at", "made_by", "changed_at",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Base(models.Model):
    """An agreement with an employer about a job base."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    document = models.CharField(max_length=80)  # the number of the agreement
    seats = models.IntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    kept_by = models.BigIntegerField()
    note = models.TextField(default="")
    ended_on = models.DateField(null=True)  # before its time; from this day on it no longer holds
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lte=models.F("to_on")), name="base_dates"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="base_seats"),
            models.UniqueConstraint(fields=["employer", "document"], name="base_document_once"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "employer", "document", "seats", "from_on", "to_on", "kept_by", "note",
            "ended_on", "made_at", "made_by",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Vacancy(models.Model):
    """A post that is offered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)  # what makes two posts the same (domain.employers.sameness)
    title = models.CharField(max_length=80)
    region = models.BigIntegerField()  # where the work is
    skills = models.JSONField(default=list)  # codes, sorted
    wants = models.CharField(max_length=400, default="")
    schedule = models.CharField(max_length=12, default="")
    hours_week = models.SmallIntegerField(null=True)
    night_work = models.BooleanField(null=True)
    wage_least = models.IntegerField(null=True)  # fen
    wage_most = models.IntegerField(null=True)
    wage_per = models.CharField(max_length=8, default="")
    places = models.IntegerField()
    open_until = models.DateField()
    contact = models.CharField(max_length=120, default="")
    note = models.TextField(default="")
    source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=80, default="")
    revision = models.IntegerField(default=0)  # the feed's
    kept_by = models.BigIntegerField(null=True)
    batch = models.UUIDField(null=True)
    closed_on = models.DateField(null=True)
    close_reason = models.CharField(max_length=12, default="")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(schedule__in=("", *SCHEDULES)), name="vacancy_schedule"),
            models.CheckConstraint(condition=Q(places__gte=1), name="vacancy_places"),
            models.CheckConstraint(
                condition=Q(wage_least__isnull=True, wage_most__isnull=True, wage_per="")
                | Q(wage_least__gt=0, wage_most__gte=models.F("wage_least"), wage_per__in=PERIODS),
                name="vacancy_wage",
            ),
            models.CheckConstraint(condition=Q(close_reason__in=CLOSE_REASONS), name="vacancy_close_reason"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, close_reason="")
                | Q(closed_on__isnull=False) & ~Q(close_reason=""),
                name="vacancy_closed",
            ),
            models.UniqueConstraint(
                fields=["employer", "key"],
                condition=Q(source="") & ~Q(close_reason="taken_back"),
                name="vacancy_once",
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(source=""), name="vacancy_of_a_feed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "open_until"], name="vacancy_region"),
            models.Index(fields=["open_until"], name="vacancy_open_until"),
            models.Index(fields=["batch"], name="vacancy_batch"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "employer", "key", "title", "region", "skills", "wants", "schedule", "hours_week",
            "night_work", "wage_least", "wage_most", "wage_per", "places", "open_until", "contact",
            "note", "source", "external_id", "revision", "kept_by", "batch", "closed_on",
            "close_reason", "made_at", "made_by", "changed_at",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Course(models.Model):
    """A training course that is offered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    provider = models.CharField(max_length=120)
    region = models.BigIntegerField()
    skills = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    open_until = models.DateField()
    hours = models.IntegerField(null=True)
    cost = models.IntegerField(default=0)  # fen
    subsidy = models.IntegerField(default=0)  # fen
    places = models.IntegerField(null=True)
    contact = models.CharField(max_length=120, default="")
    note = models.TextField(default="")
    source = models.CharField(max_length=40, default="")
    kept_by = models.BigIntegerField(null=True)
    batch = models.UUIDField(null=True)
    closed_on = models.DateField(null=True)
    close_reason = models.CharField(max_length=12, default="")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=COURSE_KINDS), name="course_kind"),
            models.CheckConstraint(condition=Q(starts_on__lte=models.F("ends_on")), name="course_dates"),
            models.CheckConstraint(condition=Q(cost__gte=0, subsidy__gte=0), name="course_money"),
            models.CheckConstraint(condition=Q(close_reason__in=CLOSE_REASONS), name="course_close_reason"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, close_reason="")
                | Q(closed_on__isnull=False) & ~Q(close_reason=""),
                name="course_closed",
            ),
            models.UniqueConstraint(fields=["key"], condition=~_taken_back(), name="course_once"),
        ]
        indexes = [
            models.Index(fields=["region", "open_until"], name="course_region"),
            models.Index(fields=["batch"], name="course_batch"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({
            "id", "key", "title", "kind", "provider", "region", "skills", "starts_on", "ends_on",
            "open_until", "hours", "cost", "subsidy", "places", "contact", "note", "source",
            "kept_by", "batch", "closed_on", "close_reason", "made_at", "made_by", "changed_at",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Batch(models.Model):
    """One imported list of vacancies or courses. Undone, it stays as a line that says so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offers = models.CharField(max_length=12)
    state = models.CharField(max_length=8, default="done")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)  # null from the command line
    unit = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=list)  # what each header was taken to mean
    note = models.BinaryField(default=b"")  # sealed for the installation: the file's name
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(offers__in=OFFERS), name="offers_batch_offers"),
            models.CheckConstraint(condition=Q(state__in=BATCH_STATES), name="offers_batch_state"),
        ]
        indexes = [models.Index(fields=["-made_at"], name="offers_batch_made_at")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({
            "id", "offers", "state", "made_at", "made_by", "unit", "digest", "counts", "columns",
            "undone_at", "undone_by",
        })  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class BatchRow(models.Model):
    """How one row of a list ended, and what it made or changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey("employers.Batch", models.PROTECT, related_name="+", db_index=False)
    sheet = models.SmallIntegerField()  # from 1
    row = models.IntegerField()  # the sheet's own number
    state = models.CharField(max_length=12)
    reasons = models.JSONField(default=list)  # [{code, cell, facts}]
    offer = models.UUIDField(null=True)
    before = models.JSONField(null=True)  # what a changed offer said before

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "row"], name="offers_row_once"),
            models.CheckConstraint(condition=Q(state__in=ROW_STATES), name="offers_row_state"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "batch", "sheet", "row", "state", "reasons", "offer", "before"})

    def __str__(self) -> str:
        return f"{self.batch_id} {self.sheet}:{self.row}"


class Feed(models.Model):
    """How far a feed was read, and how it went last."""

    source = models.CharField(primary_key=True, max_length=40)
    cursor = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=60, default="")
    tried_at = models.DateTimeField()
    good_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=FEED_STATES), name="feed_state")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"source", "cursor", "state", "reason", "tried_at", "good_at"})

    def __str__(self) -> str:
        return self.source


class FeedRun(models.Model):
    """One time a feed was asked: what came, and what was turned away and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)  # null: the night or the command line
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=60, default="")
    counts = models.JSONField(default=dict)
    rejected = models.JSONField(default=list)  # [{id, code, facts}], the first hundred

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=FEED_STATES), name="feed_run_state")]
        indexes = [models.Index(fields=["source", "-at"], name="feed_run_at")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "source", "at", "by", "state", "reason", "counts", "rejected"})

    def __str__(self) -> str:
        return str(self.id)
