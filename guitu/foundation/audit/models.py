"""What was done and what was seen, by whom, of whose record. Rows are added, never changed.

``Event`` is the trail of changes, written in the transaction it tells of. ``Access`` is the log of readings,
written on a connection of its own; ``Head`` and ``Cosignature`` seal it; ``Alert`` tells the security admin.
All name persons by pseudonym only.
"""

from django.db import models

from guitu.foundation.ids import new_id

_NONE: frozenset[str] = frozenset()


class Event(models.Model):
    """One line of the trail. Holds ids and codes, never names: it outlives what it speaks of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)  # the account; null for the system itself
    role = models.CharField(max_length=32, default="")
    unit = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=64)
    subject = models.UUIDField(null=True)  # the person's pseudonym; null for what concerns nobody
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="event_subject"),
            models.Index(fields=["by", "at"], name="event_by"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret = _NONE
        plain = frozenset({"id", "at", "by", "role", "unit", "verb", "subject", "facts"})

    def __str__(self) -> str:
        return str(self.id)


class Access(models.Model):
    """One line of the access log: ``domain.ledger.line.Line``. Partitioned by month of ``at``.

    The table has one column more, ``xid``: the transaction that wrote the row, by which the sealer knows
    that no earlier row can still appear.
    """

    seq = models.BigIntegerField(primary_key=True)
    id = models.UUIDField()
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    role = models.TextField()
    unit = models.BigIntegerField(null=True)
    subject = models.UUIDField(null=True)
    act = models.TextField()
    purpose = models.TextField()
    near = models.TextField()
    screen = models.TextField()
    compartments = models.TextField()
    request = models.UUIDField(null=True)
    device = models.TextField()
    results = models.IntegerField(null=True)

    class Placement:
        kind = "local"
        grants = {"audit": "select, insert"}

    class Privacy:
        secret = _NONE
        plain = frozenset(
            {
                *("seq", "id", "at", "actor", "role", "unit", "subject", "act", "purpose", "near", "screen"),
                *("compartments", "request", "device", "results"),
            }
        )

    def __str__(self) -> str:
        return str(self.id)


class Head(models.Model):
    """A signed head, with what it added to its log: the numbers of the rows and their hashes, in order.

    ``frontier`` the tree's largest full subtrees, ``leaves`` the added hashes, both 32 bytes each.
    ``horizon`` the transaction below which every row was sealed, of the server with that identifier;
    ``last_line`` the largest number sealed so far.
    """

    number = models.BigAutoField(primary_key=True)
    log = models.UUIDField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    at = models.DateTimeField()
    suite = models.TextField()
    signature = models.BinaryField()
    frontier = models.BinaryField()
    lines = models.BinaryField()  # bigint each, big-endian
    leaves = models.BinaryField()
    horizon = models.BigIntegerField()
    last_line = models.BigIntegerField()
    server = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="head_log_size")]
        indexes = [models.Index(fields=["at"], name="head_at")]

    class Placement:
        kind = "local"
        grants = {"audit": "select, insert"}

    class Privacy:
        secret = _NONE
        plain = frozenset(
            {
                *("number", "log", "size", "root", "at", "suite", "signature", "frontier", "lines"),
                *("leaves", "horizon", "last_line", "server"),
            }
        )

    def __str__(self) -> str:
        return str(self.number)


class Cosignature(models.Model):
    """That a witness saw a head and found that the log had only grown."""

    id = models.UUIDField(primary_key=True)
    log = models.UUIDField()
    size = models.BigIntegerField()
    witness = models.TextField()  # its public key, base64
    signature = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["log", "size"], name="cosignature_head")]

    class Placement:
        kind = "local"
        grants = {"audit": "select, insert"}

    class Privacy:
        secret = _NONE
        plain = frozenset({"id", "log", "size", "witness", "signature", "at"})

    def __str__(self) -> str:
        return str(self.id)


class Alert(models.Model):
    """A sign of misuse, once per account, kind and day. ``facts`` numbers and codes, never persons."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    actor = models.UUIDField(null=True)  # whose behaviour it is about; null for the log itself
    unit = models.BigIntegerField(null=True)
    on = models.DateField()
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "actor", "on"], nulls_distinct=False, name="alert_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["at"], name="alert_at")]

    class Placement:
        kind = "local"
        grants = {"audit": "select, insert", "rows": "select, update (answered_at, answered_by, answer)"}

    class Privacy:
        secret = _NONE
        plain = frozenset(
            {
                *("id", "kind", "actor", "unit", "on", "at", "facts", "answered_at", "answered_by"),
                "answer",
            }
        )

    def __str__(self) -> str:
        return str(self.id)
