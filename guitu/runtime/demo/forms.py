"""Filled forms of made-up people: answers drawn one by one, as branching shows the questions."""

from datetime import date
from random import Random
from typing import Final

from guitu.domain.instruments.answers import settle
from guitu.domain.instruments.model import Definition, Item
from guitu.domain.instruments.response import as_text
from guitu.foundation.instrument_files import shipped

# of those that care staff fill in; nobody's made-up answers tell of danger
_FORMS: Final = ("audit", "half_year_review", "station_conduct")
_SAID: Final = "都还好，慢慢来。"
_DAY: Final = date(2026, 3, 2).isoformat()


def filled(rng: Random) -> tuple[Definition, str]:
    """One of the forms, and somebody's answers to it as they are kept."""
    code = _FORMS[int(rng.random() * len(_FORMS))]
    definition = next(form for form in shipped() if form.code == code)
    typed: dict[str, list[str]] = {}
    for item in definition.questions:
        typed[item.id] = [_answer(rng, item)]
    return definition, as_text(definition, settle(definition, typed).answers)


def _answer(rng: Random, item: Item) -> str:
    if item.kind == "choice":
        place = min(int(rng.random() ** 2 * len(item.options)), len(item.options) - 1)
        return item.options[place].code
    if item.kind == "boolean":
        return "true" if rng.random() < 0.2 else "false"
    if item.kind in ("integer", "decimal"):
        return str(int(rng.random() * 8))
    return _DAY if item.kind == "date" else _SAID
