"""The short part of the person's page about needs and referrals: what is open, and whose turn it is."""

from dataclasses import dataclass
from datetime import date

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.queries import ReferralRow, referrals_of
from guitu.domain.access import Compartment, Viewer, compartments
from guitu.domain.referrals.machine import Side, turns
from guitu.domain.referrals.words import STATES
from guitu.web.shell import addresses
from guitu.web.shell.tags import said
from guitu.workflows.need import Need, open_needs


@dataclass(frozen=True)
class Part:
    """What is printed: needs and whether each is late; referrals, their state, whether our turn it is."""

    url: str
    needs: list[tuple[Need, bool]]
    referrals: list[tuple[ReferralRow, str, bool]]


def part_of(viewer: Viewer, who: AdmittedPerson, today: date) -> Part | None:
    """The part for whoever reads casework whole; None for others. Two queries."""
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    if Compartment.CASEWORK not in opened.whole:
        return None
    return Part(
        url=addresses.needs(who.id),
        needs=[(need, need.is_late(today)) for need in open_needs(who)],
        referrals=[
            (row, said(STATES[row.state.value]), Side.OWNER in turns(row.stands, today))
            for row in referrals_of(who)
            if row.is_open
        ],
    )
