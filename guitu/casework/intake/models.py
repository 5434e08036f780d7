"""The tables of imports: how each row ended, and, walled like everything about people, whose file it made.

A sender reads how rows ended. Whose files elsewhere they touched stands in ``Link``, which opens only to
whoever sees those people. Nothing here holds what the rows said.
"""

from django.db import models

from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

BATCH_STATES = ("done", "undone")
ROW_STATES = ("accepted", "rejected", "duplicate")
ANSWERS = ("", "same", "different")


class ImportBatch(models.Model):
    """One imported file. Undone, it stays as a line that says so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=8, default="done")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)  # the account; null from the command line
    unit = models.BigIntegerField(null=True)
    sender = models.CharField(max_length=120, default="")  # the office named in the file
    digest = models.CharField(max_length=64, default="")  # SHA-256 of the file
    counts = models.JSONField(default=dict)
    note = models.BinaryField(default=b"")  # sealed for the installation: the file's name
    contents = models.BinaryField(default=b"")  # sealed alike: its sheets and columns
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=BATCH_STATES), name="batch_state"),
            models.CheckConstraint(
                condition=models.Q(state="done", undone_at__isnull=True)
                | models.Q(state="undone", undone_at__isnull=False),
                name="batch_undone_at",
            ),
        ]
        indexes = [models.Index(fields=["-made_at"], name="batch_made_at")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"note", "contents"})
        plain = frozenset(
            {
                "id",
                "state",
                "made_at",
                "made_by",
                "unit",
                "sender",
                "digest",
                "counts",
                "undone_at",
                "undone_by",
            }
        )

    def __str__(self) -> str:
        return str(self.id)


class ImportRow(models.Model):
    """How one row of a file ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey("intake.ImportBatch", models.PROTECT, related_name="+", db_index=False)
    sheet = models.SmallIntegerField()  # its place in the file, from 1
    row = models.IntegerField()  # the sheet's own row number
    state = models.CharField(max_length=12)
    reasons = models.JSONField(default=list)  # [{code, cell, facts}]; facts are numbers and days
    answer = models.CharField(max_length=12, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "row"], name="import_row_once"),
            models.CheckConstraint(condition=models.Q(state__in=ROW_STATES), name="import_row_state"),
            models.CheckConstraint(condition=models.Q(answer__in=ANSWERS), name="import_row_answer"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id",
                "batch",
                "sheet",
                "row",
                "state",
                "reasons",
                "answer",
                "answered_at",
                "answered_by",
            }
        )

    def __str__(self) -> str:
        return f"{self.batch_id} {self.sheet}:{self.row}"


class Link(DistributedModel):
    """A row of an import and a person: whose file it made or joined, or who may be the same (``asks``)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    batch = models.UUIDField()
    row = models.UUIDField()  # of ImportRow
    made_file = models.BooleanField()
    asks = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["batch", "row"], name="link_batch"),
            models.Index(fields=["person_id"], name="link_person"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "person_id", "held_by", "batch", "row", "made_file", "asks"})

    def __str__(self) -> str:
        return str(self.id)


class SenderColumn(models.Model):
    """What a header of one sender means; corrected once on the page, remembered for the next file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sender = models.CharField(max_length=120)
    words = models.CharField(max_length=80)  # normalised
    key = models.CharField(max_length=48, blank=True)  # "" is known and not wanted
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "words"], name="sender_words_once")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "sender", "words", "key", "set_at", "set_by"})

    def __str__(self) -> str:
        return str(self.id)
