"""The tables of what goes outside. No row is about a person; published cells are protected already."""

from django.db import models
from django.db.models import Q

from guitu.foundation.ids import new_id


class Issue(models.Model):
    """The figures of one quarter, published once: a second time could be subtracted from the first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    quarter = models.CharField(max_length=6, unique=True)  # 2026q3
    as_of = models.DateField()  # the day that standing figures show
    published_at = models.DateTimeField()

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "quarter", "as_of", "published_at"})

    def __str__(self) -> str:
        return self.quarter


class Cell(models.Model):
    """One figure of one region as it is shown: rounded, or null where it is hidden."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issue = models.ForeignKey("publications.Issue", models.PROTECT, related_name="+")
    metric = models.CharField(max_length=48)
    version = models.SmallIntegerField()
    region = models.BigIntegerField()  # 12 digits; 0 the nation
    counted = models.IntegerField(null=True)
    rest = models.IntegerField(null=True)  # of the denominator; 0 where the figure has none

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "metric", "region"], name="cell_once"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "issue", "metric", "version", "region", "counted", "rest"})

    def __str__(self) -> str:
        return f"{self.metric} {self.region}"


class Answer(models.Model):
    """A protected number that an account was given, with the true one; later questions are held to it.

    ``report`` the report for outside that says it; null: given to the account alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.UUIDField()
    metric = models.CharField(max_length=48)
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    first = models.DateField()
    last = models.DateField()
    counted = models.IntegerField()
    of = models.IntegerField()
    given_at = models.DateTimeField()
    report = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "metric"], name="answer_account_metric"),
            models.Index(fields=["metric"], name="answer_reported", condition=Q(report__isnull=False)),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "account", "metric", "lo", "hi", "first", "last", "counted", "of", "given_at", "report"}
        )

    def __str__(self) -> str:
        return f"{self.account} {self.metric}"
