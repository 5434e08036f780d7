"""Which help usually answers which need: what a form suggests, and somebody may change. Proposed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

HELP_FOR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "work": "job_placement",
        "training": "skills_training",
        "housing": "relief",
        "income": "subsistence_allowance",
        "health": "medical_aid",
        "mental_health": "counselling",
        "family": "family_repair",
        "schooling": "school_aid",
        "legal": "legal_aid",
        "insurance": "insurance",
        "disaster": "relief",
    }
)


def help_for(need: str) -> str:
    """The help that is suggested for a need.

    >>> help_for("housing"), help_for("debt")
    ('relief', 'other')
    """
    return HELP_FOR.get(need, "other")
