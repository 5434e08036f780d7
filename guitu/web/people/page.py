"""The page of one person, put into words once, so that the templates only print it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, ngettext

from guitu.casework.people.queries import ContactRow
from guitu.domain.access import Permission, Viewer, may
from guitu.domain.episode import ORDERED
from guitu.domain.kernel.dates import add_months_ordinal
from guitu.domain.outlook.ending import Condition, Ending, ending
from guitu.domain.outlook.standing import FieldAge
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.organisations.queries import unit_names
from guitu.web.people.clean import Bar, bar_of
from guitu.web.people.history import Line, lines_of, units_in
from guitu.web.people.upcoming import Item, Promise, items_of, promises_of
from guitu.web.shell import addresses, terms
from guitu.web.shell.counters import Count, counts_of
from guitu.web.shell.dates import day_words
from guitu.workflows.person_file import Course, PersonFile


@dataclass(frozen=True)
class Stand:
    """One episode in words: what it is, where it stands, how long it runs, when it closes by itself.

    ``control`` the conditions of the end of dynamic control, each with whether it holds.
    """

    kind: str
    phase: str
    term: str
    left: str
    worker: str
    station: str
    seals: str
    control: tuple[tuple[bool, str], ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class FactGroup:
    """One record group: its name and (label, value, as of, id) of each fact; empty where nothing is known."""

    title: str
    facts: tuple[tuple[str, str, date | None, UUID], ...]


@dataclass(frozen=True)
class Fresh:
    """A field, when it was last confirmed, and whether that is recent enough."""

    field: str
    words: str
    fresh: bool


@dataclass(frozen=True)
class Page:
    """Everything the template prints."""

    id: UUID
    name: str
    sex: str
    age: str
    id_tail: str
    unit: str
    stands: tuple[Stand, ...]
    contacts: tuple[ContactRow, ...]
    next: tuple[Item, ...]
    whole: tuple[Item, ...]
    promises: tuple[Promise, ...]
    clean: Bar | None
    proposals: tuple[str, ...]
    lines: tuple[Line, ...]
    more: bool
    groups: tuple[FactGroup, ...]
    missing: tuple[str, ...]
    fresh: tuple[Fresh, ...]
    disputed: dict[UUID, str]
    disputed_identity: str
    may_dispute: bool
    corrected_twice: bool
    record: str
    record_next: str
    record_next_word: str


def page_of(file: PersonFile, *, viewer: Viewer, today: date, lines: int) -> Page:
    """The page of a file for one viewer. Two queries: names of colleagues and of units."""
    shown = file.timeline[:lines]
    accounts = {course.row.worker for course in file.courses} | {line.recorded_by for line in shown}
    names = display_names(account for account in accounts if account is not None)
    stations = {course.row.station_unit for course in file.courses}
    places = {number for number in stations if number is not None}
    units = unit_names({file.who.held_by, *places, *units_in(shown)})
    items = items_of(file, viewer=viewer, today=today)
    first = next((item for item in items.next if item.record), None)
    disputed = {row: str(terms.DISPUTED[state]) for row, state in file.flags.items()}
    return Page(
        id=file.who.id,
        name=file.who.name,
        sex=str(terms.SEXES.get(file.who.sex, file.who.sex)),
        age=_age(file.who.birth_on, today),
        id_tail=(file.who.citizen_id or "")[-4:],
        unit=units.get(file.who.held_by, ""),
        stands=tuple(_stand(course, file, names, units, today) for course in file.courses),
        contacts=file.contacts,
        next=items.next,
        whole=items.whole,
        promises=promises_of(file, viewer=viewer, today=today),
        clean=bar_of(file.seen),
        proposals=_proposals(file),
        lines=lines_of(
            shown, names, viewer=viewer, person=file.who.id, today=today, disputed=disputed, units=units
        ),
        more=len(file.timeline) > lines,
        groups=_groups(file),
        missing=tuple(str(terms.GROUPS[group]) for group in file.missing),
        fresh=_fresh(file, today),
        disputed=disputed,
        disputed_identity=disputed.get(file.who.id, ""),
        may_dispute=may(viewer, Permission.RIGHTS_RECORD, held_by=file.who.held_by, person=file.who.id),
        corrected_twice=file.seen is not None
        and any(alert.startswith("corrected_twice") for alert in file.seen.alerts),
        record=addresses.record(file.who.id, back="person"),
        record_next=first.record if first else "",
        record_next_word=first.record_word if first else "",
    )


def _age(birth: date | None, today: date) -> str:
    if birth is None:
        return ""
    years = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return ngettext("%(years)s 岁", "%(years)s 岁", years) % {"years": years}


def _stand(
    course: Course, file: PersonFile, names: dict[UUID, str], units: dict[int, str], today: date
) -> Stand:
    term = course.seen.course.term
    ends = ending(course.seen.course, file.seen.book, today.toordinal()) if file.seen else None
    return Stand(
        kind=str(terms.EPISODES[course.row.kind.value]),
        phase=str(terms.PHASES.get(course.seen.phase, course.seen.phase)),
        term=_year_of_term(term, today) if term else "",
        left=_left(term[1], today) if term else "",
        worker=names.get(course.row.worker, "") if course.row.worker else "",
        station=units.get(course.row.station_unit, "") if course.row.station_unit else "",
        seals=_seals(ends),
        control=_control(ends) if course.row.kind in ORDERED else (),
        counts=counts_of(course.seen) if course.row.kind in ORDERED else (),
    )


def _seals(ends: Ending | None) -> str:
    if ends is None or ends.seals is None:
        return ""
    day = date.fromordinal(ends.seals).isoformat()
    return gettext("%(day)s 自动结束并封存；没有载明编号和日期的法律文书，任何人不能推迟。") % {"day": day}


def _control(ends: Ending | None) -> tuple[tuple[bool, str], ...]:
    """The end of dynamic control, condition by condition."""
    if ends is None:
        return ()
    return tuple((condition.met, _condition(condition)) for condition in ends.control)


def _condition(condition: Condition) -> str:
    day = date.fromordinal(condition.on).isoformat() if condition.on else ""
    return str(terms.CONTROL[condition.rule]) % {"day": day}


def _year_of_term(term: tuple[int, int], today: date) -> str:
    day = today.toordinal()
    if not term[0] <= day <= term[1]:
        return ""
    day = min(day, term[1] - 1)  # the corresponding day that ends a term begins no further year
    year = 1
    while add_months_ordinal(term[0], 12 * year) <= day:
        year += 1
    return gettext("第 %(year)s 年") % {"year": year}


def _left(last: int, today: date) -> str:
    days = last - today.toordinal()
    if days < 0:
        return ""  # the phase says so
    return ngettext("还有 %(days)s 天", "还有 %(days)s 天", days) % {"days": days}


def _proposals(file: PersonFile) -> tuple[str, ...]:
    found = [proposal.what for course in file.courses for proposal in course.seen.proposals]
    return tuple(str(terms.PROPOSALS.get(what, what)) for what in dict.fromkeys(found))


def _groups(file: PersonFile) -> tuple[FactGroup, ...]:
    made = []
    for group, title in terms.GROUPS.items():
        latest = {fact.field: fact for fact in reversed(file.facts) if fact.group == group}
        facts = tuple(
            (str(terms.FACT_FIELDS.get(fact.field, fact.field)), fact.value, fact.as_of, fact.id)
            for fact in reversed(latest.values())
        )
        if facts:
            made.append(FactGroup(str(title), facts))
    return tuple(made)


def _fresh(file: PersonFile, today: date) -> tuple[Fresh, ...]:
    if file.seen is None or not file.contacts:
        return ()
    return tuple(
        Fresh(str(terms.FIELDS.get(age.field, age.field)), _confirmed(age, today), age.fresh)
        for age in file.seen.freshness
    )


def _confirmed(age: FieldAge, today: date) -> str:
    if age.confirmed is None:
        return gettext("还没有核实过")
    words = {"day": day_words(date.fromordinal(age.confirmed), today)}
    return gettext("%(day)s核实") % words if age.fresh else gettext("%(day)s核实，该再问一次了") % words
