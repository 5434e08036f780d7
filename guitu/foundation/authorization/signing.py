"""The context as one signed text: who asks, what opens over which places and persons, and until when.

    k1|pid|expires|account|role|lo|hi|wide|given|barred|mac

``wide`` and ``given`` speak in letters: one per compartment, small for reading, capital for writing, a digit
for reading only what one wrote oneself. ``given`` is a list of ``letters=persons`` (``!`` before the letters:
sealed rows only). The mac is HMAC-SHA256 with a key that lies in GUITU_HOME/keys and, readable by the owner
alone, in the database. The pid ties the text to one connection; 0 on Citus, whose workers have other pids.
"""

import hashlib
import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from guitu.domain.access import Compartment, Given, Reach
from guitu.domain.access.decision import Grant

LETTERS = {
    Compartment.EXISTENCE: "e",
    Compartment.CASEWORK: "c",
    Compartment.ORDERS: "o",
    Compartment.MEDICAL: "m",
    Compartment.PSYCHOLOGICAL: "p",
    Compartment.LEGAL: "l",
    Compartment.WHEREABOUTS: "w",
    Compartment.FAMILY: "r",
}
OWN = {compartment: str(n) for n, compartment in enumerate(Compartment, 1)}
WRITE_OWN = dict(zip(Compartment, "abdfghij", strict=True))
EVERYTHING: frozenset[Grant] = frozenset((c, mode) for c in Compartment for mode in ("read", "write"))
VERSION = "k1"


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, and their reach. ``account`` None: the system itself."""

    account: UUID | None
    role: str
    reach: Reach


def signed(context: Context, *, key: bytes, pid: int, seconds: float) -> str:
    """The text the database verifies, good for ``seconds`` on the connection of ``pid``."""
    reach = context.reach
    text = "|".join(
        (
            VERSION,
            str(pid),
            str(int(time.time() + seconds)),
            context.account.hex if context.account else "",
            context.role,
            str(reach.lo),
            str(reach.hi),
            letters(reach.wide),
            ";".join(map(_given, reach.given)),
            _persons(reach.barred),
        )
    )
    return f"{text}|{hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}"


def letters(grants: Iterable[Grant]) -> str:
    """The grants in letters, sorted."""
    return "".join(sorted(_letter(compartment, mode) for compartment, mode in grants))


def _letter(compartment: Compartment, mode: str) -> str:
    if mode in {"own", "write-own"}:
        return (OWN if mode == "own" else WRITE_OWN)[compartment]
    return LETTERS[compartment].upper() if mode == "write" else LETTERS[compartment]


def _given(given: Given) -> str:
    return f"{'!' if given.sealed else ''}{letters(given.grants)}={_persons(given.persons)}"


def _persons(persons: Iterable[UUID]) -> str:
    return ",".join(person.hex for person in persons)
