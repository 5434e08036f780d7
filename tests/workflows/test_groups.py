"""Groups, courses and peers: who comes, who reads the list, who meets whom, and how a mentor rests."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from guitu.casework.agenda.queries import duties_of
from guitu.casework.groups import queries
from guitu.casework.groups.models import Pair, Seat
from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import NewContact
from guitu.domain.access import Relation, Viewer
from guitu.domain.family.relative import About as Relative
from guitu.domain.groups.peers import State
from guitu.domain.groups.series import About
from guitu.domain.kernel.dates import add_months
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows import family as families
from guitu.workflows import group, peers
from guitu.workflows.record import record_entry, take_back
from tests.workflows.honouring import negative, relapsed, said
from tests.workflows.planning import refusal
from tests.workflows.relatives import named
from tests.world import NOW, TODAY, Case, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

GROUP = About("group", "education", "周三读书", "活动室", "纸笔", 2, TODAY - timedelta(days=7))


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.GUITU_HOME = tmp_path
    settings.GUITU_DEMO = True


def somebody(world: World, name: str, phone: str = "", relatives: str = "") -> Case:
    contacts = [NewContact("phone", phone)] if phone else []
    contacts += [NewContact("phone", relatives, of="relative", relation="sibling")] if relatives else []
    made = someone(world.station, name=name, contacts=tuple(contacts))
    return in_aftercare(world.station, person=made, since=add_months(TODAY, -14), worker=world.lin.id)


@pytest.fixture
def an(world: World) -> Case:
    return somebody(world, "欧阳安", "12000000011")


@pytest.fixture
def bo(world: World) -> Case:
    """Fourteen months of negatives, and their own yes."""
    kept = somebody(world, "欧阳波", "12000000012")
    for month in range(1, 15):
        negative(kept, add_months(TODAY, month - 14), by=world.lin)
    said(kept, "given", "peer_mentor", by=world.lin)
    return kept


@pytest.fixture
def series(world: World) -> UUID:
    return group.open_group(GROUP, made=new_id(), leader=world.lin.id, by=world.lin, at=NOW)


def sit(case: Case, series: UUID, by: Viewer) -> None:
    group.take_seat(person=case.person, series=series, by=by, at=NOW)


# --- groups -----------------------------------------------------------------------------------------


def test_names_are_for_the_leader_and_for_others_their_own_people(
    world: World, an: Case, bo: Case, series: UUID
):
    sit(an, series, world.lin)
    sit(bo, series, world.lin)

    seen = {}
    for viewer in (world.lin, world.head, named(world.social, bo, Relation.TEAM)):
        with door.open_for(viewer):
            found = group.circle(viewer, series)
            seen[viewer.id] = ([p.name for p in found.people], found.taken)

    assert seen == {
        world.lin.id: (["欧阳安", "欧阳波"], 2), world.head.id: ([], 2), world.social.id: (["欧阳波"], 2)
    }  # fmt: skip
    assert refusal(group.circle, viewer=world.mo, series=series).code == "groups.unknown"


def test_a_seat_is_taken_once_and_the_last_one_goes_to_one(world: World, an: Case, bo: Case, series: UUID):
    for _ in range(2):
        sit(an, series, world.lin)
    sit(bo, series, world.lin)
    third = somebody(world, "欧阳岑")

    assert Seat.objects.count() == 2
    ask = {"person": third.person, "series": series, "by": world.lin, "at": NOW}
    assert refusal(group.take_seat, **ask).code == "groups.full"
    group.leave_seat(person=an.person, series=series, by=world.lin, at=NOW)
    group.take_seat(**ask)
    assert (
        refusal(group.leave_seat, person=an.person, series=series, by=world.lin, at=NOW).code
        == "groups.unknown"
    )
    group.close_group(series, by=world.lin, at=NOW)
    fourth = somebody(world, "欧阳丁")
    assert refusal(group.take_seat, **{**ask, "person": fourth.person}).code == "groups.closed"


def test_who_came_is_help_written_once_and_who_did_not_is_written_nowhere(
    world: World, an: Case, bo: Case, series: UUID
):
    sit(an, series, world.lin)
    sit(bo, series, world.lin)
    group.plan_session(series, theme="law", on=TODAY, by=world.lin, at=NOW)
    session = queries.sessions_of(series)[0]
    sign = {"series": series, "session": session.id, "by": world.lin, "at": NOW}

    assert group.sign_in(**sign, there=[an.person]) == 1
    assert group.sign_in(**sign, there=[an.person]) == 0

    entry = Entry.objects.get(person_id=an.person, kind="service")
    assert (entry.details, entry.outcome) == ({"service": "legal_education"}, "done")
    assert not Entry.objects.filter(person_id=bo.person, kind="service").exists()
    assert group.came(session.id, [an.person, bo.person]) == {an.person}
    stranger = somebody(world, "欧阳岑")
    assert refusal(group.sign_in, **sign, there=[stranger.person]).code == "groups.not-seated"
    # the head reads no list, so signs nobody in
    assert refusal(group.sign_in, **{**sign, "by": world.head}, there=[an.person]).code == "groups.not-seated"


def test_only_its_leader_and_the_head_of_its_unit_plan_and_close_it(world: World, series: UUID):
    ask = {"theme": "law", "on": TODAY, "at": NOW}
    group.plan_session(series, **ask, by=world.head)

    assert refusal(group.plan_session, series=series, **ask, by=world.social).code == "groups.not-yours"
    before = {**ask, "on": TODAY - timedelta(days=8)}
    assert refusal(group.plan_session, series=series, **before, by=world.lin).code == "groups.before"
    assert refusal(group.close_group, series=series, by=world.social, at=NOW).code == "groups.not-yours"


def test_relatives_do_not_sit_in_one_group_and_nobody_is_told_why(world: World, an: Case, series: UUID):
    brother = somebody(world, "欧阳弟", "12000000013", relatives="12000000011")
    sit(an, series, world.lin)

    error = refusal(group.take_seat, person=brother.person, series=series, by=world.lin, at=NOW)

    assert (error.code, error.facts) == ("groups.another", {})


# --- peers ------------------------------------------------------------------------------------------


@pytest.fixture
def mentor(world: World, bo: Case) -> Case:
    peers.become_mentor(person=bo.person, mode="both", by=world.lin, at=NOW)
    return bo


def offered(world: World, case: Case) -> list[str]:
    with door.open_for(world.lin):
        found = peers.candidates(world.lin, case.person, mode="both", today=TODAY)
    return [row.name for row, _match in found]


def meet(world: World, case: Case, mentor: Case) -> None:
    peers.pair(person=case.person, mentor=mentor.person, by=world.lin, at=NOW)


def test_a_mentor_wants_to_and_has_a_verified_year(world: World, an: Case, bo: Case):
    ask = {"mode": "both", "by": world.lin, "at": NOW}
    assert refusal(peers.become_mentor, person=an.person, **ask).code == "peers.no-consent"
    said(an, "given", "peer_mentor", by=world.lin)
    error = refusal(peers.become_mentor, person=an.person, **ask)
    assert (error.code, error.facts["months"]) == ("peers.not-yet", 12)
    assert refusal(peers.become_mentor, person=bo.person, **{**ask, "mode": "x"}).code == "peers.mode"

    peers.become_mentor(person=bo.person, **ask)

    assert peers.peer(world.lin, bo.person, today=TODAY).supervision_due == TODAY + timedelta(days=30)


def test_both_agree_and_meet_and_meetings_are_help_without_a_name(world: World, an: Case, mentor: Case):
    ask = {"person": an.person, "mentor": mentor.person, "by": world.lin, "at": NOW}
    assert refusal(peers.pair, **ask).code == "peers.no-consent"
    said(an, "given", "peer_mentor", by=world.lin)
    assert offered(world, an) == ["欧阳波"]
    peers.pair(**ask)
    assert refusal(peers.pair, **ask).code == "peers.has-one"

    peers.met(person=an.person, on=TODAY, by=world.lin, at=NOW)

    entry = Entry.objects.get(person_id=an.person, kind="service")
    assert entry.details == {"service": "peer_support", "mentor": "mentor_met"}
    assert peers.peer(world.lin, an.person, today=TODAY).met == (TODAY,)
    take_back(person=an.person, entry=entry.id, by=world.lin, at=NOW)  # entered by mistake
    assert peers.peer(world.lin, an.person, today=TODAY).met == ()
    peers.part(person=an.person, reason="done", by=world.lin, at=NOW)
    assert refusal(peers.met, person=an.person, on=TODAY, by=world.lin, at=NOW).code == "peers.none"


@pytest.mark.parametrize("says", ["mentee", "mentor"])
def test_never_with_whom_one_of_the_two_said_no(world: World, an: Case, mentor: Case, says: str):
    said(an, "given", "peer_mentor", by=world.lin)
    meet(world, an, mentor)
    one, other = (an, mentor) if says == "mentee" else (mentor, an)
    near = named(world.lin, one, Relation.ASSIGNED)

    peers.keep_from(person=one.person, other=other.person, reason="co_user", by=near, at=NOW)

    assert Pair.objects.get().reason == "rearranged"
    assert offered(world, an) == []
    ask = {"person": an.person, "mentor": mentor.person, "by": world.lin, "at": NOW}
    assert refusal(peers.pair, **ask).code == "peers.not-these-two"
    far = {"person": other.person, "other": one.person, "reason": "wish", "at": NOW}
    assert refusal(peers.keep_from, **far, by=world.head).code == "person.unknown"


@pytest.mark.parametrize("written", ["roster", "family file"])
def test_never_relatives(world: World, mentor: Case, written: str):
    own = "12000000012"  # the mentor's
    kin = somebody(world, "欧阳亲", "12000000014", relatives=own if written == "roster" else "")
    said(kin, "given", "peer_mentor", by=world.lin)
    if written == "family file":
        near = named(world.lin, kin, Relation.ASSIGNED)
        about = Relative("sibling", "欧阳波", own)
        families.write_down(person=kin.person, about=about, by=near, at=NOW)

    assert offered(world, kin) == []
    error = refusal(peers.pair, person=kin.person, mentor=mentor.person, by=world.lin, at=NOW)
    assert error.code == "peers.not-these-two"


def test_after_a_relapse_help_comes_first_then_rest_and_nobody_reads_why(
    world: World, an: Case, mentor: Case
):
    said(an, "given", "peer_mentor", by=world.lin)
    meet(world, an, mentor)
    relapsed(mentor, by=world.lin)
    assert peers.peer(world.lin, mentor.person, today=TODAY).talk_first
    assert peers.peer(world.lin, an.person, today=TODAY).meets is not None  # nothing happens by itself

    ask = {"person": mentor.person, "words": "一起去看医生", "ended": False, "by": world.lin, "at": NOW}
    assert refusal(peers.rest, **ask, helped_by="").code == "peers.help-first"
    peers.rest(**ask, helped_by="counselling")

    found = peers.peer(world.lin, mentor.person, today=TODAY)
    assert (found.mentor.machine.state, found.talk_first, found.mentees) == (State.RESTING, False, ())
    rested = Entry.objects.filter(person_id=mentor.person, kind="service").latest("id")
    assert rested.details == {"service": "counselling", "mentor": "mentor_rests"}
    assert Pair.objects.get().reason == "rearranged"
    assert not Entry.objects.filter(person_id=an.person, kind__in=("service", "relapse")).exists()
    assert offered(world, an) == []


def test_who_takes_their_word_back_is_no_mentor_from_that_moment(world: World, an: Case, mentor: Case):
    said(an, "given", "peer_mentor", by=world.lin)
    meet(world, an, mentor)

    said(mentor, "withdrawn", "peer_mentor", by=world.lin, at=NOW + timedelta(hours=1))

    assert peers.peer(world.lin, mentor.person, today=TODAY).mentor.machine.state is State.ENDED
    assert peers.peer(world.lin, an.person, today=TODAY).meets is None


def test_supervision_is_kept_and_its_words_are_sealed(world: World, mentor: Case):
    ask = {"person": mentor.person, "by": world.lin, "at": NOW}
    peers.supervise(**ask, on=TODAY, words="陪人累不累")

    found = peers.peer(world.lin, mentor.person, today=TODAY)
    assert [row.words for row in found.supervised] == ["陪人累不累"]
    assert refusal(peers.supervise, **ask, on=TODAY + timedelta(days=1), words="").code == "peers.day"
    assert refusal(peers.supervise, **ask, on=TODAY, words="长" * 501).code == "peers.words"


def due(case: Case, world: World) -> list[tuple[str, object]]:
    found = duties_of(case.seen_by(world.lin), today=TODAY)
    return [(d.owed_by, d.due_on) for d in found if d.rule == "J-06.supervision" and d.state == "open"]


def test_the_talk_is_a_duty_of_the_office_and_counts_from_the_last_one(world: World, mentor: Case):
    assert due(mentor, world) == [("guidance_station", TODAY + timedelta(days=30))]
    later = {"by": world.lin, "at": NOW + timedelta(days=10)}

    peers.supervise(person=mentor.person, on=TODAY + timedelta(days=10), words="", **later)
    peers.supervise(person=mentor.person, on=TODAY + timedelta(days=10), words="再来一遍", **later)

    assert due(mentor, world) == [("guidance_station", TODAY + timedelta(days=40))]
    peers.rest(person=mentor.person, helped_by="counselling", words="", ended=False, **later)
    assert due(mentor, world) == []
    entry = Entry.objects.filter(person_id=mentor.person, details__mentor="mentor_supervised").get()
    # what stands beside a row of its own is not taken back alone, and nobody writes it by hand
    undo = {"person": mentor.person, "entry": entry.id, "by": world.lin, "at": NOW}
    assert refusal(take_back, **undo).code == "journal.own-act"
    by_hand = {"details": dict(entry.details), "happened_on": TODAY, "outcome": "done", "kind": "service"}
    error = refusal(record_entry, person=mentor.person, by=world.lin, at=NOW, **by_hand)
    assert error.code == "journal.own-page"


def test_of_who_took_their_word_back_no_talk_is_due(world: World, mentor: Case):
    said(mentor, "withdrawn", "peer_mentor", by=world.lin, at=NOW + timedelta(hours=1))
    assert due(mentor, world) == []


def test_a_stranger_finds_no_group_no_mentor_and_no_pair(world: World, an: Case, mentor: Case):
    for act, how in (
        (peers.peer, {"person": an.person, "today": TODAY}),
        (peers.candidates, {"person": an.person, "mode": "both", "today": TODAY}),
    ):
        for viewer in (world.mo, replace(world.psychologist)):
            assert refusal(act, viewer=viewer, **how).code == "person.unknown"


def test_the_database_shows_a_region_no_list_of_who_sits_together(
    world: World, an: Case, bo: Case, series: UUID
):
    for case in (an, bo):
        sit(case, series, world.lin)
    social = named(world.social, bo, Relation.TEAM)

    for viewer, seen in ((world.head, ()), (world.worker, ()), (world.mo, ()), (social, (bo.person,))):
        with door.open_for(viewer):  # whatever is asked, the real wall answers
            assert queries.seated(series) == seen
            assert tuple(Seat.objects.values_list("person_id", flat=True)) == seen
    with door.open_for(world.head):  # of one person who was asked for, the head reads where they come to
        assert group.seats_of(an.seen_by(world.head)) == (series,)
