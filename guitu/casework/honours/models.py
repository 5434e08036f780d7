"""The tables of honours. Whatever was said or written is sealed; the rest is codes, days and accounts."""

from django.db import models
from django.db.models import Q

from guitu.domain.honours.course import AT_ONCE, Level, State
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Tier
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

TIER, GIVEN = "tier", "given"


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


class Honour(_AboutAPerson):
    """A nomination and what became of it, or (``sort`` given) an honour that others gave.

    ``code`` the tier; ``year`` of what others gave; ``is_shown`` while the person agrees to honours.
    """

    sort = models.CharField(max_length=8, default=TIER)
    code = models.CharField(max_length=16, default="")
    state = models.CharField(max_length=8, default=State.DRAFT.value)
    details = models.JSONField(default=list)  # codes of merits
    by_self = models.BooleanField(default=False)
    is_shown = models.BooleanField(default=False)
    year = models.SmallIntegerField(null=True)
    note = models.BinaryField(default=b"")  # sealed: the merits in words
    title = models.BinaryField(default=b"")  # sealed
    giver = models.BinaryField(default=b"")  # sealed
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    granted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sort=TIER, code__in=[t.value for t in Tier])
                | Q(sort=GIVEN, code="", state="granted"),
                name="honour_sort",
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="honour_state"),
            models.CheckConstraint(
                condition=Q(granted_at__isnull=False) | ~Q(state="granted"), name="honour_granted"
            ),
            models.UniqueConstraint(
                fields=["person_id", "code"],
                condition=Q(sort=TIER, state__in=sorted(s.value for s in AT_ONCE)),
                name="honour_one_a_tier",
            ),
            models.UniqueConstraint(
                fields=["person_id", "code", "made_by"],
                condition=Q(sort=TIER, state="draft"),
                name="honour_one_draft",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="honour_person"),
            models.Index(fields=["held_by", "state"], name="honour_shown", condition=Q(is_shown=True)),
        ]

    class Privacy:
        secret = frozenset({"note", "title", "giver"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "sort", "code", "state", "details", "by_self", "is_shown",
                "year", "made_at", "made_by", "granted_at",
            }
        )  # fmt: skip


class Review(_AboutAPerson):
    """What one colleague said of a nomination."""

    honour = models.UUIDField()
    agrees = models.BooleanField()
    note = models.BinaryField(default=b"")  # sealed
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "honour", "reviewed_by"], name="honourreview_once")
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "honour", "agrees", "reviewed_at", "reviewed_by"})


class Award(_AboutAPerson):
    """An award of a year. ``is_shown`` as of its honour."""

    honour = models.UUIDField()
    year = models.SmallIntegerField()
    level = models.CharField(max_length=8)
    is_shown = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    given_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[v.value for v in Level]), name="award_level"),
            models.UniqueConstraint(fields=["person_id", "year"], name="award_one_a_year"),
        ]
        indexes = [models.Index(fields=["held_by", "year"], name="award_year", condition=Q(is_shown=True))]

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "person_id", "held_by", "honour", "year", "level", "is_shown", "given_at", "given_by"}
        )


class Story(_AboutAPerson):
    """What somebody tells, under another name. Gone when consent to publicity is."""

    alias = models.BinaryField()  # sealed until it is told
    note = models.BinaryField()  # sealed: the story
    picture = models.CharField(max_length=8)
    face_agreed = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id"], name="story_one"),
            models.CheckConstraint(condition=Q(picture__in=[p.value for p in Picture]), name="story_picture"),
            models.CheckConstraint(condition=~Q(picture="face") | Q(face_agreed=True), name="story_face"),
        ]

    class Privacy:
        secret = frozenset({"alias", "note"})
        plain = frozenset(
            {"id", "person_id", "held_by", "picture", "face_agreed", "written_at", "written_by"}
        )


class Publication(_AboutAPerson):
    """One use of a story that the person agreed to. ``stands_on`` when they last said so."""

    story = models.UUIDField()
    sort = models.CharField(max_length=12)
    year = models.SmallIntegerField()
    note = models.BinaryField(default=b"")  # sealed: where exactly
    agreed_on = models.DateField()
    stands_on = models.DateField()
    is_paused = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=[u.value for u in Use]), name="publication_sort"),
            models.UniqueConstraint(
                fields=["person_id", "sort", "year"],
                condition=Q(ended_at__isnull=True),
                name="publication_one_a_year",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sort", "year", "held_by"],
                name="publication_told",
                condition=Q(ended_at__isnull=True, is_paused=False),
            )
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "story", "sort", "year", "agreed_on", "stands_on", "is_paused",
                "ended_at", "recorded_at", "recorded_by",
            }
        )  # fmt: skip
