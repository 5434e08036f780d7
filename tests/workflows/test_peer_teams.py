"""Teams of peers: who joins, who reads the list, what a hard time changes, and that leaving costs nothing."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from guitu.casework.groups import teams as rows
from guitu.casework.groups.models import Membership, TeamMeeting
from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import NewContact
from guitu.domain.access import Relation, Viewer
from guitu.domain.groups.peers import State
from guitu.domain.groups.teams import About
from guitu.domain.kernel.dates import add_months
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import honour, peer_team, peers, team_place
from tests.workflows.honouring import negative, relapsed, said
from tests.workflows.planning import refusal
from tests.workflows.relatives import named
from tests.world import NOW, TODAY, Case, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

TEAM = About("千里同行", "staying_clean", "both", "all", "二楼")
SOON = NOW + timedelta(seconds=2)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.GUITU_HOME = tmp_path
    settings.GUITU_DEMO = True


def somebody(world: World, name: str, *, agrees: bool = True, relatives: str = "", phone: str = "") -> Case:
    """Somebody assigned to Lin."""
    contacts = [NewContact("phone", phone)] if phone else []
    contacts += [NewContact("phone", relatives, of="relative", relation="sibling")] if relatives else []
    made = someone(world.station, name=name, contacts=tuple(contacts))
    kept = in_aftercare(world.station, person=made, since=add_months(TODAY, -14), worker=world.lin.id)
    authorization.tie(
        kept.person, held_by=kept.held_by, kind=Relation.ASSIGNED, account=world.lin.id, at=NOW, by=None
    )
    if agrees:
        said(kept, "given", "peer_mentor", by=world.lin)
    return kept


def lin(world: World) -> Viewer:
    """Lin, with whoever is assigned to her by now."""
    return with_relations(world.lin, at=SOON)


@pytest.fixture
def mentor(world: World) -> Case:
    """Fourteen months of negatives, and there for others."""
    kept = somebody(world, "欧阳波", phone="12000000012")
    for month in range(1, 15):
        negative(kept, add_months(TODAY, month - 14), by=world.lin)
    peers.become_mentor(person=kept.person, mode="both", by=world.lin, at=NOW)
    return kept


@pytest.fixture
def team(world: World, mentor: Case) -> UUID:
    """A team that Lin accompanies, with a mentor in it."""
    made = peer_team.open_team(TEAM, made=new_id(), companion=world.lin.id, by=world.lin, at=NOW)
    join(world, mentor, made, place="mentor", alias="老波")
    return made


def join(world: World, case: Case, team: UUID, *, place: str = "member", alias: str = "", by=None) -> None:
    team_place.join(person=case.person, team=team, place=place, alias=alias, by=by or lin(world), at=SOON)


def refused(world: World, case: Case, team: UUID, **how: object) -> str:
    ask = {"place": "member", "alias": "", "by": lin(world), "at": SOON, **how}
    return refusal(team_place.join, person=case.person, team=team, **ask).code


def seen(viewer: Viewer, team: UUID) -> tuple[list[str], int]:
    with door.open_for(viewer):
        found = peer_team.view(viewer, team, today=TODAY)
    return [one.who.name for one in found.members], found.taken


# --- joining ------------------------------------------------------------------------------------------


def test_who_wants_to_joins_once_and_a_second_team_asks_to_leave_the_first(world: World, team: UUID):
    an = somebody(world, "欧阳安")
    for _ in range(2):
        join(world, an, team, alias="安子")
    other = peer_team.open_team(
        TEAM._replace(title="另一个"), made=new_id(), companion=world.lin.id, by=world.lin, at=NOW
    )

    assert seen(lin(world), team) == (["欧阳波", "欧阳安"], 2)
    assert refused(world, an, other, place="core") == "peerteam.has-one"


def test_without_their_own_yes_nobody_is_in_and_none_mentors_who_is_no_mentor(world: World, team: UUID):
    quiet = somebody(world, "欧阳静", agrees=False)
    assert refused(world, quiet, team) == "peers.no-consent"
    an = somebody(world, "欧阳安")
    assert refused(world, an, team, place="mentor") == "peers.not-a-mentor"
    assert refused(world, an, team, place="boss") == "peerteam.choose"
    assert refused(world, an, team, alias="12000000012") == "peerteam.alias"
    assert refused(world, an, new_id()) == "peerteam.unknown"
    assert not Membership.objects.filter(person_id__in=(quiet.person, an.person)).exists()


def test_a_team_begins_with_a_mentor_and_has_so_many_places(world: World, team: UUID, monkeypatch):
    empty = peer_team.open_team(TEAM, made=new_id(), companion=world.lin.id, by=world.lin, at=NOW)
    an = somebody(world, "欧阳安")
    assert refused(world, an, empty) == "peerteam.no-mentor"
    assert team_place.most(world.station) == 8
    monkeypatch.setattr(team_place, "most", lambda _place: 1)
    assert refused(world, an, team) == "peerteam.full"


def test_a_team_for_women_is_for_women(world: World, mentor: Case):
    made = peer_team.open_team(
        TEAM._replace(whom="female"), made=new_id(), companion=world.lin.id, by=world.lin, at=NOW
    )
    assert refused(world, mentor, made, place="mentor") == "peerteam.whom"


@pytest.mark.parametrize("says", ["they", "other"])
def test_whom_either_side_does_not_wish_to_meet_is_met_in_no_team(
    world: World, team: UUID, mentor: Case, says: str
):
    an = somebody(world, "欧阳安")
    one, other = (an, mentor) if says == "they" else (mentor, an)
    peers.keep_from(person=one.person, other=other.person, reason="co_user", by=lin(world), at=SOON)

    error = refusal(
        team_place.join, person=an.person, team=team, place="member", alias="", by=lin(world), at=SOON
    )
    assert (error.code, error.facts) == ("peerteam.another", {})  # nobody is told why
    assert team_place.offers(lin(world), an.person, mode="both", theme="") == ()


def test_relatives_are_in_no_team_together(world: World, team: UUID):
    sister = somebody(world, "欧阳妹", relatives="12000000012")
    assert refused(world, sister, team) == "peerteam.another"


def test_the_companion_is_named_to_everybody_in_it(world: World, team: UUID):
    made = someone(world.station, name="欧阳远")
    far = in_aftercare(world.station, person=made, since=add_months(TODAY, -14), worker=world.lin.id)
    said(far, "given", "peer_mentor", by=world.lin)
    social = named(world.social, far, Relation.TEAM)
    assert refused(world, far, team, by=social) == "peerteam.not-named"

    named(world.lin, far, Relation.TEAM)
    join(world, far, team, by=social)


def test_teams_are_offered_by_place_and_wish(world: World, team: UUID):
    an = somebody(world, "欧阳安")
    ((row, fit),) = team_place.offers(lin(world), an.person, mode="phone", theme="staying_clean")
    assert (row.id, fit.reasons) == (team, ("near", "theme"))
    assert refusal(team_place.offers, viewer=lin(world), person=an.person, mode="x", theme="").code == (
        "peers.mode"
    )
    by_phone = peer_team.open_team(
        TEAM._replace(mode="phone"), made=new_id(), companion=world.lin.id, by=world.lin, at=NOW
    )
    found = team_place.offers(lin(world), an.person, mode="meeting", theme="")
    assert [row.id for row, _fit in found] == [team]  # one without a mentor is offered to nobody
    assert by_phone != team


# --- who reads the list -------------------------------------------------------------------------------


def test_names_are_for_the_companion_and_a_number_for_everybody_else(world: World, team: UUID, mentor: Case):
    an = somebody(world, "欧阳安")
    join(world, an, team)
    social = named(world.social, an, Relation.TEAM)

    assert seen(lin(world), team) == (["欧阳波", "欧阳安"], 2)
    for viewer in (world.head, social, world.worker):
        assert seen(viewer, team) == ([], 2)
    # whoever is named to one of them sees that one's own place, on that one's page
    with door.open_for(social):
        place = team_place.place_of(social, an.seen_by(social), today=TODAY)
        assert place is not None
        assert place.team.about.title == "千里同行"
        assert rows.membership_of((mentor.person,)) is None
    assert refusal(peer_team.view, viewer=world.mo, team=team, today=TODAY).code == "peerteam.unknown"


def test_the_database_shows_a_region_no_row_of_who_sits_together(world: World, team: UUID, mentor: Case):
    with door.open_for(world.head):  # the head looks over the whole station, and is named to nobody
        assert not Membership.objects.exists()
        assert rows.members_of([team]) == ()
    with door.open_for(lin(world)):
        assert [m.person_id for m in rows.members_of([team])] == [mentor.person]


def test_a_companion_who_is_not_named_any_more_reads_a_number(world: World, team: UUID, mentor: Case):
    before = lin(world)
    authorization.untie(
        mentor.person, kind=Relation.ASSIGNED, account=world.lin.id, at=SOON, by=world.head.id
    )
    assert seen(before, team) == (["欧阳波"], 1)
    assert seen(with_relations(world.lin, at=SOON + timedelta(minutes=1)), team) == ([], 1)


def test_members_read_how_each_wishes_to_be_called_and_nothing_else(world: World, team: UUID):
    an, quiet = somebody(world, "欧阳安"), somebody(world, "欧阳静")
    join(world, an, team, alias="安子")
    join(world, quiet, team)
    team_place.call(person=an.person, alias="小安", by=lin(world), at=SOON)

    row, names, others = peer_team.sheet(lin(world), team, today=TODAY)

    assert (row.about.title, names, others) == ("千里同行", ("小安", "老波"), 1)
    for viewer in (world.head, world.social):
        assert refusal(peer_team.sheet, viewer=viewer, team=team, today=TODAY).code == "peerteam.not-yours"
    kept = bytes(Membership.objects.get(person_id=an.person).note)
    assert kept
    assert "小安".encode() not in kept


# --- meetings -----------------------------------------------------------------------------------------


def meet(world: World, team: UUID, *there: Case, by: Viewer | None = None, **how: object) -> int:
    ask = {"theme": "talk", "on": TODAY, "by": by or lin(world), "at": SOON, **how}
    return peer_team.hold_meeting(team, there=[case.person for case in there], **ask)


def test_a_meeting_is_help_for_who_came_and_a_number_in_the_log(world: World, team: UUID, mentor: Case):
    an, away = somebody(world, "欧阳安"), somebody(world, "欧阳岑")
    for case in (an, away):
        join(world, case, team)

    assert meet(world, team, an) == 1
    assert meet(world, team, an, mentor) == 1  # put right the same evening
    assert meet(world, team, an, mentor) == 0

    log = TeamMeeting.objects.get()
    assert (log.held_on, log.theme, log.there) == (TODAY, "talk", 2)
    entry = Entry.objects.get(person_id=an.person, kind="service")
    assert entry.details == {"service": "peer_support"}
    assert not Entry.objects.filter(person_id=away.person, kind="service").exists()


def test_nobody_else_writes_a_meeting_and_no_day_is_made_up(world: World, team: UUID, mentor: Case):
    stranger = somebody(world, "欧阳岑")
    ask = {"team": team, "theme": "talk", "on": TODAY, "there": [mentor.person], "by": lin(world), "at": SOON}
    for wrong, code in (
        ({"by": world.head}, "peerteam.not-yours"),
        ({"theme": "x"}, "peerteam.choose"),
        ({"on": TODAY + timedelta(days=1)}, "peers.day"),
        ({"on": TODAY - timedelta(days=1)}, "groups.before"),
        ({"there": [stranger.person]}, "groups.not-seated"),
        ({"team": new_id()}, "peerteam.unknown"),
    ):
        assert refusal(peer_team.hold_meeting, **{**ask, **wrong}).code == code
    assert not TeamMeeting.objects.exists()
    peer_team.close_team(team, by=world.head, at=SOON)
    assert refusal(peer_team.hold_meeting, **ask).code == "peerteam.over"


# --- a hard time, and leaving -------------------------------------------------------------------------


def test_after_a_relapse_a_member_is_helped_first_and_what_others_see_does_not_change(
    world: World, team: UUID
):
    an = somebody(world, "欧阳安")
    join(world, an, team, alias="安子")
    before = peer_team.sheet(lin(world), team, today=TODAY)
    relapsed(an, by=world.lin)

    def place():
        return team_place.place_of(lin(world), an.seen_by(world.lin), today=TODAY)

    assert place().talk_first
    ask = {"person": an.person, "words": "一起去看医生", "by": lin(world), "at": SOON}
    assert refusal(team_place.rest, **ask, helped_by="").code == "peers.help-first"
    team_place.rest(**ask, helped_by="medical_aid")

    assert (place().talk_first, place().row.machine.rests_since) == (False, TODAY)
    assert peer_team.sheet(lin(world), team, today=TODAY) == before
    assert Entry.objects.get(person_id=an.person, kind="service").details == {"service": "medical_aid"}
    team_place.return_(person=an.person, by=lin(world), at=SOON)
    assert place().row.machine.rests_since is None


def test_a_mentor_who_rests_stays_as_a_member_and_no_newcomer_is_left_alone(
    world: World, team: UUID, mentor: Case
):
    relapsed(mentor, by=world.lin)
    team_place.rest(person=mentor.person, helped_by="counselling", words="", by=lin(world), at=SOON)

    assert peers.peer(world.lin, mentor.person, today=TODAY).mentor.machine.state is State.RESTING
    found = peer_team.view(lin(world), team, today=TODAY)
    assert (found.taken, found.mentors) == (1, 0)
    assert [one.row.machine.place for one in found.members] == ["member"]
    assert refused(world, somebody(world, "欧阳安"), team) == "peerteam.no-mentor"


def test_who_rests_as_a_mentor_elsewhere_rests_in_the_team_too(world: World, team: UUID, mentor: Case):
    peers.rest(person=mentor.person, helped_by="counselling", words="", ended=True, by=world.lin, at=SOON)
    assert peer_team.view(lin(world), team, today=TODAY).mentors == 0


def test_leaving_needs_no_reason_and_leaves_nothing_behind(world: World, team: UUID):
    an = somebody(world, "欧阳安")
    join(world, an, team, alias="安子")
    entries = Entry.objects.filter(person_id=an.person).count()

    team_place.leave(person=an.person, by=lin(world), at=SOON)

    assert seen(lin(world), team) == (["欧阳波"], 1)
    assert Entry.objects.filter(person_id=an.person).count() == entries
    assert refusal(team_place.leave, person=an.person, by=lin(world), at=SOON).code == "peerteam.none"
    join(world, an, team)  # and is as welcome as before


def test_who_takes_their_word_back_is_in_no_team_from_that_moment(world: World, team: UUID):
    an = somebody(world, "欧阳安")
    join(world, an, team)
    said(an, "withdrawn", "peer_mentor", by=world.lin, at=NOW + timedelta(hours=1))
    assert not Membership.objects.filter(person_id=an.person, left_on__isnull=True).exists()


def test_a_team_is_handed_on_and_ends(world: World, team: UUID):
    ask = {"team": team, "at": SOON}
    assert refusal(peer_team.hand_over, **ask, to=world.social.id, by=world.social).code == (
        "peerteam.not-yours"
    )
    assert refusal(peer_team.hand_over, **ask, to=new_id(), by=world.head).code == "peerteam.companion"
    peer_team.hand_over(team, to=world.social.id, by=world.head, at=SOON)
    assert seen(world.social, team) == ([], 1)  # until the head names her to them
    assert refusal(peer_team.close_team, **ask, by=lin(world)).code == "peerteam.not-yours"
    peer_team.close_team(team, by=world.head, at=SOON)
    assert not Membership.objects.filter(left_on__isnull=True).exists()


def test_a_stranger_finds_no_team_and_no_place(world: World, team: UUID, mentor: Case):
    ask = {"person": mentor.person, "by": world.mo, "at": SOON}
    for act, how in (
        (team_place.leave, {}),
        (team_place.return_, {}),
        (team_place.call, {"alias": "x"}),
        (team_place.rest, {"helped_by": "other", "words": ""}),
        (team_place.join, {"team": team, "place": "member", "alias": ""}),
    ):
        assert refusal(act, **ask, **how).code == "person.unknown"
        # the head looks over the station, and is not named to them: no family, no team
        assert refusal(act, **{**ask, "by": replace(world.head)}, **how).code == "person.unknown"


def test_an_honour_asks_for_no_team_and_a_team_for_no_honour(world: World, team: UUID, mentor: Case):
    with door.whole_files((mentor.person,)):
        inside = honour.standing_of(mentor.seen_by(lin(world)), on=TODAY)
    team_place.leave(person=mentor.person, by=lin(world), at=SOON)
    with door.whole_files((mentor.person,)):
        assert honour.standing_of(mentor.seen_by(lin(world)), on=TODAY) == inside
