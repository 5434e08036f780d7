"""Who may do which step before a report, what a refused one leaves, and that none moves a status."""

from datetime import UTC, date, datetime, timedelta

import pytest

from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id
from guitu.workflows import breach as act
from guitu.workflows.record import record_entry
from guitu.workflows.relapse import found_use, told_of_use
from tests.world import TODAY, in_aftercare, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def at(days: int = 0) -> datetime:
    return datetime(2026, 3, 2, 1, 0, tzinfo=UTC) + timedelta(days=days)


def written(case, by, kind, on, outcome="done", *, days=0, **details):
    return record_entry(
        person=case.person,
        kind=kind,
        happened_on=on,
        outcome=outcome,
        details=details,
        episode=case.episode,
        by=by,
        at=at(days),
    )


@pytest.fixture
def case(world):
    made = in_rehab(world.station, since=date(2026, 1, 2))
    term = {"term_from": "2026-01-02", "term_to": "2029-01-01"}
    written(made, world.head, "decision_received", date(2026, 1, 2), **term)
    written(made, world.head, "report_in", date(2026, 1, 3))
    for day in (5, 12, 19):
        written(made, world.lin, "drug_test", date(2026, 2, day), "refused")
    return made


def on(case, by, step, *, days=0, **more):
    return step(person=case.person, episode=case.episode, by=by, at=at(days), **more)


def code(step, *args, **more):
    with pytest.raises(DomainError) as caught:
        step(*args, **more)
    return caught.value.code


def heard(case, world):
    on(case, world.lin, act.offer_hearing, told="三次没有来检测")
    on(case, world.lin, act.hear, days=1, words="上夜班，没有人通知")


def phase(case):
    return Episode.objects.get(id=case.episode).phase


def test_a_report_goes_out_after_the_person_was_heard_and_two_agreed(world, case):
    before = phase(case)
    heard(case, world)
    paper = {"document_number": "演报〔2026〕1号", "decided_on": TODAY + timedelta(days=3)}

    assert code(on, case, world.lin, act.report, days=3, **paper) == "breach.two-needed"
    on(case, world.lin, act.confirm, days=2)
    assert code(on, case, world.lin, act.confirm, days=2) == "breach.two-people"
    assert code(on, case, world.lin, act.report, days=3, **paper) == "breach.two-needed"
    on(case, world.head, act.confirm, days=2)
    done = on(case, world.head, act.report, days=3, **paper)

    kept = Entry.objects.get(id=done.entry_id)
    assert (kept.details["heard"], kept.details["grounds"]) == ("answered", ["tests_refused"])
    assert phase(case) == before
    assert code(on, case, world.lin, act.close, days=4, why="other") == "breach.settled"


def test_one_person_may_end_it_without_a_report(world, case):
    heard(case, world)
    done = on(case, world.lin, act.close, days=2, why="good_reason", words="夜班，改时间")

    assert Entry.objects.filter(kind="drug_test", outcome="refused").count() == 3
    assert code(on, case, world.head, act.confirm, days=3) == "breach.settled"
    assert Entry.objects.get(id=done.entry_id).details["why"] == "good_reason"


def test_nobody_confirms_before_the_person_was_heard(world, case):
    assert code(on, case, world.head, act.confirm) == "breach.not-heard"
    on(case, world.lin, act.offer_hearing, told="三次没有来检测")
    assert code(on, case, world.head, act.confirm, days=3) == "breach.not-heard"
    on(case, world.head, act.confirm, days=4)  # three days to answer have passed


def test_the_days_to_answer_cannot_be_shortened(world, case):
    tomorrow = TODAY + timedelta(days=1)
    assert code(on, case, world.lin, act.offer_hearing, told="x", answer_by=tomorrow) == "breach.answer-days"


@pytest.mark.parametrize("who", ["social", "mo", "gate", "manager", "admin", "psychologist"])
def test_who_does_not_control_takes_no_step_but_listening(world, case, who):
    before = Entry.objects.count()
    for step, more in (
        (act.offer_hearing, {"told": "x"}),
        (act.confirm, {}),
        (act.report, {"document_number": "1号", "decided_on": TODAY}),
        (act.close, {"why": "other"}),
        (act.tell_lost, {"told": ("police_station",)}),
    ):
        assert code(on, case, getattr(world, who), step, **more) == "person.unknown"
    assert Entry.objects.count() == before


def test_the_police_receive_and_do_not_confirm(world):
    case = in_rehab(world.police, since=date(2026, 1, 2))
    for day in (5, 12, 19):
        written(case, world.officer, "drug_test", date(2026, 2, day), "refused")
    on(case, world.officer, act.offer_hearing, told="x")
    assert code(on, case, world.officer, act.confirm, days=4) == "breach.police-receives"


@pytest.mark.parametrize(
    "kind", ["serious_breach_report", "breach_confirmed", "lost_contact", "breach_closed"]
)
def test_no_form_and_no_program_writes_these_by_hand(world, case, kind):
    details = {"confirmer": str(new_id()), "confirmed_as": "head"} if kind == "breach_confirmed" else {}
    assert code(written, case, world.head, kind, TODAY, **details) == "journal.own-page"


def test_a_file_of_another_order_is_not_there(world, case):
    other = in_rehab(world.station)
    assert (
        code(act.confirm, person=case.person, episode=other.episode, by=world.head, at=at())
        == "episode.unknown"
    )


def test_sending_the_same_step_twice_is_harmless(world, case):
    entry = new_id()
    for _ in range(2):
        try:
            on(case, world.lin, act.close, why="other", entry_id=entry)
        except DomainError as error:
            assert error.code == "breach.settled"  # noqa: PT017 - the second time it is over
    assert Entry.objects.filter(kind="breach_closed").count() == 1


def test_the_police_hear_of_somebody_out_of_touch_after_three_ways_and_seven_days(world, case):
    told = {"told": ("police_station",)}
    for day, mode in ((20, "phone"), (22, "message"), (24, "in_person")):
        assert code(on, case, world.lin, act.tell_lost, **told) == "lost.steps-missing"
        written(case, world.lin, "talk", date(2026, 2, day), "attempted", mode=mode)
    on(case, world.lin, act.tell_lost, **told)

    assert phase(case) == "lost_contact"
    assert code(on, case, world.lin, act.tell_lost, **told) == "lost.told-already"
    written(case, world.lin, "phone_call", TODAY + timedelta(days=1), days=1)
    assert phase(case) == "reported"


def test_nobody_is_told_where_care_is_voluntary(world):
    case = in_aftercare(world.station)
    assert code(on, case, world.lin, act.tell_lost, told=("police_station",)) == "lost.not-ordered"


def test_telling_of_use_opens_help_and_reports_nothing(world, case):
    told_of_use(person=case.person, on=TODAY, words="想治疗", by=world.lin, at=at())

    kinds = list(
        Entry.objects.filter(person_id=case.person, happened_on=TODAY).values_list("kind", flat=True)
    )
    assert sorted(kinds) == ["need_raised", "relapse"]
    assert set(Entry.objects.filter(happened_on=TODAY).values_list("compartment", flat=True)) == {"casework"}
    assert phase(case) == "reported"


def test_use_that_was_found_needs_its_paper_and_keeps_the_file(world, case):
    facts = {"on": TODAY, "decided_on": TODAY, "authority": "county_police", "by": world.lin, "at": at()}
    assert code(found_use, person=case.person, document_number="", **facts) == "journal.paper-missing"
    found_use(person=case.person, document_number="演毒检字〔2026〕3号", **facts)

    assert Entry.objects.filter(kind="need_raised").exists()
    assert phase(case) == "reported"
