"""How each kind of entry is asked for: which outcomes stand large, which details in front, which folded away.

Only kinds that a plain form can ask for completely are offered; the rest come from other screens (assignment,
transfer, instruments).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from guitu.domain.access import Viewer, holds
from guitu.domain.journal.kind import Family
from guitu.domain.journal.kinds import KINDS
from guitu.workflows.expect_release import GROUND
from guitu.workflows.record import IN_TURN, OWN_ACTS, permission_for

_UNASKABLE: Final = frozenset({"region", "reference", "code", "slots"})
_ELSEWHERE: Final = OWN_ACTS | frozenset(
    {
        "handover_returned",
        "release_changed",
        "assignment",
        "file_opened",
        "retraction",
        "fact_recorded",
        "assessment",
        "letter",
        "risk_assessment",
        "transfer",
        "dual_control",
    }
)
REASONS: Final = ("reason_kind", "reason")
MEETINGS: Final = frozenset({"talk", "home_visit", "follow_up"})
"""Kinds long enough to ask what went well, and what somebody thinks of our work."""
SPOKEN: Final = MEETINGS | {"phone_call", "in_person_check"}
"""Kinds at which somebody may say what they need."""


@dataclass(frozen=True)
class Sheet:
    """One kind's form.

    ``likely`` outcomes shown large, in order; ``others`` the rest. ``front`` details asked at once, those
    ``folded`` that can wait; ``given`` what is filled in unless somebody says otherwise. ``reasons`` the
    outcomes that ask whose matter it was. ``belongs`` whether the entry belongs to one order or aftercare.
    ``only_with`` details that one outcome alone asks for: (outcome, their names). ``follows`` details that
    one answer among those in front asks for: (detail, its answer, their names).
    """

    kind: str
    icon: str
    likely: tuple[str, ...]
    others: tuple[str, ...]
    front: tuple[str, ...]
    folded: tuple[str, ...]
    given: Mapping[str, object]
    reasons: str
    belongs: bool
    only_with: tuple[tuple[str, tuple[str, ...]], ...] = ()
    follows: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


_ICONS: Final = {
    Family.CONTACT: "talk",
    Family.TEST: "test",
    Family.SERVICE: "hands",
    Family.LEAVE: "calendar",
    Family.ASSESSMENT: "chart",
    Family.LETTER: "file",
    Family.DECISION: "scale",
    Family.LIFECYCLE: "file",
}
_ICON_OF: Final = {
    "home_visit": "visit",
    "follow_up": "visit",
    "phone_call": "phone",
    "in_person_check": "people",
}
_LIKELY: Final = {
    Family.CONTACT: ("done", "attempted", "missed"),
    Family.TEST: ("negative", "non_negative_unconfirmed", "excused", "missed_unexplained"),
}
_FRONT: Final = {
    "drug_test": ("sample",),
    "service": ("service",),
    "need_raised": ("need",),
    "need_answered": ("need",),
    "contact_confirmed": ("fields",),
    "leave_report": ("from", "to"),
    "leave_extend": ("to",),
    "unauthorised_absence": ("from", "to"),
    "consent": ("purpose",),
    "decision_received": ("document_number", "decided_on", "term_from", "term_to"),
    "late_report": ("because", "expected_on"),
    "terminated": ("ground", "document_number", "decided_on"),
    "working_group": ("members",),
    "handover": ("items",),
    "handover_receipt": ("items",),
    "release_notice": ("told",),
    "pick_up_agreed": ("collector", "receipt"),
    "dependants_placed": ("dependants", "document_number"),
    "pre_release_assessment": ("covers", "assessors", "sole_carer"),
}
_GIVEN: Final[Mapping[str, Mapping[str, object]]] = {
    "home_visit": {"mode": "in_person"},
    "follow_up": {"mode": "in_person"},
    "talk": {"mode": "in_person"},
    "in_person_check": {"mode": "in_person"},
    "phone_call": {"mode": "phone"},
    "drug_test": {"mode": "scheduled", "sample": "urine", "level": "field"},
    "consent": {"purpose": "aftercare"},
}
_BELONG: Final = frozenset({Family.LIFECYCLE, Family.DECISION})

# What is offered when somebody records freely, most used first.
OFFERED: Final[tuple[tuple[Family, tuple[str, ...]], ...]] = (
    (
        Family.CONTACT,
        ("home_visit", "follow_up", "talk", "phone_call", "in_person_check", "contact_confirmed"),
    ),
    (Family.TEST, ("drug_test",)),
    (Family.SERVICE, ("service", "need_raised", "need_answered")),
    (Family.LEAVE, ("leave_report", "leave_extend", "leave_return", "unauthorised_absence")),
    (
        Family.LIFECYCLE,
        (
            "invitation", "consent", "decision_received", "report_in", "late_report", "working_group",
            "agreement", "plan", "plan_review", "hearing", "release_notice", "pick_up_agreed", "pick_up",
            "dependants_placed", "handover_receipt", "paused", "resumed_care",
        ),
    ),
    (Family.ASSESSMENT, ("pre_release_assessment",)),
    (Family.LETTER, ("reminder", "admonition_letter", "warning_letter")),
    (
        Family.DECISION,
        (
            "suspended", "resumed", "terminated", "relapse", "custody", "completion_notice",
            "dynamic_control_ended", "serious_breach_decision", "harm_incident", "new_offence",
        ),
    ),
)  # fmt: skip


_DAILY: Final = 4  # families somebody writes every day; the rest is folded away


# What one outcome needs and no other has: a ground of evading, the paper of a confirmation.
_ONLY_WITH: Final[Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "drug_test": (("evaded", ("evasion",)), ("confirmed_positive", ("document_number", "decided_on"))),
}
# Where the person went to, and until when, is asked of one ground only.
_FOLLOWS: Final[Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]]] = {
    "terminated": (("ground", GROUND, ("to_centre", "release_expected_on")),),
}


# What an act of its own writes, on a page of its own.
_BY_AN_ACT: Final[Mapping[str, tuple[str, ...]]] = {"service": ("job", "mentor")}


def _sheet(kind: str) -> Sheet | None:
    declared = KINDS[kind].declared()
    if kind in _ELSEWHERE or kind in IN_TURN:
        return None
    if any(d.need != "optional" and d.shape.sort in _UNASKABLE for d in declared.values()):
        return None
    family = KINDS[kind].family
    outcomes = tuple(outcome.value for outcome in KINDS[kind].outcomes)
    likely = tuple(o for o in _LIKELY.get(family, outcomes) if o in outcomes)
    alone = {name for *_, names in (*_ONLY_WITH.get(kind, ()), *_FOLLOWS.get(kind, ())) for name in names}
    alone |= {*REASONS, *_BY_AN_ACT.get(kind, ())}
    asked = [name for name, d in declared.items() if d.shape.sort not in _UNASKABLE and name not in alone]
    front = _FRONT.get(kind, tuple(n for n in asked if declared[n].need != "optional"))
    reasons = [o for o in outcomes if o in ("missed", "excused")] if "reason" in declared else []
    return Sheet(
        kind=kind,
        icon=_ICON_OF.get(kind, _ICONS.get(family, "file")),
        likely=likely,
        others=tuple(o for o in outcomes if o not in likely),
        front=front,
        folded=tuple(name for name in asked if name not in front),
        given=_GIVEN.get(kind, {}),
        reasons="|".join(reasons),
        belongs=family in _BELONG,
        only_with=_ONLY_WITH.get(kind, ()),
        follows=_FOLLOWS.get(kind, ()),
    )


SHEETS: Final[Mapping[str, Sheet]] = {kind: sheet for kind in KINDS if (sheet := _sheet(kind)) is not None}


def offered(viewer: Viewer, *, daily: bool) -> list[tuple[str, list[Sheet]]]:
    """The kinds this viewer may write, by family: those of every day, or the rarer ones."""
    made = []
    for family, kinds in OFFERED[:_DAILY] if daily else OFFERED[_DAILY:]:
        open_to = [SHEETS[kind] for kind in kinds if kind in SHEETS and holds(viewer, permission_for(kind))]
        if open_to:
            made.append((family.value, open_to))
    return made
