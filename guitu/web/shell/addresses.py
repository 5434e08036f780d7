"""Addresses of what lists show by the hundred, joined from strings: ``reverse`` costs more than a row."""

from functools import lru_cache
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse


@lru_cache(maxsize=1)
def _people() -> str:
    return reverse("people:search")


def person(person_id: UUID) -> str:
    """One person's page."""
    return f"{_people()}{person_id}/"


def handoff(person_id: UUID) -> str:
    """One person's way from a centre to the offices that receive them."""
    return f"{_people()}{person_id}/handoff"


def needs(person_id: UUID) -> str:
    """What one person needs, and whom they were referred to."""
    return f"{_people()}{person_id}/needs"


def honours(person_id: UUID) -> str:
    """One person's honours."""
    return f"{_people()}{person_id}/honours"


def why(person_id: UUID, episode: UUID, rule: str, n: int) -> str:
    """Why one duty is there."""
    return f"{_people()}{person_id}/why/{episode}/{quote(rule)}/{n}"


# steps of one test: which test they belong to is chosen there
_ON_THE_PAGE_OF_TESTS = frozenset({"challenge_decided", "sample_delivered", "sample_disposed"})
# Kinds that have a screen of their own, and what it is called below the person's address.
_OWN_SCREENS = {
    "rights_read": "rights-page",
    "agreement": "papers",
    "voluntary_paper": "papers",
    "working_group": "group",
    "plan": "plan",
    "plan_review": "plan",
    "crisis": "crisis",
    "need_raised": "needs",
    "need_answered": "needs",
}
# Duties that an act of its own answers, whatever kind of entry it writes.
_OWN_SCREEN_OF_RULE = {
    **dict.fromkeys(("K-30.one", "K-30.three", "K-30.six"), "work"),
    "J-06.supervision": "peers",
}


def record(
    person_id: UUID,
    kind: str = "",
    *,
    episode: UUID | None = None,
    back: str = "",
    service: str = "",
    rule: str = "",
) -> str:
    """The form that writes an entry about somebody; without a kind, the choice of kinds.

    Kinds with a screen of their own lead there.

    ``episode`` the order or aftercare it answers; ``back`` "desk" or "person": where it leads afterwards;
    ``service`` the help it is about; ``rule`` whose duty it answers.
    """
    if rule in _OWN_SCREEN_OF_RULE:
        return f"{_people()}{person_id}/{_OWN_SCREEN_OF_RULE[rule]}"
    if kind in _ON_THE_PAGE_OF_TESTS:
        return f"{_people()}{person_id}/tests"
    if kind in _OWN_SCREENS:
        return f"{_people()}{person_id}/{_OWN_SCREENS[kind]}"
    parts = (("episode", episode), ("back", back), ("service", service))
    asked = "&".join(f"{name}={value}" for name, value in parts if value)
    return f"{_people()}{person_id}/record/{kind}" + (f"?{asked}" if asked else "")


def filled(person_id: UUID, kind: str, entry: UUID) -> str:
    """The page of a filled form; of a risk level the page of the level."""
    if kind == "risk_assessment":
        return f"{_people()}{person_id}/risk/"
    return f"{_people()}{person_id}/forms/filled/{entry}"


def correct(person_id: UUID, entry: UUID) -> str:
    """The form that corrects an entry."""
    return f"{_people()}{person_id}/entries/{entry}/correct"


@lru_cache(maxsize=64)
def _book(pack: str) -> str:
    return reverse("rulebook:pack", args=[pack])


def rule(pack: str, rule_id: str) -> str:
    """Where one rule stands in its own book."""
    return f"{_book(pack)}#{quote(rule_id)}"
