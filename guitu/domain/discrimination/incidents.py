"""An incident from being told to its outcome, and the ways to an authority, which the rulebook proposes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from guitu.domain.kernel.errors import DomainError


class Word(NamedTuple):
    """A word in both languages."""

    zh: str
    en: str


class State(StrEnum):
    """How far it has come."""

    TOLD = "told"
    SENT = "sent"
    TAKEN_UP = "taken_up"
    CLOSED = "closed"


AREAS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "job": Word("求职、招聘", "Looking for work"),
        "work": Word("上班的地方", "At work"),
        "school": Word("入学、上课", "School"),
        "welfare": Word("社保、低保、救助", "Social security and relief"),
        "health": Word("看病", "Health care"),
        "housing": Word("租房、住宿", "Housing"),
        "police": Word("被反复盘查", "Checked again and again"),
        "public": Word("邻里和公共场所", "Neighbourhood and public places"),
        "other": Word("其他", "Somewhere else"),
    }
)
KINDS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "refused": Word("被拒绝", "Refused"),
        "dismissed": Word("被辞退、被赶走", "Dismissed or sent away"),
        "worse": Word("条件比别人差", "Worse terms than others"),
        "exposed": Word("隐私被说出去", "Their privacy was told"),
        "insulted": Word("被辱骂、被羞辱", "Insulted"),
        "checked": Word("没有理由的检查", "Checked without a reason"),
        "other": Word("其他", "Something else"),
    }
)
WISHES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "heard": Word("只想有人听我说", "Only to be heard"),
        "correct": Word("要求改正", "That it is put right"),
        "apology": Word("要求道歉", "An apology"),
        "compensation": Word("要求赔偿", "Compensation"),
        "unsure": Word("还没想好", "Not sure yet"),
    }
)
ROUTES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "labour": Word("人社部门（劳动监察）", "Labour authority"),
        "education": Word("教育部门", "Education authority"),
        "civil_affairs": Word("民政部门", "Civil affairs"),
        "health": Word("卫生健康部门", "Health authority"),
        "police_supervision": Word("公安机关的督察、信访", "Police supervision"),
        "lawsuit": Word("向人民法院起诉", "Court"),
        "legal_aid": Word("法律援助（电话 12348）", "Legal aid (phone 12348)"),
        "talk": Word("我们陪着去谈一谈", "A talk, with us beside"),
    }
)
OUTCOMES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "corrected": Word("改正了", "Put right"),
        "apologised": Word("道歉了", "They apologised"),
        "compensated": Word("赔偿了", "Compensated"),
        "mediated": Word("双方谈好了", "Settled between them"),
        "not_upheld": Word("没有被支持", "Not upheld"),
        "no_answer": Word("没有答复", "No answer came"),
        "withdrawn": Word("本人不想再追究", "The person wishes to leave it"),
        "heard": Word("说出来就好了", "It was enough to be heard"),
    }
)
STATES: Final[Mapping[State, Word]] = MappingProxyType(
    {
        State.TOLD: Word("已记下", "Written down"),
        State.SENT: Word("已反映", "Brought to them"),
        State.TAKEN_UP: Word("对方在处理", "They look into it"),
        State.CLOSED: Word("结束", "Closed"),
    }
)
MOVES: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
    {
        State.TOLD: (State.SENT, State.CLOSED),
        State.SENT: (State.TAKEN_UP, State.SENT, State.CLOSED),
        State.TAKEN_UP: (State.TAKEN_UP, State.SENT, State.CLOSED),
        State.CLOSED: (),
    }
)
OWN_WILL: Final = frozenset({"withdrawn", "heard"})
"""Outcomes that are the person's own will; open from the first day on."""

LONGEST: Final = 2000  # characters of what happened; two pages
WHERE_LONGEST: Final = 120  # characters of who it was
PARAMETER: Final = "discrimination.routes"
"""Begins the name of a rulebook parameter; its area follows after a dot."""

SERVICE: Final = "legal_aid"
"""The help that going to an authority together is in the journal."""

_AHEAD = timedelta(days=400)


