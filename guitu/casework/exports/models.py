"""The table of exports: what left the house for whom. The people in a file stand in the access log."""

from django.db import models
from django.db.models import F, Q

from guitu.foundation.ids import new_id

STATES = ("asked", "approved", "ready", "taken", "refused", "failed", "expired")
"""asked: waits for somebody else's approval. approved: waits for the worker. The last four are ends."""

FORMS = ("xlsx", "csv")


class Request(models.Model):
    """One table that somebody asked for; columns, filters and purpose are codes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=8, default="asked")
    form = models.CharField(max_length=4)
    columns = models.JSONField()
    plain = models.JSONField()  # those of the columns that are not masked
    kind = models.CharField(max_length=24, default="")  # of episode; "" all
    whose = models.CharField(max_length=4)  # "mine" or "unit"
    purpose = models.CharField(max_length=24)
    rows = models.IntegerField()  # as counted when asked, then as written
    asked_by = models.UUIDField()
    asked_role = models.CharField(max_length=32)
    asked_unit = models.BigIntegerField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)  # null where nobody had to approve
    decided_role = models.CharField(max_length=32, default="")
    decided_unit = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    file = models.UUIDField(null=True)  # in foundation.uploads.store, until it is taken
    expires_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=48, default="")  # the code of what went wrong

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="export_state"),
            models.CheckConstraint(condition=Q(form__in=FORMS), name="export_form"),
            models.CheckConstraint(condition=Q(whose__in=("mine", "unit")), name="export_whose"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="export_never_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_unit=F("asked_unit"))
                | ~Q(decided_role=F("asked_role")),
                name="export_from_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(state="ready", file__isnull=False, expires_at__isnull=False)
                | (~Q(state="ready") & Q(file__isnull=True)),
                name="export_file",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="export_mine"),
            models.Index(fields=["asked_unit"], name="export_waiting", condition=Q(state="asked")),
            models.Index(fields=["expires_at"], name="export_expiring", condition=Q(state="ready")),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id",
                "state",
                "form",
                "columns",
                "plain",
                "kind",
                "whose",
                "purpose",
                "rows",
                "asked_by",
                "asked_role",
                "asked_unit",
                "asked_at",
                "decided_by",
                "decided_role",
                "decided_unit",
                "decided_at",
                "file",
                "expires_at",
                "taken_at",
                "failure",
            }
        )

    def __str__(self) -> str:
        return str(self.id)


REPORT_STATES = ("waiting", "working", "ready", "failed")
AUDIENCES = ("inward", "outward")


class Report(models.Model):
    """A report of figures without names: asked for once, made by the worker, kept.

    ``lo`` to ``hi`` the place numbers it is about, so that whoever looks over all of them may read it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=8, default="waiting")
    place = models.BigIntegerField()
    place_name = models.CharField(max_length=200)
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    period = models.CharField(max_length=8)
    audience = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # when the worker last said how far it is
    done = models.SmallIntegerField(default=0)
    total = models.SmallIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    docx = models.BinaryField(null=True)
    xlsx = models.BinaryField(null=True)
    failure = models.CharField(max_length=48, default="")
    # which template the .docx was made with: whose it was (null: ours), its version there, its SHA-256
    template_place = models.BigIntegerField(null=True)
    template_version = models.IntegerField(default=0)
    template = models.BinaryField(default=b"")
    withheld = models.IntegerField(default=0)  # numbers that a report for outside does not say

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REPORT_STATES), name="report_state"),
            models.CheckConstraint(condition=Q(audience__in=AUDIENCES), name="report_audience"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(docx__isnull=False, xlsx__isnull=False), name="report_files"
            ),
            models.UniqueConstraint(
                fields=["place", "period", "audience", "language", "asked_by"],
                condition=Q(state__in=("waiting", "working")),
                name="report_once",
            ),
        ]
        indexes = [models.Index(fields=["lo", "-asked_at"], name="report_place")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id",
                "state",
                "place",
                "place_name",
                "lo",
                "hi",
                "period",
                "audience",
                "language",
                "asked_by",
                "asked_at",
                "heard_at",
                "done",
                "total",
                "counted_at",
                "docx",
                "xlsx",
                "failure",
                "template_place",
                "template_version",
                "template",
                "withheld",
            }
        )

    def __str__(self) -> str:
        return str(self.id)
