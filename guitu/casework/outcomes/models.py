"""How each release turned out, one row a release of a person: a cache of the outlook."""

from django.db import models
from django.db.models import Q

from guitu.domain.measures.outcomes import CODES
from guitu.foundation.tables import DistributedModel


class Release(DistributedModel):
    """One release and how its windows ended. Whether a window has passed is asked, never stored."""

    pk = models.CompositePrimaryKey("person_id", "released_on")
    # no foreign keys: a cache, written in bulk beside the rows it is derived from
    person_id = models.UUIDField()
    released_on = models.DateField()
    episode_id = models.UUIDField()  # the first of the release's episodes that is not closed
    held_by = models.BigIntegerField()
    times = models.SmallIntegerField()  # which release of this person, from 1, as far as Guitu knows
    at_6 = models.CharField(max_length=8)
    at_12 = models.CharField(max_length=8)
    at_24 = models.CharField(max_length=8)
    at_36 = models.CharField(max_length=8)
    relapsed_on = models.DateField(null=True)  # the first since the release
    died_on = models.DateField(null=True)
    known_on = models.DateField(null=True)  # the last day of evidence; null: never anything known

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(at_6__in=CODES, at_12__in=CODES, at_24__in=CODES, at_36__in=CODES),
                name="release_windows",
            ),
            models.CheckConstraint(condition=Q(times__gte=1), name="release_times"),
        ]
        indexes = [models.Index(fields=["held_by", "released_on"], name="release_held")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "orders"
        by_system = ("insert", "update")  # derived, never told

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "person_id", "released_on", "episode_id", "held_by", "times", "at_6", "at_12", "at_24",
                "at_36", "relapsed_on", "died_on", "known_on",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.released_on}"
