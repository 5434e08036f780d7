"""What two offices agreed to drop when a file moved: nobody does it, and the person is not held to it."""

from collections.abc import Sequence
from dataclasses import replace

from guitu.domain.journal.entry import Entry

from .slots import EXCUSED, OPEN, Duty


def without_dropped(duties: list[Duty], episode: str, transfers: Sequence[Entry]) -> list[Duty]:
    """The duties of one episode, with those excused that a transfer dropped; what was done stays done."""
    named: dict[str, Entry] = {}
    for entry in transfers:
        said = entry.details.get("dropped")
        named.update((str(key), entry) for key in said) if isinstance(said, list | tuple) else None
    if not named:
        return duties
    made = []
    for duty in duties:
        by = named.get(f"{duty.window.rule.id}:{duty.window.n}:{episode}")
        made.append(replace(duty, state=EXCUSED, by=by) if by and duty.state == OPEN else duty)
    return made
