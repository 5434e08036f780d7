"""Why somebody looks, as the screen tells: nobody is asked what their work already says.

Only for a file outside the asker's own cases and unit a reason is asked, one of ``REASONS``.
"""

from collections.abc import Mapping
from typing import Final

CARE = "care"

# the name of an address, or of its group, to a purpose; the more exact counts
_PURPOSES: Final[Mapping[str, str]] = {
    "account": "account",
    "api:search": "search",
    "admin": "account",
    "assignment": "assignment",
    "desk": CARE,
    "encounters": "recording",
    "encounters:choose": CARE,
    "exports": "export",
    "instruments:fill": "recording",
    "instruments:draft": "recording",
    "figures": "figures",
    "handoffs": "handover",
    "letters": "recording",
    "oversight": "oversight",
    "oversight:who-looked": "rights",
    "people": CARE,
    "people:search": "search",
    "referrals": "recording",
    "rights": "rights",
    "records": "rights",
    "records:read": "legal_duty",
    "rosters": "import",
    "team": "assignment",
}

REASONS: Final = (
    "referral",
    "handover",
    "stand_in",
    "joint_work",
    "at_their_request",
    "supervision",
    "legal_duty",
    "other",
)


def purpose_of(screen: str) -> str:
    """The purpose of a screen by the name of its address ("people:person")."""
    return _PURPOSES.get(screen) or _PURPOSES.get(screen.partition(":")[0], CARE)
