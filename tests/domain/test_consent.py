"""Consent, purpose by purpose; requests and openings; the row that is left; the day it all ends."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from guitu.domain import consent, rights
from guitu.domain.access import Role, Viewer
from guitu.domain.journal.codes import CONSENT_PURPOSES
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import Opening, Refusal, State

DAY = date(2026, 3, 2)


def said(purpose: str, outcome: str, n: int = 0) -> Entry:
    return Entry(str(n), "consent", DAY, outcome, {"purpose": purpose})


@settings(derandomize=True, max_examples=60)
@drawn(
    st.lists(
        st.tuples(st.sampled_from(CONSENT_PURPOSES), st.sampled_from(["given", "withdrawn", "declined"]))
    )
)
def test_the_last_word_on_each_purpose_counts_and_no_other(words: list[tuple[str, str]]) -> None:
    entries = [said(purpose, outcome, n) for n, (purpose, outcome) in enumerate(words)]
    agreed = consent.given(entries)
    for purpose in CONSENT_PURPOSES:
        mine = [outcome for named, outcome in words if named == purpose]
        assert (purpose in agreed) == (bool(mine) and mine[-1] == "given")


def test_a_word_without_a_purpose_is_about_aftercare() -> None:
    assert consent.given([Entry("1", "consent", DAY, "given", {})]) == {"aftercare"}


@pytest.mark.parametrize(
    ("birth", "purpose", "guardian", "code"),
    [
        (date(2012, 3, 3), "aftercare", False, "consent.guardian-needed"),
        (date(2012, 3, 3), "aftercare", True, None),
        (date(2012, 3, 2), "aftercare", False, None),
        (date(2008, 3, 3), "publicity", True, "consent.no-publicity-under-18"),
        (date(2008, 3, 2), "publicity", False, None),
        (None, "publicity", False, "consent.no-publicity-under-18"),
        (None, "aftercare", False, None),
    ],
)
def test_age_decides_who_may_say_it(
    birth: date | None, purpose: str, *, guardian: bool, code: str | None
) -> None:
    if code is None:
        consent.check(purpose, birth_on=birth, on=DAY, by_guardian=guardian)
        return
    with pytest.raises(DomainError) as refused:
        consent.check(purpose, birth_on=birth, on=DAY, by_guardian=guardian)
    assert refused.value.code == code


def test_an_answer_is_due_in_fifteen_days_and_a_refusal_has_a_reason() -> None:
    assert rights.due(DAY) == date(2026, 3, 17)
    assert rights.keeps_open(DAY, on=date(2026, 4, 1))
    assert not rights.keeps_open(DAY, on=date(2026, 4, 2))
    rights.check_answer(State.GRANTED, "")
    rights.check_answer(State.REFUSED, Refusal.LAW_KEEPS)
    with pytest.raises(DomainError, match=r"rights\.refusal-without-reason"):
        rights.check_answer(State.REFUSED, "because")


def viewer(role: Role, unit: int) -> Viewer:
    return Viewer(id=uuid4(), role=role, unit=unit, lo=unit, hi=unit)


@settings(derandomize=True, max_examples=60)
@drawn(
    st.lists(st.tuples(st.sampled_from(list(Role)), st.integers(1, 3)), min_size=2, max_size=2),
    st.sampled_from(list(Role)),
    st.integers(-1, 100),
)
def test_no_opening_passes_that_breaks_one_of_its_rules(
    approvers: list[tuple[Role, int]], reader: Role, hours: int
) -> None:
    asked = Opening(
        asker=uuid4(),
        reader=viewer(reader, 9),
        approvers=[viewer(role, unit) for role, unit in approvers],
        hours=hours,
    )
    lawful = (
        0 < hours <= 72
        and approvers[0][1] != approvers[1][1]
        and {role for role, _ in approvers} <= {Role.UNIT_HEAD, Role.PRIVACY_OFFICER}
        and rights.may_read_sealed(asked.reader)
    )
    if lawful:
        rights.check_opening(asked)
    else:
        with pytest.raises(DomainError):
            rights.check_opening(asked)


def test_it_closes_by_the_hour() -> None:
    opened = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert rights.closes_at(opened, 72) == datetime(2026, 3, 5, 8, tzinfo=UTC)
