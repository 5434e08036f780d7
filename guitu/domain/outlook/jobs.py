"""Jobs that somebody began through us: the days that asking after them counts from.

Of a job that ended nothing is asked any more. Entries that name no placement are one job.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from guitu.domain.journal.entry import Entry

_HIRED: Final = "hired"
_ENDED: Final = "job_ended"


def started(events: Mapping[str, Sequence[Entry]]) -> tuple[int, ...]:
    """The days on which the jobs began that have not ended, one for each job."""
    steps = [e for e in events.get("service", ()) if e.details.get("job") in {_HIRED, _ENDED}]
    running: dict[object, int] = {}
    for entry in steps:
        if entry.details["job"] == _HIRED:
            running.setdefault(entry.details.get("placement"), entry.day)
        else:
            running.pop(entry.details.get("placement"), None)
    return tuple(sorted(running.values()))
