"""Matching: reasons add up, only what the seeker set as firm closes a post, and treatment is no input."""

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.employers import Vacancy
from guitu.domain.matching.judging import judge
from guitu.domain.matching.market import Market, best
from guitu.domain.matching.seeker import Firm, Seeker
from guitu.domain.matching.training import proposals
from tests.domain.matching.made import seekers, vacancies

KNOWN_OF_A_SEEKER = {
    "id", "region", "skills", "wants", "schedules", "hours_most", "nights", "farthest", "firm",
}  # fmt: skip
distinct = st.lists(vacancies, max_size=25, unique_by=lambda v: v.id)


def test_nothing_but_work_is_known_of_a_seeker() -> None:
    assert {field.name for field in fields(Seeker)} == KNOWN_OF_A_SEEKER


def _open(seeker: Seeker) -> Seeker:
    return replace(seeker, firm=frozenset())


@given(seeker=seekers, vacancy=vacancies)
@settings(derandomize=True, max_examples=200)
def test_whoever_sets_nothing_as_firm_is_shown_every_post(seeker: Seeker, vacancy: Vacancy) -> None:
    found = judge(_open(seeker), vacancy)
    assert found is not None
    assert found.score == sum(reason.weight for reason in found.reasons)
    assert {*found.speak_for, *found.speak_against} == {r for r in found.reasons if r.weight}


@given(seeker=seekers, vacancy=vacancies)
@settings(derandomize=True, max_examples=200)
def test_a_post_is_closed_exactly_by_a_firm_condition_it_goes_against(
    seeker: Seeker, vacancy: Vacancy
) -> None:
    shown = judge(_open(seeker), vacancy)
    assert shown is not None
    against = {reason.firm for reason in shown.reasons if reason.firm}
    assert (judge(seeker, vacancy) is None) is bool(against & seeker.firm)


@given(seeker=seekers, vacancy=vacancies)
@settings(derandomize=True, max_examples=100)
def test_nights_close_a_post_only_to_whoever_said_so(seeker: Seeker, vacancy: Vacancy) -> None:
    at_night = replace(vacancy, night_work=True)
    refuses = replace(seeker, nights=False, firm=frozenset({Firm.NIGHTS}))
    assert judge(refuses, at_night) is None
    assert judge(replace(refuses, nights=None), at_night) is not None


@given(seeker=seekers, offered=distinct, limit=st.integers(0, 10))
@settings(derandomize=True, max_examples=150)
def test_the_quick_way_gives_what_judging_each_gives(
    seeker: Seeker, offered: list[Vacancy], limit: int
) -> None:
    one_by_one = [match for vacancy in offered if (match := judge(seeker, vacancy)) is not None]
    one_by_one.sort(key=lambda m: (-m.score, m.vacancy.open_until, str(m.vacancy.id)))
    assert Market(offered).best_for(seeker, limit=limit) == tuple(one_by_one[:limit])


@given(seeker=seekers, offered=distinct)
@settings(derandomize=True, max_examples=50)
def test_the_order_of_what_comes_in_changes_nothing(seeker: Seeker, offered: list[Vacancy]) -> None:
    assert best([seeker], offered, limit=9) == best([seeker], reversed(offered), limit=9)


@given(
    looking=st.lists(seekers, max_size=6),
    demand=st.dictionaries(st.sampled_from(["welding", "sewing", "driving"]), st.integers(0, 9)),
)
@settings(derandomize=True, max_examples=60)
def test_training_is_proposed_where_posts_are_open_and_somebody_lacks_the_skill(
    looking: list[Seeker], demand: dict[str, int]
) -> None:
    found = proposals(demand, looking)
    for one in found:
        assert one.places == demand[one.skill]
        assert one.lacking == sum(1 for seeker in looking if one.skill not in seeker.skills)
        assert 0 <= one.wanted <= one.lacking
    missing = {
        skill for skill, places in demand.items() if places and any(skill not in s.skills for s in looking)
    }
    assert {one.skill for one in found} == missing
    weights = [one.places * one.lacking for one in found]
    assert weights == sorted(weights, reverse=True)
