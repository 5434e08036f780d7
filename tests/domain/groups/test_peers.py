"""Peers: who may be a mentor, whom they meet, how they rest; and when a group is full."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.groups import peers, series
from guitu.domain.groups.peers import Candidate, Ledger, Mentor, State
from guitu.domain.groups.series import About
from guitu.domain.groups.words import ROUTINE, THEMES
from guitu.domain.journal.codes import SERVICES
from guitu.domain.kernel.errors import DomainError

TODAY = date(2026, 3, 2)
AGREED = frozenset({"peer_mentor"})
A_YEAR = Ledger(date(2025, 3, 2), None)


def refused(act, *args, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


def test_a_station_has_five_routine_themes_and_more_and_each_is_help_that_counts():
    assert len(ROUTINE) == 5
    assert len(THEMES) > 5
    assert {theme.service for theme in THEMES.values()} <= set(SERVICES)


def test_a_year_of_verified_days_and_their_own_word_make_a_mentor():
    peers.check_eligible(AGREED, A_YEAR, months=12, today=TODAY)

    assert refused(peers.check_eligible, (), A_YEAR, months=12, today=TODAY) == "peers.no-consent"
    day_before = TODAY - timedelta(days=1)
    assert refused(peers.check_eligible, AGREED, A_YEAR, months=12, today=day_before) == "peers.not-yet"
    assert (
        refused(peers.check_eligible, AGREED, Ledger(None, None), months=12, today=TODAY) == "peers.not-yet"
    )


def test_a_relapse_since_they_began_asks_for_a_talk_and_does_nothing():
    mentor = Mentor(State.ACTIVE)
    assert peers.should_rest(mentor, TODAY, Ledger(None, TODAY))
    assert not peers.should_rest(mentor, TODAY, Ledger(None, TODAY - timedelta(days=1)))
    assert not peers.should_rest(mentor.rest(TODAY), TODAY, Ledger(None, TODAY))


def test_resting_twice_is_once_and_whoever_ended_does_not_rest():
    rests = Mentor(State.ACTIVE).rest(TODAY)

    assert rests.rest(TODAY + timedelta(days=9)) == rests
    assert rests.return_().state is State.ACTIVE
    assert refused(Mentor(State.ENDED).rest, TODAY) == "peers.not-a-mentor"
    assert refused(Mentor(State.ACTIVE).return_) == "peers.not-resting"


IDS = [UUID(int=n) for n in range(1, 9)]
REGIONS = st.sampled_from([430102001000, 430102002000, 430103001000])
CANDIDATES = st.lists(
    st.builds(
        Candidate, st.sampled_from(IDS), REGIONS, st.sampled_from(["male", "female"]),
        st.sampled_from(["meeting", "phone", "both"]), st.integers(0, 4),
    ),
    unique_by=lambda one: one.id,
)  # fmt: skip


@given(CANDIDATES, st.sets(st.sampled_from(IDS)), st.sampled_from(["meeting", "phone", "both"]))
def test_nobody_is_proposed_who_is_closed_busy_or_themselves(candidates, closed, mode):
    wish = Candidate(IDS[0], 430102001000, "female", mode, 0)

    found = peers.matches(wish, candidates, closed=closed, most=3)

    known = {one.id: one for one in candidates}
    assert {match.id for match in found} == {
        one.id
        for one in candidates
        if one.id not in closed and one.id != wish.id and one.mentees < 3
        and ("both" in {one.mode, mode} or one.mode == mode)
    }  # fmt: skip
    counts = [len(match.reasons) for match in found]
    assert counts == sorted(counts, reverse=True)
    assert all("near" not in m.reasons or known[m.id].region == wish.region for m in found)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"mentor": IDS[0]}, "peers.themselves"), ({"consents": ()}, "peers.no-consent"),
        ({"state": None}, "peers.not-a-mentor"), ({"state": State.RESTING}, "peers.not-a-mentor"),
        ({"closed": True}, "peers.not-these-two"), ({"mentees": 3}, "peers.enough"),
    ],
)  # fmt: skip
def test_two_people_are_brought_together_only_where_all_holds(changed, code):
    how = {
        "mentor": IDS[1],
        "state": State.ACTIVE,
        "closed": False,
        "consents": AGREED,
        "mentees": 2,
        "most": 3,
    }
    peers.check_pair(IDS[0], **how)

    assert refused(peers.check_pair, IDS[0], **{**how, **changed}) == code


GROUP = About("group", "education", "周三读书", "活动室", "纸笔", 8, TODAY)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"sort": "x"}, "groups.choose"), ({"theme": "x"}, "groups.choose"), ({"title": " "}, "groups.title"),
        ({"title": "长" * 41}, "groups.title"), ({"materials": "长" * 501}, "groups.words"),
        ({"capacity": 0}, "groups.capacity"), ({"capacity": 61}, "groups.capacity"),
        ({"capacity": -1}, "groups.capacity"),
    ],
)  # fmt: skip
def test_a_group_that_cannot_be_is_refused(changed, code):
    assert refused(series.check_about, GROUP._replace(**changed)) == code
    series.check_about(GROUP)


def test_a_seat_is_taken_while_there_is_one():
    series.check_seat(closed=False, taken=7, capacity=8, unfit=False)

    assert refused(series.check_seat, closed=False, taken=8, capacity=8, unfit=False) == "groups.full"
    assert refused(series.check_seat, closed=True, taken=0, capacity=8, unfit=False) == "groups.closed"
    # full or not, whoever is unfit hears the same as anybody
    assert refused(series.check_seat, closed=False, taken=8, capacity=8, unfit=True) == "groups.another"


def test_only_who_sits_there_signs_in_and_not_before_the_day():
    series.check_sign_in(TODAY, today=TODAY, seated={1, 2}, there=[1])

    tomorrow = TODAY + timedelta(days=1)
    assert refused(series.check_sign_in, tomorrow, today=TODAY, seated={1}, there=[]) == "groups.not-yet"
    assert refused(series.check_sign_in, TODAY, today=TODAY, seated={1}, there=[2]) == "groups.not-seated"
