"""What came out: shares with their limits, how many answered, weights, and two questions crossed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guitu.analytics import surveys as analysis
from guitu.casework.surveys.queries import CampaignRow, campaign_for
from guitu.domain.access import Permission
from guitu.domain.disclosure import LEAST as LEAST_OUTSIDE
from guitu.domain.disclosure import STEP
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import AUDIENCES, MODES
from guitu.domain.surveys.shares import LEAST, Share
from guitu.foundation.organisations.queries import region_names
from guitu.web.shell.http import Request, screen
from guitu.web.shell.numbers import share_shown
from guitu.web.shell.words import sentence


@require_safe
@screen(Permission.FIGURES_READ)
def results(request: Request, campaign: UUID) -> HttpResponse:
    """One survey's results."""
    row = campaign_for(request.viewer, campaign)
    found = analysis.results(request.viewer, row)
    names = region_names({stratum.region for stratum in row.strata} | {row.region})
    context = {
        "row": row,
        "found": found,
        "definition": row.definition,
        "place": names.get(row.region, ""),
        "audience": AUDIENCES[row.audience],
        "least": LEAST,
        "rate": _percent(found.response.rate),
        "error": _percent(found.error),
        "confidence": f"{row.confidence:.0%}" if row.confidence else "",
        "modes": [(MODES[mode], number) for mode, number in sorted(found.by_mode.items())],
        "strata": [_stratum(one, found, names) for one in row.strata],
        "questions": [_question(one) for one in found.outcomes if one.lines],
        "crossable": analysis.crossable(row.definition),
        "back": reverse("surveys:one", args=[row.id]),
    }
    return render(request, "surveys/results.html", context | _crossed(request, row))


def _stratum(one: Any, found: analysis.Results, names: dict[int, str]) -> dict[str, Any]:
    is_told = one.region in found.told
    weight = found.weights.get(one.region) if is_told else None
    return {
        "name": names.get(one.region, str(one.region)),
        "row": one,
        "answered": found.by_stratum.get(one.region, 0) if is_told else None,
        "weight": f"{weight:.2f}" if weight else "",
    }


def _question(outcome: analysis.Outcome) -> dict[str, Any]:
    first = outcome.lines[0].share
    return {
        "item": outcome.item,
        "yes": _line(outcome.yes) if outcome.yes and outcome.item.kind != "boolean" else None,
        "lines": [(line.words, _line(line.share)) for line in outcome.lines],
        "of": first.of,
        "unknown": first.unknown,
        "is_shown": first.is_shown,
    }


def _line(share: Share) -> dict[str, Any]:
    low, high = share.limits or (0.0, 0.0)
    return {
        "share": share_shown(share.share), "low": _percent(low), "high": _percent(high),
        "plain": share_shown(share.plain), "x": f"{100 * low:.2f}", "span": f"{100 * (high - low):.2f}",
        "width": f"{100 * (share.share or 0):.2f}",
        "differs": share.share is not None and share.plain is not None
        and round(share.share, 3) != round(share.plain, 3),
    }  # fmt: skip


def _crossed(request: Request, row: CampaignRow) -> dict[str, Any]:
    """Two questions crossed, where two were chosen; outward as it may be published."""
    down, across = request.GET.get("down", ""), request.GET.get("across", "")
    outward = request.GET.get("for") == "outside"
    chosen = {"down": down, "across": across, "outward": outward, "step": STEP, "outside": LEAST_OUTSIDE}
    if not down or not across:
        return chosen
    try:
        table = analysis.table(request.viewer, row, down, across)
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        return chosen | {"wrong": sentence(error)}
    cells = table.outward.rows if outward else table.inward.rows
    return chosen | {"table": table, "lines": [(words, cells[code]) for code, words in table.rows]}


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}%"
