"""Unfair treatment, all the way: told, sent if agreed, closed; legal words that only lawyers read."""

from datetime import timedelta

import pytest

from guitu.casework.incidents.models import Act, Advice, Incident
from guitu.casework.incidents.queries import advice_of, coming, incident_for, incidents_of
from guitu.casework.journal.models import Entry
from guitu.casework.outreach.models import Message
from guitu.domain.access import Relation, Viewer
from guitu.domain.discrimination.incidents import Change, State, Told
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.foundation.rulebooks import book_for
from guitu.workflows import incident
from guitu.workflows.copy_of_file import themselves
from tests.workflows.planning import refusal
from tests.workflows.supporting import case
from tests.world import NOW, TODAY, Case, World, in_aftercare, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db
TOLD = Told("job", "refused", TODAY, "某物流公司", "一查就说不要", "correct", agreed=True)
SENT = Change(State.SENT, TODAY, "交了材料", route="labour", agreed=True, next_on=TODAY + timedelta(days=10))


def told(case: Case, by: Viewer, **more):
    return incident.tell(person=case.person, told=TOLD, incident=new_id(), by=by, at=NOW, **more)


def test_it_is_told_sent_and_closed(case: Case, world: World):
    made = told(case, world.lin, origin="job")
    incident.move_on(person=case.person, incident=made, change=SENT, by=world.lin, at=NOW)
    closed = Change(State.CLOSED, TODAY, outcome="corrected")
    incident.move_on(person=case.person, incident=made, change=closed, by=world.lin, at=NOW)

    row = incident_for(case.seen_by(world.lin), made)
    assert (row.state, row.route, row.outcome, row.next_on) == (State.CLOSED, "labour", "corrected", None)
    assert (row.where, row.words) == ("某物流公司", "一查就说不要")
    helped = Entry.objects.filter(person_id=case.person, kind="service")
    assert [entry.details for entry in helped] == [{"service": "legal_aid"}]


def test_what_the_person_did_not_agree_to_is_neither_written_nor_sent(case: Case, world: World):
    error = refusal(
        incident.tell, person=case.person, told=TOLD._replace(agreed=False), incident=new_id(), by=world.lin,
        at=NOW,
    )  # fmt: skip
    assert error.code == "incident.not-agreed"
    made = told(case, world.lin)
    error = refusal(
        incident.move_on, person=case.person, incident=made, change=SENT._replace(agreed=False),
        by=world.lin, at=NOW,
    )  # fmt: skip
    assert error.code == "incident.send-not-agreed"
    assert Incident.objects.get().state == "told"
    assert not Act.objects.exists()
    assert not Entry.objects.filter(kind="service").exists()


def test_sending_twice_makes_one_and_another_persons_id_none(case: Case, world: World):
    once = new_id()
    for _ in range(2):
        incident.tell(person=case.person, told=TOLD, incident=once, by=world.lin, at=NOW)
    other = in_aftercare(world.station)

    error = refusal(incident.tell, person=other.person, told=TOLD, incident=once, by=world.lin, at=NOW)
    assert error.code == "incident.unknown"
    assert Incident.objects.count() == 1


def test_strangers_and_other_roles_read_and_write_nothing(case: Case, world: World):
    made = told(case, world.lin)

    for viewer in (world.mo, world.officer, world.doctor, world.manager, world.partner, world.legal):
        error = refusal(incident.move_on, person=case.person, incident=made, change=SENT, by=viewer, at=NOW)
        assert error.code == "person.unknown"
    assert coming(world.mo, today=TODAY, ahead=14, limit=10) == ()
    assert [row.id for row in coming(world.lin, today=TODAY, ahead=14, limit=10)] == [made]


def test_the_words_lie_sealed_in_the_database(case: Case, world: World):
    made = told(case, world.lin)
    incident.ask_lawyer(
        person=case.person, incident=made, words="能不能起诉", agreed=True, by=world.lin, at=NOW
    )

    row = Incident.objects.get()
    assert "物流".encode() not in bytes(row.where_note)
    assert "一查".encode() not in bytes(row.note)
    with door.whole_files([case.person]):
        assert "起诉".encode() not in bytes(Advice.objects.get().note)


def lawyer(world: World, case: Case) -> Viewer:
    authorization.tie(
        case.person, held_by=case.held_by, kind=Relation.TEAM, account=world.legal.id, at=NOW,
        by=world.head.id,
    )  # fmt: skip
    return with_relations(world.legal, at=NOW)


