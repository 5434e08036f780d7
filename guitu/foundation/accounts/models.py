"""Accounts, and the attempts to sign in that the throttle counts."""

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
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="attempt_address"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    class Placement:
        kind = "local"

    class Privacy:
        secret = frozenset({"name_digest", "address"})
        plain = frozenset({"id", "at"})

    def __str__(self) -> str:
        return str(self.id)
