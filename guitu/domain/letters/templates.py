"""What a template of an office may be: sentences with names of this form in them, and nothing that computes.

``check`` judges what was read from a file; how it is read is not its matter.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.form import Form
from guitu.domain.letters.report import Sheet
from guitu.domain.outreach import telling


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in a template: the names it asks for, its own words, the first tag that is no mere name."""

    names: frozenset[str]
    words: str
    forbidden: str = ""


def check(form: Form | Sheet, read: Read) -> None:
    """Refuse a template that could not be filled, says too little or too much.

    Raises:
        DomainError: "letter-template.computes" with the tag; "letter-template.unknown-name" and
            "letter-template.lacks" with the placeholders; "letter-template.not-neutral" with the word.
    """
    if read.forbidden:
        raise DomainError("letter-template.computes", tag=read.forbidden[:80])
    if strange := read.names - form.placeholders:
        raise DomainError(
            "letter-template.unknown-name", names=_listed(strange), known=_listed(form.placeholders)
        )
    if lacking := form.required - read.names:
        raise DomainError("letter-template.lacks", names=_listed(lacking))
    word = telling(read.words) if form.neutral else None
    if word is not None:
        raise DomainError("letter-template.not-neutral", word=word)


def check_places(form: Form | Sheet, seen: Mapping[str, tuple[int, int]]) -> None:
    """Refuse a template in which a table or a chart has nowhere to go.

    Args:
        form: of which.
        seen: for each of its blocks how often it stands anywhere, and how often alone in a paragraph.

    Raises:
        DomainError: "letter-template.not-alone" with the placeholders.
    """
    wrong = {
        name
        for name, (anywhere, alone) in seen.items()
        if anywhere != alone or alone > 1 or (name in form.required and not alone)
    }
    if wrong:
        raise DomainError("letter-template.not-alone", names=_listed(wrong))


def _listed(names: Collection[str]) -> str:
    return "、".join(sorted(name[:40] for name in list(names)[:60]))
