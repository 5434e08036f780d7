"""Vacancies for one seeker, and training for a place: what rooms know, put before the domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guitu.casework.employers import queries as employers
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work.queries import seekers_of, sheet_of
from guitu.domain.access import Viewer
from guitu.domain.employers import Vacancy
from guitu.domain.kernel import region as regions
from guitu.domain.matching.judging import Match
from guitu.domain.matching.market import Market
from guitu.domain.matching.seeker import Seeker
from guitu.domain.matching.training import Proposal, proposals
from guitu.domain.work.file import WorkFile, seeker

SHOWN = 20  # vacancies on a page; proposed


@dataclass(frozen=True, slots=True)
class Found:
    """The best vacancies of one seeker, out of how many that are open."""

    matches: tuple[Match, ...]
    open: int


def matches_for(viewer: Viewer, who: AdmittedPerson, *, today: date, limit: int = SHOWN) -> Found:
    """What suits somebody, by their work file; without one, by where they live alone."""
    row = sheet_of(viewer, who)
    offered = employers.open_vacancies(viewer, on=today)
    asked = seeker(who.id, row.file if row else WorkFile(), region=regions.region_of(who.held_by))
    return Found(Market(offered).best_for(asked, limit=limit), len(offered))


def seekers(viewer: Viewer, *, today: date) -> tuple[Seeker, ...]:
    """Everybody within reach who looks for work, as matching knows them."""
    return tuple(
        seeker(row.person_id, row.file, region=regions.region_of(row.held_by))
        for row in seekers_of(viewer, today=today)
    )


def training_for(
    viewer: Viewer, looking: Sequence[Seeker], *, today: date, limit: int = SHOWN
) -> tuple[Proposal, ...]:
    """What is worth teaching here: open posts of the county by skill, and seekers who lack it."""
    county = regions.region_of(viewer.unit) // 10**6 * 10**6
    demand = employers.demand_by_skill(viewer, on=today, region=county)
    return proposals(demand, looking, employers.courses(viewer, on=today))[:limit]


def best_of(looking: Sequence[Seeker], offered: Sequence[Vacancy]) -> dict[Seeker, tuple[Match, ...]]:
    """The best vacancy of each of them, for a list."""
    market = Market(offered)
    return {one: market.best_for(one, limit=1) for one in looking}
