"""A page of a feed of vacancies, from JSON to values: ``guitu.vacancies/1`` (docs/spec/vacancy-feed.md).

The page as a whole is right or refused. A post in it that cannot be read is turned away alone, with its code,
so that one slip of the sender does not hold up everybody else's work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from guitu.domain.employers.drafts import EmployerDraft, VacancyDraft
from guitu.domain.employers.skills import SKILLS, skills_in
from guitu.domain.employers.wages import Wage
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.dates import parse_iso
from guitu.domain.kernel.errors import DomainError

SCHEMA: Final = "guitu.vacancies/1"
ITEMS_MOST: Final = 500
CURSOR_MOST: Final = 200
ID_MOST: Final = 80
REVISION_MOST: Final = 2**31 - 1
_STATES = ("open", "withdrawn")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One post at one revision. ``draft`` None: it was withdrawn."""

    id: str
    revision: int
    draft: VacancyDraft | None


class TurnedAway(NamedTuple):
    """A post that cannot be read: what it is called there ("" where not even that is known), and why."""

    id: str
    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page: its posts, those turned away, where the next one begins and whether it is there already."""

    source: str
    nonce: str
    items: tuple[FeedItem, ...]
    turned_away: tuple[TurnedAway, ...]
    next: str
    more: bool = field(default=False)


def page_from(said: Any, *, source: str, today: date) -> FeedPage:
    """A page from its JSON.

    Args:
        said: what the JSON says.
        source: the feed that was asked; a page of another one is refused.
        today: the civil day posts are judged on.

    Raises:
        DomainError: "feed.shape", with ``at``, the member that is wrong.
    """
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        raise DomainError("feed.shape", at="schema")
    if said.get("source") != source:
        raise DomainError("feed.shape", at="source")
    items, following, more = said.get("items"), said.get("next"), said.get("more")
    if not isinstance(items, list) or len(items) > ITEMS_MOST:
        raise DomainError("feed.shape", at="items")
    if not isinstance(following, str) or len(following) > CURSOR_MOST:
        raise DomainError("feed.shape", at="next")
    if not isinstance(more, bool):
        raise DomainError("feed.shape", at="more")
    read: list[FeedItem] = []
    away: list[TurnedAway] = []
    for item in items:
        try:
            read.append(_item(item, today))
        except DomainError as error:
            facts = {name: value for name, value in error.facts.items() if isinstance(value, str | int)}
            away.append(TurnedAway(_name_of(item), error.code, facts))
    return FeedPage(source, str(said.get("nonce", "")), tuple(read), tuple(away), following, more)


def _name_of(item: Any) -> str:
    name = item.get("id") if isinstance(item, dict) else None
    return name[:ID_MOST] if isinstance(name, str) else ""


def _item(item: Any, today: date) -> FeedItem:
    if not isinstance(item, dict):
        raise DomainError("feed.item")
    name, revision, state = item.get("id"), item.get("revision"), item.get("state")
    if not isinstance(name, str) or not 0 < len(name) <= ID_MOST or "\x00" in name:
        raise DomainError("feed.member", at="id")
    if type(revision) is not int or not 0 < revision <= REVISION_MOST:
        raise DomainError("feed.member", at="revision")
    if state not in _STATES:
        raise DomainError("feed.member", at="state")
    if state == "withdrawn":
        return FeedItem(name, revision, None)
    draft = _draft(item)
    draft.check(today=today)
    return FeedItem(name, revision, draft)


def _draft(item: dict[str, Any]) -> VacancyDraft:
    employer = item.get("employer")
    if not isinstance(employer, dict):
        raise DomainError("feed.member", at="employer")
    region = _region(item, "region")
    wants, note, title = _text(item, "requirements"), _text(item, "description"), _text(item, "title")
    return VacancyDraft(
        employer=EmployerDraft(
            name=_text(employer, "name"),
            region=_region(employer, "region") if "region" in employer else region,
            address=_text(employer, "address"),
            phone=_text(employer, "phone"),
        ),
        title=title,
        region=region,
        skills=_skills(item) | skills_in(title, wants),
        wants=wants,
        schedule=_text(item, "schedule"),
        hours_week=_whole(item, "hours_week"),
        night_work=_yes(item, "night_work"),
        wage=_wage(item.get("wage")),
        places=_whole(item, "places") or 1,
        open_until=_day(item, "open_until"),
        contact=_text(item, "contact"),
        note=note,
    )


def _text(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or "\x00" in value:
        raise DomainError("feed.member", at=name)
    return value.strip()


def _whole(of: dict[str, Any], name: str) -> int | None:
    value = of.get(name)
    if value is not None and type(value) is not int:
        raise DomainError("feed.member", at=name)
    return value


def _yes(of: dict[str, Any], name: str) -> bool | None:
    value = of.get(name)
    if value is not None and type(value) is not bool:
        raise DomainError("feed.member", at=name)
    return value


def _day(of: dict[str, Any], name: str) -> date | None:
    value = _text(of, name)
    return parse_iso(value) if value else None


def _region(of: dict[str, Any], name: str) -> int:
    value = of.get(name)
    if not isinstance(value, str):
        raise DomainError("feed.member", at=name)
    return regions.normalise(value or "?")


def _skills(of: dict[str, Any]) -> frozenset[str]:
    """Codes of ours; words that are none stay in what the post asks for."""
    value = of.get("skills", [])
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise DomainError("feed.member", at="skills")
    return frozenset(value) & SKILLS.keys()


def _wage(value: Any) -> Wage | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise DomainError("feed.member", at="wage")
    least = _whole(value, "least")
    most = _whole(value, "most")
    if least is None:
        raise DomainError("feed.member", at="wage")
    return Wage(least, least if most is None else most, _text(value, "per") or "month")
