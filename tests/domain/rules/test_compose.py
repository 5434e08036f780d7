from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from guitu.domain.rules.compose import compose
from guitu.domain.rules.model import Pack, Rulebook
from guitu.domain.rules.parse import parse_pack
from tests.domain.rules.packs import LINE, a_file, a_pack, a_parameter, a_rule, a_test_rhythm


def laid(
    national: Pack, *overlays: Pack, adopted: bool = False, calendar: str = "weekend-only", number: int = 1
) -> Rulebook:
    return compose(national, overlays, adopted=lambda _: adopted, calendar_revision=calendar, number=number)


def in_force(first: date, last: date | None = None) -> dict[str, Any]:
    return {LINE: 14, "from": first, "to": last}


def versions(book: Rulebook, rule_id: str) -> list[tuple[str, date, date | None]]:
    """(pack, first day, last day or None) of each version, in time."""
    found = sorted((r for r in book.rules if r.id == rule_id), key=lambda r: r.from_ordinal)
    ends = [date.fromordinal(r.to_ordinal) for r in found]
    return [
        (r.book, date.fromordinal(r.from_ordinal), None if end == date.max else end)
        for r, end in zip(found, ends, strict=True)
    ]


def test_the_nearer_rule_replaces_the_national_one_from_its_first_day() -> None:
    national = a_pack(a_rule())
    local = a_pack(a_rule(in_force=in_force(date(2024, 1, 1))), id="local")

    assert versions(laid(national, local), "X-01") == [
        ("national", date(2020, 1, 1), date(2023, 12, 31)),
        ("local", date(2024, 1, 1), None),
    ]


def test_the_national_rule_returns_when_the_nearer_one_has_ended() -> None:
    local = a_pack(a_rule(in_force=in_force(date(2021, 1, 1), date(2021, 12, 31))), id="local")

    assert versions(laid(a_pack(a_rule()), local), "X-01") == [
        ("national", date(2020, 1, 1), date(2020, 12, 31)),
        ("local", date(2021, 1, 1), date(2021, 12, 31)),
        ("national", date(2022, 1, 1), None),
    ]


def test_a_superseded_pack_is_never_applied() -> None:
    old = a_pack(a_rule(), id="old", superseded=True)

    book = laid(a_pack(a_rule()), old, adopted=True)

    assert (book.id, {rule.book for rule in book.rules}) == ("national", {"national"})


@pytest.mark.parametrize(("adopted", "found"), [(False, []), (True, ["D-03"])])
def test_a_local_rhythm_that_burdens_people_counts_only_where_adopted(
    adopted: bool,  # noqa: FBT001 - a parameter of the test
    found: list[str],
) -> None:
    book = laid(a_pack(a_rule()), a_pack(a_test_rhythm(), id="local"), adopted=adopted)

    assert [rule.id for rule in book.rules if rule.book == "local"] == found


def test_an_unadopted_rhythm_leaves_the_wider_one_standing() -> None:
    province = a_pack(a_rule(id="D-03", primitive="deadline"), id="national")

    book = laid(province, a_pack(a_test_rhythm(), id="local"))

    assert versions(book, "D-03") == [("national", date(2020, 1, 1), None)]


def test_an_adopted_rhythm_starts_on_the_day_of_adoption() -> None:
    adoption = {LINE: 5, "by": "禁毒办", "document": "1号", "on": date(2025, 7, 1)}
    local = a_pack(a_test_rhythm(), id="local", adopted=adoption)

    assert versions(laid(a_pack(a_rule()), local, adopted=True), "D-03") == [
        ("local", date(2025, 7, 1), None)
    ]


def test_care_of_a_pack_needs_no_adoption() -> None:
    visits = a_test_rhythm(id="J-01", nature="care")

    book = laid(a_pack(a_rule()), a_pack(visits, id="local"))

    assert [rule.id for rule in book.rules if rule.book == "local"] == ["J-01"]


def test_the_nearest_pack_sets_a_parameter_and_ended_values_do_not_count() -> None:
    national = a_pack(a_parameter("lead", "domicile"), a_parameter("gap", 100, id="P-02"))
    near = a_pack(a_parameter("lead", "residence"), id="near")
    ended = a_pack(
        a_parameter("gap", 5, id="P-09", in_force=in_force(date(2021, 1, 1), date(2021, 2, 1))), id="ended"
    )

    book = laid(national, near, ended)

    assert dict(book.parameters) == {"gap": 100, "lead": "residence"}


def test_the_nearest_enrolment_clause_counts() -> None:
    source = {LINE: 8, "document": "报道", "article": "意见", "quote": ""}
    clause = {
        LINE: 4,
        "within_years": 3,
        "domicile_in": [],
        "released_from": date(2020, 5, 1),
        "source": source,
    }
    national = a_pack(a_rule(), enrolment=clause)
    local = a_pack(a_rule(), id="local", enrolment={**clause, "domicile_in": [1503]})

    for book, domicile in ((laid(national), ()), (laid(national, local), (1503,))):
        assert book.enrolment is not None
        assert book.enrolment.domicile_in == domicile


def test_the_revision_is_the_same_for_the_same_content_in_any_order_of_keys() -> None:
    data = a_file(a_rule(), a_parameter())
    turned = {key: data[key] for key in reversed(data)}
    turned["rules"] = [{key: rule[key] for key in reversed(rule)} for rule in deepcopy(data["rules"])]

    first = laid(parse_pack(data, file="a.yaml"), number=1)
    second = laid(parse_pack(turned, file="b.yaml"), number=2)

    assert first.revision == second.revision


@pytest.mark.parametrize(
    "other",
    [
        laid(a_pack(a_rule(deadline={LINE: 20, "anchor": "reported", "days": 16}))),
        laid(a_pack(a_rule(why={LINE: 16, "zh": "另一句。", "en": "Another."}))),
        laid(a_pack(a_rule()), calendar="2027"),
        laid(a_pack(a_rule()), a_pack(a_parameter(), id="local")),
    ],
)
def test_the_revision_changes_with_anything_in_the_book(other: Rulebook) -> None:
    assert laid(a_pack(a_rule())).revision != other.revision
