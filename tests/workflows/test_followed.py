"""What is corrected or taken back in the journal is followed by the room that keeps something beside it."""

from datetime import timedelta
from uuid import UUID

import pytest

from guitu.casework.incidents.models import Act, Incident
from guitu.casework.journal.models import Entry
from guitu.casework.journal.queries import entries_of
from guitu.casework.work import queries
from guitu.casework.work.models import Placement, Status
from guitu.domain.discrimination.incidents import Change, Told
from guitu.domain.discrimination.incidents import State as Stands
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.placement import State
from guitu.foundation.ids import new_id
from guitu.web.shell.words import sentence
from guitu.workflows import incident, placement
from guitu.workflows.hires import hired_at
from guitu.workflows.record import record_entry, take_back
from tests.workflows.jobs import factory, post
from tests.workflows.planning import refusal
from tests.workflows.supporting import case
from tests.world import NOW, TODAY, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
TOLD = Told("job", "refused", TODAY, "某物流公司", "一查就说不要", "correct", agreed=True)
SENT = Change(Stands.SENT, TODAY, "交了材料", route="labour", agreed=True, next_on=TODAY + timedelta(days=10))
TAKEN_UP = Change(Stands.TAKEN_UP, TODAY, "他们来了电话", next_on=TODAY + timedelta(days=10))


def told(world, case):
    return incident.tell(person=case.person, told=TOLD, incident=new_id(), by=world.lin, at=NOW)


def step(world, case, made, change, *, at=NOW):
    one = new_id()
    incident.move_on(person=case.person, incident=made, change=change, step=one, by=world.lin, at=at)
    return one


def correct(world, case, entry, *, outcome="done", day=TODAY, service="legal_aid", at=LATER):
    return record_entry(
        person=case.person, kind="service", happened_on=day, outcome=outcome, details={"service": service},
        supersedes=entry, reason="entered_by_mistake", by=world.lin, at=at,
    ).entry_id  # fmt: skip


def stands(made):
    row = Incident.objects.get(id=made)
    return row.state, row.route, row.next_on


def help_given(world, case):
    found = effective(entries_of(case.seen_by(world.lin))).entries
    return [entry.details["service"] for entry in found if entry.kind == "service"]


def test_what_was_not_sent_after_all_waits_again(world, case):
    made = told(world, case)
    sent = step(world, case, made, SENT)
    assert stands(made)[:2] == ("sent", "labour")

    take_back(person=case.person, entry=sent, by=world.lin, at=LATER)

    assert stands(made) == ("told", "", None)
    assert Act.objects.get(id=sent).taken_back_at == LATER
    assert help_given(world, case) == []
    again = step(world, case, made, SENT, at=LATER)
    assert stands(made)[0] == "sent"
    assert again != sent


def test_a_correction_moves_the_day_or_the_state_and_its_own_undo_moves_it_back(world, case):
    made = told(world, case)
    sent = step(world, case, made, SENT)

    moved = correct(world, case, sent, day=TODAY)
    assert (stands(made)[0], Act.objects.get(id=sent).happened_on) == ("sent", TODAY)
    gone = correct(world, case, moved, outcome="declined", at=LATER + timedelta(minutes=1))
    assert stands(made)[0] == "told"
    take_back(person=case.person, entry=gone, by=world.lin, at=LATER + timedelta(minutes=2))
    assert stands(made)[:2] == ("sent", "labour")
    assert help_given(world, case) == ["legal_aid"]


def test_where_it_has_gone_on_the_later_step_goes_first(world, case):
    made = told(world, case)
    sent = step(world, case, made, SENT)
    later = step(world, case, made, TAKEN_UP, at=LATER)

    error = refusal(take_back, person=case.person, entry=sent, by=world.lin, at=LATER)
    assert error.code == "incident.gone-on"
    assert "撤回后来的那一步" in sentence(error)
    assert not Entry.objects.filter(kind="retraction").exists()
    asked = {"person": case.person, "incident": made, "by": world.lin, "at": LATER}
    assert refusal(incident.take_back_step, step=sent, **asked).code == "incident.not-now"

    incident.take_back_step(step=later, **asked)
    assert stands(made) == ("sent", "labour", TODAY)
    incident.take_back_step(step=sent, **asked)
    assert stands(made) == ("told", "", None)
    assert help_given(world, case) == []
    assert refusal(incident.take_back_step, step=sent, **asked).code == "incident.not-now"


def test_an_end_that_was_none_is_taken_back_on_the_page(world, case):
    made = told(world, case)
    step(world, case, made, SENT)
    ended = step(world, case, made, Change(Stands.CLOSED, TODAY, outcome="no_answer"), at=LATER)

    incident.take_back_step(person=case.person, incident=made, step=ended, by=world.lin, at=LATER)

    assert stands(made)[:2] == ("sent", "labour")
    assert help_given(world, case) == ["legal_aid"]  # that it was brought there stays


def test_a_step_sent_twice_is_one_and_a_stranger_takes_none_back(world, case):
    made = told(world, case)
    one = new_id()
    for _ in range(2):
        incident.move_on(person=case.person, incident=made, change=SENT, step=one, by=world.lin, at=NOW)
    assert (Act.objects.count(), help_given(world, case)) == (1, ["legal_aid"])

    for viewer in (world.mo, world.doctor, world.legal, world.manager):
        error = refusal(
            incident.take_back_step, person=case.person, incident=made, step=one, by=viewer, at=NOW
        )
        assert error.code == "person.unknown"
        assert refusal(take_back, person=case.person, entry=one, by=viewer, at=NOW).code.endswith(".unknown")
    assert stands(made)[0] == "sent"


