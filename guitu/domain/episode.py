"""The names of what an episode can be: its three kinds and the phases it passes through.

Source of the phases: rule book, sections 4.2 and 4.3. How one follows from another is decided elsewhere.
"""

from enum import StrEnum


class EpisodeKind(StrEnum):
    """One course of care: offered, or ordered by the police."""

    AFTERCARE = "aftercare"  # 后续照管, by invitation and consent
    COMMUNITY_REHAB = "community_rehab"  # 社区康复, by order after release
    COMMUNITY_DETOX = "community_detox"  # 社区戒毒, by order instead of a centre


ORDERED = frozenset({EpisodeKind.COMMUNITY_REHAB, EpisodeKind.COMMUNITY_DETOX})


class Phase(StrEnum):
    """Where an episode stands."""

    # aftercare
    INVITED = "invited"
    CONSENTED = "consented"
    ACTIVE = "active"
    PAUSED = "paused"
    DECLINED = "declined"
    FINISHED = "finished"
    # ordered episodes
    AWAITING_DECISION = "awaiting_decision"
    DECIDED_NOT_REPORTED = "decided_not_reported"
    OVERDUE_NOT_HANDED_OVER = "overdue_not_handed_over"
    OVERDUE_HANDED_OVER = "overdue_handed_over"
    REPORTED = "reported"
    AGREEMENT_SIGNED = "agreement_signed"
    EXECUTING = "executing"
    ON_LEAVE = "on_leave"
    LOST_CONTACT = "lost_contact"
    BREACH_NOT_HANDED_OVER = "breach_not_handed_over"
    BREACH_HANDED_OVER = "breach_handed_over"
    SUSPENDED = "suspended"
    TRANSFERRED_OUT = "transferred_out"
    EXPIRED = "expired"  # the term is over by the clock; the police notice is pending
    COMPLETED = "completed"
    TERMINATED = "terminated"
    # both
    SEALED = "sealed"
    ERASED = "erased"


CLOSED = frozenset(
    {
        Phase.DECLINED,
        Phase.FINISHED,
        Phase.TRANSFERRED_OUT,
        Phase.COMPLETED,
        Phase.TERMINATED,
        Phase.SEALED,
        Phase.ERASED,
    }
)
"""Phases in which nobody in this office works on the episode any more."""
