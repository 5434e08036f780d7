"""Gifts and loans, all the way: what is taken, and beside it what is refused."""

from datetime import date, datetime, timedelta

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.casework.support.commands import NewGift
from guitu.casework.support.models import Approval, Gift, Giver, Repayment
from guitu.casework.support.queries import coming, givers
from guitu.domain.access import Relation, Viewer
from guitu.domain.family.relative import About
from guitu.domain.kernel.errors import DomainError
from guitu.domain.support.gifts import State
from guitu.foundation.authorization import door, holding
from guitu.foundation.clock import BEIJING
from guitu.foundation.ids import new_id
from guitu.workflows import family as families
from guitu.workflows import gift
from guitu.workflows.person_file import PersonFile, person_file
from tests.workflows.planning import refusal
from tests.workflows.relatives import keep, named
from tests.workflows.supporting import approved, case, giver, proposed, seen, third
from tests.world import NOW, TODAY, Case, World, in_aftercare, world

__all__ = ["case", "third", "world"]
pytestmark = pytest.mark.django_db


def receive(case: Case, made, by: Viewer, **more):
    return gift.receive(
        person=case.person, gift=made, receiver="person", received_on=TODAY, by=by, at=NOW, **more
    )


def lent(case: Case, world: World, third: Viewer):
    """A loan of 1,200.50 yuan in three parts, the first a month from now."""
    made = approved(case, world, third, form="loan")
    receive(case, made, world.lin, count=3, first_on=TODAY + timedelta(days=30))
    return made


def test_proposed_by_one_approved_by_two_received_by_the_person(case: Case, world: World, third: Viewer):
    made = proposed(case, by=world.lin)
    assert gift.approve(person=case.person, gift=made, by=third, at=NOW) is False
    assert gift.approve(person=case.person, gift=made, by=world.head, at=NOW) is True
    entry = receive(case, made, world.lin)

    row = seen(case, made, world.lin)
    assert (row.state, row.fen, row.received_on, row.entry) == (State.RECEIVED, 120_050, TODAY, entry)
    assert row.approvals == {third.id: False, world.head.id: True}
    assert Entry.objects.get(id=entry).details == {"service": "relief"}


def test_nobody_approves_their_own_or_twice(case: Case, world: World, third: Viewer):
    made = proposed(case, by=world.head)

    assert refusal(gift.approve, person=case.person, gift=made, by=world.head, at=NOW).code == "gift.own"
    gift.approve(person=case.person, gift=made, by=third, at=NOW)
    assert refusal(gift.approve, person=case.person, gift=made, by=third, at=NOW).code == "gift.twice"
    error = refusal(gift.approve, person=case.person, gift=made, by=world.lin, at=NOW)
    assert error.code == "gift.head-needed"
    assert Gift.objects.get(id=made).state == "proposed"
    assert Approval.objects.count() == 1


def test_nothing_goes_through_a_family_in_which_somebody_is_kept_apart(
    case: Case, world: World, third: Viewer
):
    made = approved(case, world, third)
    near = named(world.lin, case, Relation.ASSIGNED)
    about = About("spouse", "李建国")
    husband = families.write_down(person=case.person, about=about, by=near, at=NOW)
    keep(case, husband, near)
    ask = {"person": case.person, "gift": made, "received_on": TODAY, "by": world.lin, "at": NOW}

    error = refusal(gift.receive, **ask, receiver="family")

    assert (error.code, error.facts["field"]) == ("family.kept-apart", "receiver")
    gift.receive(**ask, receiver="person")


def test_nothing_is_handed_over_before_two_approved(case: Case, world: World, third: Viewer):
    made = proposed(case, by=world.lin)
    gift.approve(person=case.person, gift=made, by=world.head, at=NOW)

    assert refusal(receive, case=case, made=made, by=world.lin).code == "gift.not-now"
    gift.approve(person=case.person, gift=made, by=third, at=NOW)
    receive(case, made, world.lin)


@pytest.mark.parametrize(
    ("fen", "code"),
    [(-1, "money.negative"), (0, "money.zero"), (20_000_001, "money.too-much"), (10**40, "money.too-much")],
)
def test_an_impossible_amount_is_not_proposed(case: Case, world: World, fen: int, code: str):
    assert refusal(proposed, case=case, by=world.lin, fen=fen).code == code
    assert not Gift.objects.exists()


