"""A relapse takes no honour away. What is told waits from then on, quietly, for the person's own word."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from guitu.casework.honours import commands as honours
from guitu.casework.honours.queries import has_uses
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.outlook.clean import relapses


def last_relapse(entries: Iterable[Entry]) -> int | None:
    """The day (ordinal) of the last confirmed relapse that counts, or None."""
    events: dict[str, list[Entry]] = {}
    for entry in effective(entries).entries:
        events.setdefault(entry.kind, []).append(entry)
    return max(relapses(events), default=None)


def keep_up(ids: Sequence[UUID], entries: Sequence[Entry]) -> None:
    """Pause what was agreed to before the last relapse, and let go what a correction took back.

    One query where nothing is told of the person. In the caller's transaction, which holds the person's lock
    and sees the whole file.
    """
    if not any(entry.kind == "consent" and entry.details.get("purpose") == "publicity" for entry in entries):
        return
    if has_uses(tuple(ids)):
        honours.pause_uses(ids, last_relapse=last_relapse(entries))
