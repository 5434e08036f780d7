from datetime import date
from typing import Any

import pytest

from guitu.domain.rules.model import (
    Body,
    Confidence,
    Deadline,
    Freshness,
    Nature,
    Parameter,
    Primitive,
    Streak,
)
from guitu.domain.rules.parse import RulesRefusedError, parse_adoptions, parse_pack
from guitu.domain.rules.reading import FOREVER
from tests.domain.rules.packs import LINE, a_file, a_pack, a_parameter, a_rule, a_test_rhythm

FILE = "hunan.yaml"


def faults_of(data: object) -> list[tuple[str, object, object]]:
    """(code, line, rule) of every fault; each must name the file."""
    with pytest.raises(RulesRefusedError) as refused:
        parse_pack(data, file=FILE)
    assert all(problem.facts["file"] == FILE for problem in refused.value.problems)
    return [(p.code, p.facts["line"], p.facts["rule"]) for p in refused.value.problems]


def test_a_whole_rule_is_read_as_it_stands() -> None:
    rule = a_pack(a_rule()).rules[0]

    assert (rule.id, rule.book, rule.primitive) == ("X-01", "national", Primitive.DEADLINE)
    assert rule.body == Deadline(anchor="decision_received", days=15, roll_forward=True)
    assert (rule.nature, rule.owed_by) == (Nature.CONTROL, "person")
    assert (rule.title.zh, rule.title.en) == ("报到", "Report in")
    assert (rule.source.document, rule.source.article) == ("戒毒条例", "第38条")
    assert rule.confidence is Confidence.SEEN_TEXT
    assert (rule.from_ordinal, rule.to_ordinal) == (date(2020, 1, 1).toordinal(), FOREVER)
    assert rule.satisfies is not None
    assert rule.satisfies.kind == "report_in"


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"source": None}, "rules.no-source", 10),
        ({"source": {LINE: 17, "article": "第1条", "quote": ""}}, "rules.no-source", 17),
        ({"source": {LINE: 17, "document": "戒毒条例", "quote": ""}}, "rules.no-source", 17),
        ({"source": {LINE: 17, "document": "戒毒条例", "article": "第1条"}}, "rules.missing", 17),
        ({"in_force": None}, "rules.no-start", 10),
        ({"in_force": {LINE: 14, "to": None}}, "rules.no-start", 14),
        ({"in_force": {LINE: 14, "from": "2020"}}, "rules.no-start", 14),
        (
            {"in_force": {LINE: 14, "from": date(2020, 1, 1), "to": date(2019, 1, 1)}},
            "rules.ends-before-start",
            14,
        ),
        ({"nature": None}, "rules.no-nature", 10),
        ({"nature": "burden"}, "rules.unknown-nature", 10),
        ({"owed_by": None}, "rules.no-owed-by", 10),
        ({"owed_by": "somebody"}, "rules.unknown-ower", 10),
        ({"title": {LINE: 15, "zh": "报到"}}, "rules.no-title", 15),
        ({"title": None}, "rules.no-title", 10),
        ({"why": {LINE: 16, "zh": "", "en": "because"}}, "rules.no-why", 16),
        ({"primitive": "wish"}, "rules.unknown-primitive", 10),
        ({"applies_to": ["prison"]}, "rules.unknown-episode-kind", 10),
        ({"applies_to": None}, "rules.missing", 10),
        ({"confidence": "sure"}, "rules.unknown-confidence", 10),
        ({"confidence": "proposed"}, "rules.proposed-without-proposal", 10),
        (
            {"source": {LINE: 17, "document": "Guitu proposal", "article": "here", "quote": ""}},
            "rules.proposal-not-marked",
            10,
        ),
        ({"satisfies": None}, "rules.no-satisfies", 10),
        ({"satisfies": {LINE: 19, "kind": "visit", "outcomes": ["done"]}}, "rules.unknown-kind", 19),
        (
            {"satisfies": {LINE: 19, "kind": "report_in", "outcomes": ["negative"]}},
            "rules.unknown-outcome",
            19,
        ),
        ({"deadline": None}, "rules.no-block", 10),
        ({"deadline": {LINE: 20, "anchor": "decision_received"}}, "rules.no-unit", 20),
        ({"deadline": {LINE: 20, "anchor": "reported", "days": 1, "months": 1}}, "rules.no-unit", 20),
        ({"deadline": {LINE: 20, "anchor": "birthday", "days": 1}}, "rules.unknown-anchor", 20),
        ({"deadline": {LINE: 20, "anchor": "reported", "days": "15"}}, "rules.not-a-number", 20),
        ({"deadline": {LINE: 20, "anchor": "reported", "day": 1, "days": 1}}, "rules.unknown-key", 20),
        ({"only_if": {LINE: 22, "star_sign": "ox"}}, "rules.unknown-key", 22),
        ({"only_if": {LINE: 22, "level": "dangerous"}}, "rules.unknown-level", 22),
        ({"qouta": {LINE: 23}}, "rules.unknown-key", 10),
        ({"streak": {LINE: 24, "months": [12], "opens": "honours"}}, "rules.two-blocks", 10),
    ],
)
def test_a_faulty_rule_is_refused_with_its_file_and_line(
    changes: dict[str, Any], code: str, line: int
) -> None:
    assert faults_of(a_file({key: v for key, v in {**a_rule(), **changes}.items() if v is not None})) == [
        (code, line, "X-01")
    ]


