"""Who cannot be reached: three ways, seven days, a human's word; and any contact ends it."""

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.out_of_touch import check_notice, search

from .book import day, entry, facts, seen

REHAB = {"reported_on": "2026-03-10", "term_from": "2026-03-01", "term_to": "2029-02-28"}
TRIES = (
    entry("phone_call", "2026-06-01", "attempted"),
    entry("talk", "2026-06-03", "attempted", mode="message"),
    entry("home_visit", "2026-06-05", "attempted"),
)
NOTICE = entry("lost_contact", "2026-06-09", told=["police_station"])


def looked(*entries, on="2026-06-09"):
    events = {}
    for one in sorted(entries, key=lambda e: e.order):
        events.setdefault(one.kind, []).append(one)
    return search(events, today=day(on).toordinal(), parameters={})


def test_three_ways_and_seven_days_are_needed():
    assert looked(*TRIES, on="2026-06-08").is_enough
    early, two = looked(*TRIES, on="2026-06-07"), looked(*TRIES[:2])

    assert (early.missing_ways, early.missing_days) == (0, 1)
    assert (two.missing_ways, two.missing_days) == (1, 0)
    for found in (early, two, looked()):
        with pytest.raises(DomainError) as caught:
            check_notice(found)
        assert caught.value.code == "lost.steps-missing"


def test_the_same_way_twice_is_one_way():
    calls = [entry("phone_call", f"2026-06-0{n}", "attempted") for n in (1, 2, 3)]
    assert looked(*calls).missing_ways == 2


@pytest.mark.parametrize(
    "back",
    [
        entry("phone_call", "2026-06-06"),
        entry("drug_test", "2026-06-06", "negative"),
        entry("leave_return", "2026-06-06"),
    ],
)
def test_a_contact_begins_the_search_anew(back):
    assert looked(*TRIES, back).since is None


def test_only_the_notice_makes_the_phase_and_a_contact_ends_it():
    case = facts("community_rehab", **REHAB)
    phase = lambda *entries, on: seen(case, *entries, on=on).episodes[0].phase  # noqa: E731 - three uses, here

    assert phase(*TRIES, on="2027-06-09") == "reported"
    assert phase(*TRIES, NOTICE, on="2026-06-09") == "lost_contact"
    assert phase(*TRIES, NOTICE, entry("phone_call", "2026-06-20"), on="2026-06-20") == "reported"
    with pytest.raises(DomainError) as caught:
        check_notice(looked(*TRIES, NOTICE))
    assert caught.value.code == "lost.told-already"


def test_a_notice_asks_nothing_more_of_the_person_and_ends_nothing():
    case = facts("community_rehab", **REHAB)
    before, after = (seen(case, *e, on="2026-06-10").episodes[0] for e in (TRIES, (*TRIES, NOTICE)))

    assert [d.window.due for d in after.duties] == [d.window.due for d in before.duties]
    assert seen(case, *TRIES, NOTICE, on="2029-03-01").episodes[0].phase == "completed"
