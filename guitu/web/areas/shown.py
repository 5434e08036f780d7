"""Areas, facts and proposals as the templates print them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from guitu.casework.areas import queries
from guitu.domain.access import Viewer
from guitu.domain.areas.facts import Compared, Fact, current
from guitu.domain.areas.status import NONE, STATUS_WORDS, Proposal, Step, standing
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.area_files import catalogue
from guitu.foundation.metrics import metrics, said
from guitu.foundation.organisations.queries import RegionRow, districts, region_names, unit_names
from guitu.web.shell.tags import said as pair_said
from guitu.web.shell.words import sentence

MINUS = "−"
NO_NUMBER = "—"


@dataclass(frozen=True)
class County:
    """One line of the list. ``since`` None: never had a status. ``waits`` the proposal that waits."""

    code: int
    name: str
    status: str
    word: str
    since: date | None
    waits: UUID | None


@dataclass(frozen=True)
class FactLine:
    """An entry as it is read. ``id`` for correcting it; ``earlier`` what it stands in place of."""

    id: UUID
    name: str
    value: str
    on: date
    basis: str
    publisher: str
    document: str
    by: str
    entered_on: date
    why: str
    earlier: tuple["FactLine", ...] = ()


@dataclass(frozen=True)
class Made:
    """A number made of entered facts. ``big`` "—" and ``why`` a sentence where there is none."""

    metric: Metric
    name: str
    formula: str
    big: str
    why: str
    used: tuple[FactLine, ...]


def counties(viewer: Viewer, region: int, *, on: date) -> list[County]:
    """Every county of a region with its status on a day. Three queries."""
    steps, waiting = queries.steps_within(viewer, region), queries.open_within(viewer, region)
    rows: Sequence[RegionRow] = districts(region)
    return [_county(row, steps.get(row.code, []), waiting.get(row.code), on) for row in rows]


def _county(row: RegionRow, steps: list[Step], waits: Proposal | None, on: date) -> County:
    now = standing(steps, on=on)
    status = now.status if now else NONE
    return County(
        row.code, row.name, status, status_word(status, had_one=bool(steps)), now.since if now else None,
        waits.id if waits else None,
    )  # fmt: skip


def status_word(status: str, *, had_one: bool = False) -> str:
    """The word for a status; none after there was one is to have left the list."""
    return _("已摘帽") if status == NONE and had_one else pair_said(STATUS_WORDS[status])


def fact_lines(entries: Sequence[Fact]) -> list[FactLine]:
    """What stands, the newest first, each with what it corrected; then what was taken back is left out."""
    by_id = {one.id: one for one in entries}
    who = _names(entries)
    return [_line(one, who, _before(one, by_id, who)) for one in current(entries)]


def _before(fact: Fact, by_id: Mapping[UUID, Fact], who: Mapping[UUID, str]) -> tuple[FactLine, ...]:
    found: list[FactLine] = []
    at = by_id.get(fact.corrects) if fact.corrects else None
    while at is not None:
        found.append(_line(at, who, ()))
        at = by_id.get(at.corrects) if at.corrects else None
    return tuple(found)


def _line(fact: Fact, who: Mapping[UUID, str], earlier: tuple[FactLine, ...]) -> FactLine:
    known = catalogue()
    return FactLine(
        id=fact.id,
        name=said(known.facts[fact.kind].name) if fact.kind in known.facts else fact.kind,
        value=_("已撤回") if fact.value is None else f"{fact.value:,}",
        on=fact.on,
        basis=said(known.bases[fact.basis]) if fact.basis in known.bases else fact.basis,
        publisher=fact.publisher,
        document=fact.document,
        by=who.get(fact.entered_by, "") if fact.entered_by else "",
        entered_on=fact.entered_at.date(),
        why=fact.why,
        earlier=earlier,
    )


def made(found: Mapping[str, Compared]) -> list[Made]:
    """Numbers made of entered facts, in the registry's order; single facts stand elsewhere as such."""
    who = _names(one for compared in found.values() for one in compared.used)
    return [
        _made(metrics()[id_], compared, who)
        for id_, compared in found.items()
        if metrics()[id_].unit in ("share", "change")
    ]


def _made(metric: Metric, compared: Compared, who: Mapping[UUID, str]) -> Made:
    return Made(
        metric=metric,
        name=said(metric.name),
        formula=said(metric.formula),
        big=percent(compared.value, signed=metric.unit == "change"),
        why=sentence(DomainError(compared.why)) if compared.why else "",
        used=tuple(_line(one, who, ()) for one in compared.used),
    )


def percent(value: float | None, *, signed: bool) -> str:
    """A share to one decimal, a change to two with its sign; "—" where there is none.

    >>> percent(4078 / 4974, signed=False), percent(0.2347, signed=True), percent(-0.2674, signed=True)
    ('82.0%', '+23.47%', '−26.74%')
    """
    if value is None:
        return NO_NUMBER
    if not signed:
        return f"{100 * value:.1f}%"
    return f"{MINUS if value < 0 else '+'}{abs(100 * value):.2f}%"


def _names(entries: Iterable[Fact]) -> dict[UUID, str]:
    return display_names({one.entered_by for one in entries if one.entered_by is not None})


@dataclass(frozen=True)
class Sent:
    """A proposal as it is read."""

    row: Proposal
    place: str
    before: str
    to: str
    by: str
    unit: str
    answered_by: str
    evidence: tuple[dict[str, Any], ...]


def sent(rows: Sequence[Proposal]) -> list[Sent]:
    """Proposals with the names of who sent and who answered them. Three queries."""
    people = display_names({one for row in rows for one in (row.made_by, row.answered_by) if one})
    units, places = unit_names({row.unit for row in rows}), region_names({row.region for row in rows})
    return [
        Sent(
            row=row,
            place=places.get(row.region, ""),
            before=status_word(row.before),
            to=_("摘帽") if row.to == NONE else status_word(row.to),
            by=people.get(row.made_by, ""),
            unit=units.get(row.unit, ""),
            answered_by=people.get(row.answered_by, "") if row.answered_by else "",
            evidence=row.evidence,
        )
        for row in rows
    ]
