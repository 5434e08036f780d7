"""The tables of letters: one row per letter, one counter per unit and year."""

from django.db import models

from guitu.domain.letters.catalogue import FORMS
from guitu.domain.letters.form import Recipient
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class Letter(DistributedModel):
    """One letter. ``entry`` the fact in the journal; ``kind`` of ``FORMS``; ``content`` "" until printed.

    ``digest`` and ``template`` are SHA-256 of the file and of the template it was made from.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    entry = models.UUIDField()
    kind = models.CharField(max_length=32)
    recipient = models.CharField(max_length=8)
    unit = models.BigIntegerField()  # the place number of the unit that issued it
    year = models.SmallIntegerField()
    number = models.IntegerField()
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    note = models.BinaryField()  # sealed: the words that stand in it, by placeholder
    content = models.BinaryField(default=b"")  # sealed: the file
    digest = models.BinaryField(default=b"")
    template = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(FORMS)), name="letter_kind"),
            models.CheckConstraint(
                condition=models.Q(recipient__in=[r.value for r in Recipient]), name="letter_recipient"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="letter_number"),
            models.UniqueConstraint(
                fields=["person_id", "unit", "year", "number"], name="letter_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "issued_at"], name="letter_person"),
            models.Index(fields=["unit", "year", "number"], name="letter_unit"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"
        author = "issued_by"

    class Privacy:
        secret = frozenset({"note", "content"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "entry", "kind", "recipient", "unit", "year", "number",
                "issued_on", "issued_at", "issued_by", "digest", "template",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Counter(models.Model):
    """How many letters a unit issued in a year; the row is held until the letter's transaction ends."""

    id = models.BigAutoField(primary_key=True)
    unit = models.BigIntegerField()
    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="letter_counter_once")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "unit", "year", "last"})

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"
