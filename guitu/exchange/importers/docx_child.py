"""Judges an office's template, inside a confined process: the look-over, what it asks for, a first print.

On stdin it is told the form's code. It answers nothing where the template may be used.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from jinja2 import TemplateError, TemplateSyntaxError
from lxml.etree import LxmlError

from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import layout
from guitu.domain.letters.form import Form
from guitu.domain.letters.report import Sheet
from guitu.domain.letters.templates import check, check_places
from guitu.exchange.exporters import letter_paper
from guitu.exchange.importers.docx_guard import clear

_READ_BY_PEOPLE = re.compile(
    r"^(?:word/(?:document|comments|header\d*|footer\d*|footnotes|endnotes)[^/]*|docProps/[^/]+)\.xml$"
)
_MARKUP = re.compile(rb"<[^>]*>")
_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)


def answers(path: Path) -> Iterator[dict[str, object]]:
    """Nothing, or a refusal.

    Raises:
        DomainError: "letter-template.…".
    """
    chosen = layout(str(json.load(sys.stdin)))
    parts = clear(path)
    try:
        _judge(chosen, parts, path.read_bytes())
    except TemplateSyntaxError as error:
        raise DomainError("letter-template.syntax", tag=str(error.message)[:120]) from error
    except (TemplateError, LxmlError, OpcError, PythonDocxError, LookupError, TypeError) as error:
        raise DomainError("letter-template.damaged") from error
    except (ValueError, SyntaxError, AttributeError, RecursionError) as error:
        raise DomainError("letter-template.damaged") from error
    yield {"usable": True}


def _judge(chosen: Form | Sheet, parts: Mapping[str, bytes], content: bytes) -> None:
    read = letter_paper.asked(content)
    check(chosen, replace(read, words=_words(parts)))
    printed = letter_paper.filled(content, _samples(chosen))
    letter_paper.read_aloud(printed)  # what was made opens again
    if chosen.blocks:
        check_places(chosen, letter_paper.places(printed, chosen.blocks))


def _samples(chosen: Form | Sheet) -> dict[str, str]:
    return {name: letter_paper.mark(name) if name in chosen.blocks else "样" for name in chosen.placeholders}


def _words(parts: Mapping[str, bytes]) -> str:
    """Whatever somebody who opens the file can read: the text, headers, comments, and its properties."""
    kept = (_MARKUP.sub(b"", content) for name, content in parts.items() if _READ_BY_PEOPLE.search(name))
    return "\n".join(_TAG.sub("", content.decode("utf-8", "replace")) for content in kept)
