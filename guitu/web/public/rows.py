"""Published figures as the templates print them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from guitu.domain.disclosure import DRILL
from guitu.domain.measures import Metric
from guitu.foundation.metrics import metrics, said


@dataclass(frozen=True)
class Line:
    """One figure: what it is called, the number, what it is made from, where it comes from."""

    metric: Metric
    name: str
    value: str
    parts: str
    formula: str


def lines(cells: Iterable[tuple[str, int | None, int | None]]) -> list[Line]:
    """Figures in the registry's order; one that the registry no longer has is left out."""
    found = {metric: (counted, rest) for metric, counted, rest in cells}
    known = [metric for metric in metrics().values() if metric.id in found]
    return [line(metric, *found[metric.id]) for metric in known]


def line(metric: Metric, counted: int | None, rest: int | None) -> Line:
    """One figure as it may be shown. A rate is made from the rounded parts, and only from ten people up."""
    hidden = gettext("不公布（人数太少）")
    if metric.of is None:
        value = hidden if counted is None else str(counted)
        return Line(metric, said(metric.name), value, "", said(metric.formula))
    if counted is None or rest is None:
        return Line(metric, said(metric.name), hidden, "", said(metric.formula))
    whole = counted + rest
    value = f"{round(100 * counted / whole)}%" if whole >= DRILL else hidden
    parts = gettext("约 %(counted)s / %(whole)s") % {"counted": counted, "whole": whole}
    if whole == 0:
        value, parts = "—", gettext("没有可以计算的数据")
    return Line(metric, said(metric.name), value, parts if value != hidden else "", said(metric.formula))
