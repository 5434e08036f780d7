"""The duties of every episode, each with its dates. Whether one is late is asked, never stored."""

from django.db import models
from django.db.models import Q

from guitu.foundation.tables import DistributedModel

STATES = ("open", "done", "excused", "unrecorded")
NATURES = ("care", "control", "office")
_OPEN = Q(state="open")


class Duty(DistributedModel):
    """Slot ``n`` of ``rule`` in one episode."""

    pk = models.CompositePrimaryKey("person_id", "episode_id", "rule", "n")
    # no foreign keys: a cache of a million rows, rebuilt by COPY beside the rows it is derived from
    person_id = models.UUIDField()
    episode_id = models.UUIDField()
    rule = models.CharField(max_length=64)
    n = (
        models.SmallIntegerField()
    )  # counts the rule's slots from 1; a quota's items each have their own rule id
    held_by = models.BigIntegerField()
    worker = models.UUIDField(null=True)  # the episode's, repeated for the desk
    kind = models.CharField(max_length=32)  # the kind of entry that answers it
    nature = models.CharField(max_length=8)
    owed_by = models.CharField(max_length=32)
    opens_on = models.DateField()
    due_on = models.DateField()
    late_after = models.DateField()
    lapses_on = models.DateField(null=True)  # from this day nobody asks any more; null never
    state = models.CharField(max_length=16)
    done_on = models.DateField(null=True)
    done_by = models.UUIDField(null=True)  # the entry; null where a fact of the file answered it
    revision = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="duty_state"),
            models.CheckConstraint(condition=Q(nature__in=NATURES), name="duty_nature"),
        ]
        indexes = [
            # holds all that a desk's counts and pages ask, so that neither touches the table
            models.Index(
                fields=["held_by", "due_on"],
                name="duty_open_held",
                condition=_OPEN,
                include=[
                    "late_after",
                    "opens_on",
                    "lapses_on",
                    "owed_by",
                    "person_id",
                    "episode_id",
                    "rule",
                    "n",
                ],
            ),
            # in the order of a page: a province's first fifty end the search after a few hundred entries
            models.Index(
                fields=["due_on", "person_id", "episode_id", "rule", "n"],
                name="duty_open_due",
                condition=_OPEN,
                include=["held_by", "late_after", "opens_on", "lapses_on", "owed_by"],
            ),
            # the few duties that answer a need, among the many that are open
            models.Index(
                fields=["held_by", "due_on"],
                name="duty_open_need",
                condition=_OPEN & Q(kind="need_answered"),
                include=["person_id"],
            ),
            models.Index(
                fields=["worker", "due_on"],
                name="duty_open_worker",
                condition=_OPEN & Q(worker__isnull=False),
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "person_id",
                "episode_id",
                "rule",
                "n",
                "held_by",
                "worker",
                "kind",
                "nature",
                "owed_by",
                "opens_on",
                "due_on",
                "late_after",
                "lapses_on",
                "state",
                "done_on",
                "done_by",
                "revision",
            }
        )

    def __str__(self) -> str:
        return f"{self.episode_id} {self.rule} {self.n}"