# jobs


@pytest.fixture
def vacancy(db):
    return post(factory())


@pytest.fixture
def hired(world, case, vacancy):
    """Somebody who began a job a hundred days ago, after an interview."""
    on = TODAY - timedelta(days=100)
    made = placement.propose(
        person=case.person, job=placement.Job(vacancy=vacancy.id), by=world.lin, at=NOW,
        placement_id=new_id(), on=on,
    )  # fmt: skip
    for to in (State.INTERVIEW, State.HIRED):
        placement.move_on(person=case.person, placement=made, to=to, on=on, by=world.lin, at=NOW)
    return made


def entry_of(world, case, name):
    found = effective(entries_of(case.seen_by(world.lin))).entries
    return UUID(next(entry.id for entry in found if entry.details.get("job") == name))


def row_of(made):
    row = Placement.objects.get(id=made)
    return row.state, row.reason, row.hired_on, row.closed_on


def undo(world, case, made, name, words="听错了，是面试"):
    placement.take_back(person=case.person, placement=made, step=name, words=words, by=world.lin, at=LATER)


def undo_refused(world, case, made, name, words="听错了，是面试"):
    return refusal(
        placement.take_back, person=case.person, placement=made, step=name, words=words, by=world.lin,
        at=LATER,
    ).code  # fmt: skip


def test_who_was_not_hired_after_all_is_on_the_way_again_with_the_reason(world, case, vacancy, hired):
    undo(world, case, hired, "hired")

    assert row_of(hired) == ("interview", "", None, None)
    assert not Status.objects.exists()
    assert hired_at(world.lin, [vacancy.employer_id])[vacancy.employer_id] == 0
    who = case.seen_by(world.lin)
    (back,) = placement.taken_back(world.lin, who, queries.placement_for(world.lin, who, hired))
    assert (back.step, back.words, back.by) == ("hired", "听错了，是面试", world.lin.id)

    placement.move_on(
        person=case.person, placement=hired, to=State.HIRED, on=TODAY - timedelta(days=100), by=world.lin,
        at=LATER,
    )  # fmt: skip
    assert entry_of(world, case, "hired")  # hired the same day anew, and it counts
    assert hired_at(world.lin, [vacancy.employer_id])[vacancy.employer_id] == 1
    assert [row.status for row in queries.statuses_of(world.lin, who)] == ["employed"]


@pytest.mark.parametrize("by_correction", [True, False])
def test_the_timeline_brings_it_back_as_well(world, case, hired, by_correction):
    entry = entry_of(world, case, "hired")
    if by_correction:
        instead = correct(world, case, entry, outcome="declined", service="relief")
        error = refusal(take_back, person=case.person, entry=instead, by=world.lin, at=LATER)
        assert error.code == "beside.placement"
    else:
        take_back(person=case.person, entry=entry, by=world.lin, at=LATER)

    assert row_of(hired) == ("interview", "", None, None)
    assert not Status.objects.exists()


def test_the_last_step_goes_first_and_an_end_comes_back_to_the_job(world, case, hired):
    asked = {"person": case.person, "placement": hired, "by": world.lin, "at": NOW}
    placement.still_there(months=1, on=TODAY, **asked)
    placement.move_on(to=State.ENDED, on=TODAY, reason="moved", **asked)

    for name in ("hired", "kept_one_month"):
        entry = entry_of(world, case, name)
        error = refusal(take_back, person=case.person, entry=entry, by=world.lin, at=LATER)
        assert error.code == "placement.gone-on"
        assert undo_refused(world, case, hired, name) == "placement.not-now"
    assert row_of(hired)[0] == "ended"

    undo(world, case, hired, "job_ended", "还在上班")
    assert row_of(hired)[0] == "hired"
    undo(world, case, hired, "kept_one_month", "没有问过本人")
    placement.still_there(months=1, on=TODAY, **asked)
    who = case.seen_by(world.lin)
    assert set(placement.kept(who, queries.placement_for(world.lin, who, hired))) == {1}


def test_without_a_reason_too_late_or_by_a_stranger_nothing_is_taken_back(world, case, vacancy, hired):
    assert undo_refused(world, case, hired, "hired", " ") == "placement.why"
    assert undo_refused(world, case, hired, "job_ended") == "placement.not-now"
    for viewer in (world.mo, world.doctor, world.manager):
        with pytest.raises(DomainError, match=r"\.unknown"):
            placement.take_back(
                person=case.person, placement=hired, step="hired", words="x", by=viewer, at=LATER
            )
    assert row_of(hired)[0] == "hired"

    asked = {"person": case.person, "by": world.lin, "at": NOW}
    placement.move_on(placement=hired, to=State.ENDED, on=TODAY, reason="moved", **asked)
    placement.propose(job=placement.Job(vacancy=vacancy.id), placement_id=new_id(), **asked)
    assert undo_refused(world, case, hired, "job_ended") == "placement.already"
    assert row_of(hired)[0] == "ended"
    assert not Entry.objects.filter(kind="retraction").exists()
