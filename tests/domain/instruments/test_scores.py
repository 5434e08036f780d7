"""The shipped instruments against what was published of them: ranges, cut-offs, skips.

PHQ-9: Kroenke, Spitzer, Williams, J Gen Intern Med 2001;16:606-613 (0-27; 5, 10, 15, 20).
GAD-7: Spitzer, Kroenke, Williams, Löwe, Arch Intern Med 2006;166:1092-1097 (0-21; 5, 10, 15).
AUDIT: Babor et al., WHO/MSD/MSB/01.6a, 2nd ed. 2001 (0-40; zones from 8, 16, 20; items 9 and 10 count 0, 2,
4;
a first answer "never" skips to 9, and 2 and 3 both 0 skip to 9).
BAM: Cacciola et al., J Subst Abuse Treat 2013;44:256-263, and the VA's scoring sheet (use 4-6, 0-12, look
from 1;
risk 1, 2, 3, 8, 11, 15, 0-24, look from 12; protective 9, 10, 12, 13, 14, 16, 0-24, look up to 12).
"""

from decimal import Decimal

import pytest

from guitu.domain.instruments.answers import settle
from guitu.domain.instruments.dangers import told
from guitu.domain.instruments.scores import span, totals
from tests.domain.instruments.shelf import shipped

DAYS = ("never", "several", "half", "daily")


def scored(name: str, typed: dict[str, str]) -> dict[str, tuple[int | None, str | None]]:
    definition = shipped(name)
    settled = settle(definition, {id_: [text] for id_, text in typed.items()})
    assert not settled.wrong
    return {
        one.score.code: (None if one.total is None else int(one.total), one.band.code if one.band else None)
        for one in totals(definition, settled.answers)
    }


def of_days(name: str, weights: str) -> tuple[int | None, str | None]:
    return scored(name, {str(n): DAYS[int(w)] for n, w in enumerate(weights, 1)})["total"]


@pytest.mark.parametrize(
    ("weights", "total", "band"),
    [
        ("000000000", 0, "minimal"),
        ("111100000", 4, "minimal"),
        ("111110000", 5, "mild"),
        ("333000000", 9, "mild"),
        ("333100000", 10, "moderate"),
        ("333320000", 14, "moderate"),
        ("333330000", 15, "moderately_severe"),
        ("333333100", 19, "moderately_severe"),
        ("333333200", 20, "severe"),
        ("333333333", 27, "severe"),
    ],
)
def test_phq_9_falls_into_the_published_bands(weights, total, band):
    assert of_days("phq_9", weights) == (total, band)


@pytest.mark.parametrize(
    ("weights", "total", "band"),
    [
        ("1111000", 4, "minimal"),
        ("1111100", 5, "mild"),
        ("3330000", 9, "mild"),
        ("3331000", 10, "moderate"),
        ("3333200", 14, "moderate"),
        ("3333300", 15, "severe"),
        ("3333333", 21, "severe"),
    ],
)
def test_gad_7_falls_into_the_published_bands(weights, total, band):
    assert of_days("gad_7", weights) == (total, band)


def audit(weights: str) -> tuple[int | None, str | None]:
    return scored("audit", {str(n): w for n, w in enumerate(weights, 1) if w != " "})["total"]


@pytest.mark.parametrize(
    ("weights", "total", "band"),
    [
        ("4444444444", 40, "zone_4"),
        ("1111111000", 7, "zone_1"),
        ("2111111000", 8, "zone_2"),
        ("3222222000", 15, "zone_2"),
        ("3222222200"[:8] + "00", 17, "zone_3"),
        ("4333333022"[:8] + "00", 22, "zone_4"),
    ],
)
def test_audit_falls_into_the_published_zones(weights, total, band):
    assert audit(weights) == (total, band)


def test_audit_skips_as_its_manual_says_and_what_was_skipped_counts_nothing():
    assert audit("0       24") == (6, "zone_1")  # never drinks: to 9 and 10
    assert audit("0444444424") == (6, "zone_1")  # whatever stood in the skipped ones before
    assert audit("300     00") == (3, "zone_1")  # 2 and 3 both nought: to 9 and 10
    assert audit("3004444400") == (3, "zone_1")
    assert audit("310     00") == (None, None)  # here 4 to 8 are asked, and were not answered


BAM_LOW = {str(n): "0" for n in range(1, 18)}


def bam(**changed: str) -> dict[str, tuple[int | None, str | None]]:
    return scored("bam", {**BAM_LOW, **{name[1:]: value for name, value in changed.items()}})


def test_bam_has_three_scores_with_their_cut_offs():
    assert bam() == {"use": (0, "none"), "risk": (0, "low"), "protective": (0, "look")}
    assert bam(_6="1")["use"] == (1, "look")
    assert bam(_4="4", _5="4", _6="4")["use"] == (12, "look")
    assert bam(_1="4", _2="4", _3="3")["risk"] == (11, "low")
    assert bam(_1="4", _2="4", _3="4")["risk"] == (12, "look")
    assert bam(_9="4", _10="4", _12="4")["protective"] == (12, "look")
    assert bam(_9="4", _10="4", _12="4", _13="1")["protective"] == (13, "good")
    assert bam(_14="4")["protective"] == (4, "look")


def test_bam_does_not_ask_how_many_drinks_of_who_drank_none():
    assert bam(_4="0", _5="4")["use"] == (0, "none")


@pytest.mark.parametrize(
    ("name", "code", "low", "high"),
    [
        ("phq_9", "total", 0, 27),
        ("gad_7", "total", 0, 21),
        ("audit", "total", 0, 40),
        ("bam", "use", 0, 12),
        ("bam", "risk", 0, 24),
        ("bam", "protective", 0, 24),
    ],
)
def test_the_scale_is_the_published_one(name, code, low, high):
    definition = shipped(name)
    score = next(score for score in definition.scores if score.code == code)
    assert span(definition, score) == (Decimal(low), Decimal(high))


def test_a_missing_answer_gives_no_total_and_is_named():
    definition = shipped("phq_9")
    settled = settle(definition, {str(n): ["never"] for n in range(1, 9)})
    (total,) = totals(definition, settled.answers)
    assert (total.total, total.band, total.missing) == (None, None, ("9",))


@pytest.mark.parametrize(
    ("answer", "kinds"), [("never", ()), ("several", ("self_harm",)), ("daily", ("self_harm",))]
)
def test_item_nine_of_phq_9_tells_of_danger_however_low_the_total(answer, kinds):
    definition = shipped("phq_9")
    assert told(definition, settle(definition, {"9": [answer]}).answers) == kinds


def test_a_danger_that_is_hidden_again_is_told_no_more():
    definition = shipped("bam")
    used = settle(definition, {"6": ["1"], "overdose": ["true"]})
    not_used = settle(definition, {"6": ["0"], "overdose": ["true"]})
    assert told(definition, used.answers) == ("overdose",)
    assert told(definition, not_used.answers) == ()
