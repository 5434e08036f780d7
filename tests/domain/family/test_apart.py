"""Whoever is kept apart is reached by no way, in whatever order things are done; lifting takes two."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from guitu.domain.family.apart import Apart, Hold, Known, way_in
from guitu.domain.family.relative import may
from guitu.domain.family.words import PURPOSES
from guitu.domain.kernel.errors import DomainError

MOTHER = Known("parent", "刘桂芳", "12011112222")
HUSBAND = Known("spouse", "李建国", "12033334444")
FORMER = Known("former_spouse", "李建国", "12033334444")
LIN, MO, HE = (UUID(int=n) for n in (1, 2, 3))


def refused(act, *args, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


# --- one way after another --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "丈夫 李建国",
        "李 建国（送他来）",
        "请打 120-3333-4444",
        "１２０３３３３４４４４",
        "电话：120 3333 4444 晚上",
    ],
)
def test_words_lead_to_somebody_by_name_and_by_number_however_written(words: str):
    apart = Apart(held=(HUSBAND,), open=(MOTHER,))

    assert apart.touches(words)
    assert refused(apart.check_words, words, place="words") == "family.kept-apart"
    assert refused(apart.check_member, words, place="words") == "family.kept-apart"


def test_words_about_others_stay_open():
    apart = Apart(held=(HUSBAND,), open=(MOTHER,))

    apart.check_words("妈妈刘桂芳 12011112222", place="words")
    apart.check_member("刘桂芳", place="words")


def test_while_anybody_is_apart_only_somebody_on_file_takes_part():
    assert refused(Apart(held=(HUSBAND,)).check_member, "家里人", place="words") == "family.kept-apart"
    Apart(open=(MOTHER,)).check_member("家里人", place="words")


def test_who_took_their_word_back_takes_no_part():
    apart = Apart(withdrew=(MOTHER,))

    assert refused(apart.check_member, "刘桂芳", place="words") == "family.withdrew"
    assert apart.hides("parent", MOTHER.phone)
    assert not apart.hides("parent", "12099998888")


@pytest.mark.parametrize(
    "details",
    [{"mode": "through_family"}, {"told": ["family_member", "station"]}, {"collector": "family_member"}],
)
def test_a_way_that_names_nobody_is_closed(details: dict[str, object]):
    assert way_in(details)
    assert refused(Apart(held=(HUSBAND,)).check_details, details) == "family.kept-apart"
    Apart(open=(HUSBAND,)).check_details(details)


def test_who_is_not_named_might_be_them():
    assert refused(Apart(held=(HUSBAND,)).check_unnamed, place="receiver") == "family.kept-apart"
    Apart(withdrew=(MOTHER,), open=(HUSBAND,)).check_unnamed(place="receiver")


@pytest.mark.parametrize("details", [{"mode": "phone"}, {"told": ["police_station"]}, {"days": 3}, {}])
def test_other_ways_stay_open(details: dict[str, object]):
    Apart(held=(HUSBAND,)).check_details(details)


def test_contacts_of_a_list_are_hidden_by_number_and_else_by_relation():
    apart = Apart(held=(FORMER,), open=(MOTHER,))

    assert apart.hides("other", FORMER.phone)
    assert apart.hides("spouse", "12000000009")  # a list knows no former spouse: it may be them
    assert not apart.hides("parent", MOTHER.phone)
    assert not apart.hides("sibling", "12000000009")


def test_a_number_that_two_share_is_closed():
    assert Apart(held=(HUSBAND,), open=(Known("child", "李小", HUSBAND.phone),)).hides("child", HUSBAND.phone)


# --- setting and lifting ----------------------------------------------------------------------------


def test_one_asks_and_another_lifts():
    asked = Hold(LIN).ask(LIN)

    assert refused(asked.lift, LIN) == "family.lift-own"
    assert asked.stands
    assert not asked.lift(MO).stands
    assert asked.keep().asked_by is None


def test_nothing_is_lifted_that_nobody_asked_for():
    assert refused(Hold(LIN).lift, MO) == "family.lift-not-asked"
    assert refused(Hold(LIN).keep) == "family.lift-not-asked"
    assert refused(Hold(LIN).ask(LIN).ask, MO) == "family.lift-asked"
    assert refused(Hold(LIN).ask(LIN).lift(MO).ask, LIN) == "family.not-apart"


@given(
    st.dictionaries(st.sampled_from(list(PURPOSES)), st.booleans()), st.booleans(), st.booleans(),
    st.sampled_from(list(PURPOSES)),
)  # fmt: skip
def test_nothing_is_done_with_a_relative_but_on_their_own_word(said, withdrew, apart, purpose):
    done = may(purpose, said, withdrew=withdrew, apart=apart)

    assert done is (said.get(purpose) is True and not withdrew and not apart)


# --- the law, in whatever order ---------------------------------------------------------------------


@dataclass
class Person:
    """A relative of the made-up family, and how it stands around them."""

    known: Known
    hold: Hold | None = None
    withdrew: bool = False


NAMES = (("spouse", "李建国"), ("parent", "刘桂芳"), ("child", "李小红"), ("sibling", "王小华"))


class AFamily(RuleBasedStateMachine):
    """Relatives come, are kept apart, asked for and lifted; everybody tries every way all the time."""

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Person] = []
        self.group: list[str] = []
        self.map: list[str] = []
        self.lifted_alone = 0

    def apart(self) -> Apart:
        held = tuple(p.known for p in self.people if p.hold and p.hold.stands)
        rest = [p for p in self.people if not (p.hold and p.hold.stands)]
        return Apart(
            held, tuple(p.known for p in rest if p.withdrew), tuple(p.known for p in rest if not p.withdrew)
        )

    @rule(n=st.integers(0, 3))
    def comes(self, n: int) -> None:
        relation, name = NAMES[n]
        if all(p.known.name != name for p in self.people):
            self.people.append(Person(Known(relation, name, f"1201111000{n}")))

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def is_kept_apart(self, data) -> None:
        one = data.draw(st.sampled_from(self.people))
        if not (one.hold and one.hold.stands):
            one.hold = Hold(LIN)
            now = self.apart()
            self.group = [words for words in self.group if _fits(now, words)]

    @precondition(lambda self: any(p.hold for p in self.people))
    @rule(data=st.data(), who=st.sampled_from([LIN, MO, HE]), act=st.sampled_from(["ask", "keep", "lift"]))
    def is_decided(self, data, who, act) -> None:
        one = data.draw(st.sampled_from([p for p in self.people if p.hold]))
        before = one.hold
        try:
            one.hold = before.keep() if act == "keep" else getattr(before, act)(who)
        except DomainError:
            return
        if before.stands and not one.hold.stands and before.asked_by in {None, who}:
            self.lifted_alone += 1

    @precondition(lambda self: self.people)
    @rule(data=st.data(), back=st.booleans())
    def takes_back(self, data, back) -> None:
        data.draw(st.sampled_from(self.people)).withdrew = not back

    @precondition(lambda self: self.people)
    @rule(data=st.data(), by_number=st.booleans(), spaced=st.booleans())
    def is_tried(self, data, by_number, spaced) -> None:
        known = data.draw(st.sampled_from(self.people)).known
        words = known.phone if by_number else f"家属{known.name}"
        words = " ".join(words) if spaced else words
        now = self.apart()
        if _fits(now, words):
            self.group = [words]
        if not now.touches(words):
            self.map.append(words)

    @invariant()
    def nobody_apart_is_reached(self) -> None:
        now = self.apart()
        shown = [words for words in self.map if not now.touches(words)]
        for person in self.people:
            if person.hold and person.hold.stands:
                assert not any(person.known.is_in(words) for words in self.group)
                assert not any(person.known.is_in(words) for words in shown)
                assert now.hides(person.known.relation, person.known.phone)
                assert not may("contact", {"contact": True}, withdrew=person.withdrew, apart=True)
                with pytest.raises(DomainError):
                    now.check_details({"mode": "through_family"})

    @invariant()
    def nobody_lifts_alone(self) -> None:
        assert self.lifted_alone == 0


def _fits(apart: Apart, words: str) -> bool:
    try:
        apart.check_member(words, place="words")
    except DomainError:
        return False
    return True


TestAFamily = AFamily.TestCase
