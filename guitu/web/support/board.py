"""What comes up in a unit, and what a giver may be told: totals, never a person."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guitu.casework.people.queries import people_of
from guitu.casework.support import queries
from guitu.domain.access import Permission
from guitu.domain.kernel.money import written
from guitu.domain.support.gifts import GIVERS, LEAST, PURPOSES
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell.http import Request, screen
from guitu.web.shell.tags import said
from guitu.web.support.words import accounts_in, gift_line, giver_word, line
from guitu.workflows.gift import told_to_giver

_AHEAD = 14  # days; proposed
_MOST = 100
_ROUND = 5  # people are told in fives, as in figures for outsiders


@require_safe
@screen(Permission.SERVICE_RECORD)
def board(request: Request) -> HttpResponse:
    """Next steps, gifts that wait for an approval, what ends soon, days of loans that come up."""
    found = queries.coming(request.viewer, today=request.today, ahead=_AHEAD, limit=_MOST)
    asked = {row.person_id for row in (*found.steps, *found.ending)}
    asked |= {row.person_id for row in found.gifts} | {row.person_id for row in found.parts}
    people = people_of(request.viewer, asked)
    owners = {row.owner for row in found.steps if row.owner}
    names = display_names(owners | accounts_in(found.gifts))
    known = queries.givers(request.viewer)
    today = request.today
    context = {
        "steps": [
            (line(row, next_words="", names=names, today=today), people[row.person_id])
            for row in found.steps
            if row.person_id in people
        ],
        "ending": [
            (line(row, next_words="", names=names, today=today), people[row.person_id])
            for row in found.ending
            if row.person_id in people
        ],
        "gifts": [
            (gift_line(row, givers=known, names=names), people[row.person_id])
            for row in found.gifts
            if row.person_id in people
        ],
        "parts": [
            (row, written(row.fen), people[row.person_id]) for row in found.parts if row.person_id in people
        ],
    }
    return render(request, "support/board.html", context)


@require_safe
@screen(Permission.FIGURES_READ)
def givers(request: Request) -> HttpResponse:
    """Who gives in this county."""
    lines = [(row, giver_word(row), GIVERS[row.kind]) for row in queries.givers(request.viewer)]
    return render(request, "support/givers.html", {"lines": lines})


@require_safe
@screen(Permission.FIGURES_READ)
def giver(request: Request, giver: UUID) -> HttpResponse:
    """What one giver's gifts came to, by half-year and purpose; nobody can be found in it."""
    row = queries.giver_for(request.viewer, giver)
    told = told_to_giver(request.viewer, row.id, today=request.today)
    context = {
        "name": giver_word(row),
        "kind": GIVERS[row.kind],
        "least": LEAST,
        "spans": [
            (
                first,
                last,
                [
                    (
                        said(PURPOSES[one.purpose]) if one.purpose else _("其余用途合计"),
                        _ROUND * round(one.people / _ROUND),
                        written(one.fen),
                    )
                    for one in totals
                ],
            )
            for (first, last), totals in told
        ],
        "back": reverse("support:givers"),
    }
    return render(request, "support/giver.html", context)
