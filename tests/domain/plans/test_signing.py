"""Signing, the working group, wishes, opinions and the support map: what is refused beside what is taken."""

from datetime import date

import pytest

from guitu.domain.journal.codes import MEMBER_KINDS
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import PREFERENCES, WISH
from guitu.domain.plans import opinions, support
from guitu.domain.plans.group import check_group, check_member, gaps_for, kinds_asked
from guitu.domain.plans.papers import ITEMS, RIGHTS, RIGHTS_VERSION, VOLUNTARY
from guitu.domain.plans.signing import check_signing, rights_read, signed_papers
from guitu.domain.plans.wishes import WISHES, not_honoured, wishes_of

DAY = date(2026, 3, 2)
GIVEN = {
    "signed": True, "signed_on": DAY, "rights_on": DAY, "birth_on": date(1988, 1, 1),
    "signers": ("person", "station"), "reading": ("read_aloud",),
}  # fmt: skip


def entry(kind: str, day: date = DAY, outcome: str = "done", **details: object) -> Entry:
    return Entry(id=f"{kind}{day}", kind=kind, happened_on=day, outcome=outcome, details=details)


def refusal(act, *args, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"signers": ("person", "township_office")},
        {"signed": False, "signers": ()},
        {"birth_on": None},
        {"birth_on": date(2008, 3, 2)},  # eighteen on the day
        {"birth_on": date(2008, 3, 3), "signers": ("person", "guardian", "station")},
        {"rights_on": date(2026, 2, 1)},
    ],
)
def test_what_was_read_and_signed_by_both_holds(changed: dict[str, object]):
    check_signing(**{**GIVEN, **changed})  # type: ignore[arg-type]  # a table of arguments


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rights_on": None}, "signing.rights-first"),
        ({"rights_on": None, "signed": False}, "signing.rights-first"),
        ({"signed_on": date(2026, 3, 1)}, "signing.before-rights"),
        ({"reading": ()}, "signing.reading"),
        ({"reading": ("telepathy",)}, "signing.reading"),
        ({"signers": ("person",)}, "signing.both"),
        ({"signers": ("station",)}, "signing.both"),
        ({"signers": ("guardian", "station")}, "signing.both"),
        ({"birth_on": date(2008, 3, 3)}, "signing.guardian"),
    ],
)
def test_signing_is_refused_for_what_the_guard_names(changed: dict[str, object], code: str):
    assert refusal(check_signing, **{**GIVEN, **changed}) == code


def test_an_older_page_of_rights_is_read_anew():
    assert rights_read([entry("rights_read", version=RIGHTS_VERSION + 1)]) is None
    older = entry("rights_read", date(2026, 1, 1), version=RIGHTS_VERSION)
    assert rights_read([older, entry("rights_read", version=RIGHTS_VERSION)]) == DAY


def test_the_last_word_on_each_paper_counts():
    said = [
        entry("agreement", outcome="declined"),
        entry("voluntary_paper", paper="pledge"),
        entry("agreement", date(2026, 3, 3)),
    ]
    found = signed_papers(said)

    assert {paper: e.outcome for paper, e in found.items()} == {
        "community_agreement": "done",
        "pledge": "done",
    }


def test_the_papers_say_all_six_items_and_the_rights_in_both_languages():
    assert len(ITEMS) == 6
    assert len(VOLUNTARY) == 2
    for pair in (*RIGHTS, *ITEMS.values(), *VOLUNTARY.values()):
        assert all(word.zh and word.en for word in pair)


def test_a_gap_of_the_group_must_be_reasoned_with_a_reason_that_fits():
    asked = kinds_asked(None)
    there = set(asked) - {"family_member", "volunteer"}

    assert refusal(check_group, asked, there, {"volunteer": "no_volunteer"}) == "group.gap-unreasoned"
    wrong = {"volunteer": "no_volunteer", "family_member": "no_volunteer"}
    assert refusal(check_group, asked, there, wrong) == "group.gap-unreasoned"
    check_group(asked, there, {"volunteer": "no_volunteer", "family_member": "family_not_safe"})
    check_group(asked, set(asked), {})


@pytest.mark.parametrize("kind", MEMBER_KINDS)
def test_every_kind_has_a_reason_to_be_missing_for(kind: str):
    assert gaps_for(kind)


def test_family_joins_only_where_it_is_safe():
    assert refusal(check_member, "family_member", is_safe=False) == "group.family-not-safe"
    assert refusal(check_member, "neighbour", is_safe=True) == "group.kind"
    check_member("family_member", is_safe=True)
    check_member("volunteer", is_safe=False)


def test_shanghai_asks_for_a_sixth_kind():
    assert kinds_asked((*MEMBER_KINDS,)) == MEMBER_KINDS


def test_the_latest_wish_counts_and_either_is_no_wish():
    said = [
        entry("fact_recorded", field="wish_worker_sex", code="female"),
        entry("fact_recorded", field="wish_place", code="station"),
        entry("fact_recorded", field="wish_worker_sex", code="any"),
        entry("fact_recorded", field="education", code="primary_school"),
    ]

    assert wishes_of(said) == {"wish_place": "station"}


def test_every_channel_the_outbox_honours_can_be_wished_for():
    assert set(WISHES[WISH]) == {"any", *PREFERENCES}


@pytest.mark.parametrize(
    ("wishes", "kind", "weekend", "against"),
    [
        ({"wish_place": "station"}, "home_visit", False, ("wish_place",)),
        ({"wish_place": "station"}, "talk", False, ()),
        ({"wish_place": "home"}, "home_visit", False, ()),
        ({"wish_hours": "weekends"}, "talk", False, ("wish_hours",)),
        ({"wish_hours": "weekends"}, "talk", True, ()),
    ],
)
def test_what_goes_against_a_wish_is_named(wishes, kind, weekend, against):
    assert not_honoured(wishes, kind=kind, mode="in_person", weekend=weekend) == against


def test_an_opinion_has_a_speaker_and_words_and_is_answered_once():
    opinions.check("family", "等了太久")
    assert refusal(opinions.check, "neighbour", "x") == "opinion.speaker"
    assert refusal(opinions.check, "person", " ") == "opinion.words"
    opinions.check_answer(answered=False, words="谢谢，已经改了")
    assert refusal(opinions.check_answer, answered=True, words="再说") == "opinion.answered"
    assert refusal(opinions.check_answer, answered=False, words="") == "opinion.answer-words"


def test_a_line_of_the_map_or_the_safety_plan_is_short_and_says_something():
    support.check("call", "姐姐 12088880002")
    assert refusal(support.check, "enemies", "x") == "support.sort"
    assert refusal(support.check, "call", "") == "support.words"
    assert refusal(support.check, "call", "长" * 201) == "support.words"
