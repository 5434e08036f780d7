"""Somebody is nominated, reviewed by two others, honoured, and may leave at any moment without a word.

Whether an honour is open is asked of the clean-time ledger each time anew: when it is nominated, reviewed and
awarded. Nothing leaves the author's draft before the person agreed (purpose "honours").
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import files_of
from guitu.casework.honours import commands as honours
from guitu.casework.honours.queries import (
    HonourRow,
    award_years,
    awards_given,
    honour_for,
    reviews_of,
    stands,
)
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_for
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission, Viewer
from guitu.domain.consent import given
from guitu.domain.honours.counts import number
from guitu.domain.honours.course import (
    Level,
    Said,
    State,
    after_reviews,
    check_award,
    check_consent,
    check_given,
    check_nomination,
    check_review,
    check_room,
)
from guitu.domain.honours.tiers import Merit, Open, Tier, check_open, standing
from guitu.domain.journal.entry import effective
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.derive import derive
from guitu.workflows.honour_clock import last_relapse
from guitu.workflows.plan import admitted
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

HONOURS, PUBLICITY = "honours", "publicity"
_COUNTY = 10**6


@dataclass(frozen=True, slots=True)
class Standing:
    """What honours ask of a file: the open tiers, what the person agreed to, the last relapse (ordinal)."""

    tiers: tuple[Open, ...]
    consents: frozenset[str]
    last_relapse: int | None

    @property
    def agreed(self) -> bool:
        """Whether the person agrees to be honoured."""
        return HONOURS in self.consents

    @property
    def may_tell(self) -> bool:
        """Whether anything may be told of them at all; each use is still asked for."""
        return self.consents >= {HONOURS, PUBLICITY}


def standing_of(who: AdmittedPerson, *, on: date) -> Standing:
    """How a person stands towards honours, from the whole file."""
    with door.whole_files(who.ids):
        rows = [row for of_one in files_of(who.ids).values() for row in of_one]
        entries = entries_for(who.ids)
    consents = given(effective(entries).entries)
    if not rows:
        return Standing((), consents, last_relapse(entries))
    seen = derive(rows, entries, on=on).seen
    return Standing(standing(seen.book, seen.honours), consents, last_relapse(entries))


@transaction.atomic
def nominate(
    *,
    person: UUID,
    tier: Tier,
    merits: Collection[str],
    words: str,
    by_self: bool,
    by: Viewer,
    at: datetime,
) -> UUID:
    """Write a draft that is the author's alone; returns its id. Written again, it is the same draft.

    Raises:
        DomainError: "person.unknown", "honours.not-here", "honours.not-yet", "honours.stands",
            "honours.merits", "honours.words".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    check_nomination(words, [m for m in merits if m in set(Merit)])
    lock_files(who.ids)
    now = standing_of(who, on=day_of(at))
    check_open(tier, now.tiers)
    if stands(who, tier.value) and now.agreed:
        raise DomainError("honours.stands", field="tier")
    made = honours.nominate(
        who, tier=tier, merits=merits, words=words, by_self=by_self, is_shown=now.agreed, by=by.id, at=at
    )
    note("honour.nominated", subject=who.id, by=by, at=at, honour=made)
    return made


@transaction.atomic
def send(*, person: UUID, honour: UUID, by: Viewer, at: datetime) -> None:
    """Put the author's draft before colleagues, once the person agreed.

    Raises:
        DomainError: "person.unknown", "honours.unknown", "honours.not-now", "honours.consent-first",
            "honours.not-yet", "honours.stands".
    """
    who, row, now = _held(by, person, honour, Permission.CONTACT_RECORD, at)
    if row.state is not State.DRAFT or row.tier is None:
        raise DomainError("honours.not-now")
    check_consent(given=now.agreed)
    check_open(row.tier, now.tiers)
    if stands(who, row.tier.value):
        raise DomainError("honours.stands", field="tier")
    honours.show(row)
    honours.set_state(row, State.REVIEW, at=at)
    note("honour.sent", subject=who.id, by=by, at=at, honour=row.id)


