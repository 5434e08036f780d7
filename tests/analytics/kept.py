"""Files without names as the database keeps them: what the plain loops read, once somebody lived in it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import TypeVar
from uuid import UUID

from guitu.casework.agenda.models import Duty
from guitu.casework.employers.models import Base
from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.models import Handoff
from guitu.casework.honours.models import Honour
from guitu.casework.journal.queries import entries_by_person
from guitu.casework.outcomes.models import Release
from guitu.casework.people.models import Person, PersonAlias
from guitu.casework.records.models import Cohort
from guitu.casework.support.models import Application
from guitu.casework.work.models import Placement
from guitu.domain.cohort import CohortRow
from guitu.domain.kernel import region as regions
from guitu.domain.measures import DutyLine, EpisodeLine, File
from guitu.domain.measures.files import ApplicationLine, HandoffLine, HonourLine, JobLine, ReleaseLine
from guitu.domain.measures.retention import WINDOWS
from guitu.domain.measures.units import Register, UnitLine, WorkerLine
from guitu.foundation.accounts.models import Account
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.models import Region, Unit, UnitRegion

Row = TypeVar("Row")
Line = TypeVar("Line")


def kept_files() -> list[File]:
    """Every file there is, sealed ones among them."""
    found = list(Person.objects.all())
    ids = [row.id for row in found]
    read_as = dict(PersonAlias.objects.filter(undone_at=None).values_list("person_id", "canonical"))
    entries = {person: rows for some in _slices(ids) for person, rows in entries_by_person(some).items()}
    episodes, duties = _by_person(Episode.objects.all(), _episode), _by_person(Duty.objects.all(), _duty)
    handed = _by_person(Handoff.objects.all(), lambda h: HandoffLine(h.released_on, h.state, h.contact_on))
    jobs = _by_person(Placement.objects.all(), _job_reader())
    applied = _by_person(Application.objects.all(), lambda a: ApplicationLine(a.kind, a.state, a.begun_on))
    honoured = _by_person(
        Honour.objects.filter(sort="tier"), lambda h: HonourLine(h.code, h.state, h.is_shown)
    )
    released = _by_person(Release.objects.all(), _release)
    return [
        File(
            person=row.id,
            held_by=row.held_by,
            canonical=read_as.get(row.id, row.id),
            sealed_on=row.sealed_on,
            episodes=episodes[row.id],
            duties=duties[row.id],
            entries=tuple(entries.get(row.id, ())),
            handoffs=handed[row.id],
            jobs=jobs[row.id],
            applications=applied[row.id],
            honours=honoured[row.id],
            releases=released[row.id],
        )
        for row in found
    ]


def kept_closed() -> list[CohortRow]:
    """What is left of every file that closed."""
    names = [field.name for field in fields(CohortRow)]
    return [CohortRow(*row) for row in Cohort.objects.values_list(*names)]


def kept_register() -> Register:
    """Every unit there is, and who works there."""
    serves: dict[int, list[int]] = defaultdict(list)
    for unit, region in UnitRegion.objects.values_list("unit_id", "region_id"):
        serves[unit].append(region)
    counties = list(Region.objects.filter(level="county").values_list("code", flat=True))
    split = {regions.parent(code) for code in counties}
    cities = Region.objects.filter(level="prefecture").exclude(code__in=split)
    return Register(
        districts=(*counties, *cities.values_list("code", flat=True)),
        units=tuple(
            UnitLine(u.number, u.type, tuple(serves[u.number]), u.is_active, u.opened_on, u.closed_on)
            for u in Unit.objects.all()
        ),
        workers=tuple(
            WorkerLine(a.unit_id, a.role, a.is_active, day_of(a.created_at))
            for a in Account.objects.exclude(unit=None)
        ),
    )


def _by_person(rows: Iterable[Row], read: Callable[[Row], Line]) -> dict[UUID, tuple[Line, ...]]:
    found: dict[UUID, tuple[Line, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.person_id] += (read(row),)  # type: ignore[attr-defined]
    return found


def _episode(row: Episode) -> EpisodeLine:
    return EpisodeLine(
        row.id, row.phase, row.opened_on, row.kind, row.released_on, row.term_to, row.term_from
    )


def _release(row: Release) -> ReleaseLine:
    ended = {months: getattr(row, f"at_{months}") for months in WINDOWS}
    days = (row.relapsed_on, row.died_on, row.known_on)
    return ReleaseLine(row.released_on, ended, *days, row.episode_id)


def _duty(row: Duty) -> DutyLine:
    return DutyLine(
        row.episode_id, row.rule, row.n, row.kind, row.due_on, row.state, row.done_on, row.done_by,
        row.nature, row.opens_on,
    )  # fmt: skip


def _job_reader() -> Callable[[Placement], JobLine]:
    bases: dict[UUID, list[tuple[object, object, object]]] = defaultdict(list)
    for base in Base.objects.all():
        bases[base.employer_id].append((base.from_on, base.to_on, base.ended_on))
    return lambda row: JobLine(row.state, row.hired_on, tuple(bases[row.employer]))


def _slices(ids: list[UUID], *, size: int = 500) -> Iterable[list[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
