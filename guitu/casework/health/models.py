"""The tables of health. All of it is sealed but days, states and accounts, which lists are made of."""

from django.db import models

from guitu.domain.health.checkups import Outcome
from guitu.domain.health.referral import State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class _Medical(DistributedModel):
    """What every row of this room has."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    note = models.BinaryField()  # sealed: what the row says, as JSON
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        abstract = True

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "medical"

    def __str__(self) -> str:
        return str(self.id)


class Line(_Medical):
    """One line of the record. ``ended_on`` it is not so any more; null: it is."""

    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="healthline_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "written_at", "written_by", "ended_on"})


class Plan(_Medical):
    """One version of the medical plan. ``replaced_at`` null: it is in force."""

    version = models.SmallIntegerField()
    from_on = models.DateField()
    check_on = models.DateField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "version"], name="healthplan_version"),
            models.UniqueConstraint(
                fields=["person_id"],
                condition=models.Q(replaced_at__isnull=True),
                name="healthplan_one_in_force",
            ),
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "written_at", "written_by", "version", "from_on", "check_on",
                "replaced_at",
            }
        )  # fmt: skip


class Checkup(_Medical):
    """A check-up that was agreed on, and what became of it."""

    due_on = models.DateField()
    state = models.CharField(max_length=12, default=Outcome.OPEN.value)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in Outcome]), name="checkup_state"
            )
        ]
        indexes = [models.Index(fields=["person_id"], name="checkup_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {"id", "person_id", "held_by", "written_at", "written_by", "due_on", "state", "done_on"}
        )


class Referral(_Medical):
    """Somebody is sent to a hospital. ``until`` the last day its slice may be read."""

    state = models.CharField(max_length=8, default=State.DRAFT.value)
    sent_on = models.DateField(null=True)
    answer_by_on = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="hospital_state"
            )
        ]
        indexes = [models.Index(fields=["person_id"], name="hospital_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "written_at", "written_by", "state", "sent_on", "answer_by_on",
                "until",
            }
        )  # fmt: skip


class Insurance(_Medical):
    """What is known of somebody's insurance; the latest row counts."""

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="insurance_person")]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "written_at", "written_by"})


class Crisis(_Medical):
    """What happened in a crisis, for the doctor. ``entry`` what stands of it in the journal."""

    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "entry"], name="healthcrisis_once_an_entry")
        ]

    class Privacy:
        secret = frozenset({"note"})
        plain = frozenset({"id", "person_id", "held_by", "written_at", "written_by", "entry"})
