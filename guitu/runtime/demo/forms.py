"""Filled forms of made-up people: answers drawn one by one, as branching shows the questions."""

from datetime import date
from random import Random
from typing import Final

from guitu.domain.instruments.answers import settle
from guitu.domain.instruments.model import Definition, Item
from guitu.domain.instruments.response import as_text
from guitu.domain.instruments.risk import INSTRUMENT, factors, propose
from guitu.foundation.instrument_files import shipped

# of those that care staff fill in; nobody's made-up answers tell of danger
_FORMS: Final = ("audit", "half_year_review", "station_conduct")
_SAID: Final = "都还好，慢慢来。"
_REASON: Final = "逐项看过，和本人谈过。"
_HELP: Final = "每月多通一次电话，随时可以来站里。"
_DAY: Final = date(2026, 3, 2).isoformat()


def filled(rng: Random) -> tuple[Definition, str]:
    """One of the forms, and somebody's answers to it as they are kept."""
    code = _FORMS[int(rng.random() * len(_FORMS))]
    definition = next(form for form in shipped() if form.code == code)
    typed: dict[str, list[str]] = {}
    for item in definition.questions:
        typed[item.id] = [_answer(rng, item)]
    return definition, as_text(definition, settle(definition, typed).answers)


def judged(rng: Random, level: str) -> tuple[str, str]:
    """The form of a level that people set: its basis, and factors, reasons and help as they are kept."""
    definition = next(form for form in shipped() if form.code == INSTRUMENT)
    typed = {item.id: [_factor(rng, level)] for item in factors(definition)}
    if level == "medium":
        typed["family"] = ["medium"]
    elif level == "high":
        typed["family"] = ["high"]
    typed |= {"level": [level], "reasons": [_REASON], "helps": ["visits"], "help_what": [_HELP]}
    typed["own_view"] = [_SAID]
    answers = settle(definition, typed).answers
    basis = "provisional" if propose(definition, answers).is_provisional else "complete"
    return basis, as_text(definition, answers)


def _factor(rng: Random, level: str) -> str:
    return "unknown" if rng.random() < (0.04 if level == "low" else 0.01) else "low"


def _answer(rng: Random, item: Item) -> str:
    if item.kind == "choice":
        place = min(int(rng.random() ** 2 * len(item.options)), len(item.options) - 1)
        return item.options[place].code
    if item.kind == "boolean":
        return "true" if rng.random() < 0.2 else "false"
    if item.kind in ("integer", "decimal"):
        return str(int(rng.random() * 8))
    return _DAY if item.kind == "date" else _SAID
