"""The month on one page, for the person to take along: days in plain Chinese that tell nobody anything.

Everything on it was agreed on or is offered. What somebody wrote freely is shown only where no word of it
tells a stranger what the office is about; otherwise a plain word stands in its place. What is late with us is
no reproach: it is said as something of these days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Final

from guitu.domain.outreach import telling

DUTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "drug_test": "约个时间见一面，带身份证",
        "in_person_check": "见一面",
        "talk": "见面聊一聊",
        "home_visit": "我们来家里看您",
        "follow_up": "我们来看您，或者打个电话",
        "phone_call": "通个电话",
        "service": "我们有信息要告诉您",
        "plan_review": "一起看看自己的计划",
        "report_in": "带身份证来一趟",
        "leave_return": "回来了告诉我们一声",
    }
)
"""How a duty is said to the person, by the kind of entry that answers it; what is not here is left out."""

APPOINTMENT: Final = "约好见面，带身份证"
OWN_PLAN: Final = "自己计划里的一件事"
OWN_MATTER: Final = "正在办的一件事"
REST: Final = "有事、有变化、想说说话，随时打电话。去不了没有关系，先打个电话就好。"
LEGAL_AID: Final = ("免费问律师", "12348")
LONGEST: Final = 60  # characters of one line, in large type two lines; proposed


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One line. ``by`` whether until its day is enough; ``at`` the hour, None: no hour is agreed on."""

    on: date
    at: time | None
    words: str
    by: bool = False

    @property
    def when(self) -> str:
        """The day and hour in words."""
        day = f"{self.on.month}月{self.on.day}日 周{'一二三四五六日'[self.on.weekday()]}"
        if self.by:
            return f"{day}之前"
        return f"{day} {self.at:%H:%M}" if self.at else day


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page: lines by day, and whom to call as (who, number)."""

    first: date
    last: date
    items: tuple[Item, ...]
    phones: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Every word on it."""
        said = [f"{item.when} {item.words}" for item in self.items]
        called = [f"{who} {number}" for who, number in self.phones]
        return "\n".join((*said, *called, REST))


def plain(words: str, instead: str) -> str:
    """``words`` where they may lie on a table, else ``instead``.

    >>> plain("陪他去人社局登记", OWN_PLAN), plain("去戒毒医院复诊", OWN_PLAN)
    ('陪他去人社局登记', '自己计划里的一件事')
    """
    said = " ".join(words.split())
    return said if said and len(said) <= LONGEST and telling(said) is None else instead


def duty_words(kind: str) -> str:
    """What a duty is called here; "" where it is none of the person's."""
    return DUTIES.get(kind, "")


def next_month(today: date) -> tuple[date, date]:
    """The first and last day of the calendar month after today's.

    >>> next_month(date(2026, 12, 15))
    (datetime.date(2027, 1, 1), datetime.date(2027, 1, 31))
    """
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def coming_month(today: date) -> tuple[date, date]:
    """Today and the thirty days after it."""
    return today, today + timedelta(days=30)


def soon(due: date, *, first: date, today: date) -> date:
    """The day a line stands at: what should have been done before is said as something of this week.

    >>> soon(date(2026, 1, 5), first=date(2026, 3, 2), today=date(2026, 3, 2))
    datetime.date(2026, 3, 8)
    """
    return today + timedelta(days=6) if due < first <= today else due


def sheet(first: date, last: date, items: Iterable[Item], phones: Iterable[tuple[str, str]]) -> Sheet:
    """The page: each line once, by day, nothing that tells; who is called by a telling name is 我们."""
    kept = {item for item in items if first <= item.on <= last and telling(item.words) is None}
    called = [(who if telling(who) is None else "我们", number) for who, number in phones if number.strip()]
    return Sheet(first, last, tuple(sorted(kept, key=_by_day)), tuple(dict.fromkeys(called)))


def _by_day(item: Item) -> tuple[date, time, str]:
    return item.on, item.at or time.max, item.words
