"""How rows of the rooms of help are made: one function a table, and what part of the file its rows are of."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from guitu.casework.family.models import Care, Child, Hold, Relative, SchoolWord, Word
from guitu.casework.groups.models import Bar, Membership, Mentor, Pair, Seat, Supervision
from guitu.casework.people.models import Substance
from guitu.casework.referrals.models import Link, Referral
from guitu.casework.surveys.models import Invitation
from tests.access.rows_of_health import HEALTH
from tests.access.rows_of_support import SUPPORT
from tests.access.worlds import NOW

DAY = date(2026, 1, 5)
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


def invitation(who: UUID, held: int, _part: str, _by: UUID) -> Invitation:
    """Somebody drawn for a survey; it has no author."""
    return Invitation(person_id=who, held_by=held, campaign=uuid4(), pseudonym=uuid4().bytes)


def relative(who: UUID, held: int, _part: str, by: UUID) -> Relative:
    """Somebody of their family."""
    return Relative(person_id=who, held_by=held, relation="parent", note=b"x", written_at=NOW, written_by=by)


def relatives_word(who: UUID, held: int, _part: str, by: UUID) -> Word:
    """What a relative said."""
    return Word(
        person_id=who, held_by=held, relative=uuid4(), purpose="contact", given=True, speaker="relative",
        said_on=DAY, written_at=NOW, written_by=by,
    )  # fmt: skip


def child(who: UUID, held: int, _part: str, by: UUID) -> Child:
    """A child of theirs."""
    return Child(
        person_id=who, held_by=held, note=b"x", schooling="primary", aid="none", carer="person",
        written_at=NOW, written_by=by,
    )  # fmt: skip


def school_word(who: UUID, held: int, _part: str, by: UUID) -> SchoolWord:
    """A word with a child's school."""
    return SchoolWord(
        person_id=who, held_by=held, child=uuid4(), about="aid", way="phone", outcome="waiting", said_on=DAY,
        written_at=NOW, written_by=by,
    )  # fmt: skip


def care(who: UUID, held: int, _part: str, by: UUID) -> Care:
    """Who cares for whom."""
    return Care(
        person_id=who, held_by=held, note=b"x", carer="person", relief="none", written_at=NOW, written_by=by
    )


def hold(who: UUID, held: int, _part: str, by: UUID) -> Hold:
    """Somebody kept apart from them."""
    return Hold(
        person_id=who, held_by=held, relative=uuid4(), side="unsaid", reason="worry", set_at=NOW, set_by=by
    )


def seat(who: UUID, held: int, _part: str, by: UUID) -> Seat:
    """Their seat in a group."""
    return Seat(person_id=who, held_by=held, series=uuid4(), made_at=NOW, made_by=by)


def membership(who: UUID, held: int, _part: str, by: UUID) -> Membership:
    """A place they held in a team of peers."""
    return Membership(
        person_id=who, held_by=held, team=uuid4(), place="member", since=DAY, left_on=DAY, made_at=NOW,
        made_by=by,
    )  # fmt: skip


def mentor(who: UUID, held: int, _part: str, by: UUID) -> Mentor:
    """They are there for others."""
    return Mentor(
        person_id=who, held_by=held, state="active", mode="both", since=DAY, made_at=NOW, made_by=by
    )


def pair(who: UUID, held: int, _part: str, by: UUID) -> Pair:
    """Somebody they meet."""
    return Pair(person_id=who, held_by=held, mentor=uuid4(), since=DAY, ended_on=DAY, made_at=NOW, made_by=by)


def bar(who: UUID, held: int, _part: str, by: UUID) -> Bar:
    """Somebody they are not to be brought together with."""
    return Bar(person_id=who, held_by=held, other=uuid4(), reason="wish", made_at=NOW, made_by=by)


_days = count(1)


def supervision(who: UUID, held: int, _part: str, by: UUID) -> Supervision:
    """A talk with whoever supervises them."""
    day = DAY + timedelta(days=next(_days))
    return Supervision(person_id=who, held_by=held, held_on=day, made_at=NOW, made_by=by)


def substance(who: UUID, held: int, _part: str, _by: UUID) -> Substance:
    """The kind of what somebody used, which a figure reads."""
    return Substance(person_id=who, held_by=held, kind="opioid")


HELP: dict[str, tuple[Any, ...]] = {  # maker, part and, where a row has one, its author
    **HEALTH,
    **SUPPORT,
    "people_substance": (substance, "casework"),
    "referrals_referral": (referral, "casework"),
    "referrals_link": (link, "casework"),
    "surveys_invitation": (invitation, "casework"),
    "family_relative": (relative, "family"),
    "family_word": (relatives_word, "family"),
    "family_child": (child, "family"),
    "family_care": (care, "family"),
    "family_schoolword": (school_word, "family"),
    "family_hold": (hold, "family"),
    "groups_seat": (seat, "family"),
    "groups_membership": (membership, "family"),
    "groups_mentor": (mentor, "casework"),
    "groups_pair": (pair, "casework"),
    "groups_bar": (bar, "family"),
    "groups_supervision": (supervision, "casework"),
}
