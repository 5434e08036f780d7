"""The tables of groups and peers. What a group is called is about nobody: the installation's key seals it."""

from django.db import models

from guitu.domain.groups.peers import State
from guitu.domain.groups.words import ENDINGS, MODES, PLACES, SORTS, THEMES, WHOM, WHY_NOT
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class Series(models.Model):
    """A group or a course of a unit, led by somebody. No row is about a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()
    leader = models.UUIDField()  # an account
    sort = models.CharField(max_length=8)
    theme = models.CharField(max_length=16)
    capacity = models.SmallIntegerField()
    note = models.BinaryField()  # sealed: title, place, materials
    starts_on = models.DateField()
    closed_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sort__in=list(SORTS)), name="series_sort"),
            models.CheckConstraint(condition=models.Q(theme__in=list(THEMES)), name="series_theme"),
            models.CheckConstraint(condition=models.Q(capacity__gt=0), name="series_capacity"),
        ]
        indexes = [models.Index(fields=["unit", "-starts_on"], name="series_unit")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "unit", "leader", "sort", "theme", "capacity", "starts_on", "closed_on", "made_at",
                "made_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Session(models.Model):
    """One time of a group. ``signed_at``: who came was written down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    theme = models.CharField(max_length=16)
    held_on = models.DateField()
    signed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "held_on"], name="session_once_a_day"),
            models.CheckConstraint(condition=models.Q(theme__in=list(THEMES)), name="session_theme"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "series", "theme", "held_on", "signed_at", "made_at", "made_by"})

    def __str__(self) -> str:
        return str(self.id)


class PeerTeam(models.Model):
    """A team of peers of a unit and the colleague who accompanies it. No row is about a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()
    companion = models.UUIDField()  # an account
    theme = models.CharField(max_length=16)
    mode = models.CharField(max_length=8)
    whom = models.CharField(max_length=8)
    note = models.BinaryField()  # sealed: title, where
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(theme__in=list(THEMES)), name="peerteam_theme"),
            models.CheckConstraint(condition=models.Q(mode__in=list(MODES)), name="peerteam_mode"),
            models.CheckConstraint(condition=models.Q(whom__in=list(WHOM)), name="peerteam_whom"),
        ]
        indexes = [models.Index(fields=["unit", "-opened_on"], name="peerteam_unit")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "unit", "companion", "theme", "mode", "whom", "opened_on", "closed_on", "made_at",
                "made_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class TeamMeeting(models.Model):
    """A team met: the day, about what, and how many were there. Nobody's name and no free text."""

    id = models.UUIDField(primary_key=True, editable=False)
    team = models.ForeignKey(PeerTeam, models.PROTECT, related_name="+")
    theme = models.CharField(max_length=16)
    held_on = models.DateField()
    there = models.SmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "held_on"], name="teammeeting_once_a_day"),
            models.CheckConstraint(condition=models.Q(theme__in=list(THEMES)), name="teammeeting_theme"),
            models.CheckConstraint(condition=models.Q(there__gte=0), name="teammeeting_there"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "team", "theme", "held_on", "there", "made_at", "made_by"})

    def __str__(self) -> str:
        return str(self.id)


class _OfAPerson(DistributedModel):
    """What every row about somebody has."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        abstract = True

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    def __str__(self) -> str:
        return str(self.id)


class Seat(_OfAPerson):
    """Somebody's place in a group, until they leave it."""

    series = models.UUIDField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "series"], condition=models.Q(left_on__isnull=True), name="seat_once"
            )
        ]
        indexes = [models.Index(fields=["series"], name="seat_series")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "family"  # a region opens no list of who sits together

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "person_id", "held_by", "series", "left_on", "made_at", "made_by"})


class Membership(_OfAPerson):
    """Somebody's place in a team of peers, until they leave it; how they are called there is sealed."""

    team = models.UUIDField()
    place = models.CharField(max_length=8)
    since = models.DateField()
    rests_since = models.DateField(null=True)
    left_on = models.DateField(null=True)
    note = models.BinaryField(default=b"")  # sealed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"], condition=models.Q(left_on__isnull=True), name="membership_one_team"
            ),
            models.CheckConstraint(condition=models.Q(place__in=list(PLACES)), name="membership_place"),
        ]
        indexes = [models.Index(fields=["team"], name="membership_team")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "family"  # whom somebody is near opens to those named to them, never to a region

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "team", "place", "since", "rests_since", "left_on", "made_at",
                "made_by",
            }
        )  # fmt: skip


class Mentor(_OfAPerson):
    """Somebody who is there for others. Why they rest stands nowhere."""

    state = models.CharField(max_length=8)
    mode = models.CharField(max_length=8)
    since = models.DateField()
    rests_since = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id"], name="mentor_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="mentor_state"
            ),
            models.CheckConstraint(condition=models.Q(mode__in=list(MODES)), name="mentor_mode"),
        ]

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "person_id", "held_by", "state", "mode", "since", "rests_since", "made_at", "made_by"}
        )


class Pair(_OfAPerson):
    """Somebody (``person_id``) and the mentor they meet."""

    mentor = models.UUIDField()
    since = models.DateField()
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=12, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"], condition=models.Q(ended_on__isnull=True), name="pair_one_mentor"
            ),
            models.CheckConstraint(condition=models.Q(reason__in=["", *ENDINGS]), name="pair_reason"),
        ]
        indexes = [models.Index(fields=["mentor"], name="pair_mentor")]

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "person_id", "held_by", "mentor", "since", "ended_on", "reason", "made_at", "made_by"}
        )


class Bar(_OfAPerson):
    """Somebody not to be brought together with somebody else; it holds for both, and one may say it."""

    other = models.UUIDField()
    reason = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "other"], name="groupbar_once"),
            models.CheckConstraint(condition=models.Q(reason__in=list(WHY_NOT)), name="groupbar_reason"),
        ]
        indexes = [models.Index(fields=["other"], name="groupbar_other")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "family"  # who was near whom is no matter of casework

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "person_id", "held_by", "other", "reason", "made_at", "made_by"})


class Supervision(_OfAPerson):
    """A mentor and whoever supervises them talked."""

    held_on = models.DateField()
    note = models.BinaryField(default=b"")  # sealed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "held_on"], name="supervision_once")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "held_on", "made_at", "made_by"})
