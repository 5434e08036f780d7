"""The tables of surveys. Only an invitation is about somebody; an answer is about nobody (see the room)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from guitu.domain.surveys.campaign import AUDIENCES, MODES, State
from guitu.domain.surveys.questionnaire import STATES
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel

_STATES = [state.value for state in State]


class Campaign(models.Model):
    """One survey. ``body`` the questionnaire as it was when the survey began: a later one changes nothing.

    ``lo`` to ``hi`` the place numbers it is about, both inside. ``strata`` size and number drawn by region.
    ``announced`` the frozen lists under pseudonyms, ``line`` what was published, ``logs`` the draws.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()  # whose survey it is
    region = models.BigIntegerField()
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    title = models.CharField(max_length=80)
    audience = models.CharField(max_length=12)
    modes = models.JSONField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    evaluator = models.BigIntegerField(null=True)  # a third party's unit
    by_pseudonym = models.BooleanField(default=False)
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=24)
    body = models.JSONField()
    confidence = models.FloatField(null=True)
    error = models.FloatField(null=True)
    frame_on = models.DateField(null=True)  # the day the register was frozen
    strata = models.JSONField(default=list)
    announced = models.JSONField(default=list)
    line = models.CharField(max_length=64, default="")
    seed = models.BinaryField(default=b"")
    logs = models.JSONField(default=list)
    address = models.CharField(max_length=24, default="")  # the open one, of a survey without a frame
    state = models.CharField(max_length=12, default=State.ANNOUNCED.value)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="campaign_state"),
            models.CheckConstraint(condition=Q(audience__in=list(AUDIENCES)), name="campaign_audience"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="campaign_days"),
            models.UniqueConstraint(
                fields=["address"], name="campaign_address_once", condition=~Q(address="")
            ),
        ]
        indexes = [models.Index(fields=["lo", "hi", "-made_at"], name="campaign_place")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"seed"})
        plain = frozenset(
            {
                "id", "unit", "region", "lo", "hi", "title", "audience", "modes", "opens_on", "closes_on",
                "evaluator", "by_pseudonym", "instrument", "version", "body", "confidence", "error",
                "frame_on", "strata", "announced", "line", "logs", "address", "state", "made_at", "made_by",
                "finished_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Questionnaire(models.Model):
    """One version of a questionnaire that an office brought. Never changed; surveys keep their own copy.

    ``lo`` to ``hi`` the place numbers the office looks over, both inside.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.BigIntegerField()  # whose it is
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    instrument = models.CharField(max_length=40)  # its code
    version = models.CharField(max_length=24)
    state = models.CharField(max_length=8, default="draft")
    body = models.JSONField()  # the FHIR Questionnaire
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="questionnaire_state"),
            models.UniqueConstraint(fields=["unit", "instrument", "version"], name="questionnaire_version"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "unit", "lo", "hi", "instrument", "version", "state", "body", "made_at", "made_by"}
        )

    def __str__(self) -> str:
        return str(self.id)


class Invitation(DistributedModel):
    """Somebody who was drawn. Nothing here says whether they answered; it is gone once the survey is over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    campaign = models.UUIDField()
    pseudonym = models.BinaryField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "campaign"], name="invitation_once"),
        ]
        indexes = [models.Index(fields=["campaign", "held_by"], name="invitation_campaign")]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"pseudonym"})
        plain = frozenset({"id", "person_id", "held_by", "campaign"})

    def __str__(self) -> str:
        return str(self.id)


class Ticket(models.Model):
    """One address that opens one answer. It knows a pseudonym and no person; "" came by the open address."""

    key = models.BinaryField(primary_key=True, max_length=32)  # hash of what stands in the address
    campaign = models.UUIDField()
    pseudonym = models.CharField(max_length=32, default="")
    stratum = models.BigIntegerField()
    is_used = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["campaign", "pseudonym"], name="ticket_campaign")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"key", "pseudonym"})
        plain = frozenset({"campaign", "stratum", "is_used"})

    def __str__(self) -> str:
        return str(self.campaign)


class Answer(models.Model):
    """One filled questionnaire: codes and numbers, no words, no day. Its id is chance and tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    campaign = models.UUIDField()
    stratum = models.BigIntegerField()
    mode = models.CharField(max_length=8)
    pseudonym = models.CharField(max_length=32, default="")
    answers = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=[str(mode) for mode in MODES]), name="answer_mode"),
            models.UniqueConstraint(
                fields=["campaign", "pseudonym"], name="answer_once", condition=~Q(pseudonym="")
            ),
        ]
        indexes = [models.Index(fields=["campaign"], name="answer_campaign")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"pseudonym"})
        plain = frozenset({"id", "campaign", "stratum", "mode", "answers"})

    def __str__(self) -> str:
        return str(self.id)


class Knock(models.Model):
    """How often one network address came within an hour, as a hash that nobody can turn back."""

    key = models.BinaryField(primary_key=True, max_length=32)
    at = models.DateTimeField()  # the beginning of the hour
    times = models.IntegerField(default=0)

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"key"})
        plain = frozenset({"at", "times"})

    def __str__(self) -> str:
        return str(self.at)
