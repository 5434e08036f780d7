"""Somebody was delivered to compulsory detox: the centre they went to learns when it will release them.

The file that closed is sealed. The centre gets a fresh one, held by it and made of who the person is alone:
nothing leads from it to the sealed file, neither a row nor the trail nor who wrote the last entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.commands import NewEpisode
from guitu.casework.handoffs import commands as handoffs
from guitu.casework.handoffs.commands import NewHandoff
from guitu.casework.people import commands as people
from guitu.casework.people.commands import NewPerson
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.episode import EpisodeKind
from guitu.domain.handoff import release
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import unit
from guitu.workflows.prepare_release import most_years
from guitu.workflows.refresh import lock_files, refresh

GROUND = "compulsory_detox"
"""The ground of a termination that names a centre."""

CENTRE = "facility"
"""The type of unit that compulsory detox is carried out in."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A release to come: from which centre, and when."""

    centre: int
    released_on: date


def expected(
    who: AdmittedPerson, kind: str, details: Mapping[str, object], *, happened_on: date
) -> Expected | None:
    """The release that an entry announces; None where it lacks the centre or the day, or is of another sort.

    Raises:
        DomainError: "handoff.expected-before", "handoff.expected-too-far", "handoff.expected-centre",
            "unit.unknown"; ``field`` names the detail.
    """
    if kind != "terminated" or details.get("ground") != GROUND:
        return None
    day, centre = _day(details.get("release_expected_on")), details.get("to_centre")
    if day is not None:
        release.check_expected(day, since=happened_on, most_years=most_years(regions.region_of(who.held_by)))
    if not isinstance(centre, int):
        return None
    if unit(centre).type != CENTRE:
        raise DomainError("handoff.expected-centre", field="to_centre")
    return None if day is None else Expected(centre, day)


def _day(value: object) -> date | None:
    """The day; what is none is the journal's to refuse."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None


def announce(who: AdmittedPerson, coming: Expected, *, at: datetime) -> None:
    """Open the centre's fresh file, in the transaction that has sealed the old one.

    A day that has passed announces nothing: whoever is out already is nobody's to prepare for.
    """
    today = day_of(at)
    if coming.released_on < today:
        return
    fresh, region = new_id(), regions.region_of(coming.centre)
    with door.as_system("a release to come"):
        people.register(
            NewPerson(
                id=fresh,
                held_by=coming.centre,
                name=who.name,
                sex=who.sex,
                birth_on=who.birth_on,
                citizen_id=who.citizen_id,
                created_at=at,
            )
        )
        lock_files([fresh])
        episodes.open_episode(
            NewEpisode(
                id=new_id(),
                person_id=fresh,
                held_by=coming.centre,
                kind=EpisodeKind.AFTERCARE.value,
                region=region,
                opened_on=coming.released_on,
                created_at=at,
                released_on=coming.released_on,
                facility_unit=coming.centre,
            )
        )
        handoffs.begin(
            NewHandoff(
                person_id=fresh,
                held_by=coming.centre,
                centre=coming.centre,
                region=region,
                released_on=coming.released_on,
                made_at=at,
                made_by=None,
            )
        )
        refresh([fresh], on=today)
        note("release.expected", subject=fresh, by=None, at=at)
