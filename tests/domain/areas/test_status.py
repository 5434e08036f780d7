"""An area's status: what holds on a day, who decides, what a decision must say."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from guitu.domain.areas.status import (
    Decision,
    Proposal,
    Step,
    check_decision,
    check_proposal,
    may_decide,
    standing,
)
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError

COUNTY, PREFECTURE, PROVINCE = 430102000000, 430100000000, 430000000000
ME, OTHER = UUID(int=1), UUID(int=2)
AT = datetime(2026, 3, 2, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def step(status, since):
    """A step of the county."""
    return Step(uuid4(), COUNTY, status, since, "省禁毒委", "演〔2025〕1号", uuid4(), AT, ME)


def proposal(*, unit, region=COUNTY):
    """A proposal of mine."""
    return Proposal(
        uuid4(), region, "key_rectification", "none", "x", (), "open", AT, ME, unit, None, None, ""
    )


def test_the_last_step_up_to_the_day_holds():
    history = [step("key_rectification", date(2024, 1, 1)), step("none", date(2025, 6, 1))]

    assert standing(history, on=date(2023, 12, 31)) is None
    assert standing(history, on=date(2024, 1, 1)).status == "key_rectification"
    assert standing(reversed(history), on=date(2025, 5, 31)).status == "key_rectification"
    assert standing(history, on=TODAY).status == "none"


@pytest.mark.parametrize(
    ("over", "account", "unit", "decides"),
    [
        (PREFECTURE, OTHER, regions.place_number(COUNTY, 1), True),
        (PROVINCE, OTHER, regions.place_number(COUNTY, 1), True),
        (PREFECTURE, ME, regions.place_number(COUNTY, 1), False),  # never one's own
        (COUNTY, OTHER, regions.place_number(COUNTY, 1), False),  # the same level
        (430103000000, OTHER, regions.place_number(COUNTY, 1), False),  # elsewhere
        (PREFECTURE, OTHER, regions.place_number(PROVINCE, 1), False),  # sent from above
        (PREFECTURE, OTHER, regions.place_number(PREFECTURE, 2), True),  # a colleague of that level
    ],
)
def test_somebody_else_decides_one_level_up(over, account, unit, decides):
    low, high = regions.place_interval(over)

    assert may_decide(lo=low, hi=high, proposal=proposal(unit=unit), account=account) is decides


@pytest.mark.parametrize(
    ("to", "words", "code"),
    [
        ("best_county", "x", "status.word"),
        ("key_rectification", "x", "status.same"),
        ("none", " ", "status.words-missing"),
        ("none", "长" * 1001, "status.words-long"),
    ],
)
def test_a_proposal_says_what_and_why(to, words, code):
    check_proposal(before="key_rectification", to="none", words="已完成整治")
    with pytest.raises(DomainError, match=code):
        check_proposal(before="key_rectification", to=to, words=words)


def yes(authority, document, since):
    """An agreement."""
    return Decision(agrees=True, words="", authority=authority, document=document, since=since)


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision(agrees=False, words=" "), "status.answer-missing"),
        (Decision(agrees=False, words="长" * 1001), "status.words-long"),
        (yes("", "文", TODAY), "status.paper-missing"),
        (yes("省禁毒委", " ", TODAY), "status.paper-missing"),
        (yes("省禁毒委", "长" * 121, TODAY), "status.paper-long"),
        (yes("省禁毒委", "文", None), "status.day-missing"),
        (yes("省禁毒委", "文", date(2026, 3, 3)), "status.future"),
        (yes("省禁毒委", "文", date(2025, 1, 1)), "status.before-last"),
    ],
)
def test_without_paper_and_a_day_nothing_changes(decision, code):
    last = step("key_rectification", date(2025, 1, 1))
    check_decision(yes("省禁毒委", "演〔2026〕1号", TODAY), last=last, today=TODAY)
    check_decision(Decision(agrees=False, words="还差一项"), last=last, today=TODAY)
    with pytest.raises(DomainError, match=code):
        check_decision(decision, last=last, today=TODAY)
