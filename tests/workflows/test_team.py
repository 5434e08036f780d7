"""Who is named to stand by somebody, who must not see them, and who takes over whose people."""

from datetime import timedelta

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.people.queries import find, person_for
from guitu.domain.access import Exclusion, Permission, Relation, compartments
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.stand_ins import name_stand_in
from guitu.foundation.authorization.models import Bar, Tie
from guitu.foundation.authorization.queries import is_barred, with_relations
from guitu.workflows import team
from guitu.workflows.assign import assign
from guitu.workflows.hand_over import hand_over
from tests.world import NOW, TODAY, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
WEEK = TODAY + timedelta(days=7)


def seen(viewer, at=NOW):
    """The viewer as a request of theirs would have them."""
    return with_relations(viewer, at=at)


def sees(viewer, case, at=NOW) -> bool:
    try:
        person_for(seen(viewer, at), case.person, Permission.PERSON_READ)
    except DomainError:
        return False
    return True


def name(world, case, who, relation=Relation.TEAM, until=None, by=None):
    team.name(person=case.person, to=who.id, relation=relation, until=until, by=by or world.head, at=NOW)


def exclude(world, case, who, kind=Exclusion.RELATIVE, by=None):
    team.exclude(person=case.person, account_id=who.id, kind=kind, until=None, by=by or world.head, at=NOW)


def test_a_doctor_sees_whoever_they_are_named_to_and_nobody_else(world):
    case, other = in_aftercare(world.station), in_aftercare(world.station)
    assert not sees(world.doctor, case)

    name(world, case, world.doctor)

    assert sees(world.doctor, case)
    assert not sees(world.doctor, other)
    opened = compartments(seen(world.doctor), held_by=case.held_by, person=case.person)
    assert "medical" in opened.whole
    assert not {"casework", "psychological"} & opened.whole


def test_a_place_on_a_team_ends_on_its_day_or_when_the_head_says_so(world):
    case = in_aftercare(world.station)
    name(world, case, world.doctor, until=WEEK)
    name(world, case, world.psychologist)

    assert sees(world.doctor, case, at=NOW + timedelta(days=7))
    assert not sees(world.doctor, case, at=NOW + timedelta(days=8))
    (tie,) = [t for t in team.team_of(world.head, case.person, at=NOW).ties if t.until is None]
    team.end(person=case.person, tie=tie.id, by=world.head, at=NOW)
    assert not sees(world.psychologist, case)


@pytest.mark.parametrize(
    ("who", "relation", "code"),
    [
        ("doctor", Relation.SUPERVISOR, "team.role"),
        ("doctor", Relation.REFERRED, "team.role"),
        ("admin", Relation.TEAM, "team.role"),
        ("auditor", Relation.TEAM, "team.role"),
        ("manager", Relation.TEAM, "team.role"),
        ("lin", Relation.CASE, "team.role"),
    ],
)
def test_a_relation_goes_only_to_a_role_it_is_for(world, who, relation, code):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match=code):
        name(world, case, getattr(world, who), relation)


@pytest.mark.parametrize("who", ["lin", "mo", "doctor", "admin", "guardian"])
def test_only_the_head_of_the_unit_names_a_team(world, who):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match="person.unknown"):
        name(world, case, world.doctor, by=getattr(world, who))
    with pytest.raises(DomainError, match="person.unknown"):
        exclude(world, case, world.doctor, by=getattr(world, who))
    assert not Tie.objects.exists()
    assert not Bar.objects.exists()


def test_a_day_that_is_over_is_refused(world):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match="team.days"):
        name(world, case, world.doctor, until=TODAY - timedelta(days=1))


def test_an_exclusion_wins_over_place_and_assignment_and_takes_the_person_off_their_hands(world):
    case = in_aftercare(world.station)
    assign(person=case.person, to_worker=world.lin.id, by=world.head, at=NOW)
    assert sees(world.lin, case)

    exclude(world, case, world.lin)

    assert not sees(world.lin, case)
    assert not find(seen(world.lin), "王小明").rows
    assert Episode.objects.get(id=case.episode).worker is None
    assert set(Duty.objects.filter(person_id=case.person).values_list("worker", flat=True)) <= {None}
    assert sees(world.head, case)


def test_whoever_is_excluded_is_given_neither_the_file_nor_a_place_on_the_team(world):
    case = in_aftercare(world.station)
    exclude(world, case, world.lin, Exclusion.COMPLAINT_PENDING)

    with pytest.raises(DomainError, match="assign.worker-excluded"):
        assign(person=case.person, to_worker=world.lin.id, by=world.head, at=NOW)
    with pytest.raises(DomainError, match="team.excluded"):
        name(world, case, world.lin)


