"""The work file and the way to a job, each act with its refusals; what an employment worker sees of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from guitu.analytics.jobs import Stayed, stayed
from guitu.casework.journal.queries import entries_of
from guitu.casework.people.commands import NewContact
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work import queries
from guitu.casework.work.commands import move
from guitu.casework.work.models import Placement, Sheet
from guitu.domain.access import Relation, Role
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.file import WorkFile
from guitu.domain.work.placement import State
from guitu.domain.work.slip import CandidateSlip
from guitu.exchange.exporters import slip as paper
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import placement as way
from guitu.workflows import work_file
from guitu.workflows.hires import hired_at
from guitu.workflows.matching import matches_for, seekers, training_for
from guitu.workflows.record import record_entry
from tests.workflows.jobs import factory, post
from tests.world import NOW, TODAY, TOWN, _unit, _viewer, in_aftercare, someone

pytestmark = pytest.mark.django_db
FILE = WorkFile(
    skills=("sewing",), wants=("sewing",), farthest="county", experience="做过三年车位", words="想离家近"
)


@pytest.fixture
def case(world):
    return in_aftercare(
        world.station, person=someone(world.station, contacts=(NewContact("phone", "12000000001"),))
    )


@pytest.fixture
def vacancy(db):
    return post(factory())


def _agree(world, case, outcome="given"):
    record_entry(
        person=case.person, kind="consent", happened_on=TODAY, outcome=outcome,
        details={"purpose": "job_referral"}, by=world.lin, at=NOW,
    )  # fmt: skip


def _propose(world, case, vacancy, **more):
    return way.propose(
        person=case.person,
        job=way.Job(vacancy=vacancy.id),
        by=world.lin,
        at=NOW,
        placement_id=new_id(),
        **more,
    )


def _steps(world, case):
    found = effective(entries_of(case.seen_by(world.lin))).entries
    return [(e.details["service"], e.details.get("job")) for e in found if e.kind == "service"]


def test_the_latest_version_counts_and_the_earlier_is_kept(world, case):
    for words in ("想离家近", "哪里都行"):
        work_file.write_sheet(person=case.person, file=replace(FILE, words=words), by=world.lin, at=NOW)
    row = queries.sheet_of(world.lin, case.seen_by(world.lin))
    assert row.file == replace(FILE, words="哪里都行")
    assert Sheet.objects.count() == 2
    assert all("做过三年".encode() not in bytes(one.note) for one in Sheet.objects.all())


def test_a_stranger_may_not_write_and_not_read(world, case):
    with pytest.raises(DomainError, match=r"person\.unknown"):
        work_file.write_sheet(person=case.person, file=FILE, by=world.mo, at=NOW)
    with pytest.raises(DomainError, match=r"person\.unknown"):
        work_file.admitted(world.officer, case.person)


def test_what_suits_is_told_and_counts_for_the_promise(world, case, vacancy):
    work_file.write_sheet(person=case.person, file=FILE, by=world.lin, at=NOW)
    (match,) = matches_for(world.lin, case.seen_by(world.lin), today=TODAY).matches
    assert match.vacancy.id == vacancy.id
    assert {"has_skills", "wanted"} <= {reason.code for reason in match.speak_for}
    _propose(world, case, vacancy)
    assert _steps(world, case) == [("job_notice", None)]


def test_a_post_on_its_way_is_not_proposed_twice_and_a_closed_one_not_at_all(world, case, vacancy):
    _propose(world, case, vacancy)
    with pytest.raises(DomainError, match=r"placement\.already"):
        _propose(world, case, vacancy)
    other = post(vacancy.employer, title="裁剪", until=TODAY - timedelta(days=1))
    with pytest.raises(DomainError, match=r"placement\.vacancy-closed"):
        _propose(world, case, other)
    with pytest.raises(DomainError, match=r"placement\.words"):
        way.propose(person=case.person, job=way.Job(), by=world.lin, at=NOW, placement_id=new_id())


def _slip(who: AdmittedPerson, **changed) -> CandidateSlip:
    return replace(CandidateSlip(name=who.name, skills=("缝纫",), experience="做过三年车位"), **changed)


def _give(world, case, placement, *, was_shown=True, **changed):
    slip = _slip(case.seen_by(world.lin), **changed)
    way.give_slip(
        person=case.person, placement=placement, slip=slip, was_shown=was_shown, by=world.lin, at=NOW
    )


def test_no_slip_without_consent_nor_before_the_person_saw_it(world, case, vacancy):
    made = _propose(world, case, vacancy)
    with pytest.raises(DomainError, match=r"slip\.no-consent"):
        _give(world, case, made)
    _agree(world, case)
    with pytest.raises(DomainError, match=r"slip\.not-shown"):
        _give(world, case, made, was_shown=False)
    with pytest.raises(DomainError, match=r"slip\.not-neutral"):
        _give(world, case, made, experience="从戒毒所出来以后学的")
    _give(world, case, made)
    who = case.seen_by(world.lin)
    row = queries.placement_for(world.lin, who, made)
    assert row.state is State.SLIP
    file = paper.printed(who, row)
    assert file == paper.paper(_slip(who))
    _agree(world, case, "withdrawn")
    with pytest.raises(DomainError, match=r"slip\.no-consent"):
        _give(world, case, made)


def test_nothing_is_printed_before_it_was_given(world, case, vacancy):
    who = case.seen_by(world.lin)
    row = queries.placement_for(world.lin, who, _propose(world, case, vacancy))
    with pytest.raises(DomainError, match=r"slip\.unknown"):
        paper.printed(who, row)


def _hire(world, case, vacancy, *, on=TODAY - timedelta(days=100)):
    made = _propose(world, case, vacancy, on=on)
    way.move_on(person=case.person, placement=made, to=State.HIRED, on=on, by=world.lin, at=NOW)
    return made


def test_from_hired_to_three_months_and_an_end_without_blame(world, case, vacancy):
    made = _hire(world, case, vacancy)
    asked = {"person": case.person, "placement": made, "by": world.lin, "at": NOW}
    way.still_there(months=1, on=TODAY, **asked)
    way.still_there(months=3, on=TODAY, **asked)
    way.still_there(months=3, on=TODAY, **asked)  # pressed twice
    with pytest.raises(DomainError, match=r"placement\.too-early"):
        way.still_there(months=6, on=TODAY, **asked)
    with pytest.raises(DomainError, match=r"work\.code"):
        way.still_there(months=2, on=TODAY, **asked)
    who = case.seen_by(world.lin)
    assert set(way.kept(who, queries.placement_for(world.lin, who, made))) == {1, 3}
    _hire(world, in_aftercare(world.station), vacancy, on=TODAY - timedelta(days=40))
    assert stayed(world.lin, today=TODAY) == (Stayed(1, 1, 2), Stayed(3, 1, 1))
    assert stayed(world.mo, today=TODAY) == ()
    assert [row.status for row in queries.statuses_of(world.lin, who)] == ["employed"]
    way.move_on(to=State.ENDED, on=TODAY, reason="moved", **asked)
    assert sorted(step for _service, step in _steps(world, case) if step) == [
        "hired", "job_ended", "kept_one_month", "kept_three_months",
    ]  # fmt: skip
    with pytest.raises(DomainError, match=r"placement\.not-now"):
        way.still_there(months=1, on=TODAY, **asked)


def test_the_day_of_a_step_lies_between_the_last_one_and_today(world, case, vacancy):
    made = _propose(world, case, vacancy)
    asked = {"person": case.person, "placement": made, "to": State.INTERVIEW, "by": world.lin, "at": NOW}
    with pytest.raises(DomainError, match=r"placement\.day"):
        way.move_on(on=TODAY - timedelta(days=1), **asked)
    with pytest.raises(DomainError, match=r"work\.day"):
        way.move_on(on=TODAY + timedelta(days=1), **asked)


def test_a_refusal_is_kept_with_whose_it_was(world, case, vacancy):
    made = _propose(world, case, vacancy)
    way.move_on(
        person=case.person, placement=made, to=State.NOT_HIRED, on=TODAY, reason="history", words="说不要",
        by=world.lin, at=NOW,
    )  # fmt: skip
    (row,) = queries.refusals_of(world.lin, case.seen_by(world.lin))
    assert (row.by, row.reason, row.vacancy, row.words) == ("employer", "history", vacancy.id, "说不要")


def test_a_step_of_a_job_is_written_by_no_other_page(world, case, vacancy):
    _hire(world, case, vacancy)
    with pytest.raises(DomainError, match=r"journal\.own-page"):
        record_entry(
            person=case.person, kind="service", happened_on=TODAY, outcome="done",
            details={"service": "job_placement", "job": "hired"}, by=world.lin, at=NOW,
        )  # fmt: skip


def test_an_employer_page_counts_people_and_names_nobody(world, case, vacancy):
    _hire(world, case, vacancy)
    other = in_aftercare(world.station)
    _hire(world, other, vacancy)
    assert hired_at(world.mo, [vacancy.employer_id]) == {vacancy.employer_id: 2}
    with pytest.raises(DomainError, match=r"access\.refused"):
        hired_at(world.admin, [vacancy.employer_id])


def test_a_business_goes_step_by_step(world, case):
    made = work_file.begin_business(person=case.person, words="卖早点", by=world.lin, at=NOW)
    asked = {"person": case.person, "business": made, "by": world.lin, "at": NOW}
    work_file.add_step(step="licence", done_on=TODAY, words="办好了", **asked)
    work_file.move_business(state="running", on=TODAY, **asked)
    work_file.move_business(state="ended", on=TODAY, outcome="生意不好，想再试", **asked)
    (row,) = queries.businesses_of(world.lin, case.seen_by(world.lin))
    assert (row.state, row.started_on, row.ended_on, row.outcome) == (
        "ended",
        TODAY,
        TODAY,
        "生意不好，想再试",
    )
    assert [(step.step, step.words) for step in row.steps] == [("licence", "办好了")]
    with pytest.raises(DomainError, match=r"work\.day"):
        work_file.add_step(step="plan", done_on=TODAY + timedelta(days=1), **asked)
    with pytest.raises(DomainError, match=r"work\.code"):
        work_file.add_step(step="magic", done_on=TODAY, **asked)


def test_who_looks_is_found_and_what_to_teach_follows(world, case, vacancy):
    vacancy.skills = ["sewing", "welding"]
    vacancy.save()
    work_file.write_sheet(person=case.person, file=FILE, by=world.lin, at=NOW)
    assert seekers(world.lin, today=TODAY) == ()
    for status, day in (("looking", TODAY), ("employed", date(2026, 1, 1))):
        work_file.write_status(person=case.person, status=status, since_on=day, by=world.lin, at=NOW)
    looking = seekers(world.lin, today=TODAY)
    assert [one.id for one in looking] == [case.person]
    assert [(p.skill, p.places, p.lacking) for p in training_for(world.lin, looking, today=TODAY)] == [
        ("welding", 3, 1)
    ]
    assert queries.statuses_in(world.lin, today=TODAY) == {"looking": 1}
    assert queries.statuses_in(world.mo, today=TODAY) == {}


def test_the_work_file_moves_with_the_person(world, case, vacancy):
    _hire(world, case, vacancy)
    move(case.person, to_held_by=world.other_station)
    assert set(Placement.objects.values_list("held_by", flat=True)) == {world.other_station}


@pytest.fixture
def employment(world, case):
    """An employment worker of the county's labour office, to whom the person was referred."""
    office = _unit(TOWN, "hr_dept", "芙蓉区人社局")
    viewer = _viewer("jobs", "就业江", Role.EMPLOYMENT_WORKER, office)
    authorization.tie(
        case.person, held_by=case.held_by, kind=Relation.ASSIGNED, account=viewer.id, at=NOW, by=world.head.id
    )
    return with_relations(viewer, at=NOW)


def test_an_employment_worker_writes_and_sees_what_they_wrote_alone(world, case, vacancy, employment):
    work_file.write_sheet(person=case.person, file=FILE, by=world.lin, at=NOW)
    with transaction.atomic(), door.open_for(employment):
        who = work_file.admitted(employment, case.person)
        assert queries.sheet_of(employment, who) is None
        mine = replace(FILE, experience="会修拉链")
        work_file.write_sheet(person=case.person, file=mine, by=employment, at=NOW)
        row = queries.sheet_of(employment, work_file.admitted(employment, case.person))
        assert row.file == mine
        made = way.propose(
            person=case.person, job=way.Job(vacancy=vacancy.id), by=employment, at=NOW, placement_id=new_id()
        )
        way.move_on(person=case.person, placement=made, to=State.HIRED, on=TODAY, by=employment, at=NOW)
    with transaction.atomic(), door.open_for(world.lin):
        who = case.seen_by(world.lin)
        assert [row.title for row in queries.placements_of(world.lin, who)] == ["缝纫工"]
