"""Scores: how a definition declares them, and what a set of answers adds up to."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from guitu.domain.instruments import shapes
from guitu.domain.instruments.answers import shown
from guitu.domain.instruments.model import NUMBERS, Answers, Band, Definition, Item, Score, Words
from guitu.domain.kernel.errors import DomainError

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_BANDS: Final = 12


class Scored(NamedTuple):
    """What one score came to. ``total`` None: an answer it needs is ``missing``; none is made up."""

    score: Score
    total: Decimal | None
    band: Band | None
    missing: tuple[str, ...]


def totals(definition: Definition, answers: Answers) -> tuple[Scored, ...]:
    """Every score of the definition. What branching leaves out counts nothing and misses nothing."""
    seen = shown(definition, answers)
    return tuple(_scored(definition, score, answers, seen) for score in definition.scores)


def _scored(definition: Definition, score: Score, answers: Answers, seen: frozenset[str]) -> Scored:
    asked = [definition.by_id[id_] for id_ in score.items if id_ in seen]
    missing = tuple(item.id for item in asked if not answers.get(item.id))
    if missing or not asked:
        return Scored(score, None, None, missing)
    total = sum((weight(item, answers) for item in asked), Decimal(0))
    return Scored(score, total, score.band(total), ())


def weight(item: Item, answers: Answers) -> Decimal:
    """What the answer to one item counts: its options' weights, or the number itself."""
    given = answers.get(item.id, ())
    if item.kind in NUMBERS:
        return sum((Decimal(str(value)) for value in given), Decimal(0))
    options = (item.option(value) for value in given)
    return sum((option.weight for option in options if option and option.weight is not None), Decimal(0))


def span(definition: Definition, score: Score) -> tuple[Decimal, Decimal]:
    """The lowest and the highest total that answers can give, for the scale of a chart."""
    low = high = Decimal(0)
    for id_ in score.items:
        least, most = _ends(definition.by_id[id_])
        low, high = low + min(least, Decimal(0)), high + most
    return low, high


def _ends(item: Item) -> tuple[Decimal, Decimal]:
    weights = [option.weight for option in item.options if option.weight is not None]
    if item.kind in NUMBERS:
        weights = [bound for bound in (item.least, item.most) if isinstance(bound, Decimal)]
    if not weights:
        return Decimal(0), Decimal(0)
    return (min(weights), sum(weights, Decimal(0))) if item.repeats else (min(weights), max(weights))


# —— how they are declared ——

_Note = Callable[[DomainError], None]


def read_scores(data: Mapping[str, Any], items: tuple[Item, ...], note: _Note) -> tuple[Score, ...]:
    """The scores a Questionnaire declares in its extensions; ``note`` takes what is wrong."""
    known = {item.id: item for item in items}
    made: dict[str, Score] = {}
    for each in shapes.extensions(data, shapes.SCORE):
        score = _read(each, known, note)
        if score is not None and score.code in made:
            note(DomainError("instrument.score-twice", at=score.code))
        elif score is not None:
            made[score.code] = score
    return tuple(made.values())


def _read(raw: Mapping[str, Any], known: Mapping[str, Item], note: _Note) -> Score | None:
    code, worse = shapes.part(raw, "code"), shapes.part(raw, "worse") or "higher"
    if not isinstance(code, str) or not _CODE.fullmatch(code) or worse not in ("higher", "lower"):
        note(DomainError("instrument.score", at=str(code)[:40]))
        return None
    listed = [each.get("valueString") for each in shapes.extensions(raw, "item")]
    named = [id_ for id_ in listed if isinstance(id_, str)] or [
        id_ for id_, item in known.items() if any(option.weight is not None for option in item.options)
    ]
    wrong = [id_ for id_ in named if not _counts(known.get(id_))]
    if wrong or not named or len(named) != len(set(named)):
        note(DomainError("instrument.score-items", at=code, items=" ".join(wrong)[:80]))
        return None
    name = _words(raw)
    if not name.zh or not name.en:
        note(DomainError("instrument.words-missing", at=code, field="name"))
    bands = tuple(_bands(raw, code, note))
    return Score(code, name, tuple(named), bands, "lower" if worse == "lower" else "higher")


def _counts(item: Item | None) -> bool:
    """Whether every answer to it has a weight."""
    if item is None:
        return False
    if item.kind in NUMBERS:
        return True
    return item.kind == "choice" and all(option.weight is not None for option in item.options)


def _bands(raw: Mapping[str, Any], at: str, note: _Note) -> Iterator[Band]:
    before: Decimal | None = None
    for each in shapes.extensions(raw, "band")[:_MOST_BANDS]:
        code, least, name = shapes.part(each, "code"), shapes.part(each, "from"), _words(each)
        number = Decimal(str(least)) if isinstance(least, int | float | Decimal) else None
        rises = number is not None and (before is None or number > before)
        if number is None or not rises or not isinstance(code, str) or not name.zh or not name.en:
            note(DomainError("instrument.band", at=at))
            return
        before = number
        yield Band(code[:40], number, name)


def _words(raw: Mapping[str, Any]) -> Words:
    """What a part of an extension is called."""
    chinese, english = shapes.part(raw, "name"), shapes.part(raw, "name-en")
    return Words(chinese if isinstance(chinese, str) else "", english if isinstance(english, str) else "")
