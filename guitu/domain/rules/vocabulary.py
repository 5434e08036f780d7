"""The words a rulebook may use: episode kinds, events a rule counts from, who owes, units, entry kinds.

A word that is not here is refused by ``guitu.domain.rules.parse`` with its file and line, so that a typing
mistake never becomes a duty that silently does not exist.
"""

from collections.abc import Mapping
from types import MappingProxyType

from guitu.domain.journal.codes import RISK_LEVELS
from guitu.domain.journal.kinds import KINDS

EPISODE_KINDS = frozenset({"aftercare", "community_rehab", "community_detox"})

# the events of an episode that a deadline, a rhythm or a quota can be counted from
ANCHORS = frozenset(
    {
        "file_opened",
        "released",
        "decision_received",
        "reported",
        "consented",
        "term_start",
        "term_end",
        "transfer",
        "agreement",
        "field_result",
        "sample_sealed",
        "test_challenged",
        "challenge_granted",
        "urgent_need",
        "crisis",
        "ordinary_need",
        "job_started",
        "mentoring",
        "report_overdue",
        "relapse",
    }
)

# the person, or a kind of organisation (rule book, section 3.1)
OWERS = frozenset(
    {
        "person",
        "township_office",
        "police_organ",
        "police_station",
        "facility",
        "provincial_bureau",
        "guidance_centre",
        "guidance_station",
        "rehab_site",
        "narcotics_office",
        "justice_bureau",
        "health_dept",
        "mmt_clinic",
        "civil_affairs",
        "hr_dept",
        "school",
        "enterprise",
        "legal_aid_centre",
    }
)

UNITS = frozenset(
    {
        "hours",
        "days",
        "working_days",
        "months",
        "years",
        "times",
        "people",
        "people_per_worker",
        "items",
        "levels",
        "days_per_week",
        "per_year",
        "fen",
        "percent",
        "code",
        "codes",
        "yes_no",
    }
)

# what ``only_if`` may ask for: the length of the order; the risk level that people set and that still holds
GUARDS = frozenset({"term_years", "level"})
LEVELS = frozenset(RISK_LEVELS)

MEASURES = frozenset({"times", "days"})


ENTRY_KINDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(outcome.value for outcome in kind.outcomes) for name, kind in KINDS.items()}
)
