"""Whom an import invites into aftercare: the clause of the place's rulebook, read for one row."""

from datetime import date

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.dates import add_years
from guitu.domain.roster.rows import Reason, Values
from guitu.domain.rules.model import Enrolment


def why_not_invited(clause: Enrolment | None, values: Values, *, today: date, cell: str) -> Reason | None:
    """Why the clause does not invite somebody, or None where it does.

    Who is not invited loses nothing: aftercare can still be asked for.

    Args:
        clause: of the book in force where the person will live; None where there is none.
        values: of an accepted row.
        today: civil date.
        cell: the address of the release date.
    """
    if clause is None:
        return Reason("invite.no-clause", cell)
    released_on = values.released_on
    if released_on is None:
        return None
    if released_on.toordinal() < clause.released_from_ordinal:
        first = date.fromordinal(clause.released_from_ordinal)
        return Reason("invite.before-the-clause", cell, {"day": first.isoformat()})
    if add_years(released_on, clause.within_years) < today:
        return Reason("invite.too-long-ago", cell, {"years": clause.within_years})
    if clause.domicile_in and not _inside(values.domicile, clause.domicile_in):
        return Reason("invite.domicile-elsewhere", cell)
    return None


def _inside(domicile: int | None, places: tuple[int, ...]) -> bool:
    """An unknown domicile counts for the person."""
    if domicile is None:
        return True
    return any(regions.contains(regions.normalise(place), domicile) for place in places)
