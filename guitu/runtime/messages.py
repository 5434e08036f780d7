"""Translations with Babel, because GNU gettext is not on every machine.

``python -m guitu.runtime.messages extract`` brings locale/en/LC_MESSAGES/django.po to what the sources say
and keeps every translation whose Chinese still stands; ``missing`` prints what has no English (then it ends
with 1).
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from guitu.config.home import REPOSITORY

ENGLISH = REPOSITORY / "locale" / "en" / "LC_MESSAGES" / "django.po"
_NO_DAY = datetime(2026, 11, 22, tzinfo=UTC)  # the same sources make the same file
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


_WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
_IN_NUMBER = {"ngettext", "ngettext_lazy", "npgettext"}
Said = str | tuple[str, ...]


def _said(path: Path) -> Iterator[tuple[Said, str | None]]:
    """Every message a file holds, with its context where it has one."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # what is no message becomes X's on indented lines, which only an own line of Python could not be
        source = templatize(source).replace("\n", " ").strip()
    found = extract_python(BytesIO(source.encode()), _KEYWORDS, (), {"encoding": "utf-8"})
    for _line, function, messages, _comments in found:
        yield from _messages(str(function), messages)


def _messages(function: str, messages: object) -> Iterator[tuple[Said, str | None]]:
    listed = messages if isinstance(messages, (tuple, list)) else (messages,)
    given = [str(each) for each in listed if each is not None]
    context = given.pop(0) if function in _WITH_CONTEXT and given else None
    if given:
        yield (tuple(given[:2]) if function in _IN_NUMBER else given[0]), context


def gather() -> Catalog:
    """Everything the sources say to people, in the order of the files."""
    catalogue = Catalog(
        locale="en",
        project="Guitu",
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment="# English for Guitu; the keys are the Chinese of the sources.",
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
    )
    for path in sorted((REPOSITORY / "guitu").rglob("*")):
        if path.suffix not in {".py", ".html"} or "static" in path.parts:
            continue
        place = path.relative_to(REPOSITORY).as_posix()
        for message, context in _said(path):
            catalogue.add(message, context=context, locations=[(place, 0)])
    return catalogue


def stored() -> Catalog:
    """The English catalogue as it lies in the repository; empty where there is none yet."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def extract() -> int:
    """Bring the English catalogue to what the sources say; return how many lack a translation."""
    catalogue, known = gather(), stored()
    for message in catalogue:
        before = known.get(message.id, message.context) if message.id else None
        # what has a plural now and had none, or the other way, has to be said anew
        if before is not None and before.string and type(before.id) is type(message.id):
            message.string = before.string
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False, sort_output=True)
    return len(missing())


def missing() -> list[str]:
    """The messages of the sources that have no English."""
    known = stored()
    lacking = []
    for message in gather():
        if not message.id:
            continue
        found = known.get(message.id, message.context)
        strings = (
            found.string
            if found is not None and isinstance(found.string, tuple)
            else [found and found.string]
        )
        if not all(strings):
            lacking.append(str(message.id))
    return lacking


def main(arguments: list[str]) -> int:
    """Do what was asked; 0, 1 where English is missing, 2 for an unknown word."""
    if arguments == ["extract"]:
        extract()
    elif arguments != ["missing"]:
        sys.stderr.write("usage: python -m guitu.runtime.messages extract|missing\n")
        return 2
    lacking = missing()
    for message in lacking:
        sys.stdout.write(f"{message}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    if not settings.configured:
        settings.configure(USE_I18N=True)
    sys.exit(main(sys.argv[1:]))
