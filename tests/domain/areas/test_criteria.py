"""Criteria are data: dated, with a source, and a hint at most."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from guitu.domain.areas.criteria import Measure, in_force, parse_criteria, parse_facts
from guitu.domain.measures.registry import Entered, EnteredChange, EnteredShare
from guitu.domain.rules.model import Confidence
from guitu.domain.rules.parse import RulesRefusedError
from tests.domain.registry import METRICS

FOLDER = Path(__file__).parents[3] / "areas"
SHANGHAI, HUNAN_COUNTY = 310101000000, 430102000000


def load(name):
    """A file of the folder, as plain data."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


FACTS = parse_facts(load("facts.yaml"), file="facts.yaml")
CRITERIA = parse_criteria(load("criteria.yaml"), file="criteria.yaml", facts=FACTS.facts, metrics=METRICS)


def test_a_city_law_holds_in_its_city_from_its_day_on():
    def ids(region, on):
        return {one.id for one in in_force(CRITERIA, region=region, on=on)}

    assert "shanghai_named" in ids(SHANGHAI, date(2016, 4, 1))
    assert "shanghai_named" not in ids(SHANGHAI, date(2016, 3, 31))
    assert "shanghai_named" not in ids(HUNAN_COUNTY, date(2026, 3, 1))
    assert "task_done" in ids(HUNAN_COUNTY, date(2026, 3, 1))


# the last article of each law, read in its text: 上海市禁毒条例 第五十六条, 山东省禁毒条例 第六十五条
HOLDS_FROM = {"上海市禁毒条例": date(2016, 4, 1), "山东省禁毒条例": date(2018, 1, 1)}


def test_what_a_law_says_holds_from_the_day_the_law_names_and_the_rest_is_marked_as_ours():
    of_laws = [one for one in CRITERIA if one.confidence == Confidence.SEEN_TEXT]
    assert {one.source.document for one in of_laws} == set(HOLDS_FROM)
    assert all(one.since == HOLDS_FROM[one.source.document] and one.until is None for one in of_laws)
    assert all(one.confidence == Confidence.PROPOSED for one in CRITERIA if one not in of_laws)


def test_a_criterion_with_a_number_is_ours_and_says_so():
    """No public text names one."""
    assert all(one.confidence == Confidence.PROPOSED for one in CRITERIA if one.measure)
    assert any(one.measure for one in CRITERIA)


def test_what_is_not_known_meets_nothing_and_misses_nothing():
    bound = Measure("metric", "loss_rate", None, 0.05)

    assert (bound.is_met(None), bound.is_met(0.05), bound.is_met(0.051)) == (None, True, False)
    assert Measure("change", "x", 0.1, None).is_met(0.09) is False


def test_every_entered_figure_of_the_registry_can_be_entered():
    for metric in METRICS.values():
        match metric.made:
            case EnteredShare(part, rest):
                assert {part, *rest} <= FACTS.facts.keys(), metric.id
            case EnteredChange(fact) | Entered(fact):
                assert fact in FACTS.facts, metric.id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "best"}, "rules.wrong-type"),
        ({"way": "up"}, "rules.wrong-type"),
        ({"measure": {"metric": "weather", "at_most": 1}}, "rules.unknown-key"),
        ({"measure": {"change": "weather", "at_most": 1}}, "rules.unknown-key"),
        ({"measure": {"metric": "loss_rate"}}, "rules.missing"),
        ({"measure": {"metric": "loss_rate", "change": "population", "at_most": 1}}, "rules.two-blocks"),
        ({"measure": {"metric": "loss_rate", "at_most": "some"}}, "rules.not-a-number"),
        ({"in_force": {}}, "rules.no-start"),
        ({"confidence": "practice"}, "rules.proposal-not-marked"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_it(change, code):
    good = next(one for one in load("criteria.yaml")["criteria"] if one["id"] == "task_done")
    with pytest.raises(RulesRefusedError) as refused:
        parse_criteria({"criteria": [good | change]}, file="x", facts=FACTS.facts, metrics=METRICS)

    assert code in {one.code for one in refused.value.problems}
