"""Why what is kept about applications, gifts and unfair treatment is kept, and until when."""

from collections.abc import Mapping
from typing import Final

from guitu.domain.keeping_words import Ground, Kept, Until, Why
from guitu.domain.keeping_words import kept as _k

_HELD = _k("id person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)

SUPPORT: Final[Mapping[str, tuple[Kept, ...]]] = {
    "incidents_incident": (
        _HELD,
        _k("area kind origin happened_on where_note note wish state route outcome next_on",
           Why.RIGHTS, Ground.EITHER, Until.FILE),
        _k("told_on told_at told_to", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "incidents_act": (
        _HELD,
        _k("incident state route agreed happened_on note", Why.RIGHTS, Ground.EITHER, Until.FILE),
        _k("recorded_at recorded_by", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "incidents_advice": (
        _HELD,
        _k("incident sort note", Why.RIGHTS, Ground.EITHER, Until.FILE),
        _k("written_at written_by", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "support_application": (
        _HELD,
        _k("kind state note begun_on due_on actor owner next_on reason remedy remedy_until holds_until "
           "entry", Why.CARE, Ground.EITHER, Until.FILE),
        _k("begun_at begun_by", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "support_step": (
        _HELD,
        _k("application state happened_on note next_note actor owner next_on",
           Why.CARE, Ground.EITHER, Until.FILE),
        _k("recorded_at recorded_by", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "support_gift": (
        _HELD,
        _k("giver form purpose fen state note answer received_on receiver entry",
           Why.CARE, Ground.EITHER, Until.FILE),
        _k("proposed_at proposed_by decided_at received_at handed_by",
           Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "support_giver": (
        _k("id unit kind name", Why.CARE, Ground.EITHER, Until.CURRENT),
        _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.CURRENT),
    ),
    "support_approval": (
        _HELD,
        _k("gift account proposer leads approved_at", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
    "support_repayment": (
        _HELD,
        _k("gift n due_on fen state paid_on", Why.CARE, Ground.EITHER, Until.FILE),
        _k("recorded_at recorded_by", Why.TRACE, Ground.EITHER, Until.FILE),
    ),
}  # fmt: skip
