"""A centre, a township office and a station with a person between them, made by the house's own acts."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from guitu.casework.handoffs.models import Handoff
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.handoff.release import PACKET
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization.models import Tie
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import offer_release, prepare_release
from guitu.workflows.prepare_release import NewStay
from tests.world import NOW, TODAY, World, someone

RELEASED = TODAY + timedelta(days=20)
ORDER = "演强戒决字〔2024〕0007号"


@dataclass(frozen=True)
class Held:
    """Somebody a centre holds."""

    person: UUID
    world: World

    @property
    def row(self) -> Handoff:
        """The hand-off as it stands."""
        return Handoff.objects.get(person_id=self.person)

    def seen(self, viewer: Viewer) -> Viewer:
        """The viewer with the relations that hold now."""
        return with_relations(viewer, at=NOW)


def stay(world: World, **change: object) -> NewStay:
    """A possible stay of somebody new."""
    made = someone(world.centre)
    told = NewStay(
        name=made.name,
        sex=made.sex,
        birth_on=made.birth_on,
        citizen_id=made.citizen_id,
        decided_on=date(2024, 3, 25),
        released_on=RELEASED,
        order_document=ORDER,
        township=world.township,
        station=world.station,
    )
    return replace(told, **change)  # type: ignore[arg-type]


def held(world: World, **change: object) -> Held:
    """Somebody the centre holds and will release."""
    before = set(Handoff.objects.values_list("person_id", flat=True))
    prepare_release.open_at_centre(stay(world, **change), by=world.gate, at=NOW)
    (person,) = set(Handoff.objects.values_list("person_id", flat=True)) - before
    return Held(person, world)


def packed(world: World, **change: object) -> Held:
    """The same, with a whole packet."""
    who = held(world, **change)
    words = {code: f"{code}：良好" for code in PACKET}
    prepare_release.write_packet(
        person=who.person, words=words, order=ORDER, certificate="演解字〔2026〕0003号", rehab="",
        by=world.gate, at=NOW,
    )  # fmt: skip
    return who


def offered(world: World, **change: object) -> Held:
    """The same, offered to the township office and the station."""
    who = packed(world, **change)
    offer_release.offer(
        person=who.person, township=world.township, station=world.station, by=world.gate, at=NOW
    )
    return who


def accepted(world: World, **change: object) -> Held:
    """The same, accepted by both."""
    who = offered(world, **change)
    for viewer in (world.worker, world.lin):
        offer_release.accept(person=who.person, by=who.seen(viewer), at=NOW)
    return who


def ties(who, relation):
    return set(
        Tie.objects.filter(person_id=who.person, kind=relation.value, until__isnull=True).values_list(
            "unit", flat=True
        )
    )


def read(viewer, who):
    return person_for(who.seen(viewer), who.person, Permission.PERSON_READ)


def refused(why, act, **said):
    with pytest.raises(DomainError) as caught:
        act(**said)
    assert caught.value.code == why


def after_release(days):
    return NOW + timedelta(days=(RELEASED - TODAY).days + days)
