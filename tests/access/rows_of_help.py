"""How rows of the rooms of help are made: one function a table, and what part of the file its rows are of."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from guitu.casework.referrals.models import Link, Referral
from tests.access.rows_of_support import SUPPORT
from tests.access.worlds import NOW

Maker = Callable[[UUID, int, str, UUID], Any]  # person, holder, part, author


def referral(who: UUID, held: int, _part: str, by: UUID) -> Referral:
    """Somebody who is to be referred; it has no author, whoever wrote it."""
    return Referral(person_id=who, held_by=held, help="other", owner=by, note=b"x", made_at=NOW, made_by=by)


def link(who: UUID, held: int, _part: str, by: UUID) -> Link:
    """An address that was given out."""
    return Link(
        key=sha256(uuid4().bytes).digest(), person_id=who, held_by=held, referral=uuid4(), code=b"x",
        made_at=NOW, made_by=by, until=NOW,
    )  # fmt: skip


HELP: dict[str, tuple[Maker, str]] = {
    **SUPPORT,
    "referrals_referral": (referral, "casework"),
    "referrals_link": (link, "casework"),
}
