"""One survey: what is asked of whom, by whom, from when to when, and what may be taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guitu.domain.instruments.model import UNASKED, Answers, Definition, Item, Value
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling
from guitu.domain.plans.catalogue import Word

MOST_DAYS: Final = 366  # a survey is open for a year at most; proposed
LONGEST_TITLE: Final = 80
SHIPPED: Final = "urn:guitu:survey:"  # how the addresses of questionnaires that come with Guitu begin
MOST_OPEN: Final = 5000  # answers one open address takes in; proposed
CLOSED_KINDS: Final = frozenset({"boolean", "choice", "integer", "decimal", *UNASKED})


class State(StrEnum):
    """Where a campaign stands."""

    ANNOUNCED = "announced"  # list, number and seed are fixed; nobody is drawn yet
    OPEN = "open"
    FINISHED = "finished"


class Mode(StrEnum):
    """How an answer came."""

    LINK = "link"
    PAPER = "paper"
    PHONE = "phone"


AUDIENCES: Final[Mapping[str, Word]] = {
    "register": Word("名册里抽取的人", "People drawn from the register"),
    "public": Word("公众", "The public"),
    "families": Word("家属", "Families"),
    "workers": Word("工作人员", "Workers"),
}
MODES: Final[Mapping[str, Word]] = {
    Mode.LINK: Word("链接", "Link"),
    Mode.PAPER: Word("纸质", "Paper"),
    Mode.PHONE: Word("电话", "Phone"),
}
STATES: Final[Mapping[str, Word]] = {
    State.ANNOUNCED: Word("已公布，待抽取", "Announced, not drawn yet"),
    State.OPEN: Word("正在进行", "Under way"),
    State.FINISHED: Word("已结束", "Finished"),
}


# whose page, sheet or link a bystander may see: the title tells nothing of what the office is about
_QUIET: Final = frozenset({"register", "families"})


@dataclass(frozen=True, slots=True)
class About:
    """What a campaign is. ``audience`` "register" or one without a frame. ``evaluator`` a third party's unit.

    ``by_pseudonym``: answers carry the pseudonym until the campaign is finished, because it has to be known
    who answered what (an evaluator's second look); otherwise nothing says whose an answer is.
    """

    title: str
    region: int
    audience: str
    opens_on: date
    closes_on: date
    modes: frozenset[str]
    evaluator: int | None = None
    by_pseudonym: bool = False


def check_about(about: About, *, today: date) -> About:
    """The campaign, if it can be held.

    Raises:
        DomainError: "survey.title", "survey.title-tells", "survey.audience", "survey.modes", "survey.days".
    """
    title = about.title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise DomainError("survey.title", field="title", most=LONGEST_TITLE)
    word = telling(title) if about.audience in _QUIET else None
    if word:
        raise DomainError("survey.title-tells", field="title", word=word)
    if about.audience not in AUDIENCES:
        raise DomainError("survey.audience", field="audience")
    if not about.modes or not about.modes <= set(MODES):
        raise DomainError("survey.modes", field="modes")
    open_for = (about.closes_on - about.opens_on).days
    if about.closes_on < today or not 0 <= open_for <= MOST_DAYS:
        raise DomainError("survey.days", field="closes_on", most=MOST_DAYS)
    if about.by_pseudonym and about.audience != "register":
        raise DomainError("survey.pseudonym", field="by_pseudonym")
    return about


def check_definition(definition: Definition) -> Definition:
    """A questionnaire that may be used: answers to choose or numbers, and no words of one's own.

    Words tell who somebody is, however the rest is kept apart.

    Raises:
        DomainError: "survey.own-words" with the first such question.
    """
    for item in definition.items:
        if item.kind not in CLOSED_KINDS:
            raise DomainError("survey.own-words", item=item.text.zh)
    return definition


def check_open(state: str, opens_on: date, closes_on: date, *, today: date) -> None:
    """Whether an answer may still come in.

    Raises:
        DomainError: "survey.not-yet" with the day, "survey.over".
    """
    if state == State.FINISHED or today > closes_on:
        raise DomainError("survey.over", on=closes_on.isoformat())
    if state != State.OPEN or today < opens_on:
        raise DomainError("survey.not-yet", on=opens_on.isoformat())


def says_so(item: Item, answers: Mapping[str, object]) -> bool | None:
    """Whether an answer counts as "yes": a yes, or an option of weight 1 or more; None: not answered.

    ``answers``: link id to the values as ``as_codes`` gives them.
    """
    given = answers.get(item.id)
    if not isinstance(given, list) or not given:
        return None
    if item.kind == "boolean":
        return given[0] is True
    options = (item.option(code) for code in given)
    return any(option.weight >= 1 for option in options if option and option.weight is not None)


def is_shipped(definition: Definition) -> bool:
    """Whether a questionnaire comes with Guitu, so that its questions mean what figures say they do."""
    return definition.url.startswith(SHIPPED)


def counted_items(definition: Definition) -> tuple[Item, ...]:
    """The questions of which a share can be told: yes or no, and choices of which some count as yes."""
    return tuple(
        item
        for item in definition.questions
        if item.kind == "boolean" or any(option.weight is not None for option in item.options)
    )


def as_codes(answers: Answers) -> dict[str, list[object]]:
    """Answers as they are kept: codes, numbers and yes or no, in no order that tells anything."""
    return {id_: [_plain(value) for value in answers[id_]] for id_ in sorted(answers)}


def _plain(value: Value) -> object:
    return value if isinstance(value, bool | int | str) else str(value)