def test_proposing_twice_makes_one_and_another_persons_id_none(case: Case, world: World):
    new = NewGift(new_id(), giver(world.lin), "money", "living", 100, "米")
    for _ in range(2):
        gift.propose(person=case.person, new=new, by=world.lin, at=NOW)
    other = in_aftercare(world.station, since=TODAY - timedelta(days=30))

    assert refusal(gift.propose, person=other.person, new=new, by=world.lin, at=NOW).code == "gift.unknown"
    assert Gift.objects.count() == 1


def test_strangers_neither_propose_nor_approve(case: Case, world: World):
    made = proposed(case, by=world.lin)

    for viewer in (world.mo, world.officer, world.psychologist, world.doctor, world.manager, world.partner):
        assert refusal(gift.approve, person=case.person, gift=made, by=viewer, at=NOW).code == (
            "person.unknown"
        )
    assert Approval.objects.count() == 0


def test_a_gift_is_declined_with_a_reason_or_taken_back_by_whoever_proposed_it(
    case: Case, world: World, third: Viewer
):
    made = proposed(case, by=world.lin)

    error = refusal(gift.decline, person=case.person, gift=made, words=" ", by=third, at=NOW)
    assert error.code == "gift.why"
    error = refusal(gift.decline, person=case.person, gift=made, words="x", by=world.lin, at=NOW)
    assert error.code == "gift.own"
    assert refusal(gift.withdraw, person=case.person, gift=made, by=third, at=NOW).code == "gift.not-yours"
    gift.decline(person=case.person, gift=made, words="先走临时救助", by=third, at=NOW)
    assert seen(case, made, world.lin).answer == "先走临时救助"
    assert refusal(gift.withdraw, person=case.person, gift=made, by=world.lin, at=NOW).code == "gift.not-now"


def test_the_words_and_a_donors_name_lie_sealed(case: Case, world: World):
    proposed(case, by=world.lin)

    assert "棉被".encode() not in bytes(Gift.objects.get().note)
    assert "芒果".encode() not in bytes(Giver.objects.get().name)


def test_a_receipt_that_was_a_mistake_is_taken_back_with_its_help(case: Case, world: World, third: Viewer):
    made = lent(case, world, third)
    entry = seen(case, made, world.lin).entry
    gift.take_back_receipt(person=case.person, gift=made, by=world.lin, at=NOW)

    row = seen(case, made, world.lin)
    assert (row.state, row.received_on, row.parts) == (State.APPROVED, None, ())
    assert Entry.objects.filter(supersedes=entry).exists()
    receive(case, made, world.lin, count=2, first_on=TODAY)
    assert [part.n for part in seen(case, made, world.lin).parts] == [4, 5]


# --- loans ------------------------------------------------------------------------------------------


def test_a_loan_is_paid_back_in_parts_and_agreed_on_anew(case: Case, world: World, third: Viewer):
    made = lent(case, world, third)
    first, *_ = seen(case, made, world.lin).parts
    gift.pay_back(person=case.person, gift=made, part=first.id, on=TODAY, by=world.lin, at=NOW)
    again = refusal(
        gift.pay_back, person=case.person, gift=made, part=first.id, on=TODAY, by=world.lin, at=NOW
    )
    gift.agree_anew(
        person=case.person, gift=made, count=10, first_on=TODAY + timedelta(days=90), by=world.lin, at=NOW
    )

    row = seen(case, made, world.lin)
    assert again.code == "loan.not-now"
    assert row.open_fen == 120_050 - first.fen
    assert len(row.parts) == 11
    assert sum(part.fen for part in row.parts) == 120_050
    assert Repayment.objects.filter(state="replaced").count() == 2
    error = refusal(gift.take_back_receipt, person=case.person, gift=made, by=world.lin, at=NOW)
    assert error.code == "gift.paid-already"


def test_a_loan_without_days_is_not_handed_over(case: Case, world: World, third: Viewer):
    made = approved(case, world, third, form="loan")

    assert refusal(receive, case=case, made=made, by=world.lin).code == "loan.first"
    assert refusal(receive, case=case, made=made, by=world.lin, first_on=TODAY).code == "loan.parts"
    assert Gift.objects.get(id=made).state == "approved"


