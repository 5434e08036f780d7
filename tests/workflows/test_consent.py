"""A word on a purpose acts at once, purpose by purpose, and on no order."""

from datetime import date, timedelta

import pytest

from guitu.casework.episodes.commands import NewEpisode, open_episode
from guitu.casework.episodes.queries import episodes_of
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Relation
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization.models import Tie
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.workflows.joining import join
from guitu.workflows.record import record_entry, take_back
from guitu.workflows.refresh import refresh
from tests.world import NOW, Case, World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
RELEASED, TODAY = date(2026, 1, 1), date(2026, 3, 2)


def released(world: World, *, birth_on: date = date(1990, 5, 1)) -> Case:
    """Somebody ordered to rehab, released by the centre, whom aftercare was offered."""
    case = in_rehab(world.station, person=someone(world.station, birth_on=birth_on), worker=world.lin.id)
    aftercare = open_episode(
        NewEpisode(
            id=new_id(),
            person_id=case.person,
            held_by=case.held_by,
            kind="aftercare",
            region=case.held_by // 1000,
            opened_on=RELEASED,
            released_on=RELEASED,
            created_at=NOW,
            facility_unit=world.centre,
        )
    )
    refresh((case.person,), on=TODAY)
    return Case(case.person, case.held_by, aftercare)


def say(case: Case, world: World, outcome: str, *, day: date = TODAY, **details: str):
    return record_entry(
        person=case.person,
        kind="consent",
        happened_on=day,
        outcome=outcome,
        details=details,
        episode=case.episode if details.get("purpose", "aftercare") == "aftercare" else None,
        by=world.lin,
        at=midnight(day) + timedelta(hours=10),
    )


def standing(case: Case, kind: Relation) -> set[str]:
    """The grounds of the relations of a kind that hold."""
    return set(
        Tie.objects.filter(person_id=case.person, kind=kind.value, until=None).values_list("basis", flat=True)
    )


def test_consent_to_aftercare_lets_the_centre_that_released_the_person_follow_up(world: World) -> None:
    case = released(world)
    assert standing(case, Relation.RELEASED_HERE) == set()

    say(case, world, "given")
    tie = Tie.objects.get(person_id=case.person, kind="released_here")
    assert (tie.unit, tie.until, tie.basis) == (world.centre, None, "aftercare")


def test_consent_to_another_purpose_opens_nothing_to_the_centre(world: World) -> None:
    case = released(world)
    say(case, world, "given", purpose="research")
    assert standing(case, Relation.RELEASED_HERE) == set()


def test_withdrawing_aftercare_ends_the_centres_access_at_once(world: World) -> None:
    case = released(world)
    say(case, world, "given", day=date(2026, 2, 1))
    say(case, world, "withdrawn")
    assert standing(case, Relation.RELEASED_HERE) == set()


def test_taking_a_consent_back_takes_back_what_it_opened(world: World) -> None:
    case = released(world)
    said = say(case, world, "given")
    take_back(person=case.person, entry=said.entry_id, by=world.lin, at=midnight(TODAY) + timedelta(hours=11))
    assert standing(case, Relation.RELEASED_HERE) == set()


def test_withdrawing_one_purpose_ends_its_referrals_and_no_others(world: World) -> None:
    case = released(world)
    for purpose, unit in (("job_referral", world.police), ("peer_mentor", world.bureau)):
        say(case, world, "given", purpose=purpose, day=date(2026, 2, 1))
        authorization.tie(
            case.person, held_by=case.held_by, kind=Relation.REFERRED, unit=unit, at=NOW, basis=purpose
        )
    say(case, world, "withdrawn", purpose="job_referral")
    assert standing(case, Relation.REFERRED) == {"peer_mentor"}


def test_withdrawing_ends_what_a_joining_had_carried_to_the_other_file(world: World) -> None:
    case, other = released(world), in_rehab(world.station)
    for purpose in ("aftercare", "job_referral"):
        say(case, world, "given", purpose=purpose, day=date(2026, 2, 1))
    for file in (case, other):
        authorization.tie(
            file.person, held_by=file.held_by, kind=Relation.REFERRED, unit=world.police, at=NOW,
            basis="job_referral",
        )  # fmt: skip
    first, second = (person_for(world.lin, one.person, Permission.PERSON_READ) for one in (case, other))
    join(duplicate=second, canonical=first, by=world.head.id, at=NOW)
    assert standing(other, Relation.RELEASED_HERE) == {"aftercare"}

    say(case, world, "withdrawn", purpose="aftercare")
    say(case, world, "withdrawn", purpose="job_referral")

    for file in (case, other):
        assert standing(file, Relation.RELEASED_HERE) == set()
        assert standing(file, Relation.REFERRED) == set()


@pytest.mark.parametrize(
    "purpose", ["aftercare", "job_referral", "help_referral", "publicity", "research", "family_sharing"]
)
def test_withdrawing_changes_nothing_of_an_order(world: World, purpose: str) -> None:
    case = released(world)
    say(case, world, "given", purpose=purpose, day=date(2026, 2, 1))

    def order():
        who = person_for(world.lin, case.person, Permission.PERSON_READ)
        (row,) = [row for row in episodes_of(who) if row.kind == "community_rehab"]
        return row.phase, row.term_from, row.term_to, row.held_by

    before = order()
    say(case, world, "withdrawn", purpose=purpose)
    assert order() == before


def test_a_child_needs_a_guardian_and_nobody_under_eighteen_is_published(world: World) -> None:
    child, youth = released(world, birth_on=date(2014, 1, 1)), released(world, birth_on=date(2009, 1, 1))

    with pytest.raises(DomainError, match=r"consent\.guardian-needed"):
        say(child, world, "given")
    say(child, world, "given", said_by="guardian")
    say(youth, world, "given")
    for case in (child, youth):
        with pytest.raises(DomainError, match=r"consent\.no-publicity-under-18"):
            say(case, world, "given", purpose="publicity", said_by="guardian")
    say(child, world, "withdrawn")
