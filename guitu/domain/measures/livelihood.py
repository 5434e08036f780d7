"""Work, benefits and honours, read plainly. Nobody who was not asked counts as having failed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final
from uuid import UUID

from guitu.domain.honours.tiers import Tier
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.files import Case, File, Question, happened, people
from guitu.domain.support import applications
from guitu.domain.work.placement import ENDED, HIRED, KEPT, State

KEPT_MONTHS: Final = 6
NOT_BENEFITS: Final = frozenset({"household_register", "identity_card", "residence_permit", "other"})
"""Papers everybody has, and what nobody named: applied for in the same way, and no benefit."""
BENEFITS: Final = frozenset(applications.KINDS) - NOT_BENEFITS


def _is_help(entry: Entry) -> bool:
    return entry.kind == "service" and entry.outcome == "done"


def _count_placed(files: Sequence[File], asked: Question) -> list[Case]:
    """People who were told of a job or hired in the period; counted who was hired."""
    found = []
    for who, own in people(files).items():
        given = [e.details for e in happened(own, asked) if e.happened_on >= asked.first and _is_help(e)]
        hired = any(d.get("job") == HIRED for d in given)
        if hired or any(d.get("service") == "job_notice" for d in given):
            found.append(Case(who, hired))
    return found


def _count_retained(files: Sequence[File], asked: Question) -> list[Case]:
    """Hires whose six months ended in the period; unknown where nobody said how it went on."""
    found = []
    for who, own in people(files).items():
        steps = [e for e in happened(own, asked) if _is_help(e) and e.details.get("placement")]
        for hire in happened(own, asked):
            if not (_is_help(hire) and hire.details.get("job") == HIRED):
                continue
            reached = add_months(hire.happened_on, KEPT_MONTHS)
            if asked.first <= reached <= asked.as_of:
                mine = [e for e in steps if e.details["placement"] == hire.details.get("placement")]
                found.append(Case(who, _kept(mine, reached), on=reached, by=UUID(hire.id)))
    return found


def _kept(steps: Sequence[Entry], reached: date) -> bool | None:
    if any(e.details.get("job") == KEPT[KEPT_MONTHS] for e in steps):
        return True
    ended = any(e.details.get("job") == ENDED and e.happened_on < reached for e in steps)
    return False if ended else None


def _count_at_bases(files: Sequence[File], asked: Question) -> list[Case]:
    """People in a job at an employer with an agreement about a job base that holds on the day."""
    return [
        Case(who, counted=True)
        for who, own in people(files).items()
        if any(
            job.state == State.HIRED
            and job.hired_on is not None
            and job.hired_on <= asked.as_of
            and any(_holds(base, asked.as_of) for base in job.bases)
            for file in own
            for job in file.jobs
        )
    ]


def _holds(base: tuple[date, date, date | None], on: date) -> bool:
    first, last, ended = base
    return first <= on <= last and (ended is None or on < ended)


def _count_granted(files: Sequence[File], asked: Question) -> list[Case]:
    """Applications for benefits begun in the period and not withdrawn; unknown while nobody decided."""
    decided = {applications.State.GRANTED: True, applications.State.REFUSED: False}
    return [
        Case(file.canonical, decided.get(applications.State(line.state)), on=line.begun_on)
        for file in files
        for line in file.applications
        if asked.first <= line.begun_on <= asked.as_of
        and line.kind in BENEFITS
        and line.state != applications.State.WITHDRAWN
    ]


def tiers_from(tier: Tier) -> tuple[str, ...]:
    """A tier and all longer ones: a longer time contains the shorter."""
    order = list(Tier)
    return tuple(each.value for each in order[order.index(tier) :])


def _count_honoured(files: Sequence[File], asked: Question, *, tier: Tier) -> list[Case]:
    """People honoured for this time or a longer one who agree that it is said."""
    _ = asked
    wanted = tiers_from(tier)
    return [
        Case(who, counted=True)
        for who, own in people(files).items()
        if any(h.is_shown and h.state == "granted" and h.tier in wanted for f in own for h in f.honours)
    ]


MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {
        "jobs_placed": _count_placed,
        "job_retained_6m": _count_retained,
        "base_headcount": _count_at_bases,
        "benefit_uptake": _count_granted,
        **{f"hero_{tier.value}": partial(_count_honoured, tier=tier) for tier in Tier},
    }
)
