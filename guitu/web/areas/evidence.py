"""What speaks for or against a proposal: the criteria in force, each with the number as it stands today.

Made on the server when the proposal is shown and again when it is sent, never taken from the form; what was
sent is kept and read as it stood. Codes and numbers only, so that it can be said in both languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guitu.analytics.asking import question, readings
from guitu.analytics.places import place_for
from guitu.casework.areas.queries import facts
from guitu.domain.access import Viewer
from guitu.domain.areas.criteria import Criterion, in_force
from guitu.domain.areas.facts import Compared, Fact, change
from guitu.domain.areas.status import NONE
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.readings import Reading
from guitu.foundation.area_files import catalogue, criteria
from guitu.foundation.metrics import metrics, said
from guitu.web.areas.shown import NO_NUMBER, percent
from guitu.web.shell.words import sentence

MONTHS = 12


@dataclass(frozen=True)
class Shown:
    """One line of evidence, resting on ``bases``. ``met`` None: people judge, or the number is not known."""

    words: str
    confidence: str
    source: str
    number: str
    of: str
    bases: tuple[str, ...]
    why: str
    met: bool | None
    measured: bool


def meant(status: str, to: str, region: int, on: date) -> list[Criterion]:
    """The criteria a proposal is about: how to leave what is, or how to come to what is asked for."""
    way, which = ("out", status) if to == NONE else ("into", to)
    return [
        one for one in in_force(criteria(), region=region, on=on) if (one.way, one.status) == (way, which)
    ]


def gather(viewer: Viewer, region: int, found: Iterable[Criterion], *, on: date) -> list[dict[str, Any]]:
    """The evidence for these criteria at a day, as it is kept."""
    there = list(found)
    wanted = {one.measure.id for one in there if one.measure and one.measure.of == "metric"}
    place = place_for(viewer, region)
    numbers = readings(viewer, place, question(place, months=MONTHS, as_of=on), wanted) if wanted else {}
    changes = _changes(viewer, region, on)
    return [_line(one, numbers, changes) for one in there]


def _changes(viewer: Viewer, region: int, on: date) -> dict[str, Compared]:
    """Changes in a year, by the fact they are of."""
    entries = facts(viewer, region)
    return {id_: change(entries, kind, on=on) for id_, kind in catalogue().facts.items()}


def _line(one: Criterion, numbers: Mapping[str, Reading], changes: Mapping[str, Compared]) -> dict[str, Any]:
    line: dict[str, Any] = {"criterion": one.id, "met": None}
    if one.measure is None:
        return line
    if one.measure.of == "change":
        compared = changes[one.measure.id]
        line |= {"change": one.measure.id, "value": compared.value, "why": compared.why}
        line |= {"used": [_kept(fact) for fact in compared.used]}
    else:
        line |= _figure(numbers[one.measure.id])
    return line | {"met": one.measure.is_met(line["value"])}


def _figure(reading: Reading) -> dict[str, Any]:
    return {
        "metric": reading.metric.id,
        "version": reading.metric.version,
        "value": reading.value,
        "counted": reading.count.counted,
        "of": reading.count.of,
        "unknown": reading.count.unknown,
        "first": reading.first.isoformat(),
        "as_of": reading.as_of.isoformat(),
    }


def _kept(fact: Fact) -> dict[str, Any]:
    return {
        "entry": str(fact.id),
        "fact": fact.kind,
        "on": fact.on.isoformat(),
        "basis": fact.basis,
        "value": fact.value,
        "publisher": fact.publisher,
        "document": fact.document,
    }


def shown(evidence: Iterable[Mapping[str, Any]]) -> list[Shown]:
    """Evidence as it was kept, in the reader's language."""
    known = {one.id: one for one in criteria()}
    return [_shown(line, known[line["criterion"]]) for line in evidence if line["criterion"] in known]


def _shown(line: Mapping[str, Any], one: Criterion) -> Shown:
    number, of = "", ""
    bases: tuple[str, ...] = ()
    if "metric" in line:
        metric = metrics().get(line["metric"])
        of = said(metric.name) if metric else line["metric"]
        is_share = metric is not None and metric.unit == "share"
        number = percent(line["value"], signed=False) if is_share else _plain(line["value"])
        bases = (f"{line['counted']} / {line['of']} · {line['first']} – {line['as_of']}",)
    elif "change" in line:
        of = said(catalogue().facts[line["change"]].name) if line["change"] in catalogue().facts else ""
        number = percent(line["value"], signed=True)
        bases = tuple(
            f"{fact['on']}：{fact['value']:,}（{fact['publisher']}，{fact['document']}）"
            for fact in line["used"]
        )
    return Shown(
        words=said(one.words),
        confidence=one.confidence,
        source=f"{one.source.document} {one.source.article}",
        number=number,
        of=of,
        bases=bases,
        why=sentence(DomainError(line["why"])) if line.get("why") else "",
        met=line["met"],
        measured=one.measure is not None,
    )


def _plain(value: float | None) -> str:
    return NO_NUMBER if value is None else f"{value:g}"
