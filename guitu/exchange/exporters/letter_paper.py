"""Words into a template: docxtpl in Jinja's sandbox, and what a template asks for without running any of it.

A template may name what its form has and ask whether it is there. Nothing else is evaluated: the sandbox is
the second wall, the first is that ``asked`` finds no other tag. It imports nothing of the database, because
it runs in a small child process too.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from guitu.domain.letters.templates import Read
from guitu.exchange.exporters.letter_forms import packed

_ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not)
_TAG: Final = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_MARKUP: Final = re.compile(r"<[^>]*>")


class _Paper(ImmutableSandboxedEnvironment):
    """Compiles each template once: the same few lie under a thousand letters."""

    def from_string(self, source: Any, *_rest: Any, **_named: Any) -> Template:
        return self._compiled(source)

    @lru_cache(maxsize=512)  # noqa: B019 - there is one, for as long as the process lives
    def _compiled(self, source: str) -> Template:
        return super().from_string(source)


class _Computes(Exception):  # noqa: N818 - a way out, not an error
    """Something stands in a tag that is more than a name."""


class _Listening(ImmutableSandboxedEnvironment):
    """Hears what docxtpl would have filled in, and fills in nothing."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.names: set[str] = set()
        self.words: list[str] = []

    def from_string(self, source: Any, *_rest: Any, **_named: Any) -> Template:
        for node in _walk(self.parse(source)):
            if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Name) and node.ctx != "load"):
                raise _Computes(_line(source, node.lineno))
            if isinstance(node, nodes.Name):
                self.names.add(node.name)
        self.words.append(_MARKUP.sub("", _TAG.sub("", source)))
        return _Same(_TAG.sub("", source))  # type: ignore[return-value] # docxtpl asks only for render


class _Same:
    """A template that gives back what it was made of."""

    def __init__(self, source: str) -> None:
        self._source = source

    def render(self, _context: object) -> str:
        return self._source


_PAPER: Final = _Paper(undefined=StrictUndefined, autoescape=True)


def _walk(tree: nodes.Node) -> list[nodes.Node]:
    return [tree, *tree.find_all(nodes.Node)]


def _line(source: str, number: int) -> str:
    """The tags of one line, as somebody wrote them."""
    lines = source.splitlines()
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return " ".join(_MARKUP.sub("", tag) for tag in _TAG.findall(line)) or _MARKUP.sub("", line).strip()


def asked(content: bytes) -> Read:
    """What a template asks for.

    Raises:
        TemplateSyntaxError: braces that do not match.
        KeyError, ValueError, SyntaxError: no document.
    """
    listening = _Listening()
    try:
        DocxTemplate(io.BytesIO(content)).render({}, jinja_env=listening, autoescape=True)
    except _Computes as found:
        return Read(
            frozenset(listening.names), "".join(listening.words), forbidden=str(found)[:80] or "{% %}"
        )
    return Read(frozenset(listening.names), "".join(listening.words))


def filled(content: bytes, words: Mapping[str, str]) -> bytes:
    """A template that was looked at before, with its words; the same bytes for the same words.

    Raises:
        TemplateError: a name without words.
    """
    paper = DocxTemplate(io.BytesIO(content))
    paper.render(dict(words), jinja_env=_PAPER, autoescape=True)
    return saved(paper)


def saved(paper: DocxTemplate | Doc) -> bytes:
    """A document as a file, the same bytes for the same document."""
    written = io.BytesIO()
    paper.save(written)
    with zipfile.ZipFile(written) as archive:
        return packed({name: archive.read(name) for name in sorted(archive.namelist())})


def mark(name: str) -> str:
    """What stands in the place of a block until its tables go in there; nobody's keyboard writes it."""
    return f"\ue000{name}\ue001"


def places(content: bytes, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How often each block's mark stands in a filled template; how often alone in a paragraph of its text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [archive.read(n).decode("utf-8", "replace") for n in archive.namelist() if n.endswith(".xml")]
    lines = [paragraph.text.strip() for paragraph in Document(io.BytesIO(content)).paragraphs]
    return {name: (sum(text.count(mark(name)) for text in texts), lines.count(mark(name))) for name in names}


def read_aloud(content: bytes) -> tuple[tuple[str, str], ...]:
    """What stands in a letter, paragraph by paragraph, each with the name of its style; tables row by row."""
    said = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(part, "rows"):
            said += [("", "　".join(cell.text for cell in row.cells)) for row in part.rows]
        else:
            said.append((part.style.name if part.style else "", part.text))
    return tuple(said)
