"""The tables of instruments. Drafts, proposals and confirmations are about a person, the shelf is not."""

from django.db import models

from guitu.domain.access import Compartment
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

STATES = ("draft", "active", "retired")
PROPOSAL_STATES = ("open", "set", "withdrawn")


class Shelved(models.Model):
    """One version of an instrument that was imported, or a shipped one whose state somebody changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instrument = models.CharField(max_length=40)  # its code
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=8)
    body = models.JSONField(null=True)  # the FHIR Questionnaire; null: it lies in the folder of instruments
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="shelved_state"),
            models.UniqueConstraint(fields=["instrument", "version"], name="shelved_version"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "instrument", "version", "state", "body", "changed_at", "changed_by"})

    def __str__(self) -> str:
        return str(self.id)


class Draft(DistributedModel):
    """A form somebody began and has not finished: theirs alone, wherever they sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)  # becomes the entry's id
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    compartment = models.CharField(max_length=16)  # the instrument's
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    note = models.BinaryField()  # sealed: what was typed so far
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(compartment__in=[c.value for c in Compartment]), name="draft_compartment"
            ),
            models.UniqueConstraint(
                fields=["person_id", "instrument", "changed_by"], name="draft_one_a_writer"
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        author = "changed_by"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id",
                "person_id",
                "held_by",
                "compartment",
                "instrument",
                "version",
                "changed_at",
                "changed_by",
            }
        )

    def __str__(self) -> str:
        return str(self.id)


class Proposal(DistributedModel):
    """A risk level that somebody proposed. It sets nothing until others have confirmed it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)  # becomes the entry's id
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    version = models.CharField(max_length=20)  # of the form of risk levels
    state = models.CharField(max_length=12, default="open")
    note = models.BinaryField()  # sealed: the filled form, factors and judgement
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=PROPOSAL_STATES), name="proposal_state"),
            models.UniqueConstraint(
                fields=["person_id"], condition=models.Q(state="open"), name="proposal_one_open"
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "version", "state", "made_at", "made_by"})

    def __str__(self) -> str:
        return str(self.id)


class Confirmation(DistributedModel):
    """One colleague agrees to a proposal; never whoever made it, and nobody twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    proposal = models.UUIDField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "proposal", "confirmed_by"], name="confirmation_once_each"
            )
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "person_id", "held_by", "proposal", "confirmed_at", "confirmed_by"})

    def __str__(self) -> str:
        return str(self.id)
