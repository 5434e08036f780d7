"""An entry behind which a room keeps something is changed on that room's page, which has its own undo."""

from datetime import timedelta

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.casework.referrals.models import Referral
from guitu.casework.support.queries import application_for, gift_for
from guitu.domain.kernel.errors import DomainError
from guitu.domain.support.applications import Change, State
from guitu.web.shell.words import sentence
from guitu.workflows import answer_referral, application, gift, refer
from guitu.workflows.answer_referral import Answer
from guitu.workflows.record import record_entry, take_back
from guitu.workflows.refer import Written
from tests.workflows.referring import UNTIL, raise_need
from tests.workflows.supporting import STEP, approved, begun, case, third
from tests.world import NOW, TODAY, world

__all__ = ["case", "third", "world"]
pytestmark = pytest.mark.django_db


def refused(world, case, entry):
    """Neither taken back nor corrected away; the code of the refusal."""
    with pytest.raises(DomainError) as first:
        take_back(person=case.person, entry=entry, by=world.lin, at=NOW)
    with pytest.raises(DomainError) as second:
        record_entry(
            person=case.person, kind="service", happened_on=TODAY, outcome="declined",
            details={"service": "relief"}, supersedes=entry, reason="entered_by_mistake", by=world.lin,
            at=NOW,
        )  # fmt: skip
    assert first.value.code == second.value.code
    assert not Entry.objects.filter(supersedes=entry).exists()
    return first.value


def granted(world, case):
    made = begun(case, by=world.lin)
    for state in (State.HANDED_IN, State.GRANTED):
        step = STEP if state is State.HANDED_IN else None
        entry = application.move_on(
            person=case.person, application=made, change=Change(state, TODAY, next=step), by=world.lin, at=NOW
        )
    return made, entry


def test_a_granted_application_is_undone_on_its_own_page(world, case):
    made, entry = granted(world, case)

    error = refused(world, case, entry)

    assert error.code == "beside.application"
    assert "正在办的事" in sentence(error)
    application.reopen(person=case.person, application=made, step=STEP, words="", by=world.lin, at=NOW)
    assert application_for(case.seen_by(world.lin), made).entry is None


def test_a_gift_that_was_received_is_undone_on_its_own_page(world, case, third):
    made = approved(case, world, third)
    entry = gift.receive(
        person=case.person, gift=made, receiver="person", received_on=TODAY, by=world.lin, at=NOW
    )

    error = refused(world, case, entry)

    assert error.code == "beside.gift"
    assert "资助" in sentence(error)
    gift.take_back_receipt(person=case.person, gift=made, by=world.lin, at=NOW)
    assert gift_for(case.seen_by(world.lin), made).entry is None


def done(world, case, *, need=None):
    written = Written(help="relief", purpose="想申请临时住处", partner="爱心旅舍", need=need)
    made = refer.write_down(person=case.person, written=written, by=world.lin, at=NOW)
    refer.send(
        person=case.person, referral=made, basis=refer.ASKED, agreed=True, until=UNTIL, by=world.lin, at=NOW
    )
    for answer in (Answer("accept"), Answer("finish", outcome="helped", words="已入住")):
        answer_referral.record(person=case.person, referral=made, answer=answer, by=world.lin, at=NOW)
    return made


@pytest.mark.parametrize("of_a_need", [True, False])
def test_a_referral_that_is_done_is_undone_on_its_own_page_and_may_be_done_again(world, case, of_a_need):
    need = raise_need(world, case) if of_a_need else None
    made = done(world, case, need=need)
    kinds = ("service", "need_answered") if of_a_need else ("service",)
    for kind in kinds:
        error = refused(world, case, Entry.objects.get(kind=kind).id)
        assert error.code == "beside.referral"
        assert "需求与转介" in sentence(error)

    answer_referral.reopen(person=case.person, referral=made, by=world.lin, at=NOW)

    row = Referral.objects.get(id=made)
    assert (row.state, row.outcome, row.entry, row.closed_on) == ("in_progress", "", None, None)
    assert Entry.objects.filter(kind="retraction").count() == len(kinds)
    assert Duty.objects.filter(kind="need_answered", state="open").exists() is of_a_need
    with pytest.raises(DomainError, match=r"referral\.not-now"):
        answer_referral.reopen(person=case.person, referral=made, by=world.lin, at=NOW)
    again = Answer("finish", outcome="helped")
    later = NOW + timedelta(hours=1)
    answer_referral.record(person=case.person, referral=made, answer=again, by=world.lin, at=later)
    assert Entry.objects.filter(kind="service").count() == 2
    assert not Duty.objects.filter(kind="need_answered", state="open").exists()


def test_help_with_nothing_behind_it_is_taken_back_as_ever(world, case):
    said = record_entry(
        person=case.person, kind="service", happened_on=TODAY, outcome="done",
        details={"service": "job_notice"}, by=world.lin, at=NOW,
    )  # fmt: skip
    take_back(person=case.person, entry=said.entry_id, by=world.lin, at=NOW + timedelta(minutes=1))
    assert Entry.objects.get(supersedes=said.entry_id).kind == "retraction"
