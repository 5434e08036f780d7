"""What was answered: read from what a form sends, branched, checked, and put into a fixed shape.

An answer that branching hides is not kept: nobody is held to something they were not asked.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from guitu.domain.instruments.model import NUMBERS, UNASKED, Answers, Condition, Definition, Item, Value
from guitu.domain.kernel.dates import parse_iso
from guitu.domain.kernel.errors import DomainError

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")


class Settled(NamedTuple):
    """What is kept, what is shown, and what is wrong by link id. ``missing``: required and not answered."""

    answers: Answers
    shown: frozenset[str]
    wrong: Mapping[str, DomainError]
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it can be finished."""
        return not self.wrong and not self.missing


def settle(definition: Definition, typed: Mapping[str, Sequence[str]]) -> Settled:
    """What a form sent, by link id, as text. Order does not matter; unknown link ids are passed over.

    ``wrong`` names answers that could not be read; they are in ``answers`` no more than hidden ones.
    """
    read: dict[str, tuple[Value, ...]] = {}
    unread: dict[str, DomainError] = {}
    for item in definition.questions:
        try:
            values = parse(item, typed.get(item.id, ()))
        except DomainError as error:
            unread[item.id] = error
        else:
            if values:
                read[item.id] = values
    seen = shown(definition, read)
    kept = {id_: values for id_, values in read.items() if id_ in seen}
    wrong = {id_: error for id_, error in unread.items() if id_ in seen}
    missing = tuple(
        item.id
        for item in definition.questions
        if item.required and item.id in seen and item.id not in kept and item.id not in wrong
    )
    return Settled(kept, seen, wrong, missing)


def shown(definition: Definition, answers: Answers) -> frozenset[str]:
    """The items to be shown with these answers.

    One pass is enough, because a condition asks only of what stands before it; an answer to an item that is
    hidden itself opens nothing.
    """
    seen: set[str] = set()
    kept: dict[str, tuple[Value, ...]] = {}
    for item in definition.items:
        if item.parent is not None and item.parent not in seen:
            continue
        if not _opens(item, kept):
            continue
        seen.add(item.id)
        if answers.get(item.id):
            kept[item.id] = answers[item.id]
    return frozenset(seen)


def _opens(item: Item, kept: Answers) -> bool:
    if not item.conditions:
        return True
    held = (_holds(condition, kept.get(condition.question, ())) for condition in item.conditions)
    return all(held) if item.every else any(held)


def _holds(condition: Condition, given: Sequence[Value]) -> bool:
    """R4's reading: one answer that compares so is enough, and without an answer only ``exists`` can hold."""
    if condition.operator == "exists":
        return bool(given) is condition.value
    return any(_compares(condition.operator, value, condition.value) for value in given)


def _compares(operator: str, value: Value, other: Value) -> bool:
    if operator == "=":
        return value == other
    if operator == "!=":
        return value != other
    if isinstance(value, date) and isinstance(other, date):
        return _ordered(operator, value > other, value == other)
    if isinstance(value, int | Decimal) and isinstance(other, int | Decimal):
        return _ordered(operator, value > other, value == other)
    return False


def _ordered(operator: str, above: bool, same: bool) -> bool:  # noqa: FBT001 - two facts of one comparison
    if operator == ">":
        return above
    if operator == ">=":
        return above or same
    if operator == "<":
        return not above and not same
    return not above


def parse(item: Item, texts: Sequence[str]) -> tuple[Value, ...]:
    """The values somebody typed or chose; blank ones say nothing.

    Raises:
        DomainError: "instrument.answer-…" with ``field`` the link id.
    """
    said = [text.strip() for text in texts if text and text.strip()]
    if item.kind in UNASKED or not said:
        return ()
    if item.kind == "choice":
        return _chosen(item, said)
    if len(said) > 1:
        raise DomainError("instrument.answer-several", field=item.id)
    return (_one(item, said[0]),)


def _chosen(item: Item, said: list[str]) -> tuple[Value, ...]:
    if any(item.option(code) is None for code in said):
        raise DomainError("instrument.answer-choice", field=item.id)
    chosen = tuple(option.code for option in item.options if option.code in said)
    if len(chosen) > 1 and not item.repeats:
        raise DomainError("instrument.answer-several", field=item.id)
    return chosen


def _one(item: Item, text: str) -> Value:
    if item.kind == "boolean":
        return _yes_or_no(item, text)
    if item.kind in NUMBERS:
        return _within(item, _number(item, text.translate(_FULL_WIDTH)))
    if item.kind == "date":
        return _within(item, _day(item, text))
    if len(text) > item.longest:
        raise DomainError("instrument.answer-long", field=item.id, most=item.longest)
    return text


def _yes_or_no(item: Item, text: str) -> bool:
    if text not in ("true", "false"):
        raise DomainError("instrument.answer-choice", field=item.id)
    return text == "true"


def _number(item: Item, text: str) -> int | Decimal:
    if item.kind == "integer":
        if not _WHOLE.fullmatch(text):
            raise DomainError("instrument.answer-whole", field=item.id)
        return int(text)
    if not _NUMBER.fullmatch(text):
        raise DomainError("instrument.answer-number", field=item.id)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise DomainError("instrument.answer-number", field=item.id) from None


def _day(item: Item, text: str) -> date:
    try:
        return parse_iso(text)
    except DomainError:
        raise DomainError("instrument.answer-day", field=item.id) from None


def _within(item: Item, value: int | Decimal | date) -> int | Decimal | date:
    if _before(value, item.least) or _before(item.most, value):
        raise DomainError(
            "instrument.answer-range", field=item.id, least=_said(item.least), most=_said(item.most)
        )
    return value


def _before(value: int | Decimal | date | None, other: int | Decimal | date | None) -> bool:
    """Whether one bound or value lies before another; what is not there lies nowhere."""
    if isinstance(value, date) and isinstance(other, date):
        return value < other
    if isinstance(value, int | Decimal) and isinstance(other, int | Decimal):
        return value < other
    return False


def _said(bound: Decimal | date | None) -> str:
    return "–" if bound is None else str(bound)
