"""Messages leave once, by the channel that reaches the person, never at night, never once answered."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from guitu.casework.outreach import commands as outreach
from guitu.casework.outreach.queries import messages_of
from guitu.casework.people.commands import NewContact
from guitu.domain.outreach import Channel
from guitu.foundation import channels
from guitu.foundation.authorization import door
from guitu.foundation.channels import LaterError, RefusedError
from guitu.foundation.clock import midnight
from guitu.workflows.nightly import run_night
from guitu.workflows.record import record_entry
from guitu.workflows.remind import queue_reminders
from guitu.workflows.send_messages import send_due
from tests.world import TODAY, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

PHONE, MAIL = "12000000001", "somebody@example.org"
BY_PHONE = (NewContact("phone", PHONE),)
NIGHT = midnight(TODAY) + timedelta(hours=3)
MORNING = midnight(TODAY) + timedelta(hours=9)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.GUITU_HOME = tmp_path


@pytest.fixture
def outside(monkeypatch, settings):
    """Both gateways connected; what they get is kept, and they fail as told."""
    got, fails = [], []

    def deliver(channel, parcel):
        if fails:
            raise fails.pop(0)
        got.append((channel, parcel))

    settings.GUITU_DEMO = False
    settings.GUITU_CHANNEL_SMS = settings.GUITU_CHANNEL_MAIL = object()
    monkeypatch.setattr(channels, "deliver", deliver)
    return got, fails


def case_of(world, *, contacts=BY_PHONE, since=TODAY, phase="decided_not_reported"):
    return in_rehab(
        world.station,
        person=someone(world.station, contacts=contacts),
        since=since,
        phase=phase,
        worker=world.lin.id,
    )


def say(case, **more):
    asked = {"template": "call_back", "facts": {"phone": "0731-5550101"}, "due_on": TODAY} | more
    return outreach.queue(
        person=case.person, held_by=case.held_by, to=asked.pop("to", "person"), by=None, at=NIGHT, **asked
    )


def told(case, viewer):
    return [(m.state, m.reason, m.channel) for m in messages_of(case.seen_by(viewer)) if m.account is None]


def record(case, by, kind, outcome="done", on=TODAY, note_text="", **details):
    return record_entry(
        person=case.person, kind=kind, outcome=outcome, happened_on=on, details=details, note_text=note_text,
        episode=case.episode if kind != "fact_recorded" else None, by=by,
        at=midnight(on) + timedelta(hours=10),
    )  # fmt: skip


def wish(case, by, code):
    record(case, by, "fact_recorded", group="background", field="contact_channel", code=code)


def test_in_a_house_of_made_up_people_a_message_becomes_a_file(world, settings, tmp_path):
    settings.GUITU_DEMO = True
    case = case_of(world)
    say(case)

    assert send_due(at=MORNING)["sent"] == 1

    (file,) = Path(tmp_path, "outbox").glob("*.txt")
    assert PHONE in file.read_text(encoding="utf-8")
    assert told(case, world.lin) == [("sent", "", "file")]
    assert messages_of(case.seen_by(world.lin))[0].address == PHONE


def test_it_is_sent_once_however_often_the_worker_comes_by(world, outside):
    case = case_of(world)
    say(case)
    say(case)

    for minutes in range(0, 60, 10):
        send_due(at=MORNING + timedelta(minutes=minutes))

    assert len(outside[0]) == 1


def test_nothing_leaves_at_night_or_before_its_day(world, outside):
    case = case_of(world)
    say(case)
    say(case, due_on=TODAY + timedelta(days=1), key="tomorrow")

    assert send_due(at=NIGHT) == {"sent": 0, "failed": 0, "dropped": 0, "waits": 1}
    assert send_due(at=MORNING)["sent"] == 1
    assert send_due(at=MORNING + timedelta(hours=14))["sent"] == 0  # tomorrow has not begun
    assert send_due(at=MORNING + timedelta(days=1))["sent"] == 1


@pytest.mark.parametrize(
    ("contacts", "wished", "expected"),
    [
        ((NewContact("phone", PHONE),), "", (Channel.SMS, PHONE)),
        ((NewContact("phone", PHONE), NewContact("mail", MAIL)), "", (Channel.SMS, PHONE)),
        ((NewContact("phone", PHONE), NewContact("mail", MAIL)), "mail", (Channel.MAIL, MAIL)),
        ((NewContact("phone", PHONE),), "mail", (Channel.SMS, PHONE)),
        ((NewContact("mail", MAIL),), "sms", (Channel.MAIL, MAIL)),
    ],
)
def test_it_goes_by_the_channel_the_person_wishes_for_where_that_reaches_them(
    world, outside, contacts, wished, expected
):
    case = case_of(world, contacts=contacts)
    if wished:
        wish(case, world.lin, wished)
    say(case)

    send_due(at=MORNING)

    assert [(channel, parcel.address) for channel, parcel in outside[0]] == [expected]


def test_whoever_wants_no_messages_gets_none(world, outside):
    case = case_of(world)
    wish(case, world.lin, "no_messages")
    say(case)

    send_due(at=MORNING)

    assert outside[0] == []
    assert told(case, world.lin) == [("dropped", "not_wished", "")]


def test_a_relatives_number_is_never_written_to_and_a_colleague_is_told(world, outside):
    case = case_of(world, contacts=(NewContact("phone", PHONE, of="relative", relation="spouse"),))
    say(case)

    assert send_due(at=MORNING)["failed"] == 1
    send_due(at=MORNING + timedelta(minutes=10))

    assert outside[0] == []
    assert told(case, world.lin) == [("failed", "no_address", "")]
    (said,) = [m for m in messages_of(case.seen_by(world.lin)) if m.account is not None]
    assert (said.account, said.kind, said.state) == (world.lin.id, "not_reached", "sent")


def test_a_gateway_that_is_away_is_tried_again_and_then_a_human_is_told(world, outside):
    case = case_of(world)
    say(case)
    outside[1].extend([LaterError()] * 4)

    ends = [send_due(at=MORNING + timedelta(hours=hours))["waits"] for hours in (0, 1)]
    # a third time after four hours, a fourth after twelve: the next morning, within the hours
    day = MORNING + timedelta(hours=5)
    ends.append(send_due(at=day)["waits"])
    last = send_due(at=MORNING + timedelta(days=1))

    assert ends == [1, 1, 1]
    assert last["failed"] == 1
    assert told(case, world.lin) == [("failed", "unreachable", "sms")]


def test_one_the_gateway_refuses_is_not_tried_again(world, outside):
    case = case_of(world)
    say(case)
    outside[1].append(RefusedError())

    assert send_due(at=MORNING)["failed"] == 1
    assert send_due(at=MORNING + timedelta(days=1))["sent"] in {0, 1}  # only the colleague hears of it
    assert outside[0] == []


def test_a_message_whose_day_is_long_gone_is_not_sent(world, outside):
    case = case_of(world)
    say(case)

    send_due(at=MORNING + timedelta(days=8))

    assert told(case, world.lin) == [("dropped", "too_old", "")]


def test_one_that_stands_on_a_consent_nobody_gave_is_dropped(world, outside):
    case = case_of(world)
    say(case, basis="job_referral")

    send_due(at=MORNING)

    assert told(case, world.lin) == [("dropped", "withdrawn", "")]


def received(world, days_ago, **more):
    case = case_of(world, since=TODAY - timedelta(days=days_ago), **more)
    record(case, world.lin, "decision_received", on=TODAY - timedelta(days=days_ago))
    return case


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [(2, []), (3, ["come_by"]), (7, ["come_by"]), (12, ["come_by", "please_call"]), (17, ["please_review"])],
)
def test_the_night_says_what_is_due_that_day_and_only_once(world, days_ago, said):
    case = received(world, days_ago)

    for _ in range(2):
        queue_reminders(on=TODAY, at=NIGHT)

    found = sorted(m.kind for m in messages_of(case.seen_by(world.lin)))
    assert found == said


def test_the_text_names_the_last_day_and_nothing_else_about_it(world):
    case = received(world, 7)

    queue_reminders(on=TODAY, at=NIGHT)

    (said,) = messages_of(case.seen_by(world.lin))
    assert said.text == (
        "您好，请在3月10日前带身份证到林荫站办一次手续。有困难请打电话，我们一起想办法：您平时联系我们的号码。"
    )


def test_where_nobody_works_with_the_person_whoever_leads_the_unit_is_told(world):
    case = in_rehab(world.station, since=TODAY - timedelta(days=17))
    record(case, world.lin, "decision_received", on=TODAY - timedelta(days=17))

    queue_reminders(on=TODAY, at=NIGHT)

    (said,) = messages_of(case.seen_by(world.head))
    assert (said.kind, said.account) == ("please_review", world.head.id)


@pytest.mark.parametrize(
    ("kind", "outcome", "details"),
    [
        ("report_in", "done", {}),
        ("late_report", "accepted", {"because": "in_hospital"}),
        ("suspended", "done", {"document_number": "演公中止字〔2026〕2号", "decided_on": "2026-03-02"}),
    ],
)
def test_what_is_queued_at_night_and_answered_before_nine_is_not_sent(world, outside, kind, outcome, details):
    case = received(world, 7)
    queue_reminders(on=TODAY, at=NIGHT)
    record(case, world.lin, kind, outcome, **details)

    send_due(at=MORNING + timedelta(hours=2))

    assert outside[0] == []
    assert told(case, world.lin) == [("dropped", "answered", "")]


def test_an_accepted_reason_stands_whatever_the_night_does(world):
    case = received(world, 16)
    record(case, world.lin, "late_report", "accepted", because="in_hospital", note_text="住院中")

    for day in range(5):
        run_night(on=TODAY + timedelta(days=day))

    with door.as_system("test"):
        assert messages_of(case.seen_by(world.lin)) == ()


def test_the_whole_night_queues_and_the_morning_sends(world, settings, tmp_path, monkeypatch):
    settings.GUITU_DEMO = True
    case = received(world, 3)
    monkeypatch.setattr("guitu.workflows.nightly.clock.now", lambda: NIGHT)

    run_night(on=TODAY)
    assert told(case, world.lin) == [("queued", "", "")]
    send_due(at=MORNING)

    assert told(case, world.lin) == [("sent", "", "file")]
    assert date.fromisoformat("2026-03-02") == TODAY
