"""Small rulebooks as the loader hands them in: mappings that carry their line."""

from copy import deepcopy
from datetime import date
from typing import Any

from guitu.domain.rules.model import Pack
from guitu.domain.rules.parse import parse_pack

LINE = "__line__"


def a_rule(**changes: Any) -> dict[str, Any]:
    """A whole rule, on line 10 of its file; ``changes`` replace what they name, None leaves it out."""
    rule = {
        LINE: 10,
        "id": "X-01",
        "primitive": "deadline",
        "applies_to": ["community_rehab"],
        "nature": "control",
        "owed_by": "person",
        "in_force": {LINE: 14, "from": date(2020, 1, 1), "to": None},
        "title": {LINE: 15, "zh": "报到", "en": "Report in"},
        "why": {LINE: 16, "zh": "到乡镇报到。", "en": "Report to the township."},
        "source": {LINE: 17, "document": "戒毒条例", "article": "第38条", "quote": ""},
        "confidence": "seen_text",
        "satisfies": {LINE: 19, "kind": "report_in", "outcomes": ["done"]},
        "deadline": {LINE: 20, "anchor": "decision_received", "days": 15, "roll_forward": True},
    }
    rule.update(changes)
    return deepcopy({key: value for key, value in rule.items() if value is not None})


def a_test_rhythm(**changes: Any) -> dict[str, Any]:
    """A control cadence: monthly tests for a year."""
    block = {
        LINE: 20,
        "anchor": "term_start",
        "window_days": 7,
        "grace_days": 0,
        "phases": [{LINE: 21, "after_month": 0, "to_month": 12, "every_months": 1}],
    }
    tests = {LINE: 19, "kind": "drug_test", "outcomes": ["negative"], "excuses": ["excused"]}
    given = {"id": "D-03", "primitive": "recurring", "satisfies": tests, "deadline": None, "recurring": block}
    return a_rule(**{**given, **changes})


def a_parameter(name: str = "test.number", value: object = 1, **changes: Any) -> dict[str, Any]:
    """A rule that sets one number."""
    block = {LINE: 20, "name": name, "value": value, "unit": "days"}
    given = {"id": "P-01", "primitive": "parameter", "satisfies": None, "deadline": None, "parameter": block}
    return a_rule(**{**given, **changes})


def a_file(*rules: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A whole file with these rules."""
    whole = {
        LINE: 1,
        "id": "national",
        "title": {LINE: 2, "zh": "全国", "en": "National"},
        "regions": [],
        "superseded": False,
        "adopted": None,
        "rules": list(rules),
    }
    return {**whole, **changes}


def a_pack(*rules: dict[str, Any], **changes: Any) -> Pack:
    """The pack of such a file."""
    return parse_pack(a_file(*rules, **changes), file="here.yaml")
