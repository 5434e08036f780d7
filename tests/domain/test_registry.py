"""Every figure of the rule book is in the registry, whole, and points at nothing that is not there."""

import re
from datetime import date

import pytest

from guitu.domain.measures.files import Count
from guitu.domain.measures.parse import parse_metrics
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.registry import Quotient, Slots, Standing, target_for
from guitu.domain.measures.standing import MEANINGS
from guitu.domain.rules.model import Confidence
from guitu.domain.rules.parse import RulesRefusedError
from tests.domain.registry import FOLDER, METRICS

HUNAN, WUHAI = 430000000000, 150300000000


def test_no_figure_stands_in_two_files():
    assert sum(len(parse_text(path)) for path in FOLDER.glob("*.yaml")) == len(METRICS)


def parse_text(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("  - id: ")]


# Every indicator of the rule book, section 5, and under which ids it stands where that is not its own.
RULE_BOOK = {
    "report_rate", "execution_rate", "agreement_rate", "team_complete_rate", "control_rate", "loss_rate",
    "existing_users", "abstinent_3y", "abstinent_3y_ratio", "abstinent_3y_yoy", "existing_yoy",
    "retention_duration", "retention_rate", "retention_rate_strict", "retention_1y",
    "rehab_abstinent_share", "recommit_share", "relapse_rate", "zero_breach", "handoff_rate",
    "freshness_rate", "file_rate", "collection_rate", "aftercare_coverage", "followup_due_rate",
    "service311_rate", "test_completion", "non_negative_rate", "confirmed_positive_rate", "refusal_count",
    "leave_violation_days", "transfer_closed_rate", "completion_rate", "on_time_notice",
    "overcontrol_count", "seal_on_time", "jobs_placed", "job_retained_6m", "base_headcount",
    "benefit_uptake", "need_closed_in_sla", "care_control_ratio", "station_days", "coverage_districts",
    "caseload_per_worker", "advice_adoption", "reoffend_rate", "satisfaction", "discrimination_rate",
    "unemployed_share", "no_skill_share", "age50_share", "history_barrier_share", "medical_need_share",
    "hero_tiers", "sample_size",
}  # fmt: skip
_MONTHS = (6, 12, 24, 36)
UNDER = {
    "retention_rate": [f"retention_{how}_{m}" for how in ("full", "reached") for m in _MONTHS],
    "retention_rate_strict": [f"retention_strict_{m}" for m in _MONTHS],
    "retention_1y": ["retention_full_12", "retention_reached_12"],
    "seal_on_time": ["unsealed_count"],  # closing seals: in time is all of them where this is nobody
    "discrimination_rate": ["discrimination_share"],
    "hero_tiers": ["hero_team", "hero_role_model", "hero_success_case"],
}


def test_every_indicator_of_the_rule_book_is_here_under_its_id_or_a_named_one():
    missing = {name for name in RULE_BOOK if not set(UNDER.get(name, [name])) <= set(METRICS)}
    assert not missing
    assert set(UNDER) <= RULE_BOOK
    assert not set(UNDER) & set(METRICS)


def test_three_figures_that_reports_name_carry_their_usual_name_and_our_note():
    for name, usual in (
        ("execution_rate", "执行率"),
        ("control_rate", "管控率"),
        ("consolidation_rate", "戒断巩固率"),
    ):
        assert usual in METRICS[name].name.zh
        assert "没有公式" in METRICS[name].formula.zh
        assert METRICS[name].confidence is Confidence.PROPOSED


def test_every_meaning_is_a_figure_and_every_figure_of_that_kind_has_one():
    standing = {metric.id for metric in METRICS.values() if isinstance(metric.made, Standing)}
    assert standing == set(MEANINGS)


def test_a_quotient_names_two_figures_that_are_counted():
    for metric in METRICS.values():
        if isinstance(metric.made, Quotient):
            assert METRICS[metric.made.of].has_list
            assert METRICS[metric.made.by].has_list or METRICS[metric.made.by].lists_units


def test_a_share_names_its_denominator_and_the_rest():
    for metric in METRICS.values():
        assert (metric.unit == "share") <= (metric.of is not None and metric.missing is not None), metric.id


def test_what_has_no_source_is_marked_proposed_and_the_other_way_round():
    for metric in METRICS.values():
        ours = metric.source.document.startswith("Guitu proposal")
        assert ours == (metric.confidence == Confidence.PROPOSED), metric.id


def test_every_text_is_in_both_languages():
    for metric in METRICS.values():
        for words in (metric.name, metric.formula, metric.window, metric.counted):
            assert words.zh.strip(), metric.id
            assert words.en.strip(), metric.id
            assert not re.search("[\u4e00-\u9fff]", words.en), metric.id


def test_nearer_targets_win_and_those_that_are_over_count_no_more():
    metric = METRICS["overcontrol_count"]
    assert target_for(metric, region=HUNAN, on=date(2026, 1, 1)).value == 0
    assert target_for(metric, region=HUNAN, on=date(2019, 12, 31)) is None


def test_a_number_that_cannot_be_divided_is_unknown_and_meets_no_target():
    metric = METRICS["file_rate"]
    on = date(2026, 1, 1)
    nothing = Reading(metric, Count(0, 0, 0), WUHAI, on, on, metric.targets[0])
    all_of_two = Reading(metric, Count(2, 2, 0), WUHAI, on, on, metric.targets[0])

    assert (nothing.value, nothing.reaches_target) == (None, None)
    assert (all_of_two.value, all_of_two.reaches_target) == (1.0, True)


def test_a_ratio_without_its_divisor_is_unknown():
    metric = METRICS["care_control_ratio"]
    on = date(2026, 1, 1)
    assert Reading(metric, Count(4, 9, 0), WUHAI, on, on, divisor=0).value is None
    assert Reading(metric, Count(4, 9, 0), WUHAI, on, on, divisor=2).value == 2


GOOD = {
    "id": "x", "name": {"zh": "名", "en": "Name"}, "formula": {"zh": "式", "en": "Formula"},
    "window": {"zh": "窗", "en": "Window"}, "counted": {"zh": "数", "en": "Counted"},
    "unit": "count", "good": "up", "disclosure": "open", "version": 1,
    "source": {"document": "Guitu proposal", "article": "x", "quote": ""}, "confidence": "proposed",
    "slots": {"kinds": ["talk"], "answered": "done"},
}  # fmt: skip


def test_a_whole_entry_is_read():
    (metric,) = parse_metrics({"metrics": [GOOD]}, file="care.yaml")
    assert (metric.theme, metric.counts, metric.basis) == ("care", "slot", "due")
    assert metric.made == Slots(frozenset(), frozenset({"talk"}), frozenset(), "done")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": {"zh": "名"}}, "rules.no-title"),
        ({"source": None}, "rules.no-source"),
        ({"confidence": "seen_text"}, "rules.proposal-not-marked"),
        ({"unit": "percent"}, "rules.unknown-unit"),
        ({"version": 0}, "rules.not-a-number"),
        ({"slots": {"kinds": ["gossip"], "answered": "done"}}, "rules.unknown-kind"),
        ({"standing": True}, "rules.two-blocks"),
        ({"surprise": 1}, "rules.unknown-key"),
        ({"targets": [{"region": 0, "from": "soon", "value": 1}]}, "rules.not-a-date"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused_with_its_fault(change, code):
    with pytest.raises(RulesRefusedError) as refused:
        parse_metrics({"metrics": [{**GOOD, **change}]}, file="care.yaml")
    assert code in {problem.code for problem in refused.value.problems}
