"""A file moves when the other office takes it, every row and every open task; until then nothing moves."""

from datetime import timedelta

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry
from guitu.casework.outreach.queries import messages_of, told
from guitu.casework.people.commands import NewContact
from guitu.casework.people.models import Person
from guitu.casework.people.queries import person_for
from guitu.casework.transfers.queries import (
    offered_by,
    offered_to,
    returned_to,
    shared_with,
    transfer_for,
)
from guitu.domain.access import Permission, Relation
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import State as Sent
from guitu.domain.transfer import Sort, State
from guitu.foundation.authorization import door
from guitu.foundation.authorization.holding import seal_rows
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.authorization.tables import person_tables
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from guitu.workflows.send_messages import send_due
from guitu.workflows.team import name
from guitu.workflows.transfer import accept, decline, offer, take_back, tasks_of
from guitu.workflows.who_leads import led_by
from tests.world import NOW, TODAY, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.GUITU_DEMO = True
    settings.GUITU_HOME = tmp_path


@pytest.fixture
def case(world):
    """Somebody under an order who reported and has open duties, at the first station."""
    made = in_rehab(world.station, since=TODAY - timedelta(days=200), worker=world.lin.id)
    since = TODAY - timedelta(days=200)
    printed = {"term_from": since.isoformat(), "term_to": (since + timedelta(days=1094)).isoformat()}
    write(made, world.lin, "decision_received", on=since, **printed)
    write(made, world.lin, "report_in", on=since + timedelta(days=5))
    return made


def write(case, by, kind, outcome="done", on=TODAY, **details):
    return record_entry(
        person=case.person,
        kind=kind,
        outcome=outcome,
        happened_on=on,
        details=details,
        episode=case.episode,
        by=by,
        at=NOW,
    )


def seen(viewer):
    """The viewer with the relations that stand now, as a request would have it."""
    return with_relations(viewer, at=NOW + timedelta(seconds=1))


def answers(world, case, *, on=TODAY, **other):
    return {task.key: other.get(task.rule, ("keep", "")) for task in tasks_of(world.lin, case.person, on=on)}


def offered(world, case, *, sort=Sort.MOVE, by=None, **more):
    asked = {"to_unit": world.other_station, "effective_on": TODAY, "words": "搬去女儿家"} | more
    asked.setdefault("answers", {} if sort is Sort.SHARE else answers(world, case, on=asked["effective_on"]))
    return offer(person=case.person, sort=sort, by=by or world.lin, at=NOW, **asked)


def holders_of(person):
    with door.even_sealed("test"):
        return {table: set(_held(table, person)) for table in person_tables()}


def _held(table, person):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"select held_by from {table} where person_id = %s", [person])  # noqa: S608 - our own names
        return [row[0] for row in cursor.fetchall()]


def test_there_are_open_tasks_to_speak_of(world, case):
    rules = {task.rule for task in tasks_of(world.lin, case.person, on=TODAY)}

    assert "C-01" in rules
    assert rules


def test_an_offer_moves_nothing_and_lets_the_receiver_read(world, case):
    with pytest.raises(DomainError, match="person.unknown"):
        person_for(seen(world.mo), case.person, Permission.PERSON_READ)

    made = offered(world, case)

    assert Person.objects.get(id=case.person).held_by == world.station
    assert person_for(seen(world.mo), case.person, Permission.PERSON_READ).id == case.person
    (row,) = offered_to(seen(world.mo))
    assert (row.id, row.words, row.answer_by_on) == (made, "搬去女儿家", TODAY + timedelta(days=3))
    assert [mine.id for mine in offered_by(world.lin)] == [made]
    assert offered_to(world.lin) == ()


def test_accepted_the_whole_file_is_the_receivers_at_once(world, case):
    name(
        person=case.person,
        to=world.psychologist.id,
        relation=Relation.TEAM,
        until=None,
        by=world.head,
        at=NOW,
    )
    made = offered(world, case)

    accept(person=case.person, offer_id=made, worker=world.mo.id, words="欢迎", by=seen(world.mo), at=NOW)

    held = holders_of(case.person)
    assert {t for t, units in held.items() if units - {world.other_station}} == {"outreach_message"}
    episode = Episode.objects.get(id=case.episode)
    assert (episode.worker, episode.station_unit) == (world.mo.id, world.other_station)
    assert set(Duty.objects.filter(person_id=case.person).values_list("worker", flat=True)) == {world.mo.id}
    moved = Entry.objects.get(person_id=case.person, kind="transfer")
    assert moved.details == {"to_region": world.other_station // 1000, "effective_on": TODAY.isoformat()}
    for former in (world.lin, world.psychologist):
        with pytest.raises(DomainError, match="person.unknown"):
            person_for(seen(former), case.person, Permission.PERSON_READ)


def test_the_sender_hears_that_it_was_taken_and_the_person_where_to_go(world, case):
    made = offered(world, case)
    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)

    send_due(at=NOW)

    with door.open_for(seen(world.lin)):
        assert [row.kind for row in told(world.lin, since=TODAY)] == ["taken_over"]
    (said,) = [m for m in messages_of(case.seen_by(seen(world.mo))) if m.account is None]
    assert said.text.startswith("您好，从3月2日起由朝阳站和您联系，请在3月17日前去一次")


