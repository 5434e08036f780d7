"""Regions and units: small tables that every server of a spread database holds whole."""

from django.db import models

from guitu.foundation.organisations.unit_types import UNIT_TYPES

LEVELS = ("province", "prefecture", "county", "township", "village")


class Region(models.Model):
    """One administrative division; its subtree is an interval of codes."""

    code = models.BigIntegerField(primary_key=True)  # 12 digits
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=16)
    parent = models.BigIntegerField(null=True)  # null for provinces
    full_name = models.CharField(max_length=200)  # from the province down, as addresses begin

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=LEVELS), name="region_level"),
            models.CheckConstraint(
                condition=models.Q(code__gte=10**11, code__lt=10**12), name="region_has_12_digits"
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "code"], name="region_parent"),
            models.Index(fields=["name", "code"], name="region_name"),
            models.Index(fields=["full_name"], name="region_full_name"),
        ]

    class Placement:
        kind = "reference"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"code", "name", "level", "parent", "full_name"})

    def __str__(self) -> str:
        return str(self.code)


class Unit(models.Model):
    """An office, station, centre or partner; its number is its place."""

    number = models.BigIntegerField(primary_key=True)  # 15 digits: the region's 12 and 3 of its own
    type = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    region = models.ForeignKey("organisations.Region", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=40, default="")  # the office's, never a person's
    opening_days = models.CharField(max_length=16, default="1,2,3,4,5")  # ISO weekdays, 1 is Monday
    is_active = models.BooleanField(default=True)
    opened_on = models.DateField(null=True)  # null: not known since when
    closed_on = models.DateField(null=True)  # from this day on it is no more; null: open, or not known

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(type__in=sorted(UNIT_TYPES)), name="unit_type"),
            models.CheckConstraint(
                condition=models.Q(number__gte=10**14, number__lt=10**15), name="unit_has_15_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    number__gte=models.F("region") * 1000, number__lte=models.F("region") * 1000 + 999
                ),
                name="unit_lies_in_its_region",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_on__isnull=True)
                | models.Q(closed_on__isnull=True)
                | models.Q(opened_on__lt=models.F("closed_on")),
                name="unit_opened_before_closed",
            ),
        ]

    class Placement:
        kind = "reference"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "number", "type", "name", "region", "parent", "address", "phone", "opening_days", "is_active",
                "opened_on", "closed_on",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)


class UnitRegion(models.Model):
    """A region that a unit serves besides its own."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("organisations.Region", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "region"], name="unit_region_once")]

    class Placement:
        kind = "reference"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "unit", "region"})

    def __str__(self) -> str:
        return f"{self.unit_id} {self.region_id}"
