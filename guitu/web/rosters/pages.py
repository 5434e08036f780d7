"""What the pages of a roster print, made ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import columns
from guitu.domain.roster.words import codes, sentence
from guitu.web.rosters.forms import NOT_KNOWN, NOT_WANTED, PREFIX
from guitu.web.rosters.held import Held
from guitu.web.shell.tags import said as in_tongue
from guitu.web.shell.tags import tongue
from guitu.web.shell.words import sentence as house_sentence

STATES = ("rejected", "duplicate", "accepted")
_AT_ONCE = 200


@dataclass(frozen=True)
class ColumnChoice:
    """A column on the page. ``field`` the name of its list; ``value`` what it is taken for now."""

    words: str
    field: str
    value: str
    found: str


def said(error: DomainError) -> str:
    """Why a file or a step was refused, in the reader's language."""
    if error.code in codes():
        return in_tongue(sentence(error.code, error.facts))
    return house_sentence(error)


def preview_page(file: Held, found: Mapping[str, Any], show: str) -> dict[str, Any]:
    """The page of a file that was looked at; ``show`` the rows to list, by state."""
    rows = found.get("rows", [])
    per_state = {state: [row for row in rows if row["state"] == state] for state in STATES}
    shown = show if show in STATES else next((state for state in STATES if per_state[state]), "")
    choices = [
        (sheet["name"], sheet["skipped"], sorted(map(_choice, sheet["columns"]), key=_unknown_first))
        for sheet in found["sheets"]
    ]
    return {
        "file": file,
        "found": found,
        "counts": found.get("counts", {}),
        "shown": shown,
        "rows": per_state.get(shown, [])[:_AT_ONCE],
        "with_reasons": {state: len(listed) for state, listed in per_state.items()},
        "sheets": choices,
        "unknown": sum(choice.value == NOT_KNOWN for _, skipped, cs in choices for choice in cs),
        "meanings": meanings(),
        "language": tongue(),
    }


def _choice(column: Mapping[str, Any]) -> ColumnChoice:
    key = column["key"]
    value = NOT_KNOWN if key is None else key or NOT_WANTED
    return ColumnChoice(column["words"], PREFIX + column["of"], value, column["found"])


def _unknown_first(choice: ColumnChoice) -> bool:
    return choice.value != NOT_KNOWN


def meanings() -> list[tuple[str, str]]:
    """Every meaning a column can have, in the reader's language."""
    return [(key, in_tongue(columns.label(key))) for key in columns.KEYS]
