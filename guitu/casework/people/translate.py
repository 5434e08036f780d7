"""From rows to what a person can be looked up by and shown as."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from guitu.domain.kernel import names
from guitu.foundation import pinyin

Token = tuple[str, str]  # kind, text


def tokens_of(name: str, citizen_id: str | None, phones: tuple[str, ...]) -> Iterator[Token]:
    """Everything somebody is found by: parts and sounds of the name, the identity number, phone numbers."""
    yield from sorted(names.tokens(name, pinyin.reading(name)))
    if citizen_id:
        yield "id", citizen_id
    for number in phones:
        yield "phone", number


def name_token(name: str) -> str:
    """The token of a whole name: two spellings of one name give the same."""
    return next(text for kind, text in names.tokens(names.normalise(name)) if kind == "name")


def by_name(name: str, birth_on: date | None, person_id: UUID) -> tuple[str, str, str]:
    """The key that lists of people sort by, in memory: sound, then birth, then id."""
    return pinyin.sort_key(name), birth_on.isoformat() if birth_on else "", person_id.hex