@transaction.atomic
def review(*, person: UUID, honour: UUID, agrees: bool, words: str, by: Viewer, at: datetime) -> State:
    """One colleague's word; the second who agrees grants it. Returns where it stands then.

    Raises:
        DomainError: "person.unknown", "honours.unknown", "honours.not-now", "honours.own", "honours.twice",
            "honours.consent-first", "honours.not-yet".
    """
    who, row, now = _held(by, person, honour, Permission.CONTACT_RECORD, at)
    said = [Said(one.reviewed_by, one.agrees) for one in reviews_of(who, row.id)]
    check_review(row.state, nominated_by=row.made_by, said=said, by=by.id, words=words)
    check_consent(given=now.agreed)
    if row.tier is None:
        raise DomainError("honours.not-now")
    if agrees:
        check_open(row.tier, now.tiers)
    honours.review(row, agrees=agrees, words=words, by=by.id, at=at)
    state = after_reviews([*said, Said(by.id, agrees)])
    if state is not State.REVIEW:
        honours.set_state(row, state, at=at)
    note("honour.reviewed", subject=who.id, by=by, at=at, honour=row.id, agrees=agrees, state=state.value)
    return state


@transaction.atomic
def award(*, person: UUID, honour: UUID, year: int, level: Level, by: Viewer, at: datetime) -> None:
    """Give an award of a year to somebody who was honoured.

    Raises:
        DomainError: "person.unknown", "honours.unknown", "honours.not-now", "honours.year",
            "honours.awarded-before", "honours.none-left", "honours.consent-first", "honours.not-yet".
    """
    who, row, now = _held(by, person, honour, Permission.PLAN_APPROVE, at)
    check_award(row.state, year=year, this_year=day_of(at).year, had=award_years(who))
    check_consent(given=now.agreed)
    if row.tier is None:
        raise DomainError("honours.not-now")
    check_open(row.tier, now.tiers)
    region = regions.region_of(who.held_by)
    honours.lock_awards(region, year)
    low, high = regions.place_interval(region // _COUNTY * _COUNTY)
    with door.as_system("awards"):  # a number alone: how many of the county had one
        count = awards_given(low, high, year=year, level=level.value)
    check_room(level, given=count, most=number(book_for(who.held_by), f"honours.{level.value}"))
    honours.award(row, year=year, level=level, by=by.id, at=at)
    note("honour.awarded", subject=who.id, by=by, at=at, honour=row.id, year=year, level=level.value)


@transaction.atomic
def add_given(*, person: UUID, title: str, giver: str, year: int, by: Viewer, at: datetime) -> UUID:
    """Keep an honour that others gave; returns its id.

    Raises:
        DomainError: "person.unknown", "honours.consent-first", "honours.title", "honours.giver",
            "honours.year".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    check_given(title, giver, year=year, this_year=day_of(at).year)
    lock_files(who.ids)
    check_consent(given=standing_of(who, on=day_of(at)).agreed)
    made = honours.add_given(who, title=title, giver=giver, year=year, by=by.id, at=at)
    note("honour.kept", subject=who.id, by=by, at=at, honour=made)
    return made


@transaction.atomic
def drop(*, person: UUID, honour: UUID, by: Viewer, at: datetime) -> None:
    """Take away one's own draft, or an honour that others gave.

    Raises:
        DomainError: "person.unknown", "honours.unknown", "honours.not-now".
    """
    who, row, _ = _held(by, person, honour, Permission.CONTACT_RECORD, at)
    if row.tier is not None and row.state is not State.DRAFT:
        raise DomainError("honours.not-now")
    with door.whole_files(who.ids):
        honours.drop(row)
    note("honour.dropped", subject=who.id, by=by, at=at, honour=row.id)


@transaction.atomic
def leave(*, person: UUID, by: Viewer, at: datetime, entry_id: UUID | None = None) -> Recorded:
    """The person takes part no more: consent to honours is withdrawn, and all that was shown is gone at once.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(by, person, Permission.RIGHTS_RECORD)
    said = {"purpose": HONOURS, "said_by": "person"}
    draft = Draft(kind="consent", happened_on=day_of(at), outcome="withdrawn", details=said, id=entry_id)
    return write(who, draft, episode=None, by=by, at=at)


def _held(
    by: Viewer, person: UUID, honour: UUID, permission: Permission, at: datetime
) -> tuple[AdmittedPerson, HonourRow, Standing]:
    """The pass, the nomination and how the file stands, with the person's lock held.

    Raises:
        DomainError: "person.unknown", "honours.unknown".
    """
    who = admitted(by, person, permission)
    lock_files(who.ids)
    row = honour_for(who, honour, by.id)
    return who, row, standing_of(who, on=day_of(at))
