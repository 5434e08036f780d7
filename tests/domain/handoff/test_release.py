"""The days around one release: what is due when, by whom, and what a stay cannot look like."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.handoff import machine, release
from guitu.domain.handoff.machine import RECEIVERS, Handoff, Side
from guitu.domain.handoff.release import Known, Numbers, Step
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.errors import DomainError

RELEASED = date(2026, 5, 20)  # a Wednesday
CALENDAR = WorkCalendar.weekend_only()
NUMBERS = Numbers(
    notice=date(2026, 5, 17),
    packet=date(2026, 5, 25),
    assessment_from=90,
    assessment_until=30,
    answer_working_days=3,
    contact_days=(3, 7, 21),
    calendar_after=7,
)


def entry(kind: str, day: date, outcome: str = "done", **details: object) -> Entry:
    return Entry(f"{kind}{day}", kind, day, outcome, details)


def due(known: Known, handoff: Handoff = Handoff()) -> dict[Step, release.Due]:  # noqa: B008 - a frozen value
    return {d.step: d for d in release.steps(known, handoff, NUMBERS, CALENDAR)}


def test_the_steps_of_a_release_nobody_has_begun():
    found = due(Known(RELEASED))

    assert {step: d.due_on for step, d in found.items()} == {
        Step.ASSESSMENT: date(2026, 4, 20),
        Step.NOTICE: date(2026, 5, 17),
        Step.PICK_UP: date(2026, 5, 17),
        Step.MET: RELEASED,
        Step.CONTACT: date(2026, 5, 23),
        Step.PACKET: date(2026, 5, 25),
    }
    assert {d.sides for d in found.values()} == {frozenset({Side.CENTRE})}


def test_an_assessment_of_two_sides_is_not_done_and_of_three_is():
    two = [entry("pre_release_assessment", date(2026, 3, 1), covers=["body", "mind"])]
    three = [*two, entry("pre_release_assessment", date(2026, 3, 9), covers=["social_adaptation"])]

    assert due(release.known_from(two, RELEASED))[Step.ASSESSMENT].done_on is None
    assert due(release.known_from(three, RELEASED))[Step.ASSESSMENT].done_on == date(2026, 3, 1)


def test_the_dependants_of_a_sole_carer_are_due_at_once():
    told = entry("pre_release_assessment", date(2026, 3, 1), covers=["body"], sole_carer="yes")
    placed = entry("dependants_placed", date(2026, 3, 2), dependants=["minor"])

    waiting = due(release.known_from([told], RELEASED))[Step.DEPENDANTS]
    assert waiting.due_on == date(2026, 3, 1)
    assert waiting.is_late(date(2026, 3, 2))
    assert due(release.known_from([told, placed], RELEASED))[Step.DEPENDANTS].done_on == date(2026, 3, 2)
    assert Step.DEPENDANTS not in due(release.known_from([], RELEASED))


def test_after_an_offer_the_receivers_owe_an_answer_within_three_working_days():
    offered = machine.offer(Handoff(), to=RECEIVERS)
    known = Known(RELEASED, offered_on=date(2026, 5, 15))  # a Friday

    answer = due(known, offered)[Step.ANSWER]
    assert (answer.due_on, answer.sides) == (date(2026, 5, 20), RECEIVERS)
    one = machine.accept(offered, Side.TOWNSHIP)
    assert due(known, one)[Step.ANSWER].sides == {Side.STATION}


def test_while_an_offer_waits_it_is_the_receivers_turn_whatever_the_centre_still_owes():
    offered = machine.offer(Handoff(), to=RECEIVERS)
    found = release.steps(Known(RELEASED, offered_on=date(2026, 5, 15)), offered, NUMBERS, CALENDAR)

    step = release.next_step(found, offered)
    assert step is not None
    assert (step.step, step.sides) == (Step.ANSWER, RECEIVERS)
    assert min(found, key=lambda d: d.due_on).step is Step.ASSESSMENT


def test_first_contact_is_owed_by_whoever_holds_the_person():
    offered = machine.offer(Handoff(), to=RECEIVERS)
    accepted = machine.accept(machine.accept(offered, Side.TOWNSHIP), Side.STATION)

    assert due(Known(RELEASED), offered)[Step.CONTACT].sides == {Side.CENTRE}
    assert due(Known(RELEASED), accepted)[Step.CONTACT].sides == {Side.STATION}


@pytest.mark.parametrize(("days", "within"), [(0, 3), (3, 3), (4, 7), (7, 7), (21, 21), (22, None)])
def test_first_contact_is_measured_at_three_seven_and_twenty_one_days(days, within):
    talk = entry("talk", RELEASED + timedelta(days=days))

    assert release.reached_within(release.known_from([talk], RELEASED), NUMBERS) == within


def test_an_attempt_or_a_talk_before_the_gate_is_no_first_contact():
    tried = entry("phone_call", RELEASED + timedelta(days=1), "attempted")
    before = entry("talk", RELEASED - timedelta(days=1))

    assert release.known_from([tried, before], RELEASED).contact_on is None


def test_what_belongs_to_an_earlier_release_does_not_count_for_this_one():
    long_ago = [entry("release_notice", date(2023, 5, 17)), entry("pick_up", date(2023, 5, 20))]

    known = release.known_from(long_ago, RELEASED)
    assert (known.noticed_on, known.met_on) == (None, None)


def test_somebody_who_stays_waits_for_one_thing_only():
    stayed = machine.stay(Handoff(), reason="term_extended")

    assert list(due(Known(RELEASED), stayed)) == [Step.NEW_DAY]


_days = st.one_of(st.none(), st.dates(RELEASED - timedelta(days=120), RELEASED + timedelta(days=30)))


@given(noticed=_days, booked=_days, met=_days, contact=_days, offered=_days, carer=st.booleans())
def test_while_anything_is_left_there_is_a_next_step_with_somebody_who_owes_it(
    noticed, booked, met, contact, offered, carer
):
    known = Known(
        RELEASED, noticed_on=noticed, booked_on=booked, met_on=met, contact_on=contact,
        offered_on=offered, sole_carer=carer,
    )  # fmt: skip
    for handoff in (Handoff(), machine.offer(Handoff(), to=RECEIVERS)):
        found = release.steps(known, handoff, NUMBERS, CALENDAR)
        step = release.next_step(found, handoff)

        assert step is not None  # the packet is not handed over, or not accepted
        assert step.sides
        assert all(d.sides for d in found)
        assert step.sides <= machine.turns(handoff)


def test_the_receivers_do_not_wait_for_what_the_centre_forgot():
    accepted = machine.accept(machine.offer(Handoff(), to=frozenset({Side.STATION})), Side.STATION)
    known = Known(RELEASED, offered_on=date(2026, 5, 1), answered_on=date(2026, 5, 4))
    found = release.steps(known, accepted, NUMBERS, CALENDAR)

    assert {d.step for d in found if d.done_on is None} == {Step.NOTICE, Step.PICK_UP, Step.MET, Step.CONTACT}
    step = release.next_step(found, accepted)
    assert step is not None
    assert (step.step, step.sides) == (Step.CONTACT, {Side.STATION})


def test_once_the_person_is_through_the_gate_nobody_owes_a_notice_of_it():
    met = entry("pick_up", RELEASED)
    known = release.known_from([met], RELEASED)

    assert set(due(known)) == {Step.MET, Step.PACKET, Step.CONTACT, Step.PICK_UP}
    reached = release.known_from([entry("talk", RELEASED)], RELEASED)
    assert set(due(reached)) == {Step.PACKET, Step.CONTACT}


def test_after_first_contact_an_accepted_handoff_asks_for_nothing_more():
    accepted = machine.accept(machine.offer(Handoff(), to=frozenset({Side.STATION})), Side.STATION)
    known = Known(RELEASED, offered_on=RELEASED, answered_on=RELEASED, contact_on=RELEASED)

    assert release.next_step(release.steps(known, accepted, NUMBERS, CALENDAR), accepted) is None


GOOD = {
    "birth_on": date(1990, 5, 1),
    "decided_on": date(2024, 5, 21),
    "released_on": RELEASED,
    "today": date(2026, 3, 2),
    "most_years": 3,
    "after": 7,
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decided_on": date(1990, 5, 1)}, "handoff.order-before-birth"),
        ({"decided_on": date(1980, 1, 1)}, "handoff.order-before-birth"),
        ({"decided_on": date(2026, 3, 3)}, "handoff.order-ahead"),
        ({"released_on": date(2024, 5, 21)}, "handoff.release-before-order"),
        ({"released_on": date(2020, 1, 1)}, "handoff.release-before-order"),
        ({"released_on": date(2027, 6, 1)}, "handoff.stay-too-long"),
        ({"released_on": date(9999, 1, 1)}, "handoff.stay-too-long"),
        ({"released_on": date(2026, 2, 22)}, "handoff.released-long-ago"),
    ],
)
def test_an_impossible_stay_is_refused_by_name(change, code):
    release.check_days(**GOOD)

    with pytest.raises(DomainError) as refused:
        release.check_days(**{**GOOD, **change})
    assert refused.value.code == code


def test_without_a_birth_date_the_other_days_are_checked_all_the_same():
    with pytest.raises(DomainError, match=r"handoff.order-ahead"):
        release.check_days(**{**GOOD, "birth_on": None, "decided_on": date(2026, 4, 1)})
