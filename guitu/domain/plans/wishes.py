"""What the person wishes for, and where something planned or recorded goes another way.

A wish is a dated fact like any other (entries of the kind ``fact_recorded``); the latest counts. It is
honoured where it can be: what goes another way is said in a sentence and never blocked.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from guitu.domain.journal.entry import Entry
from guitu.domain.outreach import WISH
from guitu.domain.plans.catalogue import Word

ANY: Final = "any"
WORKER_SEX, PLACE, HOURS = "wish_worker_sex", "wish_place", "wish_hours"

WISHES: Final[Mapping[str, Mapping[str, Word]]] = {
    WORKER_SEX: {
        ANY: Word("都可以", "Either"),
        "female": Word("女性工作人员", "A woman"),
        "male": Word("男性工作人员", "A man"),
    },
    PLACE: {
        ANY: Word("都可以", "Anywhere"),
        "home": Word("在家", "At home"),
        "station": Word("在站里", "At the station"),
        "elsewhere": Word("不在家、也不在站里", "Neither at home nor at the station"),
    },
    HOURS: {
        ANY: Word("都可以", "Any time"),
        "mornings": Word("上午", "Mornings"),
        "afternoons": Word("下午", "Afternoons"),
        "evenings": Word("晚上", "Evenings"),
        "weekends": Word("周末", "Weekends"),
    },
    WISH: {
        ANY: Word("都可以", "Any way"),
        "sms": Word("短信", "Text message"),
        "mail": Word("邮件", "Mail"),
        "no_messages": Word("不要发消息", "No messages"),
    },
}
TITLES: Final[Mapping[str, Word]] = {
    WORKER_SEX: Word("由谁照管", "Who"),
    PLACE: Word("在哪里见面", "Where"),
    HOURS: Word("什么时候见面", "When"),
    WISH: Word("怎样通知本人", "How to be told"),
}


def wishes_of(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The latest wish of each field that says anything. ``entries`` those that count, in order."""
    said: dict[str, str] = {}
    for entry in entries:
        field = entry.details.get("field") if entry.kind == "fact_recorded" else None
        if isinstance(field, str) and field in WISHES:
            said[field] = str(entry.details.get("code"))
    return {field: code for field, code in said.items() if code != ANY and code in WISHES[field]}


def not_honoured(wishes: Mapping[str, str], *, kind: str, mode: str, weekend: bool) -> tuple[str, ...]:
    """The fields of wishes that a meeting goes against, as far as an entry can tell.

    ``kind`` and ``mode`` of the entry; ``weekend`` whether its day is one.

    >>> not_honoured({"wish_place": "station"}, kind="home_visit", mode="in_person", weekend=False)
    ('wish_place',)
    """
    found = []
    if kind == "home_visit" and mode != "phone" and wishes.get(PLACE) in {"station", "elsewhere"}:
        found.append(PLACE)
    if wishes.get(HOURS) == "weekends" and not weekend:
        found.append(HOURS)
    return tuple(found)
