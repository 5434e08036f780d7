"""The outbox: queued once, sealed, moved and closed with its person, seen by whoever cares for them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from guitu.casework.outreach import commands as outreach
from guitu.casework.outreach.models import Message
from guitu.casework.outreach.queries import message_for, messages_of, outbox, told
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import Channel, Reason, State
from guitu.foundation.authorization import door
from guitu.workflows.assign import move_file
from guitu.workflows.consent import act_on_consents
from guitu.workflows.erase import erase
from tests.world import NOW, TODAY, in_aftercare, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

FACTS = {"due": TODAY + timedelta(days=9), "place": "文艺路街道服务站", "phone": "0731-5550101"}


def queued(case, by, **more):
    asked = {"to": "person", "template": "come_by", "facts": FACTS, "due_on": TODAY} | more
    return outreach.queue(person=case.person, held_by=case.held_by, by=by, at=NOW, **asked)


def test_asking_twice_queues_once_and_another_key_another(world):
    case = in_rehab(world.station)

    first, again = queued(case, world.lin), queued(case, world.lin, facts={**FACTS, "phone": "0731-5550199"})
    other = queued(case, None, key="report-in:7")

    assert first == again != other
    said = message_for(case.seen_by(world.lin), first)
    assert said.text.startswith("您好，请在3月11日前带身份证到文艺路街道服务站办一次手续。")
    assert said.text.endswith("：0731-5550101。")
    assert (said.state, said.made_by) == (State.QUEUED, world.lin.id)
    assert len(messages_of(case.seen_by(world.lin))) == 2


def test_what_it_says_is_sealed_in_the_table(world):
    case = in_rehab(world.station)
    queued(case, world.lin)

    stored = bytes(Message.objects.get(person_id=case.person).note)

    assert b"0731" not in stored
    assert "文艺路".encode() not in stored


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"template": "nothing"}, "outreach.unknown-template"),
        ({"facts": {**FACTS, "place": "文艺路街道社戒社康办"}}, "outreach.not-neutral"),
        ({"to": uuid4()}, "outreach.wrong-receiver"),
        ({"basis": "curiosity"}, "outreach.unknown-basis"),
    ],
)
def test_what_may_not_go_out_is_not_queued(world, asked, code):
    case = in_rehab(world.station)

    with pytest.raises(DomainError, match=code):
        queued(case, world.lin, **asked)

    assert not Message.objects.exists()


def test_the_outbox_shows_ones_own_places_and_nobody_elses(world):
    case = in_rehab(world.station)
    queued(case, world.lin)
    states = [State.QUEUED]

    assert [row.person_id for row in outbox(world.lin, states=states)] == [case.person]
    assert outbox(world.mo, states=states) == ()
    assert outbox(world.officer, states=states) == ()  # the police are no senders of care's messages
    assert outbox(world.admin, states=states) == ()


def test_the_outbox_goes_on_where_a_page_ended(world):
    cases = [in_rehab(world.station) for _ in range(3)]
    for case in cases:
        queued(case, world.lin)
    first = outbox(world.lin, states=[State.QUEUED], limit=2)

    rest = outbox(world.lin, states=[State.QUEUED], limit=2, after=(first[-1].due_on, first[-1].id))

    assert {row.person_id for row in (*first, *rest)} == {case.person for case in cases}
    assert len(first) + len(rest) == 3


def test_a_colleague_reads_what_was_said_to_them_alone(world):
    case = in_rehab(world.station)
    made = queued(case, None, to=world.lin.id, template="please_call")
    row = message_for(case.seen_by(world.lin), made)
    outreach.sent(row, channel=Channel.HOUSE, address="", at=NOW)

    assert [said.id for said in told(world.lin, since=TODAY)] == [made]
    assert told(world.head, since=TODAY) == ()
    assert outbox(world.lin, states=list(State)) == ()  # that list is of messages to people


def test_one_that_is_being_sent_is_not_taken_up_twice(world):
    case = in_rehab(world.station)
    made = queued(case, world.lin)

    with door.as_system("test"):
        first = outreach.take_up(case.person, made, at=NOW)
        second = outreach.take_up(case.person, made, at=NOW)
        later = outreach.take_up(case.person, made, at=NOW + timedelta(minutes=11))

    assert first is not None
    assert second is None
    assert later is not None  # whoever had it is gone
    assert later.tries == 2


def test_one_that_failed_can_be_sent_anew_and_one_that_waits_cannot(world):
    case = in_rehab(world.station)
    row = message_for(case.seen_by(world.lin), queued(case, world.lin))
    with pytest.raises(DomainError, match="outreach.not-failed"):
        outreach.send_anew(row, at=NOW)
    outreach.failed(row, Reason.NO_ADDRESS, at=NOW)

    outreach.send_anew(row, at=NOW)

    assert message_for(case.seen_by(world.lin), row.id).state is State.QUEUED


def test_it_moves_with_the_file(world):
    case = in_rehab(world.station)
    queued(case, world.lin)

    with door.whole_files([case.person]):
        move_file(case.seen_by(world.lin), to=world.other_station)

    assert Message.objects.get(person_id=case.person).held_by == world.other_station


def test_what_stands_on_a_consent_ends_with_it_and_the_rest_stays(world):
    case = in_aftercare(world.station)
    care = queued(case, world.lin, basis="job_referral")
    other = queued(case, world.lin, key="other")

    act_on_consents(case.seen_by(world.lin), by=world.lin, at=NOW)  # nobody ever agreed to a referral

    found = {row.id: (row.state, row.reason) for row in messages_of(case.seen_by(world.lin))}
    assert found == {care: ("dropped", "withdrawn"), other: ("queued", "")}


def test_nothing_waits_for_somebody_erased_and_nothing_can_be_read(world):
    case = in_rehab(world.station)
    queued(case, world.lin)

    erase(case.person, by=world.guardian.id, at=NOW)

    with door.even_sealed("test"):
        left = Message.objects.get(person_id=case.person)
    assert (left.state, left.reason, bytes(left.note), left.held_by < 0) == ("dropped", "erased", b"", True)
