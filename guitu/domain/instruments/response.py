"""A filled form as a FHIR R4 QuestionnaireResponse: the sealed note of an ``assessment`` entry, and back.

It carries the questions' own words, so that it can still be read where the definition is not at hand (the
person's copy of their file), and the totals as they came out on the day.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from guitu.domain.instruments import shapes
from guitu.domain.instruments.answers import settle
from guitu.domain.instruments.model import NUMBERS, Answers, Definition, Item, Value
from guitu.domain.instruments.scores import Scored, totals
from guitu.domain.kernel.errors import DomainError

_VALUES: Final[Mapping[str, str]] = {
    "boolean": "valueBoolean",
    "decimal": "valueDecimal",
    "integer": "valueInteger",
    "date": "valueDate",
    "string": "valueString",
    "text": "valueString",
}


class Kept(NamedTuple):
    """A total as it came out when it was written. ``total`` None: an answer was missing."""

    code: str
    total: Decimal | None
    band: str


def as_text(definition: Definition, answers: Answers) -> str:
    """The response as canonical JSON: the same answers give the same bytes, whoever writes and when."""
    made = as_response(definition, answers)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def as_response(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The response as FHIR. It names neither the person nor the writer: the entry that holds it does."""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": definition.canonical,
        "status": "completed",
        "language": "zh",
        "extension": [_result(scored) for scored in totals(definition, answers)],
        "item": _level(definition, answers, parent=None),
    }


def _level(definition: Definition, answers: Answers, *, parent: str | None) -> list[dict[str, Any]]:
    made = []
    for item in definition.items:
        if item.parent != parent:
            continue
        if item.kind == "group":
            below = _level(definition, answers, parent=item.id)
            if below:
                made.append({"linkId": item.id, "text": item.text.zh, "item": below})
        elif answers.get(item.id):
            given = [_answer(item, value) for value in answers[item.id]]
            made.append({"linkId": item.id, "text": item.text.zh, "answer": given, **_inside(item)})
    return made


def _inside(item: Item) -> dict[str, Any]:
    return {"extension": [{"url": shapes.INSIDE, "valueBoolean": True}]} if item.inside else {}


def _answer(item: Item, value: Value) -> dict[str, Any]:
    if item.kind == "choice":
        option = item.option(value)
        return {"valueCoding": {"code": value, "display": option.words.zh if option else str(value)}}
    return {_VALUES[item.kind]: _plain(value)}


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _result(scored: Scored) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [{"url": "code", "valueCode": scored.score.code}]
    if scored.total is not None:
        parts.append({"url": "total", "valueDecimal": _plain(scored.total)})
    if scored.band is not None:
        parts.append({"url": "band", "valueCode": scored.band.code})
    return {"url": shapes.RESULT, "extension": parts}


def read_response(definition: Definition, text: str) -> Answers:
    """The answers in a response to this version of an instrument.

    Raises:
        DomainError("instrument.response-damaged"): no JSON, another instrument's, or answers it cannot have.
    """
    data = _loaded(text)
    if data.get("questionnaire") != definition.canonical:
        raise DomainError("instrument.response-damaged")
    typed = {id_: [_typed(each) for each in given] for id_, given in _given(data)}
    found = settle(definition, typed)
    if found.wrong or set(typed) - set(found.answers):
        raise DomainError("instrument.response-damaged")
    return found.answers


def version_in(text: str) -> tuple[str, str]:
    """The url and the version of the instrument that a response answers; ("", "") for what is none."""
    try:
        named = str(_loaded(text).get("questionnaire", ""))
    except DomainError:
        return "", ""
    url, _, version = named.partition("|")
    return url, version


def results(text: str) -> tuple[Kept, ...]:
    """The totals that stand in a response."""
    found = []
    for each in shapes.extensions(_loaded(text), shapes.RESULT):
        total, band = shapes.part(each, "total"), shapes.part(each, "band")
        number = None if total is None else Decimal(str(total))
        found.append(Kept(str(shapes.part(each, "code")), number, str(band or "")))
    return tuple(found)


def in_words(text: str) -> str:
    """A response as lines "question: answer" in Chinese, for a copy to read; "" for what is none.

    What never leaves the case team is left out.
    """
    try:
        data = _loaded(text)
    except DomainError:
        return ""
    return "\n".join(_lines(data.get("item")))


def _lines(items: object) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        if shapes.extensions(item, shapes.INSIDE):
            continue
        said = [str(_display(answer)) for answer in item.get("answer", ())]
        if said:
            yield f"{item.get('text', '')}：{'、'.join(said)}"
        yield from _lines(item.get("item"))


def _display(answer: Mapping[str, Any]) -> object:
    coding = answer.get("valueCoding")
    if isinstance(coding, Mapping):
        return coding.get("display", coding.get("code", ""))
    value = next(iter(answer.values()), "")
    return {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:
        raise DomainError("instrument.response-damaged") from None
    if not isinstance(data, Mapping) or data.get("resourceType") != "QuestionnaireResponse":
        raise DomainError("instrument.response-damaged")
    return data


def _given(holder: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    for item in holder.get("item", ()):
        if item.get("answer"):
            yield str(item.get("linkId")), item["answer"]
        yield from _given(item)


def _typed(answer: Mapping[str, Any]) -> str:
    coding = answer.get("valueCoding")
    value = coding.get("code") if isinstance(coding, Mapping) else next(iter(answer.values()), "")
    return ("true" if value else "false") if isinstance(value, bool) else _digits(value)


def _digits(value: object) -> str:
    """A number as it would be typed: never 1e-06."""
    return f"{Decimal(str(value)):f}" if isinstance(value, float) else str(value)


def typed(item: Item, values: tuple[Value, ...]) -> list[str]:
    """Answers as a form holds them: the inverse of ``parse``."""
    if item.kind in NUMBERS:
        return [f"{Decimal(str(value)):f}" for value in values]
    return [_typed({"value": _plain(value)}) for value in values]


__all__ = ["Kept", "as_response", "as_text", "in_words", "read_response", "results", "typed", "version_in"]
