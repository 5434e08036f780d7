"""The tables of keys: wrapped data keys, and a line for each person whose keys were destroyed."""

from django.db import models

from guitu.domain.access import Compartment
from guitu.foundation.crypto.suites import SUITES
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class DataKey(DistributedModel):
    """The key that seals what is written about one person in one compartment, wrapped by a key outside."""

    pk = models.CompositePrimaryKey("person_id", "compartment")
    # no foreign key: keys outlive a restored table of people, and are destroyed by an act of their own
    person_id = models.UUIDField()
    compartment = models.CharField(max_length=16)
    held_by = models.BigIntegerField()
    suite = models.CharField(max_length=4)
    kek = models.CharField(max_length=16)  # the name of the key that wraps it
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(compartment__in=[c.value for c in Compartment]),
                name="datakey_compartment",
            ),
            models.CheckConstraint(condition=models.Q(suite__in=list(SUITES)), name="datakey_suite"),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        keys = True  # whoever reads only what they wrote needs the key as well
        has_parent = False  # a backup of keys comes back before the people do
        by_system = ("update",)  # a key that is gone takes what it sealed with it

    class Privacy:
        secret = frozenset({"wrapped"})
        plain = frozenset({"person_id", "compartment", "held_by", "suite", "kek"})

    def __str__(self) -> str:
        return f"{self.person_id} {self.compartment}"


class Erasure(models.Model):
    """Somebody's keys were destroyed. Says so under a pseudonym, so that a restore can do it again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.UUIDField(unique=True)  # a keyed pseudonym, never the person's id
    erased_at = models.DateTimeField()
    erased_by = models.UUIDField(null=True)  # the account; null from the command line

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "subject", "erased_at", "erased_by"})

    def __str__(self) -> str:
        return str(self.id)