def test_an_exclusion_is_lifted_by_the_head(world):
    case = in_aftercare(world.station)
    exclude(world, case, world.lin, Exclusion.FORMER_PARTNER)
    (bar,) = team.team_of(world.head, case.person, at=NOW).bars

    with pytest.raises(DomainError, match="person.unknown"):
        team.lift(person=case.person, bar=bar.id, by=seen(world.lin), at=NOW)
    team.lift(person=case.person, bar=bar.id, by=world.head, at=NOW)

    assert sees(world.lin, case)


def test_somebody_who_knows_the_person_excludes_themself_at_once(world):
    case = in_aftercare(world.station)

    exclude(world, case, world.lin, Exclusion.RELATIVE, by=world.lin)

    assert not sees(world.lin, case)
    other = in_aftercare(world.station)
    with pytest.raises(DomainError, match="team.not-your-own"):
        exclude(world, other, world.lin, Exclusion.COMPLAINT_PENDING, by=world.lin)


def test_nobody_excludes_themself_from_whom_they_do_not_see(world):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match="person.unknown"):
        exclude(world, case, world.mo, by=world.mo)


def test_staff_never_see_their_own_file(world):
    case = in_aftercare(world.station)

    team.link_own_record(person=case.person, account_id=world.lin.id, by=world.head, at=NOW)

    assert not sees(world.lin, case)
    assert Bar.objects.get().kind == Exclusion.OWN_RECORD


def test_a_region_manager_reads_a_name_only_with_a_case_that_ends(world):
    case, other = in_aftercare(world.station), in_aftercare(world.station)
    assert not sees(world.manager, case)
    for until in (None, TODAY + timedelta(days=team.LONGEST_CASE + 1)):
        with pytest.raises(DomainError, match="team.case-days"):
            name(world, case, world.manager, Relation.CASE, until=until)

    name(world, case, world.manager, Relation.CASE, until=WEEK)

    assert sees(world.manager, case)
    assert not sees(world.manager, other)
    opened = compartments(seen(world.manager), held_by=case.held_by, person=case.person)
    assert opened.whole == {"existence", "orders"}
    assert not sees(world.manager, case, at=NOW + timedelta(days=8))


def test_a_stand_in_has_the_others_people_while_it_lasts_but_nobody_they_are_excluded_from(world):
    mine, barred = in_aftercare(world.other_station), in_aftercare(world.other_station)
    other = Account.objects.get(id=world.lin.id)
    Account.objects.filter(id=world.mo.id).update(unit_id=other.unit_id)  # the same role and unit
    for case in (mine, barred):
        Tie.objects.create(
            person_id=case.person, held_by=case.held_by, account=world.mo.id, kind="assigned", since=NOW
        )
    Bar.objects.create(
        person_id=barred.person, held_by=barred.held_by, account=world.lin.id, kind="relative", since=NOW
    )
    assert not sees(world.lin, mine)

    name_stand_in(world.mo.id, stand_in="lin", from_on=TODAY, until_on=WEEK, by=world.head, at=NOW)

    assert sees(world.lin, mine)
    assert not sees(world.lin, barred)
    assert not sees(world.lin, mine, at=NOW + timedelta(days=8))


def test_all_of_a_colleagues_people_go_to_another_but_for_those_they_must_not_see(world):
    cases = [in_aftercare(world.station) for _ in range(3)]
    for case in cases:
        assign(person=case.person, to_worker=world.lin.id, by=world.head, at=NOW)
    exclude(world, cases[0], world.head, by=world.head)
    other = in_aftercare(world.station)
    kept = in_aftercare(world.station)
    assign(person=kept.person, to_worker=world.lin.id, by=world.head, at=NOW)
    Bar.objects.create(
        person_id=kept.person, held_by=kept.held_by, account=world.head.id, kind="relative", since=NOW
    )

    done = hand_over(of=world.lin.id, to=world.head.id, by=world.head, at=NOW)

    assert (done.went, done.stay) == (2, 2)
    assert set(Episode.objects.filter(worker=world.head.id).values_list("person_id", flat=True)) == {
        case.person for case in cases[1:]
    }
    assert Episode.objects.get(person_id=other.person).worker is None
    assert is_barred(world.head.id, (kept.person,), at=NOW)


@pytest.mark.parametrize("who", ["lin", "mo", "admin", "guardian"])
def test_only_who_assigns_hands_over(world, who):
    with pytest.raises(DomainError, match="access.refused"):
        hand_over(of=world.lin.id, to=world.mo.id, by=getattr(world, who), at=NOW)


def test_nobody_hands_over_to_themselves_or_beyond_their_reach(world):
    in_aftercare(world.station, worker=world.lin.id)

    with pytest.raises(DomainError, match="hand-over.same"):
        hand_over(of=world.lin.id, to=world.lin.id, by=world.head, at=NOW)
    with pytest.raises(DomainError, match="assign.unit-out-of-reach"):
        hand_over(of=world.lin.id, to=world.mo.id, by=world.head, at=NOW)