def test_time_runs_on_and_reporting_at_the_new_place_is_due_in_fifteen_days(world, case):
    before = Episode.objects.get(id=case.episode)
    made = offered(world, case)

    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)

    after = Episode.objects.get(id=case.episode)
    assert (after.term_from, after.term_to, after.phase) == (before.term_from, before.term_to, before.phase)
    due = {d.rule: d.due_on for d in Duty.objects.filter(person_id=case.person, state="open")}
    assert due["G-02"] == TODAY + timedelta(days=15)
    assert due["G-01.letter"] == TODAY + timedelta(days=3)
    assert "G-04" in due  # a new agreement


def test_days_to_report_never_begin_before_somebody_is_there_to_report_to(world, case):
    made = offered(world, case, effective_on=TODAY - timedelta(days=10))
    later = NOW + timedelta(days=2)

    accept(person=case.person, offer_id=made, by=seen(world.mo), at=later)

    entry = Entry.objects.get(person_id=case.person, kind="transfer")
    assert entry.details["effective_on"] == (TODAY + timedelta(days=2)).isoformat()


def test_what_both_agree_to_drop_is_excused_and_what_is_kept_stays(world, case):
    droppable = [task for task in tasks_of(world.lin, case.person, on=TODAY) if task.may_drop]
    assert droppable
    gone = droppable[0]
    said = answers(world, case) | {gone.key: ("drop", "not_known_there")}
    made = offered(world, case, answers=said)

    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)

    states = dict(Duty.objects.filter(person_id=case.person, rule=gone.rule).values_list("n", "state"))
    assert states[gone.n] == "excused"
    kept = [task for task in tasks_of(seen(world.mo), case.person, on=TODAY) if task.key in said]
    assert gone.key not in {task.key for task in kept}
    assert len(kept) == len(said) - 1


def test_declined_it_is_back_with_a_reason_and_can_be_offered_again(world, case):
    made = offered(world, case)

    decline(
        person=case.person,
        offer_id=made,
        reason="not_living_here",
        words="查无此人",
        by=seen(world.mo),
        at=NOW,
    )

    row = transfer_for(case.seen_by(world.lin), made)
    assert (row.state, row.reason, row.answer) == (State.DECLINED, "not_living_here", "查无此人")
    assert Person.objects.get(id=case.person).held_by == world.station
    assert not Entry.objects.filter(person_id=case.person, kind="transfer").exists()
    with pytest.raises(DomainError, match="person.unknown"):
        person_for(seen(world.mo), case.person, Permission.PERSON_READ)
    assert [back.id for back in returned_to(world.lin, since=NOW)] == [made]
    assert [m.kind for m in messages_of(case.seen_by(world.lin)) if m.account == world.lin.id] == [
        "sent_back"
    ]
    assert offered(world, case) != made


def test_a_refusal_without_a_reason_is_no_answer(world, case):
    made = offered(world, case)

    with pytest.raises(DomainError, match="transfer.refusal-without-reason"):
        decline(person=case.person, offer_id=made, reason="", by=seen(world.mo), at=NOW)

    assert transfer_for(case.seen_by(world.lin), made).state is State.OFFERED


def test_withdrawn_it_never_was_and_the_receiver_sees_nobody(world, case):
    made = offered(world, case)

    take_back(person=case.person, offer_id=made, by=world.lin, at=NOW)

    assert transfer_for(case.seen_by(world.lin), made).state is State.WITHDRAWN
    assert offered_to(seen(world.mo)) == ()
    with pytest.raises(DomainError, match="person.unknown"):
        accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)


def test_two_who_accept_at_once_move_it_once(world, case):
    made = offered(world, case)
    mo = seen(world.mo)
    accept(person=case.person, offer_id=made, by=mo, at=NOW)

    with pytest.raises(DomainError, match="transfer.answered-before"):
        accept(person=case.person, offer_id=made, by=mo, at=NOW)

    assert Entry.objects.filter(person_id=case.person, kind="transfer").count() == 1