def standing(steps: Sequence[tuple[State, str]]) -> tuple[State, str]:
    """State and route after the steps that were not taken back, each a state and its route, in order.

    >>> standing([(State.SENT, "labour"), (State.TAKEN_UP, "")])
    (<State.TAKEN_UP: 'taken_up'>, 'labour')
    >>> standing([])
    (<State.TOLD: 'told'>, '')
    """
    routes = [route for _state, route in steps if route]
    return steps[-1][0] if steps else State.TOLD, routes[-1] if routes else ""


class Told(NamedTuple):
    """What somebody told. ``agreed``: they agree that it is written down."""

    area: str
    kind: str
    happened_on: date
    where: str
    words: str
    wish: str
    agreed: bool


class Change(NamedTuple):
    """One step. ``route`` and ``agreed`` of something that is sent; ``next_on`` when we ask again."""

    state: State
    happened_on: date
    words: str = ""
    route: str = ""
    agreed: bool = False
    outcome: str = ""
    next_on: date | None = None


def routes_for(area: str, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """The ways that the book of a place proposes for an area, the nearest first; never none.

    >>> routes_for("job", {"discrimination.routes.job": ["labour", "lawsuit"]})
    ('labour', 'lawsuit', 'legal_aid', 'talk')
    """
    named = parameters.get(f"{PARAMETER}.{area}", ())
    listed = named if isinstance(named, (list, tuple)) else (named,)
    known = [str(code) for code in listed if str(code) in ROUTES]
    return tuple(dict.fromkeys([*known, "legal_aid", "talk"]))


def check_told(told: Told, *, today: date) -> None:
    """Whether it may be written down.

    Raises:
        DomainError: "incident.not-agreed", "incident.area", "incident.kind", "incident.wish",
            "incident.day", "incident.where", "incident.words"; with the ``field``.
    """
    if not told.agreed:
        raise DomainError("incident.not-agreed", field="agreed")
    for name, value, codes in (
        ("area", told.area, AREAS), ("kind", told.kind, KINDS), ("wish", told.wish, WISHES),
    ):  # fmt: skip
        if value not in codes:
            raise DomainError(f"incident.{name}", field=name)
    if not date(1990, 1, 1) <= told.happened_on <= today:
        raise DomainError("incident.day", field="happened_on")
    if len(told.where.strip()) > WHERE_LONGEST:
        raise DomainError("incident.where", field="where", most=WHERE_LONGEST)
    if not told.words.strip() or len(told.words.strip()) > LONGEST:
        raise DomainError("incident.words", field="words", most=LONGEST)


def check(before: State, change: Change, *, told_on: date, today: date) -> None:
    """Whether a step may follow.

    Raises:
        DomainError: "incident.not-now", "incident.step-day", "incident.step-words", "incident.route",
            "incident.send-not-agreed", "incident.next", "incident.outcome"; with the ``field``.
    """
    if change.state not in MOVES[before]:
        raise DomainError("incident.not-now", field="state")
    if not told_on <= change.happened_on <= today:
        raise DomainError("incident.step-day", field="happened_on", first=told_on.isoformat())
    if len(change.words.strip()) > LONGEST:
        raise DomainError("incident.step-words", field="words", most=LONGEST)
    if change.state is State.SENT:
        _check_sent(change)
    if change.state is State.CLOSED:
        _check_closed(before, change)
    elif change.next_on is None or not today <= change.next_on <= today + _AHEAD:
        raise DomainError("incident.next", field="next_on")


def _check_sent(change: Change) -> None:
    if change.route not in ROUTES:
        raise DomainError("incident.route", field="route")
    if not change.agreed:
        raise DomainError("incident.send-not-agreed", field="agreed")


def _check_closed(before: State, change: Change) -> None:
    if change.outcome not in OUTCOMES or (before is State.TOLD and change.outcome not in OWN_WILL):
        raise DomainError("incident.outcome", field="outcome")


def check_question(words: str) -> None:
    """Whether a question to a lawyer, or their advice, says something.

    Raises:
        DomainError("incident.advice").
    """
    if not words.strip() or len(words.strip()) > LONGEST:
        raise DomainError("incident.advice", field="words", most=LONGEST)
