"""What an entry stands for in a room of its own: such an entry is changed on that room's page alone.

Taken back in the timeline, it would leave a granted application, a gift that was received or a referral that
is done behind of which the file says nothing. Incidents and jobs follow by themselves (``followed``).
"""

from typing import Final
from uuid import UUID, uuid5

from guitu.casework.journal.queries import Line, first_of, line_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.queries import referrals_of
from guitu.casework.support.queries import applications_of, gifts_of
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError

_KINDS: Final = frozenset({"service", "need_answered"})
_BY_PLACEMENT: Final = frozenset({"job", "placement"})
# Details that only ``placement`` and ``peers`` write, beside rows of their own.
BY_AN_ACT: Final = _BY_PLACEMENT | {"mentor"}
_IN_THE_JOURNAL_ALONE: Final = "mentor_met"  # taking it back leaves nothing over


def entries_behind(entry: UUID) -> tuple[UUID, UUID]:
    """The entries that say that a referral is done: the answer to its need, and the help beside it."""
    return entry, uuid5(entry, "service")


def check_alone(by: Viewer, who: AdmittedPerson, wrong: Line) -> None:
    """Refuse where a room keeps something beside this entry; the sentence names its page.

    Raises:
        DomainError: "journal.own-act" (a mentor's); "beside.placement": what corrects a step of a job;
            "beside.application", "beside.gift", "beside.referral".
    """
    if wrong.kind not in _KINDS:
        return
    if wrong.details.get("mentor", _IN_THE_JOURNAL_ALONE) != _IN_THE_JOURNAL_ALONE:
        raise DomainError("journal.own-act", kind=wrong.kind, field="kind")
    if wrong.supersedes is not None and _BY_PLACEMENT & _before(by, who, wrong).details.keys():
        raise DomainError("beside.placement")  # the job itself would have to come back
    if any(row.entry == wrong.id for row in applications_of(who)):
        raise DomainError("beside.application")
    if any(row.entry == wrong.id for row in gifts_of(who)):
        raise DomainError("beside.gift")
    done = (row.entry for row in referrals_of(who) if row.entry is not None)
    if any(wrong.id in entries_behind(entry) for entry in done):
        raise DomainError("beside.referral")


def _before(by: Viewer, who: AdmittedPerson, wrong: Line) -> Line:
    return line_of(by, who, first_of(who, wrong.id))
