"""Passwords that we propose, and words that a guesser who knows this house tries first.

The list of words is short on purpose: passwords of some length may hold such a word; what is refused is a
password of which little else is left.
"""

import re
import secrets

from django.core.exceptions import ValidationError

from guitu.foundation.accounts.models import Account

LOCAL = (
    "guitu",
    "归途",
    "jiedu",
    "戒毒",
    "jindu",
    "禁毒",
    "anzhi",
    "bangjiao",
    "police",
    "gongan",
    "shequ",
    "admin",
)
"""The product, the work, whose it is: in Chinese and in pinyin. ``docs/security.md`` names the list."""

OWN_LEAST = 6
"""Characters that must be left when local words, digits and signs at the ends are taken out; proposed."""

_CLEAR = "abcdefghkmnpqrstuvwxyz23456789"  # said and read without taking one for another
_GROUPS, _GROUP = 4, 4

_ENDS = re.compile(r"[\W\d_]+")


def propose() -> str:
    """A first password to be told somebody: random, 78 bits, in groups."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(_GROUP)) for _ in range(_GROUPS))


class LocalWords:
    """Refuses a password made of words of this house, of the account's own name or of its unit's."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """As Django asks its validators.

        Raises:
            ValidationError: "password_local".
        """
        left = password.casefold()
        words = [*LOCAL, *_own(user)]
        found = [word for word in words if word in left]
        for word in sorted(found, key=len, reverse=True):
            left = left.replace(word, "")
        if found and len(_ENDS.sub("", left)) < OWN_LEAST:
            raise ValidationError("made of words of this house", code="password_local")

    def get_help_text(self) -> str:
        """Nothing: our pages say it themselves."""
        return ""


def _own(user: Account | None) -> list[str]:
    if user is None:
        return []
    names = (user.username, user.display_name, user.unit.name)
    return [name.casefold() for name in names if len(name) > 1]
