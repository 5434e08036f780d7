"""The table of services. No row is about a person."""

from django.db import models

from guitu.foundation.ids import new_id


class Service(models.Model):
    """One offer of help by a unit or an organisation outside; closed to new referrals rather than deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)  # of the catalogue
    name = models.CharField(max_length=80)
    unit = models.BigIntegerField(null=True)  # the unit that gives it; null: an organisation outside
    organisation = models.CharField(max_length=120, default="")  # that organisation's name
    contact = models.CharField(max_length=80, default="")  # a desk or a post
    phone = models.CharField(max_length=40, default="")  # the office's, never a person's
    address = models.CharField(max_length=200, default="")
    place = models.BigIntegerField()  # the region it stands in
    area = models.BigIntegerField()  # the region it serves
    capacity = models.PositiveIntegerField(null=True)  # places; null: not limited, or not known
    free_places = models.PositiveIntegerField(null=True)
    free_on = models.DateField(null=True)  # the day free_places was true
    hours = models.CharField(max_length=500, default="")  # as domain/directory/hours writes them; "": unknown
    on_holidays = models.BooleanField(default=False)  # also open on public holidays
    cost = models.BigIntegerField(default=0)  # fen, for one time or one course; 0: free
    cost_words = models.CharField(max_length=120, default="")
    referrers = models.JSONField(default=list)  # codes of REFERRERS
    documents = models.JSONField(default=list)  # codes of DOCUMENTS
    terms = models.CharField(max_length=1000, default="")  # what else to know before going there
    search = models.TextField(default="")  # everything it can be found by, in small letters
    kept_by = models.BigIntegerField()  # the unit that answers for this page
    verified_on = models.DateField()
    verified_by = models.UUIDField()
    closed_on = models.DateField(null=True)  # to new referrals
    closed_words = models.CharField(max_length=200, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | ~models.Q(organisation=""),
                name="service_has_a_giver",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True)
                | models.Q(free_places__isnull=True)
                | models.Q(free_places__lte=models.F("capacity")),
                name="service_free_within_capacity",
            ),
            models.CheckConstraint(condition=models.Q(cost__gte=0), name="service_cost_not_negative"),
            models.UniqueConstraint(fields=["kept_by", "kind", "name"], name="service_once"),
        ]
        indexes = [
            models.Index(fields=["area", "kind"], name="service_area"),
            models.Index(fields=["kept_by", "verified_on"], name="service_kept_by"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id", "kind", "name", "unit", "organisation", "contact", "phone", "address", "place", "area",
                "capacity", "free_places", "free_on", "hours", "on_holidays", "cost", "cost_words",
                "referrers", "documents", "terms", "search", "kept_by", "verified_on", "verified_by",
                "closed_on", "closed_words", "changed_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
