"""Help: what the person needs, and what they were offered and given."""

from dataclasses import dataclass
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import REFERENCE, detail, one_of
from guitu.domain.journal.kind import Family, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Kind):
    """One piece of help. ``service`` which; quotas count by it (rulebook J-02).

    ``job`` how far a job has come that ``placement`` led to; written by ``workflows/placement.py`` alone.
    ``mentor`` a step of a peer mentor's, or that they were met; written by ``workflows/peers.py`` alone.
    """

    kind: ClassVar = "service"
    family: ClassVar = Family.SERVICE
    outcomes: ClassVar = outcomes.Service
    service: str = detail(one_of(codes.SERVICES), "always")
    job: str | None = detail(one_of(codes.JOB_STEPS))
    placement: str | None = detail(REFERENCE)
    mentor: str | None = detail(one_of(codes.MENTOR_STEPS))


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRaised(Kind):
    """The person, or somebody with them, said what is needed. ``urgency``: urgent is dealt with at once."""

    kind: ClassVar = "need_raised"
    family: ClassVar = Family.SERVICE
    outcomes: ClassVar = outcomes.Done
    need: str | None = detail(one_of(codes.NEEDS), "recorded")
    urgency: str | None = detail(one_of(codes.URGENCIES))


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAnswered(Kind):
    """The person got an answer to a need, whatever it was.

    ``answers`` which need, by its entry: each has a clock of its own. ``how`` what was done.
    """

    kind: ClassVar = "need_answered"
    family: ClassVar = Family.SERVICE
    outcomes: ClassVar = outcomes.Done
    need: str | None = detail(one_of(codes.NEEDS))
    answers: str | None = detail(REFERENCE)
    how: str | None = detail(one_of(codes.ANSWERS))


KINDS: tuple[type[Kind], ...] = (Service, NeedRaised, NeedAnswered)
