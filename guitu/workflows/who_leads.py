"""Which of two offices leads where somebody is registered in one place and lives in another (G-05)."""

from guitu.casework.people.queries import AdmittedPerson, contacts
from guitu.domain.transfer import Led, lead_of
from guitu.foundation.rulebooks import book_for


def led_by(*, domicile: int, residence: int) -> Led:
    """Which office leads where somebody is registered in one region and lives in another (G-05)."""
    return lead_of(book_for(domicile).parameters, book_for(residence).parameters)


def led_for(who: AdmittedPerson) -> Led | None:
    """Who leads for a person whose registered and present address are known and lie apart; else None."""
    known = {c.kind: c.region for c in contacts(who) if c.of == "self" and c.region}
    domicile, residence = known.get("domicile"), known.get("address")
    if domicile is None or residence is None or domicile == residence:
        return None
    return led_by(domicile=domicile, residence=residence)
