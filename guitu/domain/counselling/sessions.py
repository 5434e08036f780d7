"""One session: agreed on, then come to or not; its themes by code, everything that was said in private words.

Not coming has no consequence. What the team may learn, and only while the person agrees to that, is
``Shared``: the day, whether somebody came, and the themes. There is no field for a word.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from guitu.domain.health.catalogue import Word
from guitu.domain.kernel.errors import DomainError

SHARING: Final = "counselling_sharing"
"""The consent by which the care team learns of attendance and themes."""

LONGEST: Final = 4000  # characters of a private note; proposed
FURTHEST: Final = 366  # days ahead that a session may be agreed on; proposed


class Attendance(StrEnum):
    """What became of a session. ``PLANNED`` it is still to come, or nobody has written it down."""

    PLANNED = "planned"
    CAME = "came"
    NOT_COME = "not_come"
    MOVED = "moved"
    CALLED_OFF = "called_off"


ATTENDANCES: Final[Mapping[str, Word]] = {
    Attendance.PLANNED: Word("已约", "Agreed on"),
    Attendance.CAME: Word("来了", "Came"),
    Attendance.NOT_COME: Word("没有来", "Did not come"),
    Attendance.MOVED: Word("改期", "Moved to another day"),
    Attendance.CALLED_OFF: Word("我们取消", "Called off by us"),
}
THEMES: Final[Mapping[str, Word]] = {  # Guitu proposal
    "craving": Word("渴求和应对", "Craving and coping"),
    "mood": Word("情绪", "Mood"),
    "anxiety": Word("焦虑", "Anxiety"),
    "sleep": Word("睡眠", "Sleep"),
    "family": Word("家庭关系", "Family"),
    "parenting": Word("亲子", "Parenting"),
    "grief": Word("丧失和哀伤", "Loss and grief"),
    "trauma": Word("创伤", "Trauma"),
    "work": Word("工作和收入", "Work and income"),
    "stigma": Word("被人看低", "Being looked down on"),
    "self_worth": Word("自尊和信心", "Self-worth"),
    "future": Word("以后的打算", "The future"),
}


class Shared(NamedTuple):
    """What the team may learn of one session."""

    on: date
    attendance: Attendance
    themes: tuple[str, ...]


def check_planned(on: date | None, *, today: date) -> None:
    """Whether a session may be agreed on for a day.

    Raises:
        DomainError: "mind.session-day" with the ``field``.
    """
    if on is None or not today <= on <= today + timedelta(days=FURTHEST):
        raise DomainError("mind.session-day", field="on", most=FURTHEST)


def check_held(attendance: str, themes: Iterable[str], words: str, *, on: date, today: date) -> None:
    """Whether a session may be written down so.

    Raises:
        DomainError: "mind.attendance", "mind.theme", "mind.words", "mind.session-future"; with the ``field``.
    """
    if attendance not in ATTENDANCES or attendance == Attendance.PLANNED:
        raise DomainError("mind.attendance", field="attendance")
    if any(theme not in THEMES for theme in themes):
        raise DomainError("mind.theme", field="themes")
    if len(words.strip()) > LONGEST:
        raise DomainError("mind.words", field="words", most=LONGEST)
    if on > today:
        raise DomainError("mind.session-future", field="on")


def shared(sessions: Iterable[Shared], *, agreed: bool) -> tuple[Shared, ...]:
    """The sessions as the team may see them, the latest first: none without the person's consent."""
    if not agreed:
        return ()
    return tuple(sorted(sessions, key=lambda one: one.on, reverse=True))