def test_one_offer_at_a_time_and_the_same_form_twice_is_refused(world, case):
    sent = new_id()
    offered(world, case, offer_id=sent)

    for again in (sent, new_id()):
        with pytest.raises(DomainError, match="transfer.waits-already"):
            offered(world, case, offer_id=again)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("mo", "person.unknown"),
        ("social", "access.refused"),
        ("officer", "person.unknown"),
        ("gate", "person.unknown"),
        ("manager", "person.unknown"),
    ],
)
def test_only_care_staff_of_the_place_who_may_record_legal_facts_offer_a_file(world, case, who, code):
    with pytest.raises(DomainError, match=code):
        offered(world, case, by=getattr(world, who), answers={})


def test_the_sender_cannot_accept_for_the_receiver_nor_the_receiver_withdraw(world, case):
    made = offered(world, case)

    with pytest.raises(DomainError, match="transfer.not-your-turn"):
        accept(person=case.person, offer_id=made, by=world.lin, at=NOW)
    with pytest.raises(DomainError, match="transfer.not-your-turn"):
        take_back(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)
    with pytest.raises(DomainError, match="transfer.not-yours"):
        offered(world, case, by=seen(world.mo), answers={})


def test_a_file_goes_to_offices_that_can_hold_it(world, case):
    for unit, code in (
        (world.station, "transfer.same-unit"),
        (world.police, "transfer.unit-cannot-hold"),
        (1, "unit.unknown"),
    ):
        with pytest.raises(DomainError, match=code):
            offered(world, case, to_unit=unit)


def test_a_task_without_an_answer_stops_the_offer_and_nothing_is_written(world, case):
    with pytest.raises(DomainError, match="transfer.task-unanswered"):
        offered(world, case, answers={})

    assert offered_by(world.lin) == ()


def test_the_receivers_worker_is_one_of_its_own(world, case):
    made = offered(world, case)

    with pytest.raises(DomainError, match="assign.worker-elsewhere"):
        accept(person=case.person, offer_id=made, worker=world.lin.id, by=seen(world.mo), at=NOW)


def test_a_sealed_person_is_offered_to_nobody(world, case):
    made = offered(world, case)
    with door.even_sealed("test"):
        seal_rows([case.person])
        Person.objects.filter(id=case.person).update(sealed_on=TODAY)

    assert offered_to(seen(world.mo)) == ()
    with pytest.raises(DomainError, match="person.unknown"):
        accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)


# two offices


def test_care_that_is_shared_lets_the_other_office_in_and_leaves_the_file(world, case):
    made = offered(world, case, sort=Sort.SHARE)

    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)

    assert Person.objects.get(id=case.person).held_by == world.station
    assert person_for(seen(world.mo), case.person, Permission.CONTACT_RECORD).id == case.person
    assert person_for(world.lin, case.person, Permission.CONTACT_RECORD).id == case.person
    assert [row.id for row in shared_with(seen(world.mo))] == [made]
    assert Entry.objects.get(person_id=case.person, kind="dual_control").details == {
        "with_unit": world.other_station
    }


def test_where_somebody_lives_away_from_their_domicile_the_entry_says_who_leads(world):
    person = someone(
        world.station,
        contacts=(
            NewContact("domicile", "上海市某路", 310101000000),
            NewContact("address", "文艺路 1 号", world.station // 1000),
        ),
    )
    case = in_rehab(world.station, person=person, since=TODAY - timedelta(days=20), worker=world.lin.id)
    made = offered(world, case, sort=Sort.SHARE)

    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)

    entry = Entry.objects.get(person_id=case.person, kind="dual_control")
    assert entry.details["lead"] == "domicile"  # by the book of the place where the person lives


@pytest.mark.parametrize("side", ["lin", "mo"])
def test_either_side_ends_it_and_then_the_helper_sees_nobody(world, case, side):
    made = offered(world, case, sort=Sort.SHARE)
    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)

    take_back(person=case.person, offer_id=made, by=seen(getattr(world, side)), at=NOW)

    assert transfer_for(case.seen_by(world.lin), made).state is State.ENDED
    with pytest.raises(DomainError, match="person.unknown"):
        person_for(seen(world.mo), case.person, Permission.PERSON_READ)


def test_by_the_books_the_place_where_somebody_lives_says_who_leads(world):
    shanghai, shandong, hunan = 310000000000, 370000000000, 430000000000

    assert led_by(domicile=hunan, residence=hunan).lead == "domicile"
    assert led_by(domicile=hunan, residence=shanghai).lead == "residence"
    assert led_by(domicile=shandong, residence=shanghai) == led_by(domicile=shanghai, residence=shandong)
    assert not led_by(domicile=shandong, residence=hunan).agreed


def test_nothing_about_the_person_says_state_sent_twice(world, case):
    made = offered(world, case)
    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)
    send_due(at=NOW)
    send_due(at=NOW + timedelta(hours=1))

    sent = [m for m in messages_of(case.seen_by(seen(world.mo))) if m.state is Sent.SENT]
    assert len(sent) == len({m.key for m in sent})