def standing(file: PersonFile):
    """Everything that a course of care says of somebody."""
    assert file.seen is not None
    (course,) = file.courses
    duties = [(duty.window.rule.id, duty.window.n, duty.state) for duty in course.seen.duties]
    return course.seen.phase, course.row.phase, duties, course.seen.quotas, file.seen.alerts, file.timeline


def test_a_day_of_a_loan_that_passes_has_no_consequence(case: Case, world: World, third: Viewer):
    lent(case, world, third)
    before = (
        list(Entry.objects.filter(person_id=case.person).values_list("id", "kind")),
        list(Duty.objects.filter(person_id=case.person).order_by("pk").values()),
    )
    later = TODAY + timedelta(days=200)
    with_loan = person_file(world.lin, case.person, today=later)
    Repayment.objects.all().update(state="replaced")
    without = person_file(world.lin, case.person, today=later)

    assert standing(with_loan) == standing(without)
    assert before == (
        list(Entry.objects.filter(person_id=case.person).values_list("id", "kind")),
        list(Duty.objects.filter(person_id=case.person).order_by("pk").values()),
    )


def test_the_board_shows_what_waits_to_the_unit_alone(case: Case, world: World, third: Viewer):
    made = proposed(case, by=world.lin)
    lent(case, world, third)

    here = coming(world.head, today=TODAY, ahead=31, limit=10)
    assert [row.id for row in here.gifts] == [made]
    assert len(here.parts) == 1
    there = coming(world.mo, today=TODAY, ahead=31, limit=10)
    assert (there.gifts, there.parts) == ((), ())


# --- givers -----------------------------------------------------------------------------------------


def given_to(world: World, third: Viewer, count: int, *, by_giver, purpose: str = "living") -> list[Case]:
    """So many people who received 100 yuan each."""
    cases = [in_aftercare(world.station, since=TODAY - timedelta(days=30)) for _ in range(count)]
    for one in cases:
        new = NewGift(new_id(), by_giver, "money", purpose, 10_000, "米")
        made = gift.propose(person=one.person, new=new, by=world.lin, at=NOW)
        gift.approve(person=one.person, gift=made, by=third, at=NOW)
        gift.approve(person=one.person, gift=made, by=world.head, at=NOW)
        receive(one, made, world.lin)
    return cases


def told(viewer: Viewer, by_giver, today: date):
    return dict(gift.told_to_giver(viewer, by_giver, today=today))[(date(2026, 1, 1), date(2026, 6, 30))]


def test_a_giver_is_told_totals_of_eight_people_or_more_once_the_half_year_is_over(
    world: World, third: Viewer
):
    by_giver = giver(world.lin)
    cases = given_to(world, third, 8, by_giver=by_giver)

    (total,) = told(world.head, by_giver, date(2026, 7, 1))
    assert (total.purpose, total.people, total.fen) == ("living", 8, 80_000)
    assert (date(2026, 1, 1), date(2026, 6, 30)) not in dict(
        gift.told_to_giver(world.head, by_giver, today=date(2026, 6, 30))
    )
    gift.take_back_receipt(
        person=cases[0].person, gift=Gift.objects.get(person_id=cases[0].person).id, by=world.lin, at=NOW
    )
    assert told(world.head, by_giver, date(2026, 7, 1)) == ()


def test_a_total_of_the_past_does_not_shrink_by_whose_care_ended(world: World, third: Viewer):
    by_giver = giver(world.lin)
    cases = given_to(world, third, 8, by_giver=by_giver)
    with door.even_sealed("seal"):
        holding.seal_rows([cases[0].person])

    assert told(world.head, by_giver, date(2026, 7, 1))[0].people == 8


def test_givers_of_another_county_are_not_there(world: World):
    made = giver(world.lin)

    assert [row.name for row in givers(world.lin)] == ["芒果基金"]
    with pytest.raises(DomainError, match="access.refused"):
        givers(world.officer)
    with pytest.raises(DomainError, match="giver.unknown"):
        gift.told_to_giver(world.head, new_id(), today=TODAY)
    assert gift.told_to_giver(world.mo, made, today=datetime(2026, 7, 1, tzinfo=BEIJING).date())
