"""What the book of a place says of offers: how long a post without a last day stands, and hires."""

from datetime import date, timedelta

from guitu.domain.employers.incentive import Incentive
from guitu.domain.kernel import region as regions
from guitu.domain.rules.model import Confidence, Rule
from guitu.foundation.rulebooks import book_for

OPEN_DAYS = 60
"""Where the book has no number. Guitu proposal (GP-30)."""

_HIRES, _OPEN_DAYS = "reference.employer_min_employees", "vacancy.open_days"
_HIRES_RULE = "K-04.employees"
_ABOUT_EMPLOYERS = ("K-13", "K-03", "K-05", "K-04.employees", "K-04.bases")
_LAW = frozenset({Confidence.SEEN_TEXT, Confidence.SEEN_EXCERPT})


def last_day(today: date, region: int = regions.NATION) -> date:
    """The last day of a post that names none, where the work is in ``region``."""
    days = book_for(region).parameters.get(_OPEN_DAYS, OPEN_DAYS)
    return today + timedelta(days=int(str(days)))


def incentive(region: int, hired: int) -> Incentive:
    """How many people an employer took on against the number of its place; the count comes without names."""
    book = book_for(region)
    rule = book.rule(_HIRES_RULE)
    return Incentive(
        hired=hired,
        needed=int(str(book.parameters.get(_HIRES, 3))),
        is_proposal=rule is None or rule.confidence not in _LAW,
        rule=_HIRES_RULE,
    )


def information(region: int) -> tuple[Rule, ...]:
    """Rules about employers and posts that are shown as information, with their sources; none is computed."""
    book = book_for(region)
    return tuple(rule for name in _ABOUT_EMPLOYERS if (rule := book.rule(name)) is not None)


def bases_at_most(region: int) -> int:
    """How many job bases a city has at most by the proposal of an article (K-04); a remark, never a block."""
    return int(str(book_for(region).parameters.get("reference.bases_per_city", 3)))
