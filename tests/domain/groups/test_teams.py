"""Teams of peers: places are kept and left, who fits is found, and who may not is told no reason."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.groups.peers import Ledger
from guitu.domain.groups.teams import (
    About,
    Joining,
    Member,
    Offer,
    Wish,
    check_about,
    check_alias,
    check_joining,
    check_meeting,
    fits,
    talk_first,
)
from guitu.domain.kernel.errors import DomainError

DAY = date(2026, 3, 2)
HERE, NEXT, FAR = 430102001000, 430102002000, 440305001000
ACTS = st.lists(st.sampled_from(["rest", "return_", "leave"]), max_size=12)


@given(st.sampled_from(["member", "core", "mentor"]), ACTS)
def test_whatever_is_done_a_place_is_theirs_until_they_leave_and_nobody_mentors_while_resting(place, acts):
    member, left = Member(place, DAY), False
    for n, act in enumerate(acts):
        how = [] if act == "return_" else [DAY + timedelta(days=n)]
        if left:
            with pytest.raises(DomainError, match=r"peerteam\.none"):
                getattr(member, act)(*how)
            continue
        member = getattr(member, act)(*how)
        left = act == "leave"
        assert member.is_in is not left
        assert member.since == DAY
        if member.rests_since or left:
            assert not member.mentors
    if place == "mentor" and "rest" in acts[: acts.index("leave") if "leave" in acts else None]:
        assert member.place == "member"  # to mentor again is asked anew, after time


def test_resting_twice_is_once():
    rested = Member("core", DAY).rest(DAY)
    assert rested.rest(DAY + timedelta(days=5)) == rested
    assert rested.place == "core"


@pytest.mark.parametrize(
    ("member", "relapsed", "asked"),
    [
        (Member("member", DAY), DAY, True),
        (Member("member", DAY), DAY - timedelta(days=1), False),  # before they joined: no matter
        (Member("member", DAY), None, False),
        (Member("member", DAY).rest(DAY), DAY, False),
        (Member("member", DAY).leave(DAY), DAY, False),
        (None, DAY, False),
    ],
)
def test_somebody_is_seen_first_after_a_relapse_and_once(member, relapsed, asked):
    assert talk_first(member, Ledger(None, relapsed)) is asked


OFFERS = st.builds(
    Offer,
    id=st.builds(uuid4),
    region=st.sampled_from([HERE, NEXT, FAR]),
    mode=st.sampled_from(["meeting", "phone", "both"]),
    theme=st.sampled_from(["talk", "work"]),
    whom=st.sampled_from(["all", "female", "male"]),
    taken=st.integers(0, 9),
    mentors=st.integers(0, 2),
    closed=st.booleans(),
)
WISHES = st.builds(
    Wish, region=st.just(HERE), sex=st.sampled_from(["female", "male", "unknown"]),
    mode=st.sampled_from(["meeting", "phone", "both"]), theme=st.sampled_from(["", "talk"]),
    is_mentor=st.booleans(),
)  # fmt: skip


@given(WISHES, st.lists(OFFERS, max_size=8))
def test_who_is_offered_a_team_may_join_it(wish: Wish, offers: list[Offer]):
    known = {offer.id: offer for offer in offers}
    found = fits(wish, offers, most=8)
    for fit in found:
        check_joining(_joining(known[fit.id], sex=wish.sex, is_mentor=wish.is_mentor))
    assert len({fit.id for fit in found}) == len(found)
    assert [len(f.reasons) for f in found] == sorted((len(f.reasons) for f in found), reverse=True)


def _joining(offer: Offer, *, sex: str = "female", is_mentor: bool = False) -> Joining:
    return Joining(
        place="mentor" if is_mentor else "member", consents={"peer_mentor"}, is_mentor=is_mentor, sex=sex,
        has_team=False, is_named=True, offer=offer, is_over=False, most=8,
    )  # fmt: skip


OPEN = Offer(UUID(int=1), HERE, "both", "talk", "all", 3, 1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place": "boss"}, "peerteam.choose"),
        ({"consents": {"aftercare"}}, "peers.no-consent"),
        ({"place": "mentor"}, "peers.not-a-mentor"),
        ({"is_over": True}, "peerteam.over"),
        ({"has_team": True}, "peerteam.has-one"),
        ({"is_named": False}, "peerteam.not-named"),
        ({"most": 3}, "peerteam.full"),
    ],
)
def test_who_may_not_join_hears_what_to_do(changed, code):
    check_joining(_joining(OPEN))
    with pytest.raises(DomainError) as error:
        check_joining(_joining(OPEN)._replace(**changed))
    assert error.value.code == code


@pytest.mark.parametrize(
    ("alias", "kept"), [(" 小安 ", "小安"), ("", ""), ("12000000011", None), ("长" * 21, None), ("1", None)]
)
def test_an_alias_is_a_name_and_no_number(alias: str, kept: str | None):
    if kept is None:
        with pytest.raises(DomainError, match=r"peerteam\.alias"):
            check_alias(alias)
    else:
        assert check_alias(alias) == kept


ABOUT = About("千里同行", "talk", "both", "all", "")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "peerteam.title"),
        ({"title": "长" * 41}, "peerteam.title"),
        ({"theme": "x"}, "peerteam.choose"),
        ({"mode": "x"}, "peerteam.choose"),
        ({"whom": "x"}, "peerteam.choose"),
        ({"where": "长" * 501}, "groups.words"),
    ],
)
def test_a_team_is_described_in_words_that_are_kept(changed, code):
    with pytest.raises(DomainError) as error:
        check_about(ABOUT._replace(**changed))
    assert error.value.code == code


def test_a_meeting_is_of_a_day_that_was_and_of_people_who_are_in():
    ask = {"opened_on": DAY, "today": DAY, "members": {1, 2}, "there": {1}}
    check_meeting("talk", DAY, **ask)
    for theme, day, changed, code in (
        ("x", DAY, {}, "peerteam.choose"),
        ("talk", DAY + timedelta(days=1), {}, "peers.day"),
        ("talk", DAY - timedelta(days=1), {}, "groups.before"),
        ("talk", DAY, {"there": {3}}, "groups.not-seated"),
    ):
        with pytest.raises(DomainError) as error:
            check_meeting(theme, day, **{**ask, **changed})
        assert error.value.code == code
