"""The table of the outbox. What a message says and where it went is sealed; the rest is codes and moments."""

from django.db import models

from guitu.domain.outreach import Channel, Reason, State
from guitu.foundation.ids import new_id
from guitu.foundation.tables import DistributedModel


class Message(DistributedModel):
    """One message about a person: to the person, or to the colleague ``account`` names.

    ``key`` makes it one of a kind for the person. ``next_at`` the moment from which it may be tried (again);
    while somebody sends it, the end of their lease.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    held_by = models.BigIntegerField()
    key = models.CharField(max_length=96)
    kind = models.CharField(max_length=24)  # of ``TEMPLATES``
    account = models.UUIDField(null=True)
    basis = models.CharField(max_length=16, default="")  # the consent it stands on; "": on none
    note = models.BinaryField()  # sealed: what fills the template in
    address = models.BinaryField(default=b"")  # sealed: the number or mail address it was sent to
    due_on = models.DateField()
    next_at = models.DateTimeField()
    channel = models.CharField(max_length=8, default="")
    state = models.CharField(max_length=8, default="queued")
    reason = models.CharField(max_length=16, default="")
    tries = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)  # null: the night
    done_at = models.DateTimeField(null=True)  # when it was sent, given up or dropped

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "key"], name="message_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in State]), name="message_state"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=["", *(c.value for c in Channel)]), name="message_channel"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=["", *(r.value for r in Reason)]), name="message_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(state="queued", done_at__isnull=True)
                | ~models.Q(state="queued") & models.Q(done_at__isnull=False),
                name="message_done",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="message_waits", condition=models.Q(state="queued")),
            models.Index(fields=["held_by", "state", "due_on"], name="message_unit"),
            models.Index(
                fields=["account", "due_on"],
                name="message_account",
                condition=models.Q(account__isnull=False),
            ),
        ]

    class Placement:
        kind = "distributed"
        key = "person_id"
        compartment = "casework"

    class Privacy:
        secret = frozenset({"note", "address"})
        plain = frozenset(
            {
                "id", "person_id", "held_by", "key", "kind", "account", "basis", "due_on", "next_at",
                "channel", "state", "reason", "tries", "made_at", "made_by", "done_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
