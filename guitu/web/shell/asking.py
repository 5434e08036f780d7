"""A form drawn from its definition: every question with what was typed, what is wrong and when it is shown.

The server says what is hidden at first; a few lines of script open and close as somebody answers. Without the
script saving the draft draws the form anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from guitu.domain.instruments.answers import Settled, settle, shown
from guitu.domain.instruments.model import NUMBERS, Answers, Condition, Definition, Item, Words
from guitu.domain.instruments.response import typed as texts_of
from guitu.web.shell.words import sentence


@dataclass(frozen=True)
class Choice:
    """One option as a button."""

    code: str
    words: Words
    id: str
    chosen: bool


@dataclass(frozen=True)
class Ask:
    """One item as the template draws it. ``enable`` when it is shown, for the script; "" always."""

    name: str
    kind: str
    words: Words
    prefix: str
    required: bool
    several: bool
    choices: tuple[Choice, ...]
    value: str
    least: str
    most: str
    longest: int
    error: str
    missing: bool
    hidden: bool
    enable: str
    inside: bool
    below: tuple["Ask", ...]


def asked(
    definition: Definition, typed: Mapping[str, list[str]], settled: Settled | None = None
) -> tuple[Ask, ...]:
    """The form as a tree. ``settled`` what a finished form was judged to be; None: nothing is marked yet."""
    judged = settled or settle(definition, typed)
    names = names_of(definition)
    drawing = _Drawing(definition, typed, judged, names, blames=settled is not None)
    return drawing.below(None)


def names_of(definition: Definition) -> dict[str, str]:
    """The name of each item's field: its place in the form, because a link id may be anything."""
    return {item.id: f"q{place}" for place, item in enumerate(definition.items)}


def read_post(definition: Definition, post: QueryDict) -> dict[str, list[str]]:
    """What was typed, by link id; what was left blank is left out."""
    names = names_of(definition)
    found = {item.id: post.getlist(names[item.id]) for item in definition.questions}
    return {id_: texts for id_, texts in found.items() if any(text.strip() for text in texts)}


def from_answers(definition: Definition, answers: Answers) -> dict[str, list[str]]:
    """Answers as they would be typed."""
    return {id_: texts_of(definition.by_id[id_], values) for id_, values in answers.items()}


@dataclass(frozen=True)
class _Drawing:
    definition: Definition
    typed: Mapping[str, list[str]]
    judged: Settled
    names: Mapping[str, str]
    blames: bool

    def below(self, parent: str | None) -> tuple[Ask, ...]:
        return tuple(self._ask(item) for item in self.definition.items if item.parent == parent)

    def _ask(self, item: Item) -> Ask:
        texts = self.typed.get(item.id, [])
        wrong = self.judged.wrong.get(item.id) if self.blames else None
        return Ask(
            name=self.names[item.id],
            kind=item.kind,
            words=item.text,
            prefix=item.prefix,
            required=item.required,
            several=item.repeats,
            choices=tuple(self._choices(item, texts)),
            value=texts[0] if texts else "",
            least=_bound(item.least),
            most=_bound(item.most),
            longest=item.longest,
            error=sentence(wrong) if wrong else "",
            missing=self.blames and item.id in self.judged.missing,
            hidden=bool(item.conditions) and item.id not in self.judged.shown,  # else its group hides it
            enable=self._enable(item),
            inside=item.inside,
            below=self.below(item.id) if item.kind == "group" else (),
        )

    def _choices(self, item: Item, texts: list[str]) -> list[Choice]:
        name = self.names[item.id]
        if item.kind == "boolean":
            pairs = [("true", Words("是", "Yes")), ("false", Words("否", "No"))]
        else:
            pairs = [(option.code, option.words) for option in item.options]
        return [
            Choice(code, words, f"{name}_{place}", code in texts) for place, (code, words) in enumerate(pairs)
        ]

    def _enable(self, item: Item) -> str:
        if not item.conditions:
            return ""
        lines = [self._line(condition) for condition in item.conditions]
        return json.dumps({"any": not item.every, "when": lines}, ensure_ascii=False)

    def _line(self, condition: Condition) -> list[Any]:
        question = self.definition.by_id[condition.question]
        value = condition.value
        said = str(value).lower() if isinstance(value, bool) else str(value)
        return [self.names[question.id], condition.operator, said, question.kind in NUMBERS]


def _bound(bound: Decimal | date | None) -> str:
    return "" if bound is None else str(bound)


@dataclass(frozen=True)
class Said:
    """One answered or unanswered question as the result shows it. ``answer`` empty: not answered."""

    prefix: str
    words: Words
    answer: tuple[Words, ...]
    weight: str
    heading: bool
    inside: bool


def said(definition: Definition, answers: Answers) -> tuple[Said, ...]:
    """The filled form item by item; what branching left out is left out."""
    seen = shown(definition, answers)
    return tuple(
        _said(item, answers) for item in definition.items if item.id in seen and item.kind != "display"
    )


def _said(item: Item, answers: Answers) -> Said:
    values = answers.get(item.id, ())
    options = [item.option(value) for value in values]
    weights = [o.weight for o in options if o and o.weight is not None]
    return Said(
        prefix=item.prefix,
        words=item.text,
        answer=tuple(_answer(item, value) for value in values),
        weight=str(sum(weights, Decimal(0))) if weights else "",
        heading=item.kind == "group",
        inside=item.inside,
    )


def _answer(item: Item, value: Any) -> Words:
    option = item.option(value) if item.kind == "choice" else None
    if option is not None:
        return option.words
    if isinstance(value, bool):
        return Words("是", "Yes") if value else Words("否", "No")
    return Words(str(value), str(value))
