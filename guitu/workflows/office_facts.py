"""How an office is named and reached in a message that leaves the house."""

from guitu.domain.outreach import KNOWN_NUMBER, place_of
from guitu.foundation.organisations.queries import region, unit


def office_facts(number: int) -> dict[str, object]:
    """``place`` and ``phone`` of a unit for a message's template, neutral whatever the unit is called.

    Raises:
        DomainError: "unit.unknown".
    """
    row = unit(number)
    where = region(row.region)
    place = place_of(name=row.name, address=row.address, region=where.name if where else "")
    return {"place": place, "phone": row.phone or KNOWN_NUMBER}