def test_legal_words_are_read_by_the_named_lawyer_and_the_person_alone(case: Case, world: World):
    made = told(case, world.lin)
    incident.ask_lawyer(
        person=case.person, incident=made, words="能不能起诉", agreed=True, by=world.lin, at=NOW
    )
    named = lawyer(world, case)
    with door.open_for(named):
        _, rows = incident.asked(named, case.person)
        assert [row.words for row in rows] == ["能不能起诉"]
        incident.advise(person=case.person, incident=made, words="可以，证据够", by=named, at=NOW)
        assert incidents_of(case.seen_by(named)) == ()

    for viewer in (world.lin, world.head):
        with door.open_for(viewer):
            assert advice_of(case.seen_by(viewer)) == ()
    person = themselves(case.person)
    with door.open_for(person):
        assert {row.words for row in advice_of(case.seen_by(person))} == {"能不能起诉", "可以，证据够"}


def test_a_question_stands_on_the_board_of_the_named_lawyer_until_they_answered(case: Case, world: World):
    made = told(case, world.lin)
    named, once, advised = lawyer(world, case), new_id(), new_id()
    asking = {"person": case.person, "incident": made, "agreed": True, "by": world.lin}
    for _ in range(2):  # pressed twice
        told_to = incident.ask_lawyer(words="能不能起诉", question=once, at=NOW, **asking)
    assert [one.id for one in told_to] == [world.legal.id]
    with door.as_system("test"):
        (message,) = Message.objects.filter(person_id=case.person, kind="question_waits")
    assert (message.account, message.due_on) == (world.legal.id, TODAY)

    with door.open_for(named):
        ((person, question),) = incident.questions(named)
        assert (person.id, question.incident, question.asked_at) == (case.person, made, NOW)
        advice = {"person": case.person, "incident": made, "by": named, "at": NOW + timedelta(hours=1)}
        for _ in range(2):
            incident.advise(words="可以，证据够", advice=advised, **advice)
        assert incident.questions(named) == ()
    assert Advice.objects.count() == 2

    incident.ask_lawyer(words="还有一个问题", at=NOW + timedelta(hours=2), **asking)
    with door.open_for(named):
        ((_, question),) = incident.questions(named)
    assert question.asked_at == NOW + timedelta(hours=2)


def test_a_lawyer_who_is_not_named_sees_no_question_and_others_have_no_such_board(case: Case, world: World):
    made = told(case, world.lin)
    told_to = incident.ask_lawyer(
        person=case.person, incident=made, words="能不能起诉", agreed=True, by=world.lin, at=NOW
    )
    assert told_to == ()
    unnamed = with_relations(world.legal, at=NOW)
    with door.open_for(unnamed):
        assert incident.questions(unnamed) == ()
    for viewer in (world.lin, world.head, world.doctor, world.manager):
        assert refusal(incident.questions, viewer=viewer).code == "access.refused"
    named = lawyer(world, case)  # named later: what waited is theirs
    with door.open_for(named):
        assert len(incident.questions(named)) == 1


def test_the_id_of_somebody_elses_words_is_no_id(case: Case, world: World):
    made, once = told(case, world.lin), new_id()
    asking = {"agreed": True, "words": "能不能起诉", "question": once, "by": world.lin, "at": NOW}
    incident.ask_lawyer(person=case.person, incident=made, **asking)
    other = in_aftercare(world.station)
    theirs = incident.tell(person=other.person, told=TOLD, incident=new_id(), by=world.lin, at=NOW)
    error = refusal(incident.ask_lawyer, person=other.person, incident=theirs, **asking)
    assert error.code == "incident.unknown"


def test_a_lawyer_who_was_not_asked_advises_nobody(case: Case, world: World):
    made = told(case, world.lin)
    named = lawyer(world, case)

    with door.open_for(named):
        error = refusal(incident.advise, person=case.person, incident=made, words="x", by=named, at=NOW)
    assert error.code == "incident.unknown"
    error = refusal(
        incident.ask_lawyer, person=case.person, incident=made, words="x", agreed=False, by=world.lin, at=NOW
    )
    assert error.code == "incident.send-not-agreed"


def test_the_ways_come_from_the_rules_with_their_source(world: World):
    assert incident.routes_at(world.station, "job")[:2] == ("labour", "lawsuit")
    assert incident.routes_at(world.station, "school")[0] == "education"
    assert incident.routes_at(world.station, "other") == ("legal_aid", "talk")
    named = {
        rule.id: rule.source.article
        for rule in book_for(world.station).rules
        if getattr(rule.body, "name", "").startswith("discrimination.routes.")
    }
    assert named["K-12.job"] == "第26条、第62条"
    assert all(named.values())
