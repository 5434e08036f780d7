"""Of whom a test may be asked at all, and who may be drawn: an order that runs, a profile that asks."""

from guitu.domain.episode import ORDERED, Phase
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.standing import Level, QuotaState
from guitu.domain.rules.model import Nature, Quota

_RUNNING = frozenset({Phase.REPORTED.value, Phase.AGREEMENT_SIGNED.value, Phase.EXECUTING.value})


def runs(of: EpisodeOutlook, today: int) -> bool:
    """Whether an order runs on a day (ordinal): reported, within its term, neither suspended nor ended."""
    course = of.course
    if course.facts.kind not in ORDERED or course.term is None or course.asked_to is None:
        return False
    if not course.term[0] <= today <= course.asked_to:
        return False
    resting = any(first <= today < last for first, last in course.gaps)
    return not resting and of.phase in _RUNNING


def may_be_drawn(of: EpisodeOutlook, level: Level, today: int) -> bool:
    """Whether the adopted profile asks this person for a random test today.

    A profile that nobody adopted is not in the book. Whoever has had the number of the year is left out: the
    profile asks for no more.
    """
    return runs(of, today) and any(_asks(quota, level, today) for quota in of.quotas)


def _asks(quota: QuotaState, level: Level, today: int) -> bool:
    rule = quota.rule
    if rule.nature is not Nature.CONTROL or not quota.first <= today <= quota.last or quota.met:
        return False
    wanted = rule.only_if.get("level")
    if wanted is not None and (level.provisional or level.level != wanted):
        return False
    assert isinstance(rule.body, Quota)  # noqa: S101 - narrows the type: a quota's state has a quota's rule
    return any(
        item.name == quota.item
        and item.satisfies.kind == "drug_test"
        and item.satisfies.details.get("mode") == "random"
        for item in rule.body.items
    )
