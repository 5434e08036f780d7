"""Entered facts: the published check values, and no number where two facts cannot be compared."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.areas.facts import Catalogue, Draft, Fact, FactKind, change, check, current, latest, share
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.model import Confidence, Source, Words

SOURCE = Source("x", "y", "")
EXISTING = FactKind("existing", Words("现有", "x"), ("all", "classic"), SOURCE, Confidence.PRACTICE)
ABSTINENT = FactKind("abstinent", Words("戒断", "x"), ("all", "classic"), SOURCE, Confidence.PRACTICE)
KNOWN = Catalogue(
    {"existing": EXISTING, "abstinent": ABSTINENT},
    {"all": Words("全部", "all"), "classic": Words("一二代", "classic")},
)
END_2023, END_2022 = date(2023, 12, 31), date(2022, 12, 31)
REGION = 430102000000
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def fact(kind, value, on=END_2023, basis="all", *, n=1, corrects=None):
    """An entry, its id made of ``n``."""
    at = AT + timedelta(seconds=n)
    return Fact(
        UUID(int=n), REGION, kind, on, basis, value, "公安", "报告", "", corrects, None, at, None, None
    )


def test_the_national_share_of_2023_is_as_published():
    """4 078 000 of 896 000 and 4 078 000: rule book 5, check value 0.820."""
    found = share(
        [fact("existing", 896_000), fact("abstinent", 4_078_000, n=2)], ABSTINENT, [EXISTING], on=END_2023
    )

    assert round(found.value, 3) == 0.820
    assert [one.value for one in found.used] == [4_078_000, 896_000]


@pytest.mark.parametrize(("before", "now", "said"), [(10_000, 12_347, 0.2347), (10_000, 7_326, -0.2674)])
def test_a_year_on_year_change_is_as_published_and_shows_both_bases(before, now, said):
    found = change([fact("existing", before, END_2022), fact("existing", now, n=2)], EXISTING, on=END_2023)

    assert round(found.value, 4) == said
    assert [(one.value, one.on) for one in found.used] == [(now, END_2023), (before, END_2022)]


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ([], "fact.no-base"),
        ([fact("existing", 10, date(2022, 6, 30), n=2)], "fact.no-base"),
        ([fact("existing", 10, END_2022, "classic", n=2)], "fact.other-basis"),
        ([fact("existing", 0, END_2022, n=2)], "fact.zero-base"),
    ],
)
def test_where_two_facts_cannot_be_compared_there_is_a_reason_and_no_number(before, why):
    found = change([fact("existing", 12), *before], EXISTING, on=END_2023)

    assert (found.value, found.why) == (None, why)


def test_nothing_entered_is_no_zero():
    assert change([], EXISTING, on=END_2023).why == "fact.missing"
    assert share([], ABSTINENT, [EXISTING], on=END_2023).value is None
    assert latest([], EXISTING, on=END_2023) is None


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (None, "fact.missing"),
        (fact("existing", 3, END_2022, n=2), "fact.other-day"),
        (fact("existing", 3, END_2023, "classic", n=2), "fact.other-basis"),
    ],
)
def test_a_share_is_of_one_day_and_one_basis(other, why):
    found = share([fact("abstinent", 5), *([other] if other else [])], ABSTINENT, [EXISTING], on=END_2023)

    assert (found.value, found.why) == (None, why)


def test_a_whole_of_nothing_divides_nothing():
    found = share([fact("abstinent", 0), fact("existing", 0, n=2)], ABSTINENT, [EXISTING], on=END_2023)

    assert (found.value, found.why) == (None, "fact.zero-base")


def test_a_correction_stands_in_place_and_what_is_taken_back_is_gone():
    wrong, right = fact("existing", 12), fact("existing", 21, n=2, corrects=UUID(int=1))
    gone = fact("existing", None, n=3, corrects=UUID(int=2))

    assert current([wrong, right]) == [right]
    assert current([gone, wrong, right]) == []


def test_what_will_be_entered_for_a_later_day_is_not_there_yet():
    there = [fact("existing", 12), fact("existing", 9, END_2022, n=2)]

    assert latest(there, EXISTING, on=date(2023, 6, 1)).value == 9


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.randoms())
def test_the_last_of_a_chain_of_corrections_counts_in_any_order(values, rng):
    chain = [
        fact("existing", value, n=n, corrects=UUID(int=n - 1) if n > 1 else None)
        for n, value in enumerate(values, 1)
    ]
    rng.shuffle(chain)

    assert [one.value for one in current(chain)] == [values[-1]]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_a_change_leads_from_one_base_to_the_other(before, now):
    found = change([fact("existing", before, END_2022), fact("existing", now, n=2)], EXISTING, on=END_2023)

    assert found.value >= -1
    assert round(before * (1 + found.value)) == now


GOOD = Draft(REGION, "existing", END_2023, "all", 12, "市公安局", "2023 年统计")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "weather"}, "fact.kind"),
        ({"basis": "guess"}, "fact.basis"),
        ({"on": date(2026, 3, 3)}, "fact.future"),
        ({"on": date(1989, 12, 31)}, "fact.too-early"),
        ({"value": -1}, "fact.value"),
        ({"value": 2_000_000_001}, "fact.value"),
        ({"publisher": "  "}, "fact.publisher-missing"),
        ({"document": ""}, "fact.document-missing"),
        ({"document": "长" * 121}, "fact.too-long"),
    ],
)
def test_what_cannot_be_entered_is_refused_beside_its_field(wrong, code):
    check(GOOD, KNOWN, today=date(2026, 3, 2))
    with pytest.raises(DomainError) as refused:
        check(replace(GOOD, **wrong), KNOWN, today=date(2026, 3, 2))

    assert refused.value.code == code
    assert refused.value.facts["field"] in {*wrong, "value"}
