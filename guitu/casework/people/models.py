"""The tables of identity. Everything that names somebody is here, sealed, and nowhere else.

Sealed columns hold bytes that only ``foundation.crypto`` opens, with the person's key of the compartment that
``translate`` names for them; tokens and look-up keys are HMACs, found by equality.
"""

from django.db import models

from guitu.domain.substance import KINDS
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

SEXES = ("male", "female", "unknown")
TOKEN_KINDS = ("name", "part", "pinyin", "initials", "id", "phone")
CONTACT_KINDS = ("phone", "address", "domicile", "mail")
FACT_GROUPS = ("background", "conduct", "supervision", "treatment_history")
FACT_COMPARTMENTS = {
    "background": "casework",
    "conduct": "casework",
    "supervision": "orders",
    "treatment_history": "casework",
}


class Person(DistributedModel):
    """Who somebody is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False, db_column="person_id")
    held_by = models.BigIntegerField()
    name = models.BinaryField()  # sealed
    sex = models.CharField(max_length=8, default="unknown")
    birth_on = models.DateField(null=True)
    citizen_id = models.BinaryField(null=True)  # sealed; null is "not known": a file may exist without
    created_at = models.DateTimeField()
    batch = models.UUIDField(null=True)  # the import that made it
    sealed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(sex__in=SEXES), name="person_sex")]
        indexes = [
            models.Index(fields=["held_by"], name="person_held_by"),
            models.Index(fields=["batch"], name="person_batch", condition=models.Q(batch__isnull=False)),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"
        has_parent = False  # it is the parent
        by_system = ("insert",)  # a key that is taken would tell of somebody hidden (register_or_match)

    class Privacy:
        secret = frozenset({"name", "citizen_id", "birth_on"})
        plain = frozenset({"id", "held_by", "sex", "created_at", "batch", "sealed_on"})

    def __str__(self) -> str:
        return str(self.id)  # never the name: __str__ ends up in logs


class PersonAlias(DistributedModel):
    """One person found twice: ``person_id`` is read as ``canonical`` until ``undone_at``."""

    person_id = models.UUIDField(primary_key=True)
    canonical = models.UUIDField()
    held_by = models.BigIntegerField()
    was_held_by = models.BigIntegerField(default=0)  # before it was joined, to part it again; 0: unknown
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["canonical"], name="alias_canonical")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"
        by_system = ("insert", "update")  # who is read as whom opens files

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"person_id", "canonical", "held_by", "was_held_by", "made_at", "made_by", "undone_at"}
        )

    def __str__(self) -> str:
        return str(self.person_id)


class CitizenIdIndex(models.Model):
    """One file per identity number: the uniqueness that a table spread by person cannot hold itself."""

    key = models.BinaryField(primary_key=True, max_length=32)  # HMAC of the number, normalised
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    is_made_up = models.BooleanField()  # the number begins with 99

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="citizen_id_person")]

    class Placement:
        kind = "lookup"
        key = "key"
        compartment = "existence"

    class Privacy:
        secret = frozenset({"key"})
        plain = frozenset({"person_id", "held_by", "is_made_up"})

    def __str__(self) -> str:
        return str(self.person_id)


class NameToken(DistributedModel):
    """One thing a person can be looked up by. Found by equality only, so that it can be sealed."""

    pk = models.CompositePrimaryKey("person_id", "kind", "token")
    # no foreign key: a dozen derived rows a person, written with the person and removed with them
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    token = models.BinaryField(max_length=16)  # HMAC

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=TOKEN_KINDS), name="token_kind")]
        indexes = [models.Index(fields=["token", "kind", "held_by"], name="token_lookup")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "existence"

    class Privacy:
        secret = frozenset({"token"})
        plain = frozenset({"person_id", "held_by", "kind"})

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class ContactPoint(DistributedModel):
    """A way to reach somebody, or somebody near them, as it was known on a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, db_column="person_id", db_index=False, related_name="+"
    )
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    note = models.BinaryField()  # sealed: the number or the address
    region = models.BigIntegerField(null=True)  # of an address, where it could be read
    of = models.CharField(max_length=16, default="self")
    relation = models.CharField(
        max_length=16, default=""
    )  # of a relative: spouse, parent, child, sibling, other
    as_of = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    batch = models.UUIDField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=CONTACT_KINDS), name="contact_kind"),
            models.CheckConstraint(condition=models.Q(of__in=("self", "relative")), name="contact_of"),
        ]
        indexes = [models.Index(fields=["person", "kind"], name="contact_person")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "whereabouts"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id",
                "person",
                "held_by",
                "kind",
                "region",
                "of",
                "relation",
                "as_of",
                "recorded_at",
                "batch",
                "is_current",
            }
        )

    def __str__(self) -> str:
        return str(self.id)


class Fact(DistributedModel):
    """One dated fact of the four record groups, in the words of whoever stated it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, db_column="person_id", db_index=False, related_name="+"
    )
    held_by = models.BigIntegerField()
    group = models.CharField(max_length=24)
    compartment = models.CharField(max_length=16)  # follows from the group
    field = models.CharField(max_length=48)
    note = models.BinaryField()  # sealed: the value
    as_of = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    batch = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(group__in=FACT_GROUPS), name="fact_group")]
        indexes = [models.Index(fields=["person", "group", "field"], name="fact_person")]

    class Placement:
        kind = "distributed"
        key = "person_id"

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id",
                "person",
                "held_by",
                "group",
                "compartment",
                "field",
                "as_of",
                "recorded_at",
                "recorded_by",
                "batch",
            }
        )

    def __str__(self) -> str:
        return str(self.id)


class Substance(DistributedModel):
    """The kind of what somebody mainly used, for figures: read from their facts, whose words stay sealed.

    No row: unknown. Nothing else is kept here: no words, no day, no source.
    """

    person_id = models.UUIDField(primary_key=True)
    # no foreign key: derived, written with the facts and removed with them
    held_by = models.BigIntegerField()
    kind = models.CharField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="substance_kind")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"kind"})
        plain = frozenset({"person_id", "held_by"})

    def __str__(self) -> str:
        return str(self.person_id)
