"""From an unconfirmed result to the end of its way: told, challenged, tested again, cleared or confirmed."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.casework.testing.models import Custody
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.chain import CONFIRM, Step
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.workflows.challenge import take_step
from guitu.workflows.confirmation import chains_of
from guitu.workflows.derive import derive
from guitu.workflows.record import record_entry, take_back
from tests.workflows.ordered import under_order
from tests.workflows.test_collect import take
from tests.world import NOW, TODAY, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

PAPER = {"document_number": "演公检字〔2026〕8号"}


def on(day: date) -> datetime:
    return midnight(day) + timedelta(hours=10)


@pytest.fixture
def case(world):
    return under_order(world.station, world.lin, since=date(2026, 1, 5), today=TODAY)


@pytest.fixture
def test(world, case):
    return take(case, world, outcome="non_negative_unconfirmed").entry  # told on the spot, 2 March, a Monday


def act(case, by, test, what, day, **more):
    return take_step(person=case.person, test=test, act=what, happened_on=day, by=by, at=on(day), **more)


def delivered(case, world, test):
    act(case, world.social, test, "test_challenged", date(2026, 3, 4), note_text="说吃了感冒药")
    act(case, world.lin, test, "challenge_decided", date(2026, 3, 6), outcome="granted")
    return act(case, world.lin, test, "sample_delivered", date(2026, 3, 9), document_number="演送字1号")


def counting(case):
    """The tests that count, as the outlook reads them."""
    from guitu.casework.episodes.queries import files_of
    from guitu.casework.journal.queries import entries_for

    rows = [row for of_one in files_of([case.person]).values() for row in of_one]
    derived = derive(rows, entries_for([case.person]), on=date(2026, 6, 1))
    return derived.seen


def test_cleared_by_the_laboratory_the_test_itself_is_negative_on_its_day(world, case, test):
    delivered(case, world, test)

    chain = act(
        case,
        world.lin,
        test,
        "lab_result",
        date(2026, 3, 16),
        outcome="not_detected",
        document_number="检7号",
    )

    assert chain.step is Step.CLEARED
    anew = Entry.objects.get(supersedes=test)
    assert (anew.kind, anew.outcome, anew.happened_on, anew.reason) == (
        *("drug_test", "negative", TODAY),
        "more_known",
    )
    assert anew.details == {"mode": "scheduled", "sample": "urine", "level": "laboratory"}
    assert "relapse" not in {span.state for span in counting(case).clean_time}
    assert list(Custody.objects.order_by("on").values_list("step", flat=True)) == [
        *("sealed", "sent_to_laboratory"),
    ]


def test_the_police_and_the_laboratory_are_reminded_by_duties(world, case, test):
    act(case, world.lin, test, "test_challenged", date(2026, 3, 4))
    decide = Duty.objects.get(person_id=case.person, rule="D-11.decide_clock")
    assert (decide.due_on, decide.owed_by, decide.state) == (date(2026, 3, 9), "police_organ", "open")

    act(case, world.officer, test, "challenge_decided", date(2026, 3, 6), outcome="granted")
    deliver = Duty.objects.get(person_id=case.person, rule="D-11.deliver_clock")
    assert (deliver.due_on, deliver.state) == (date(2026, 3, 9), "open")
    act(case, world.lin, test, "sample_delivered", date(2026, 3, 9))

    states = Duty.objects.filter(person_id=case.person, rule__startswith="D-11").values_list(
        "state", flat=True
    )
    assert set(states) == {"done"}


def test_what_the_laboratory_found_confirms_nothing_before_the_police_decided(world, case, test):
    delivered(case, world, test)
    act(case, world.lin, test, "lab_result", date(2026, 3, 16), outcome="detected", document_number="检7号")
    act(case, world.lin, test, "result_told", date(2026, 3, 16))

    with pytest.raises(DomainError, match=r"test\.challenge-open"), transaction.atomic():
        act(case, world.lin, test, CONFIRM, date(2026, 3, 17), decided_on=date(2026, 3, 17), **PAPER)
    assert not Entry.objects.filter(outcome="confirmed_positive").exists()
    assert "relapse" not in {span.state for span in counting(case).clean_time}

    chain = act(case, world.lin, test, CONFIRM, date(2026, 3, 20), decided_on=date(2026, 3, 20), **PAPER)

    assert chain.step is Step.CONFIRMED
    anew = Entry.objects.get(supersedes=test)
    assert (anew.outcome, anew.details["level"], anew.details["document_number"]) == (
        *("confirmed_positive", "laboratory"),
        PAPER["document_number"],
    )
    assert "relapse" in {span.state for span in counting(case).clean_time}


def test_unchallenged_it_stays_unconfirmed_until_the_police_decide_with_a_number(world, case, test):
    late = date(2026, 3, 10)
    (chain,) = chains_of(case.seen_by(world.lin), on=late)
    assert chain.step is Step.STANDS
    assert Entry.objects.get(id=test).outcome == "non_negative_unconfirmed"

    with pytest.raises(DomainError, match=r"test\.confirmed-without-decision"), transaction.atomic():
        act(case, world.lin, test, CONFIRM, late)
    assert act(case, world.lin, test, CONFIRM, late, decided_on=late, **PAPER).step is Step.CONFIRMED


def test_the_generic_form_confirms_nothing_while_the_person_may_challenge(world, case, test):
    details = {"level": "laboratory", **PAPER, "decided_on": "2026-03-02"}
    said = {
        "person": case.person, "kind": "drug_test", "outcome": "confirmed_positive", "happened_on": TODAY,
        "details": details, "episode": case.episode, "supersedes": test, "reason": "more_known",
        "by": world.lin,
    }  # fmt: skip

    with pytest.raises(DomainError, match=r"test\.challenge-open"), transaction.atomic():
        record_entry(**said, at=NOW)
    assert record_entry(**said, at=on(date(2026, 3, 10))).was_new


def test_a_retest_is_made_elsewhere_and_after_it_the_police_decide(world, case, test):
    delivered(case, world, test)
    report = {"outcome": "detected", "document_number": "检7号"}
    act(case, world.lin, test, "lab_result", date(2026, 3, 16), **report)
    act(case, world.lin, test, "result_told", date(2026, 3, 16))
    act(case, world.lin, test, "test_challenged", date(2026, 3, 18))
    act(case, world.lin, test, "challenge_decided", date(2026, 3, 19), outcome="granted")
    act(case, world.lin, test, "sample_delivered", date(2026, 3, 20))
    with pytest.raises(DomainError, match=r"test\.retest-elsewhere"), transaction.atomic():
        act(case, world.lin, test, "lab_result", date(2026, 3, 25), **report)

    chain = act(
        case, world.lin, test, "lab_result", date(2026, 3, 25), outcome="not_detected",
        document_number="检8号", elsewhere=True,
    )  # fmt: skip

    assert chain.step is Step.CLEARED
    assert Entry.objects.get(supersedes=test).details["level"] == "retest"


@pytest.mark.parametrize(
    ("what", "more", "code"),
    [
        ("lab_result", {"outcome": "detected", "document_number": "1号"}, "test.not-its-turn"),
        ("sample_delivered", {}, "test.not-its-turn"),
        ("challenge_decided", {"outcome": "granted"}, "test.not-its-turn"),
        (CONFIRM, {"decided_on": TODAY, **PAPER}, "test.challenge-open"),
        ("dance", {}, "test.unknown-act"),
        ("test_challenged", {"outcome": "granted"}, "test.unknown-act"),
    ],
)
def test_what_is_not_its_turn_writes_nothing(world, case, test, what, more, code):
    before = Entry.objects.count()

    with pytest.raises(DomainError) as refused, transaction.atomic():
        act(case, world.lin, test, what, TODAY, **more)

    assert refused.value.code == code
    assert Entry.objects.count() == before


def test_a_step_cannot_lie_before_the_one_it_follows(world, case, test):
    with pytest.raises(DomainError, match=r"test\.before-step"):
        take_step(
            person=case.person, test=test, act="test_challenged", happened_on=TODAY - timedelta(days=1),
            by=world.lin, at=NOW,
        )  # fmt: skip


def test_a_challenge_is_a_right_whoever_looks_after_somebody_may_write_it_down(world, case, test):
    chain = act(case, world.social, test, "test_challenged", date(2026, 3, 4))
    assert chain.step is Step.CHALLENGED

    with pytest.raises(DomainError, match=r"person\.unknown"):
        act(case, world.social, test, "challenge_decided", date(2026, 3, 5), outcome="granted")


@pytest.mark.parametrize("who", ["mo", "gate", "manager", "admin", "psychologist"])
def test_a_stranger_learns_nothing_and_writes_nothing(world, case, test, who):
    with pytest.raises(DomainError, match=r"person\.unknown"):
        act(case, getattr(world, who), test, "test_challenged", date(2026, 3, 4))


def test_somebody_elses_test_reads_like_one_that_is_not_there(world, case, test):
    other = in_aftercare(world.station, worker=world.lin.id)

    for wrong in (test, new_id()):
        with pytest.raises(DomainError, match=r"test\.unknown"):
            act(other, world.lin, wrong, "test_challenged", date(2026, 3, 4))


def test_sending_a_step_twice_takes_it_once(world, case, test):
    sent = new_id()
    for _ in range(2):
        chain = act(case, world.lin, test, "test_challenged", date(2026, 3, 4), id=sent)

    assert chain.step is Step.CHALLENGED
    assert Entry.objects.filter(kind="test_challenged").count() == 1


def test_a_step_taken_back_is_to_be_taken_again(world, case, test):
    sent = new_id()
    act(case, world.lin, test, "test_challenged", date(2026, 3, 4), id=sent)

    take_back(person=case.person, entry=sent, by=world.lin, at=on(date(2026, 3, 4)))

    (chain,) = chains_of(case.seen_by(world.lin), on=date(2026, 3, 4))
    assert chain.step is Step.MAY_CHALLENGE


@pytest.mark.parametrize(
    ("kind", "outcome", "more"),
    [
        ("sample_sealed", "done", {"sample": "urine"}),
        ("result_told", "done", {"level": "field"}),
        ("test_challenged", "done", {"level": "field"}),
        ("challenge_decided", "granted", {}),
        ("sample_delivered", "done", {}),
        ("lab_result", "not_detected", {"level": "laboratory", "document_number": "检7号"}),
        ("sample_disposed", "done", {}),
    ],
)
def test_no_form_and_no_program_writes_a_step_past_its_turn(world, case, test, kind, outcome, more):
    with pytest.raises(DomainError, match=r"journal\.own-page"):
        record_entry(
            person=case.person, kind=kind, outcome=outcome, happened_on=TODAY,
            details={"test": str(test), **more}, episode=case.episode, by=world.lin, at=NOW,
        )  # fmt: skip
