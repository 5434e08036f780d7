"""The template of a report that ships: a heading, how to read the figures, every part, who made it."""

from collections.abc import Iterator
from typing import Final

from guitu.domain.letters.report import REPORT
from guitu.exchange.exporters.letter_forms import laid_out

_SIZE: Final = 22  # half points


def template() -> bytes:
    """The report's template as a .docx; the same bytes every time."""
    return laid_out(_lines(), size=_SIZE, numbered=True)


def _lines() -> Iterator[tuple[str, str]]:
    yield "Title", "{{ title }}"
    yield "Right", "{{ office }}"
    yield "Right", "{{ counted_at }}"
    yield "", "{{ place }}（{{ level }}） · {{ period }} · {{ audience }}"
    for part in REPORT.parts:
        yield "Small" if part == "notes" else "", f"{{{{ {part} }}}}"
    yield "Small", "{{ layout }}"
