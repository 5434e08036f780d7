"""Whatever stands in an address, no page breaks and no word of it reaches PostgreSQL as SQL.

Lists are sorted, filtered and paged by words from our own lists only; others are left aside or refused.
"""

# ruff: noqa: E501 - tables of fields

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import get_resolver

from guitu.foundation import clock
from tests import hostile
from tests.web import situations
from tests.web.test_sweep import addresses, browser_of
from tests.world import World

pytestmark = pytest.mark.django_db

ASKED = (
    "window", "whose", "after", "before", "place", "months", "page", "show", "q", "back", "episode", "sort", "order",
    "filter", "columns", "next", "limit", "part", "all", "service", "need", "from", "to", "account", "person", "act",
)  # fmt: skip
USUAL, LARGE = 500, 10_000


class Errors:
    """What PostgreSQL refused while pages were asked for."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django calls it so
        try:
            return execute(sql, params, many, context)
        except (DatabaseError, ValueError, TypeError) as error:
            self.said.append(f"{type(error).__name__}: {error}")
            raise


@contextmanager
def watched() -> Iterator[Errors]:
    errors = Errors()
    with connection.execute_wrapper(errors):
        yield errors


@pytest.fixture
def kept(world: World):
    today = clock.today()
    since = today - timedelta(days=200)
    return situations.in_aftercare(
        "陈静", by=world.lin, held_by=world.station, released=since, opened=since, today=today
    )


def routes() -> list[str]:
    """The route of every address, as patterns name them."""
    found = []

    def walk(patterns: list[Any], before: str) -> None:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, route)
            else:
                found.append("/" + route)

    walk(get_resolver().url_patterns, "")
    return found


def filled(route: str, chance: random.Random, word: str, known: dict[str, str]) -> str:
    """A route with ids of somebody who is there, and hostile words where it takes words."""
    from urllib.parse import quote

    made = []
    for part in route.split("/"):
        if not part.startswith("<"):
            made.append(part)
            continue
        kind, _, name = part.strip("<>").rpartition(":")
        usable = quote(word.replace("/", "") or "x", safe="")
        number = str(chance.choice((1, 0, 10**6, 430102001000001)))
        given = {"uuid": known.get(name, known["person"]), "uuidstr": known["person"], "int": number}
        made.append(given.get(kind, chance.choice((usable, known.get(name, usable)))))
    return "/".join(made)


def ask(client: Client, count: int, known: dict[str, str], seed: int) -> list[tuple[str, int, str]]:
    """Ask that often; what broke."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    words, everywhere, broken = hostile.words(seed), routes(), []
    client.raise_request_exception = False
    for _ in range(count):
        word = next(words)
        address = filled(chance.choice(everywhere), chance, word, known)
        query = {name: next(words) if chance.random() < 0.3 else word for name in chance.sample(ASKED, 4)}
        with watched() as errors:
            answer = client.get(address, query, headers=chance.choice(({}, {"HX-Request": "true"})))
        if answer.status_code >= 500 or errors.said:
            broken.append((f"{address}?{query}", answer.status_code, "; ".join(errors.said)))
    return broken


def people(world: World, kept: situations.Kept) -> dict[str, str]:
    return {
        "person": str(kept.id),
        "episode": str(kept.episode),
        "kind": "talk",
        "rule": "J-01",
        "figure": "in_care",
        "part": "all",
        "pack": "national",
    }


@pytest.mark.parametrize("who", ["lin", "head", "admin", "manager"])
def test_no_word_in_an_address_breaks_a_page(world, kept, who):
    assert ask(browser_of(getattr(world, who)), USUAL // 4, people(world, kept), seed=1) == []


@pytest.mark.full
@pytest.mark.parametrize("who", ["lin", "head", "admin", "manager"])
def test_ten_thousand_words_in_addresses_break_no_page(world, kept, who):
    assert ask(browser_of(getattr(world, who)), LARGE // 4, people(world, kept), seed=2) == []


def test_there_are_forty_payloads_and_every_address_is_tried():
    assert len(hostile.XSS) == 40
    assert len(routes()) == len(list(addresses(get_resolver().url_patterns)))


FORMS = {
    "encounters": lambda kept, word: (f"/people/{kept.id}/record/talk", {"outcome": word, "note": word, "happened_on": word}),
    "search": lambda _kept, word: ("/people/", {"q": word}),
    "assignment": lambda _kept, word: ("/assignment", {"person": word, "unit": word, "worker": word}),
    "exports": lambda _kept, word: ("/exports", {"columns": word, "plain": word, "kind": word, "purpose": word}),
    "language": lambda _kept, word: ("/me/language", {"language": word, "next": word}),
    "sign-in": lambda _kept, word: ("/sign-in", {"username": word, "password": word}),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_word_in_a_form_breaks_a_page(world, kept, form):
    head = browser_of(world.head)
    head.raise_request_exception = False
    broken = []
    for word in hostile.ALL:
        address, body = FORMS[form](kept, word)
        with watched() as errors:
            answer = head.post(address, body)
        if answer.status_code >= 500 or errors.said:
            broken.append((word, answer.status_code, errors.said))
    assert broken == []


def test_an_address_never_leads_away_from_here(world):
    lin = browser_of(world.lin)
    for word in (
        "//127.0.0.1/",
        "http://127.0.0.1/",
        "javascript:1",
        "\\\\127.0.0.1",
        "/\\127.0.0.1",
        "///a",
    ):
        answer = lin.post("/me/language", {"language": "en", "next": word})
        assert answer.headers["Location"].startswith("/")
        assert not answer.headers["Location"].startswith(("//", "/\\"))
