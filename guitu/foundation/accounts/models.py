"""Accounts, where they are signed in, what was noticed there, and acts that two people must agree on.

Second factors (one-time codes, passkeys, recovery codes) are rows of django-allauth's own tables.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from guitu.domain.access import Role
from guitu.foundation.ids import new_id


class Accounts(BaseUserManager["Account"]):
    """What Django's session needs to find an account again."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Accounts with their units, because every request asks where an account may look."""
        return super().get_queryset().select_related("unit")


class Account(AbstractBaseUser):
    """Somebody who works here and signs in. ``persons`` given singly come with referrals."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=64)
    role = models.CharField(max_length=32)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    initial_until = models.DateTimeField(null=True)  # until when a password somebody else gave opens anything
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = Accounts()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="account_role")
        ]

    class Placement:
        kind = "reference"

    class Privacy:
        secret = frozenset({"password", "display_name"})
        plain = frozenset(
            {
                "id",
                "username",
                "role",
                "unit",
                "is_active",
                "must_change_password",
                "initial_until",
                "created_at",
                "last_login",
            }
        )

    def __str__(self) -> str:
        return str(self.id)  # never the name: __str__ ends up in logs


class SignInAttempt(models.Model):
    """One failed attempt. The name typed is kept as a digest: people type passwords there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_digest = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    device = models.CharField(max_length=64, default="")  # digest; empty where the account does not know it
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="attempt_address"),
            models.Index(fields=["name_digest", "at"], name="attempt_name"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"name_digest", "address", "device"})
        plain = frozenset({"id", "at"})

    def __str__(self) -> str:
        return str(self.id)


class Device(models.Model):
    """A browser an account has signed in from, known again by the digest of its cookie."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    first_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="device_once")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"digest"})
        plain = frozenset({"id", "account", "first_at"})

    def __str__(self) -> str:
        return str(self.id)


class SignIn(models.Model):
    """One sign-in: a browser that acts for an account until it is idle, too old, or ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=64)  # digest of the browser's cookie
    label = models.CharField(max_length=64)  # "Chrome · Windows"
    address = models.CharField(max_length=64)
    method = models.CharField(max_length=16)  # guitu.foundation.accounts.factors.Method
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    proved_at = models.DateTimeField()  # when a factor was last shown
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=16, default="")  # guitu.foundation.accounts.sign_ins.Ending

    class Meta:
        indexes = [models.Index(fields=["account", "seen_at"], name="signin_account")]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"device", "label", "address"})
        plain = frozenset(
            {"id", "account", "method", "began_at", "seen_at", "proved_at", "ended_at", "ended_why"}
        )

    def __str__(self) -> str:
        return str(self.id)


class Flag(models.Model):
    """Something odd about a sign-in: a new device, or two places at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # guitu.foundation.accounts.flags.Oddity
    sign_in = models.ForeignKey("accounts.SignIn", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("accounts.SignIn", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    known_at = models.DateTimeField(null=True)  # when the account itself said that it was them
    judged_at = models.DateTimeField(null=True)  # when the security administrator had looked at it
    judged_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "at"], name="flag_account")]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "account", "kind", "sign_in", "other", "at", "known_at", "judged_at", "judged_by"}
        )

    def __str__(self) -> str:
        return str(self.id)


class Proposal(models.Model):
    """What one person asked for and another decides: a factor taken off, a change between administrators.

    ``by`` is null where the agency's identity provider asked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # guitu.foundation.accounts.proposals.Matter
    role = models.CharField(max_length=64, default="")
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)  # when a change of role, or factors taken off, rested on it

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_two_people",
                condition=models.Q(decided_by__isnull=True)
                | (
                    ~models.Q(decided_by=models.F("account"))
                    & (models.Q(by__isnull=True) | ~models.Q(decided_by=models.F("by")))
                ),
            ),
            models.CheckConstraint(
                name="proposal_not_for_oneself",
                condition=models.Q(by__isnull=True) | ~models.Q(by=models.F("account")),
            ),
            models.CheckConstraint(
                name="proposal_decided",
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True, confirmed=False)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["account", "kind", "role"],
                condition=models.Q(decided_at__isnull=True),
                name="proposal_open_once",
            ),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "account", "kind", "role", "by", "at", "decided_by", "decided_at", "confirmed", "used_at"}
        )

    def __str__(self) -> str:
        return str(self.id)


class StandIn(models.Model):
    """Who does an account's work while it is on leave; both days are inside."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    named_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["stand_in", "until_on"], name="standin_who")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on__lte=models.F("until_on")), name="standin_days_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(account=models.F("stand_in")), name="standin_somebody_else"
            ),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret: frozenset[str] = frozenset()
        plain = frozenset({"id", "account", "stand_in", "from_on", "until_on", "named_by", "named_at"})

    def __str__(self) -> str:
        return str(self.id)