@pytest.mark.parametrize(
    ("primitive", "block", "code"),
    [
        ("parameter", {"name": "n", "value": 3}, "rules.no-unit"),
        ("parameter", {"name": "n", "value": 3, "unit": "moons"}, "rules.unknown-unit"),
        ("parameter", {"name": "n", "unit": "days"}, "rules.missing"),
        ("streak", {"months": ["one"], "opens": "honours"}, "rules.not-a-number"),
        ("freshness", {"fields": [], "days": 90}, "rules.missing"),
        ("freshness", {"fields": ["phone"], "days": 0}, "rules.not-a-number"),
        ("quota", {"anchor": "released", "years": 3, "items": []}, "rules.missing"),
        ("quota", {"anchor": "released", "years": 3, "items": [3]}, "rules.wrong-type"),
        (
            "quota",
            {"anchor": "released", "years": 3, "items": [{LINE: 20, "name": "talk", "needed": 1}]},
            "rules.no-satisfies",
        ),
        (
            "threshold",
            {
                "measure": "weight",
                "limit": 3,
                "inclusive": True,
                "counts": [{LINE: 20, "kind": "drug_test", "outcomes": ["refused"]}],
                "proposes": "serious_breach_report",
            },
            "rules.unknown-measure",
        ),
        (
            "threshold",
            {
                "measure": "times",
                "limit": 3,
                "counts": [{LINE: 20, "kind": "drug_test", "outcomes": ["refused"]}],
                "proposes": "serious_breach_report",
            },
            "rules.missing",
        ),
    ],
)
def test_a_faulty_block_is_refused_with_its_line(primitive: str, block: dict[str, object], code: str) -> None:
    rule = a_rule(primitive=primitive, satisfies=None, deadline=None, **{primitive: {LINE: 20, **block}})

    assert faults_of(a_file(rule)) == [(code, 20, "X-01")]


@pytest.mark.parametrize(
    "phases",
    [
        [(0, 12, 1), (11, 24, 2)],
        [(12, 12, 1)],
        [(0, 12, 13)],
    ],
)
def test_phases_that_overlap_or_hold_no_slot_are_refused(phases: list[tuple[int, int, int]]) -> None:
    rule = a_test_rhythm()
    rule["recurring"]["phases"] = [
        {LINE: 21, "after_month": after, "to_month": to, "every_months": every} for after, to, every in phases
    ]

    assert {code for code, _, _ in faults_of(a_file(rule))} == {"rules.bad-phases"}


@pytest.mark.parametrize("days", [-1, 93])
def test_grace_has_bounds_because_lists_begin_where_the_longest_ends(days: int) -> None:
    rule = a_test_rhythm()
    rule["recurring"]["grace_days"] = days

    assert {code for code, _, _ in faults_of(a_file(rule))} == {"rules.not-a-number"}


def test_all_faults_are_named_at_once() -> None:
    first = a_rule(id="A-01", nature=None, in_force=None)
    second = a_rule(id="A-02", title=None, **{LINE: 40})

    assert faults_of(a_file(first, second)) == [
        ("rules.no-start", 10, "A-01"),
        ("rules.no-nature", 10, "A-01"),
        ("rules.no-title", 40, "A-02"),
    ]


