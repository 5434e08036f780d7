"""The counters of an order in words, the same for office and person: how many, of how many, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from guitu.domain.outlook.breach import ground_of
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.standing import Counter


@dataclass(frozen=True)
class Count:
    """One counter. ``days`` when each thing counted happened; ``why`` where it says so."""

    words: str
    limit: str
    reached: bool
    days: tuple[date, ...]
    rule: str


def counts_of(seen: EpisodeOutlook) -> tuple[Count, ...]:
    """The law's three counters of one course; none where it has none."""
    days = {e.id: e.happened_on for entries in seen.course.events.values() for e in entries}
    return tuple(_count(counter, days) for counter in _known(seen.counters))


def _known(counters: Iterable[Counter]) -> list[Counter]:
    return [counter for counter in counters if ground_of(counter)]


def _count(counter: Counter, days: dict[str, date]) -> Count:
    ground, facts = ground_of(counter), {"n": counter.count, "limit": counter.limit}
    return Count(
        words=_said(ground, counter.count) % facts,
        limit=_limit(ground) % facts,
        reached=counter.reached,
        days=tuple(days[id_] for id_ in counter.entries if id_ in days),
        rule=counter.rule.id,
    )


def _said(ground: str, n: int) -> str:
    if ground == "tests_refused":
        return ngettext("逃避或者拒绝检测 %(n)s 次", "逃避或者拒绝检测 %(n)s 次", n)
    if ground == "absences":
        return ngettext("擅自离开 %(n)s 次", "擅自离开 %(n)s 次", n)
    return ngettext("擅自离开累计 %(n)s 天", "擅自离开累计 %(n)s 天", n)


def _limit(ground: str) -> str:
    if ground == "days_away":
        return gettext("超过 %(limit)s 天，才要听取说明、由人判断；满 %(limit)s 天还不算。")
    return gettext("达到 %(limit)s 次，才要听取说明、由人判断。")
