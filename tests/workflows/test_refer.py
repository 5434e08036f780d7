"""A referral is written, sent with consent, answered by whoever helps, and what was done becomes help."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.casework.people.queries import person_for
from guitu.casework.referrals.models import Referral
from guitu.casework.referrals.queries import board
from guitu.domain.access import Permission, Relation, compartments
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization.models import Tie
from guitu.foundation.ids import new_id
from guitu.workflows import answer_referral, refer, team
from guitu.workflows.answer_referral import Answer
from guitu.workflows.assign import assign
from guitu.workflows.nightly import run_night
from guitu.workflows.record import record_entry
from tests.workflows.referring import (
    PHONE,
    UNTIL,
    case,
    give,
    given,
    raise_need,
    seen,
    send,
    sent,
    state,
    write,
)
from tests.world import NOW, TODAY, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db


def test_from_the_need_over_a_refusal_to_the_help_in_the_file(world, case):
    raised = raise_need(world, case)
    first = sent(world, case, need=raised)
    give(world, case, first, act="decline", reason="full")
    assert state(first) == "declined"
    assert [row.id for row in board(world.lin, limit=9)] == [first]

    second = sent(world, case, need=raised, instead_of=first)
    assert Referral.objects.get(id=first).settled
    give(world, case, second, act="accept", agreed_on=TODAY + timedelta(days=3))
    give(world, case, second, act="finish", outcome="helped", words="已入住")

    assert state(second) == "done"
    assert board(world.lin, limit=9) == ()
    helped = Entry.objects.get(kind="service")
    assert (helped.details["service"], helped.unit) == ("relief", world.partner.unit)
    answer = Entry.objects.get(kind="need_answered")
    assert (answer.details["answers"], answer.details["how"]) == (str(raised), "referral_done")
    assert not Duty.objects.filter(kind="need_answered", state="open").exists()


def test_the_partner_sees_the_slice_while_it_is_with_them_and_nothing_after(world, case):
    made = sent(world, case, may_call=True)

    (opened,) = answer_referral.for_partner(seen(world.partner), today=TODAY)
    assert asdict(opened.seen) == {
        "number": opened.seen.number, "name": "王小明", "phone": PHONE, "service": "",
        "purpose": "想申请临时住处", "sender": "林荫站", "contact": "", "agreed_on": None,
        "answer_by": TODAY + timedelta(days=7), "until": UNTIL,
    }  # fmt: skip
    late = NOW + timedelta(days=61)
    assert answer_referral.for_partner(seen(world.partner, late), today=UNTIL + timedelta(days=1)) == ()

    give(world, case, made, act="decline", reason="not_our_task")
    assert answer_referral.for_partner(seen(world.partner), today=TODAY) == ()
    with pytest.raises(DomainError, match=r"person\.unknown"):
        person_for(seen(world.partner), case.person, Permission.PERSON_READ)


def test_without_the_persons_word_a_number_is_not_given(world, case):
    sent(world, case)
    (opened,) = answer_referral.for_partner(seen(world.partner), today=TODAY)
    assert opened.seen.phone == ""


def test_consent_is_asked_and_written_down_and_its_withdrawal_ends_it_at_once(world, case):
    made = write(world, case)
    with pytest.raises(DomainError, match=r"referral\.no-consent"):
        send(world, case, made, agreed=False)
    send(world, case, made)
    assert Entry.objects.get(kind="consent").details["purpose"] == "help_referral"

    record_entry(
        person=case.person, kind="consent", happened_on=TODAY, outcome="withdrawn",
        details={"purpose": "help_referral"}, by=world.lin, at=NOW,
    )  # fmt: skip

    row = Referral.objects.get(id=made)
    assert (row.state, row.reason, row.settled) == ("ended", "consent_withdrawn", False)
    assert answer_referral.for_partner(seen(world.partner), today=TODAY) == ()
    assert [found.id for found in board(world.lin, limit=9)] == [made]
    refer.settle(person=case.person, referral=made, by=world.lin, at=NOW)
    assert board(world.lin, limit=9) == ()


def test_two_referrals_on_two_bases_end_each_with_its_own(world, case):
    record_entry(
        person=case.person, kind="consent", happened_on=TODAY, outcome="given",
        details={"purpose": "job_referral"}, by=world.lin, at=NOW,
    )  # fmt: skip
    job = write(world, case, help="job_placement")
    send(world, case, job, basis="job_referral", agreed=False)
    other = sent(world, case)

    refer.end(person=case.person, referral=job, reason="no_longer_needed", by=world.lin, at=NOW)

    (opened,) = answer_referral.for_partner(seen(world.partner), today=TODAY)
    assert opened.referral == other
    held = Tie.objects.filter(kind="referred", until__gt=NOW)
    assert list(held.values_list("basis", flat=True)) == ["help_referral"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"purpose": ""}, "referral.words"),
        ({"purpose": "戒毒出所人员，想找住处"}, "referral.not-neutral"),
        ({"unit": 1}, "referral.partner"),
        ({"unit": None}, "referral.partner"),
        ({"service": new_id()}, "referral.service-gone"),
    ],
)
def test_what_cannot_be_written_is_refused(world, case, asked, code):
    with pytest.raises(DomainError, match=code.replace(".", r"\.")):
        write(world, case, **asked)
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"basis": "publicity"}, "referral.basis"),
        ({"basis": "job_referral"}, "referral.no-consent"),
        ({"basis": "law"}, "referral.by-law"),
        ({"until": TODAY - timedelta(days=1)}, "referral.until"),
        ({"until": TODAY + timedelta(days=refer.LONGEST + 1)}, "referral.until"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_stays_a_draft(world, case, asked, code):
    made = write(world, case)
    with pytest.raises(DomainError, match=code.replace(".", r"\.")):
        send(world, case, made, **asked)
    assert state(made) == "draft"
    assert not Tie.objects.filter(kind="referred").exists()


def test_by_law_the_head_alone_refers(world, case):
    made = write(world, case)
    send(world, case, made, basis="law", by=world.head)
    assert state(made) == "sent"


@pytest.mark.parametrize("who", ["mo", "officer", "partner", "psychologist", "doctor", "manager", "legal"])
def test_nobody_else_refers_answers_or_ends(world, case, who):
    made = sent(world, case)
    viewer = seen(getattr(world, who))
    with pytest.raises(DomainError, match="unknown"):
        refer.end(person=case.person, referral=made, reason="other", by=viewer, at=NOW)
    with pytest.raises(DomainError, match="unknown"):
        answer_referral.record(person=case.person, referral=made, answer=Answer("accept"), by=viewer, at=NOW)
    if who != "partner":
        with pytest.raises(DomainError, match="unknown"):
            answer_referral.give(
                person=case.person, referral=made, answer=Answer("accept"), by=viewer, at=NOW
            )


def test_a_silent_partner_is_back_with_its_owner(world, case):
    made = sent(world, case)
    (row,) = board(world.lin, limit=9)
    assert not row.is_silent(TODAY + timedelta(days=7))
    assert row.is_silent(TODAY + timedelta(days=8))
    refer.end(person=case.person, referral=made, reason="no_answer", by=world.lin, at=NOW)
    assert board(world.lin, limit=9) == ()


def test_when_its_day_is_over_the_night_brings_it_back_to_its_owner_once(world, case):
    made, link = given(world, case)
    kept = sent(world, case)
    refer_until = NOW + timedelta(days=61)
    Referral.objects.filter(id=kept).update(until_on=UNTIL + timedelta(days=30))

    for _ in range(2):
        run_night(on=UNTIL)
        assert state(made) == "sent"  # the last day is inside
    for _ in range(2):
        run_night(on=UNTIL + timedelta(days=1))

    row = Referral.objects.get(id=made)
    assert (row.state, row.reason, row.settled, row.due_on) == ("ended", "consent_expired", False, None)
    assert state(kept) == "sent"
    assert board(world.lin, limit=9)[0].id == made
    with pytest.raises(DomainError, match=r"referral\.link"):
        answer_referral.open_link(link.token, link.code, at=refer_until)


def test_a_file_that_moves_takes_its_referrals_along(world, case):
    made = sent(world, case)
    head = world.head
    assign(person=case.person, to_unit=world.station, to_worker=world.lin.id, by=head, at=NOW)
    assert Referral.objects.get(id=made).held_by == world.station


def test_a_draft_that_is_not_wanted_is_gone(world, case):
    made = write(world, case)
    refer.end(person=case.person, referral=made, reason="other", by=world.lin, at=NOW)
    assert not Referral.objects.exists()


def test_the_day_it_holds_to_is_inside(world, case):
    sent(world, case)
    last = NOW + timedelta(days=60)
    assert answer_referral.for_partner(seen(world.partner, last), today=date(2026, 5, 1))


def test_a_head_who_ends_the_relation_brings_the_referral_back(world, case):
    made = sent(world, case)
    found = team.team_of(world.head, case.person, at=NOW)
    (tie,) = [row for row in found.ties if row.kind is Relation.REFERRED]

    team.end(person=case.person, tie=tie.id, by=world.head, at=NOW)

    assert [row.id for row in board(world.lin, limit=9)] == [made]
    assert answer_referral.for_partner(seen(world.partner), today=TODAY) == ()


def test_what_a_partners_staff_see_of_the_file_is_the_slice_of_their_kind(world, case):
    sent(world, case)
    opened = compartments(seen(world.partner), held_by=case.held_by, person=case.person)
    assert opened.whole == {"existence", "whereabouts"}