def test_two_versions_of_a_rule_may_not_share_a_day() -> None:
    early = a_rule(in_force={LINE: 14, "from": date(2020, 1, 1), "to": date(2021, 1, 1)})
    late = a_rule(in_force={LINE: 34, "from": date(2021, 1, 2), "to": None})

    assert len(a_pack(early, late).rules) == 2
    early["in_force"]["to"] = date(2021, 1, 2)
    assert faults_of(a_file(early, late)) == [("rules.overlapping-versions", 10, "X-01")]


def test_one_parameter_is_not_set_by_two_rules() -> None:
    rules = a_parameter(id="P-01"), a_parameter(id="P-02", **{LINE: 40})

    assert faults_of(a_file(*rules)) == [("rules.parameter-twice", 40, "P-02")]


def test_several_kinds_may_answer_one_duty() -> None:
    contact = {LINE: 19, "kind": "talk", "also": ["phone_call"], "outcomes": ["done"]}
    rule = a_pack(a_rule(satisfies=contact)).rules[0]

    assert rule.satisfies is not None
    assert rule.satisfies.kinds == ("talk", "phone_call")
    assert [code for code, _, _ in faults_of(a_file(a_rule(satisfies={**contact, "also": ["shout"]})))] == [
        "rules.unknown-kind"
    ]


@pytest.mark.parametrize("data", [None, [], "rules", 3])
def test_a_file_that_holds_no_mapping_is_refused(data: object) -> None:
    assert faults_of(data) == [("rules.not-a-mapping", 1, "")]


@pytest.mark.parametrize("region", [4, 430, "43", True])
def test_a_region_of_another_length_is_refused(region: object) -> None:
    codes = [code for code, _, _ in faults_of(a_file(a_rule(), regions=[region]))]
    assert codes == ["rules.not-a-region"]


def test_an_enrolment_clause_needs_its_source() -> None:
    clause = {LINE: 4, "within_years": 3, "domicile_in": [1503], "released_from": date(2020, 5, 1)}
    source = {LINE: 8, "document": "报道", "article": "意见", "quote": ""}

    enrolment = a_pack(a_rule(), enrolment={**clause, "source": source}).enrolment
    assert enrolment is not None
    assert (enrolment.within_years, enrolment.domicile_in) == (3, (1503,))
    assert faults_of(a_file(a_rule(), enrolment=clause)) == [("rules.no-source", 4, "enrolment")]


def test_adoptions_name_a_known_pack_and_a_paper() -> None:
    line = {LINE: 1, "pack": "hunan_sample", "by": "怀化市禁毒办", "document": "1号", "on": date(2026, 1, 1)}

    found = parse_adoptions([line], file="adoptions.yaml", known={"hunan_sample"})
    assert found["hunan_sample"].on_ordinal == date(2026, 1, 1).toordinal()
    for wrong in ({"pack": "mars"}, {"document": ""}, {"on": "soon"}, {"colour": "red"}):
        with pytest.raises(RulesRefusedError):
            parse_adoptions([{**line, **wrong}], file="adoptions.yaml", known={"hunan_sample"})


@pytest.mark.parametrize(
    ("primitive", "block", "body"),
    [
        ("streak", {"months": [12, 24], "opens": "honours"}, Streak(months=(12, 24), opens="honours")),
        ("freshness", {"fields": ["phone"], "days": 90}, Freshness(fields=("phone",), days=90)),
        (
            "parameter",
            {"name": "days", "value": [3, 7], "unit": "days"},
            Parameter(name="days", value=(3, 7), unit="days"),
        ),
    ],
)
def test_rules_that_ask_for_no_entry_are_read(primitive: str, block: dict[str, object], body: Body) -> None:
    rule = a_rule(primitive=primitive, satisfies=None, deadline=None, **{primitive: {LINE: 20, **block}})

    assert a_pack(rule).rules[0].body == body


def test_details_that_must_agree_are_codes_or_numbers() -> None:
    served = {
        LINE: 19,
        "kind": "service",
        "outcomes": ["done"],
        "details": {LINE: 19, "service": "job_notice"},
    }

    read = a_pack(a_rule(satisfies=served)).rules[0].satisfies
    assert read is not None
    assert dict(read.details) == {"service": "job_notice"}
    assert faults_of(a_file(a_rule(satisfies={**served, "details": {LINE: 21, "service": ["x"]}}))) == [
        ("rules.wrong-type", 21, "X-01")
    ]
