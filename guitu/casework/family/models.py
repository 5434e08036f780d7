"""The tables of families. Names, numbers and whatever was said are sealed; the rest is codes and days."""

from django.db import models

from guitu.domain.family.school import ABOUT, OUTCOMES, WAYS
from guitu.domain.family.words import (
    CARERS,
    PURPOSES,
    RELATIONS,
    RELIEF,
    SCHOOLING,
    SIDES,
    SPEAKERS,
    STUDENT_AID,
    WHY_APART,
)
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class _OfAFamily(DistributedModel):
    """What every row of this room has."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()

    class Meta:
        abstract = True

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "family"

    def __str__(self) -> str:
        return str(self.id)


class Relative(_OfAFamily):
    """Somebody of the family. ``note`` empty: erased on their own wish; that they were there stays."""

    relation = models.CharField(max_length=16)
    note = models.BinaryField(default=b"")  # sealed: name, phone, address and words
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    withdrew_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(relation__in=list(RELATIONS)), name="relative_relation"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(withdrew_on__isnull=False, note=b""),
                name="relative_erased",
            ),
        ]
        indexes = [models.Index(fields=["person_id"], name="relative_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {"id", "person_id", "held_by", "relation", "written_at", "written_by", "withdrew_on", "erased_at"}
        )


class Word(_OfAFamily):
    """What a relative said about one purpose; the last word counts, and none is written over."""

    relative = models.UUIDField()
    purpose = models.CharField(max_length=16)
    given = models.BooleanField()
    speaker = models.CharField(max_length=8)
    said_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=list(PURPOSES)), name="word_purpose"),
            models.CheckConstraint(condition=models.Q(speaker__in=list(SPEAKERS)), name="word_speaker"),
        ]
        indexes = [models.Index(fields=["person_id", "relative"], name="word_relative")]

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id", "person_id", "held_by", "relative", "purpose", "given", "speaker", "said_on",
                "written_at", "written_by",
            }
        )  # fmt: skip


class SchoolWord(_OfAFamily):
    """A word with a child's school, in codes alone; whoever cares for the child had agreed."""

    child = models.UUIDField()
    about = models.CharField(max_length=8)
    way = models.CharField(max_length=12)
    outcome = models.CharField(max_length=16)
    said_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(about__in=list(ABOUT)), name="schoolword_about"),
            models.CheckConstraint(condition=models.Q(way__in=list(WAYS)), name="schoolword_way"),
            models.CheckConstraint(condition=models.Q(outcome__in=list(OUTCOMES)), name="schoolword_outcome"),
        ]
        indexes = [models.Index(fields=["person_id", "child"], name="schoolword_child")]

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id", "person_id", "held_by", "child", "about", "way", "outcome", "said_on", "written_at",
                "written_by",
            }
        )  # fmt: skip


class Child(_OfAFamily):
    """A child: how school goes, what aid was asked for, who cares. ``ask_school``: the carer agreed to it."""

    note = models.BinaryField()  # sealed: what the child is called, and words
    schooling = models.CharField(max_length=16)
    aid = models.CharField(max_length=8)
    aid_on = models.DateField(null=True)
    carer = models.CharField(max_length=12)
    carer_relative = models.UUIDField(null=True)
    ask_school = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(schooling__in=list(SCHOOLING)), name="child_schooling"),
            models.CheckConstraint(condition=models.Q(aid__in=list(STUDENT_AID)), name="child_aid"),
            models.CheckConstraint(condition=models.Q(carer__in=list(CARERS)), name="child_carer"),
        ]
        indexes = [models.Index(fields=["person_id"], name="child_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "schooling", "aid", "aid_on", "carer", "carer_relative",
                "ask_school", "written_at", "written_by",
            }
        )  # fmt: skip


class Care(_OfAFamily):
    """Who cares for whom at home, and whether somebody should step in at times."""

    note = models.BinaryField()  # sealed: who is cared for, and words
    carer = models.CharField(max_length=12)
    carer_relative = models.UUIDField(null=True)
    relief = models.CharField(max_length=8)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(carer__in=list(CARERS)), name="care_carer"),
            models.CheckConstraint(condition=models.Q(relief__in=list(RELIEF)), name="care_relief"),
        ]
        indexes = [models.Index(fields=["person_id"], name="care_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {"id", "person_id", "held_by", "carer", "carer_relative", "relief", "written_at", "written_by"}
        )


class Hold(_OfAFamily):
    """The person and a relative are kept apart, from when it was set until two people lifted it."""

    relative = models.UUIDField()
    side = models.CharField(max_length=8)
    reason = models.CharField(max_length=16)
    note = models.BinaryField(default=b"")  # sealed: why it was set, and why it is to be lifted
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    asked_at = models.DateTimeField(null=True)
    asked_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=list(SIDES)), name="hold_side"),
            models.CheckConstraint(condition=models.Q(reason__in=list(WHY_APART)), name="hold_reason"),
            models.UniqueConstraint(
                fields=["person_id", "relative"],
                condition=models.Q(lifted_at__isnull=True),
                name="hold_once",
            ),
            models.CheckConstraint(  # four eyes
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False, asked_by__isnull=False)
                & ~models.Q(lifted_by=models.F("asked_by")),
                name="hold_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["person_id"], name="hold_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "relative", "side", "reason", "set_at", "set_by", "asked_at",
                "asked_by", "lifted_at", "lifted_by",
            }
        )  # fmt: skip
