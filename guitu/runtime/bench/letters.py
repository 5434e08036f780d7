"""A thousand letters, one after another: each issued, numbered, printed and sealed in its own transaction."""

import time
from datetime import date
from uuid import UUID

from django.db import transaction

from guitu.domain.access import Viewer
from guitu.domain.letters.catalogue import FORMS
from guitu.domain.letters.form import Shape
from guitu.exchange import letter_shelf
from guitu.exchange.exporters import letter_paper, letters
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.runtime.bench.lines import Line, at_most, spread
from guitu.runtime.bench.population import Population
from guitu.workflows.issue_letter import issue

KINDS = ("warning_letter", "referral", "leave_report", "care_plan")
_WORDS = "约好的时间改到下班以后，有困难先打电话。" * 4
_THOUSAND = 1000


def measure(population: Population, *, acts: int = _THOUSAND) -> list[Line]:
    """Seconds for a thousand; beside it what docxtpl alone takes for the same words."""
    people = population.station_people
    each: list[float] = []
    spent = time.process_time()
    for n in range(acts):
        began = time.perf_counter()
        _issue(people[n % len(people)], KINDS[n % len(KINDS)], population.officer)
        each.append((time.perf_counter() - began) * 1000)
    spent = time.process_time() - spent
    alone = [_fill(KINDS[n % len(KINDS)]) for n in range(acts)]
    seconds = sum(each) / 1000 * _THOUSAND / acts
    return [
        Line(
            "letters",
            "a thousand letters issued, numbered, printed and sealed",
            seconds,
            "s",
            at_most(60),
            "docxtpl alone with the same words",
            sum(each) / sum(alone),
            {"letter_ms": spread(each), "docxtpl_ms": spread(alone), "letters": acts, "own_cpu_s": spent},
        )
    ]


def _facts(kind: str) -> dict[str, object]:
    day = date(2026, 3, 1)
    words = {Shape.DAY: day, Shape.LINE: "下班以后", Shape.TEXT: _WORDS}
    return {one.code: words[one.shape] for one in FORMS[kind].fields}


def _issue(person: UUID, kind: str, by: Viewer) -> None:
    with transaction.atomic(), door.open_for(by, to_the_end=True):
        issue(person=person, kind=kind, facts=_facts(kind), by=by, at=clock.now(), press=letters.press)


def _fill(kind: str) -> float:
    began = time.perf_counter()
    letter_paper.filled(letter_shelf.ours(kind), dict.fromkeys(FORMS[kind].placeholders, _WORDS))
    return (time.perf_counter() - began) * 1000
