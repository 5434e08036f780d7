"""Gifts: four eyes and more, loans without teeth, and totals in which nobody can be found."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.codes import SERVICES
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling
from guitu.domain.support.gifts import (
    FORMS,
    LEAST,
    MOST_PARTS,
    PURPOSES,
    RECEIVERS,
    SERVICE,
    Given,
    Part,
    State,
    check_approval,
    check_decline,
    check_giver,
    check_new,
    check_paid,
    check_receipt,
    closed_half_years,
    parts,
    totals,
)
from guitu.domain.support.receipts import BLANK, Receipt, lines, title

TODAY = date(2026, 3, 2)
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
small = settings(derandomize=True, max_examples=150)


def code_of(act) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def approve(approver: UUID, before=None, *, leads: bool = False, state: State = State.PROPOSED) -> bool:
    return check_approval(state, proposer=A, before=before or {}, approver=approver, leads=leads)


def test_two_others_approve_and_one_of_them_leads() -> None:
    assert approve(B) is False
    assert approve(C, {B: False}, leads=True) is True
    assert approve(C, {B: True}) is True


def test_nobody_approves_their_own_or_twice_or_without_a_head() -> None:
    assert code_of(lambda: approve(A, leads=True)) == "gift.own"
    assert code_of(lambda: approve(A, {B: True})) == "gift.own"
    assert code_of(lambda: approve(B, {B: True}, leads=True)) == "gift.twice"
    assert code_of(lambda: approve(C, {B: False})) == "gift.head-needed"
    for state in set(State) - {State.PROPOSED}:
        assert code_of(lambda state=state: approve(B, state=state)) == "gift.not-now"


@small
@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=8))
def test_whoever_tries_in_whatever_order_two_different_others_are_needed(tries) -> None:
    before: dict[UUID, bool] = {}
    done = False
    for number, leads in tries:
        try:
            done = check_approval(
                State.APPROVED if done else State.PROPOSED,
                proposer=A, before=before, approver=UUID(int=number), leads=leads,
            )  # fmt: skip
        except DomainError:
            continue
        before[UUID(int=number)] = leads

    assert A not in before
    assert done == (len(before) == 2)
    assert not done or any(before.values())


@pytest.mark.parametrize(
    ("form", "purpose", "fen", "words", "code"),
    [
        ("shares", "living", 100, "x", "gift.form"),
        ("money", "party", 100, "x", "gift.purpose"),
        ("money", "living", 100, " ", "gift.words"),
        ("money", "living", 100, "长" * 501, "gift.words"),
        ("money", "living", -100, "x", "money.negative"),
        ("loan", "living", 0, "x", "money.zero"),
        ("goods", "living", 1001, "x", "money.too-much"),
        ("goods", "living", 10**30, "x", "money.too-much"),
    ],
)
def test_an_impossible_gift_is_refused(form, purpose, fen, words, code) -> None:
    assert code_of(lambda: check_new(form, purpose, fen, words, most=1000)) == code


def test_only_a_private_donor_stays_unnamed() -> None:
    check_giver("donor", "", is_anonymous=True)
    check_giver("organisation", "芒果基金", is_anonymous=False)

    for kind, name, is_anonymous in (
        ("unit", "", True), ("donor", "", False), ("donor", "王先生", True), ("unit", "长" * 81, False),
    ):  # fmt: skip
        given_ = (kind, name, is_anonymous)
        assert code_of(lambda g=given_: check_giver(g[0], g[1], is_anonymous=g[2])) == "giver.name"
    assert code_of(lambda: check_giver("stranger", "x", is_anonymous=False)) == "giver.kind"


def test_a_receipt_lies_between_approval_and_today() -> None:
    approved = TODAY - timedelta(days=2)

    def received(on: date, receiver: str = "person", state: State = State.APPROVED) -> None:
        check_receipt(state, receiver=receiver, on=on, approved_on=approved, today=TODAY)

    received(approved)
    received(TODAY)
    assert code_of(lambda: received(approved - timedelta(days=1))) == "gift.day"
    assert code_of(lambda: received(TODAY + timedelta(days=1))) == "gift.day"
    assert code_of(lambda: received(TODAY, "neighbour")) == "gift.receiver"
    assert code_of(lambda: received(TODAY, state=State.PROPOSED)) == "gift.not-now"


def test_declining_says_why() -> None:
    assert code_of(lambda: check_decline(State.PROPOSED, words=" ")) == "gift.why"
    assert code_of(lambda: check_decline(State.RECEIVED, words="x")) == "gift.not-now"


# --- loans ------------------------------------------------------------------------------------------


@small
@given(st.integers(1, 10**9), st.integers(1, MOST_PARTS), st.integers(0, 366))
def test_parts_are_even_and_together_what_was_lent(fen: int, count: int, ahead: int) -> None:
    if count > fen:
        return
    made = parts(fen, count=count, first_on=TODAY + timedelta(days=ahead), today=TODAY)

    assert sum(part.fen for part in made) == fen
    assert max(part.fen for part in made) - min(part.fen for part in made) <= 1
    assert [part.n for part in made] == list(range(1, count + 1))
    days = [part.due_on for part in made]
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("count", "first_on", "code"),
    [
        (0, TODAY, "loan.parts"),
        (-1, TODAY, "loan.parts"),
        (37, TODAY, "loan.parts"),
        (6, TODAY, "loan.parts"),  # more parts than fen
        (1, TODAY - timedelta(days=1), "loan.first"),
        (1, TODAY + timedelta(days=367), "loan.first"),
    ],
)
def test_days_that_nobody_can_keep_are_not_agreed_on(count, first_on, code) -> None:
    assert code_of(lambda: parts(5, count=count, first_on=first_on, today=TODAY)) == code


def test_a_part_is_paid_once_and_not_in_the_future() -> None:
    check_paid(is_open=True, on=TODAY, received_on=TODAY, today=TODAY)

    late = TODAY + timedelta(days=1)
    assert code_of(lambda: check_paid(is_open=False, on=TODAY, received_on=TODAY, today=TODAY)) == (
        "loan.not-now"
    )
    assert code_of(lambda: check_paid(is_open=True, on=late, received_on=TODAY, today=TODAY)) == (
        "loan.paid-day"
    )


# --- what a giver is told ---------------------------------------------------------------------------


def gifts(purpose: str, people: int, fen: int = 100) -> list[Given]:
    return [Given(uuid4(), purpose, fen) for _ in range(people)]


def test_a_purpose_of_few_people_is_told_with_others() -> None:
    told = totals([*gifts("living", 20), *gifts("health", 5), *gifts("work", 4)])

    assert [(one.purpose, one.people) for one in told] == [("living", 20), ("", 9)]


def test_what_is_still_too_few_takes_the_smallest_along() -> None:
    told = totals([*gifts("living", 20), *gifts("health", 9), *gifts("work", 1)])

    assert [(one.purpose, one.people) for one in told] == [("living", 20), ("", 10)]


def test_seven_people_are_not_told_at_all() -> None:
    assert totals(gifts("living", 7)) == ()
    assert len(totals(gifts("living", 8))) == 1


def test_one_persons_eight_gifts_are_no_eight_people() -> None:
    one = uuid4()

    assert totals([Given(one, "living", 100) for _ in range(8)]) == ()


def test_a_sum_that_is_mostly_one_persons_is_not_told() -> None:
    assert totals([*gifts("living", 8), Given(uuid4(), "living", 6_000_000)]) == ()


@small
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(sorted(PURPOSES)), st.integers(1, 10**7)), max_size=120
    )
)
def test_no_total_and_no_rest_shows_fewer_than_eight_people(rows) -> None:
    given_ = [Given(UUID(int=person), purpose, fen) for person, purpose, fen in rows]
    told = totals(given_)

    by_purpose: dict[str, list[Given]] = defaultdict(list)
    for one in given_:
        by_purpose[one.purpose].append(one)
    named = {one.purpose for one in told if one.purpose}
    rest = [one for purpose, some in by_purpose.items() if purpose not in named for one in some]
    for one in told:
        counted = by_purpose[one.purpose] if one.purpose else rest
        assert one.fen == sum(row.fen for row in counted)
        assert one.people == len({row.person for row in counted}) >= LEAST
    assert not told or not rest or any(one.purpose == "" for one in told)


def test_a_running_half_year_is_not_told() -> None:
    assert closed_half_years(date(2026, 6, 30), count=1)[0] == (date(2025, 7, 1), date(2025, 12, 31))
    assert closed_half_years(date(2026, 7, 1), count=1)[0] == (date(2026, 1, 1), date(2026, 6, 30))


# --- receipts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_a_receipt_tells_nobody_what_the_office_is_about(form: str, purpose: str) -> None:
    paper = Receipt(form, purpose, 120_050, "文艺路街道便民服务点", TODAY, parts=(Part(1, TODAY, 120_050),))

    said = title(paper) + "".join(lines(paper))
    assert telling(said) is None
    assert "¥1,200.50" in said
    assert "壹仟贰佰元伍角整" in said


def test_goods_that_tell_too_much_are_left_to_the_pen() -> None:
    def paper(what: str) -> str:
        return "".join(lines(Receipt("goods", "health", 100, "便民服务点", TODAY, what)))

    assert "棉被两床" in paper("棉被两床")
    assert BLANK in paper("美沙酮门诊交通卡")


def test_receivers_are_named_by_codes_that_fit_their_column() -> None:
    assert all(len(code) <= 8 for code in RECEIVERS)
    assert SERVICE in SERVICES
