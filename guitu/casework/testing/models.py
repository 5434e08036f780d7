"""The tables of testing. Draws are about nobody: they hold pseudonyms of one draw only."""

from django.db import models
from django.db.models import Q

from guitu.domain.journal.codes import SAMPLES, TEST_MODES
from guitu.domain.testing.sample import CUSTODY, SEXES
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

APPOINTMENT_STATES = ("booked", "kept", "not_kept", "cancelled")
SAMPLE_STATES = ("recorded", "waits", "not_accepted")
"""waits: taken elsewhere, until a second person has looked at it."""
DRAW_STATES = ("announced", "drawn")
STRUCK = ("order_over", "resting", "moved_away")
"""Why somebody who was drawn is not tested."""


class Appointment(DistributedModel):
    """A time for a test that was agreed on. ``opens_on`` to ``due_on``: the days on which it may be."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    episode = models.UUIDField()
    mode = models.CharField(max_length=12)
    sample = models.CharField(max_length=8)
    opens_on = models.DateField()
    due_on = models.DateField()
    starts_at = models.DateTimeField(null=True)  # null: drawn, and no time agreed on yet
    state = models.CharField(max_length=12, default="booked")
    reason = models.CharField(max_length=32, default="")  # a code: why it was cancelled
    draw = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)  # the test it led to
    moved = models.SmallIntegerField(default=0)  # how often another time was agreed on
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=APPOINTMENT_STATES), name="appointment_state"),
            models.CheckConstraint(condition=Q(mode__in=TEST_MODES), name="appointment_mode"),
            models.CheckConstraint(condition=Q(sample__in=SAMPLES), name="appointment_sample"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("opens_on")), name="appointment_days_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="appointment_person"),
            models.Index(
                fields=["held_by", "starts_at"], name="appointment_booked", condition=Q(state="booked")
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "orders"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id", "person_id", "held_by", "episode", "mode", "sample", "opens_on", "due_on", "starts_at",
                "state", "reason", "draw", "entry", "moved", "made_at", "made_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Sample(DistributedModel):
    """One sample: who took it, how it was sealed, until when part B is kept. ``note``: medicines, as said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    episode = models.UUIDField()
    appointment = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)  # the test in the journal; null while it waits for review
    mode = models.CharField(max_length=12)
    sample = models.CharField(max_length=8)
    outcome = models.CharField(max_length=32)
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField()  # who collected it
    second_by = models.UUIDField(null=True)  # the other member of staff; null: taken elsewhere
    sex = models.CharField(max_length=8, default="")  # of who collected it
    seal_a = models.CharField(max_length=24, default="")
    seal_b = models.CharField(max_length=24, default="")
    is_signed = models.BooleanField(default=False)  # by the person
    note = models.BinaryField(default=b"")
    kept_until = models.DateField(null=True)  # the first day on which part B may be disposed of
    state = models.CharField(max_length=12, default="recorded")
    reason = models.CharField(max_length=32, default="")  # of a review that did not accept it
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SAMPLE_STATES), name="sample_state"),
            models.CheckConstraint(condition=Q(sample__in=SAMPLES), name="sample_kind"),
            models.CheckConstraint(condition=Q(mode__in=TEST_MODES), name="sample_mode"),
            models.CheckConstraint(condition=Q(sex__in=("", *SEXES)), name="sample_sex"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=models.F("taken_by")), name="sample_two"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("made_by")),
                name="sample_reviewed_by_another",
            ),
            models.UniqueConstraint(
                fields=["person_id", "seal_a"], name="sample_seal_a_once", condition=~Q(seal_a="")
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "taken_at"], name="sample_person"),
            models.Index(fields=["held_by"], name="sample_waits", condition=Q(state="waits")),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "orders"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "episode", "appointment", "entry", "mode", "sample", "outcome",
                "taken_at", "taken_by", "second_by", "sex", "seal_a", "seal_b", "is_signed", "kept_until",
                "state", "reason", "reviewed_by", "reviewed_at", "made_at", "made_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Custody(DistributedModel):
    """One step of the chain of custody: written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    of = models.UUIDField()  # the sample
    step = models.CharField(max_length=24)
    on = models.DateField()
    order_document = models.CharField(max_length=64, default="")  # number of a receipt
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(step__in=CUSTODY), name="custody_step")]
        indexes = [models.Index(fields=["person_id", "of"], name="custody_person")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "orders"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "person_id", "held_by", "of", "step", "on", "order_document", "made_at", "made_by"}
        )

    def __str__(self) -> str:
        return str(self.id)


class Hours(DistributedModel):
    """When somebody works or is at school, as they said; the latest counts. ``days``: ISO weekdays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    days = models.CharField(max_length=7)  # "12345"; "" none
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)  # earlier than it starts: a night shift
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "made_at"], name="hours_person")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "orders"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "person_id", "held_by", "days", "starts", "ends", "made_at", "made_by"})

    def __str__(self) -> str:
        return str(self.id)


class Entrant(DistributedModel):
    """Somebody in a draw, and what came of it. ``place``: 1 for the first who was drawn, null: not drawn."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    episode = models.UUIDField()
    draw = models.UUIDField()
    token = models.BinaryField(max_length=16)  # the pseudonym in this draw
    place = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=16, default="")  # drawn, and not tested for this reason
    appointment = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "draw"], name="entrant_once"),
            models.CheckConstraint(condition=Q(reason__in=("", *STRUCK)), name="entrant_reason"),
        ]
        indexes = [models.Index(fields=["draw"], name="entrant_draw")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "orders"

    class Privacy:
        secret = frozenset({"token"})
        plain = frozenset({"id", "person_id", "held_by", "episode", "draw", "place", "reason", "appointment"})

    def __str__(self) -> str:
        return str(self.id)


class Draw(models.Model):
    """One draw of a unit. ``seed`` is sealed for the installation until it is drawn, then told in ``log``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()
    state = models.CharField(max_length=12, default="announced")
    commitment = models.CharField(max_length=64)
    announced = models.CharField(max_length=64)  # the published line
    population = models.JSONField()  # pseudonyms of this draw, sorted
    pick = models.SmallIntegerField()
    seed = models.BinaryField()
    announced_at = models.DateTimeField()
    announced_by = models.UUIDField()
    log = models.JSONField(null=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DRAW_STATES), name="draw_state"),
            models.CheckConstraint(
                condition=Q(state="announced", log__isnull=True) | Q(state="drawn", log__isnull=False),
                name="draw_log",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-announced_at"], name="draw_unit")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"seed"})
        plain = frozenset(
            {
                "id", "unit", "state", "commitment", "announced", "population", "pick", "announced_at",
                "announced_by", "log", "drawn_at", "drawn_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
