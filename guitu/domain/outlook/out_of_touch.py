"""Somebody cannot be reached: what was tried, by how many ways and since when, before anybody says so (F-11).

Any contact ends the search and the notice alike. In aftercare there is only the search: nobody is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guitu.domain.journal.codes import CONTACT_MODES
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE, attended
from guitu.domain.kernel.errors import DomainError

_WAYS, _DAYS = 3, 7  # where no book says otherwise (proposed)
_WAY_OF = {"phone_call": "phone", "home_visit": "in_person", "in_person_check": "in_person"}
_PRESENT = frozenset({"report_in", "leave_return", "hearing", "agreement"})  # the person was there


@dataclass(frozen=True, slots=True)
class Search:
    """``since`` the first attempt after the last contact (ordinal); ``tried`` way -> its last day.

    ``told_on`` the day the police were told, None while nobody did or since a contact ended it.
    """

    since: int | None
    tried: Mapping[str, int]
    ways: int
    days: int
    today: int
    told_on: int | None

    @property
    def missing_ways(self) -> int:
        """How many more ways must be tried."""
        return max(0, self.ways - len(self.tried))

    @property
    def missing_days(self) -> int:
        """How many more days must pass since the first attempt; all of them where there was none."""
        passed = 0 if self.since is None else self.today - self.since
        return max(0, self.days - passed)

    @property
    def is_enough(self) -> bool:
        """Whether somebody may now decide to tell the police."""
        return self.since is not None and not self.missing_ways and not self.missing_days


def way_of(entry: Entry) -> str:
    """By which way an entry tried to reach the person; "" where it does not say."""
    return str(entry.details.get("mode") or _WAY_OF.get(entry.kind, ""))


def search(events: Mapping[str, Sequence[Entry]], *, today: int, parameters: Mapping[str, object]) -> Search:
    """What was tried since the person was last reached."""
    reached = max((_order(e) for e in _contacts(events) if e.day <= today), default=None)
    tries = [
        e
        for kind in CONTACT_KINDS
        for e in events.get(kind, ())
        if e.outcome == "attempted" and e.day <= today and (reached is None or _order(e) > reached)
    ]
    tried: dict[str, int] = {}
    for entry in sorted(tries, key=_order):
        if way_of(entry) in CONTACT_MODES:
            tried[way_of(entry)] = entry.day
    return Search(
        since=min((e.day for e in tries), default=None),
        tried=tried,
        ways=int(str(parameters.get("lost_contact.channels", _WAYS))),
        days=int(str(parameters.get("lost_contact.days", _DAYS))),
        today=today,
        told_on=lost_on(events, today),
    )


def lost_on(events: Mapping[str, Sequence[Entry]], today: int) -> int | None:
    """The day the person was said to be out of touch, when nothing since shows otherwise."""
    said = [e for e in events.get("lost_contact", ()) if e.day <= today]
    if not said:
        return None
    last = said[-1]
    back = any(_order(e) > _order(last) for e in _contacts(events) if e.day <= today)
    return None if back else last.day


def check_notice(found: Search) -> None:
    """Whether the police may be told now.

    Raises:
        DomainError: "lost.told-already"; "lost.steps-missing" with what is missing.
    """
    if found.told_on is not None:
        raise DomainError("lost.told-already")
    if not found.is_enough:
        raise DomainError("lost.steps-missing", ways=found.missing_ways, days=found.missing_days)


def _order(entry: Entry) -> tuple[object, ...]:
    return entry.order


def _contacts(events: Mapping[str, Sequence[Entry]]) -> Iterable[Entry]:
    for kind in CONTACT_KINDS:
        yield from (e for e in events.get(kind, ()) if e.outcome in CONTACT_MADE)
    for kind in _PRESENT:
        yield from events.get(kind, ())
    yield from (e for e in events.get("drug_test", ()) if attended(e.outcome))
