"""Why what the rooms of help keep is kept: the lines of ``keeping`` for referrals, families and others."""

from collections.abc import Mapping
from types import MappingProxyType

from guitu.domain.keeping_words import Ground, Kept, Until, Why
from guitu.domain.keeping_words import kept as _k

_HELD = _k("id person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)
_HELD_ALONE = _k("person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)

HELP: Mapping[str, tuple[Kept, ...]] = MappingProxyType(
    {
        "referrals_referral": (
            _HELD,
            _k(
                "need instead_of service unit help may_call basis note feedback",
                Why.CARE,
                Ground.EITHER,
                Until.FILE,
            ),
            _k(
                "state reason outcome until_on due_on answered_on agreed_on settled sent_on closed_on owner "
                "entry",
                Why.CARE,
                Ground.EITHER,
                Until.FILE,
            ),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "referrals_link": (
            _HELD_ALONE,
            _k("key referral code tries until used_at", Why.GUARD, Ground.EITHER, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "incidents_incident": (
            _HELD,
            _k(
                "area kind origin happened_on where_note note wish state route outcome next_on",
                Why.RIGHTS,
                Ground.EITHER,
                Until.FILE,
            ),
            _k("told_on told_at told_to", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "incidents_act": (
            _HELD,
            _k("incident state route agreed happened_on note", Why.RIGHTS, Ground.EITHER, Until.FILE),
            _k("recorded_at recorded_by taken_back_at", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "incidents_advice": (
            _HELD,
            _k("incident sort note", Why.RIGHTS, Ground.EITHER, Until.FILE),
            _k("written_at written_by", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "support_application": (
            _HELD,
            _k(
                "kind state note begun_on due_on actor owner next_on reason remedy remedy_until holds_until "
                "entry",
                Why.CARE,
                Ground.EITHER,
                Until.FILE,
            ),
            _k("begun_at begun_by", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "support_step": (
            _HELD,
            _k(
                "application state happened_on note next_note actor owner next_on",
                Why.CARE,
                Ground.EITHER,
                Until.FILE,
            ),
            _k("recorded_at recorded_by", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "support_gift": (
            _HELD,
            _k(
                "giver form purpose fen state note answer received_on receiver entry",
                Why.CARE,
                Ground.EITHER,
                Until.FILE,
            ),
            _k(
                "proposed_at proposed_by decided_at received_at handed_by",
                Why.TRACE,
                Ground.EITHER,
                Until.FILE,
            ),
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
        "surveys_campaign": (
            _k(
                "id unit region lo hi title audience modes opens_on closes_on evaluator by_pseudonym "
                "instrument version body confidence error frame_on strata announced line seed logs address "
                "state finished_at",
                Why.FIGURES,
                Ground.NOBODY,
                Until.ALWAYS,
            ),
            _k("made_at made_by", Why.TRACE, Ground.WORK, Until.ACCOUNT),
        ),
        "surveys_questionnaire": (
            _k("id unit lo hi instrument version state body", Why.FIGURES, Ground.NOBODY, Until.ALWAYS),
            _k("made_at made_by", Why.TRACE, Ground.WORK, Until.ACCOUNT),
        ),
        "surveys_invitation": (
            _HELD,
            _k("campaign pseudonym", Why.FIGURES, Ground.EITHER, Until.CURRENT),
        ),
        "surveys_ticket": (
            _k("key campaign pseudonym stratum is_used", Why.FIGURES, Ground.NOBODY, Until.CURRENT),
        ),
        "surveys_answer": (
            _k("id campaign stratum mode answers", Why.FIGURES, Ground.NOBODY, Until.ALWAYS),
            _k("pseudonym", Why.FIGURES, Ground.EITHER, Until.CURRENT),
        ),
        "surveys_knock": (_k("key at times", Why.GUARD, Ground.NOBODY, Until.CURRENT),),
        "honours_honour": (
            _HELD,
            _k(
                "sort code state details by_self is_shown year note title giver granted_at",
                Why.CARE,
                Ground.EITHER,
                Until.FILE,
            ),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "honours_review": (
            _HELD,
            _k("honour agrees note", Why.CARE, Ground.EITHER, Until.FILE),
            _k("reviewed_at reviewed_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "honours_award": (
            _HELD,
            _k("honour year level is_shown", Why.CARE, Ground.EITHER, Until.FILE),
            _k("given_at given_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "honours_story": (
            _HELD,
            _k("alias note picture face_agreed", Why.CARE, Ground.EITHER, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "honours_publication": (
            _HELD,
            _k(
                "story sort year note agreed_on stands_on is_paused ended_at",
                Why.RIGHTS,
                Ground.EITHER,
                Until.FILE,
            ),
            _k("recorded_at recorded_by", Why.TRACE, Ground.RIGHTS, Until.FILE),
        ),
        "family_relative": (
            _HELD,
            _k("relation note withdrew_on erased_at", Why.CARE, Ground.EITHER, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "family_word": (
            _HELD,
            _k("relative purpose given speaker said_on", Why.RIGHTS, Ground.RIGHTS, Until.FILE),
            _k("written_at written_by", Why.TRACE, Ground.RIGHTS, Until.FILE),
        ),
        "family_child": (
            _HELD,
            _k(
                "note schooling aid aid_on carer carer_relative ask_school",
                Why.CARE,
                Ground.EITHER,
                Until.CURRENT,
            ),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "family_schoolword": (
            _HELD,
            _k("child about way outcome said_on", Why.CARE, Ground.EITHER, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "family_care": (
            _HELD,
            _k("note carer carer_relative relief", Why.CARE, Ground.EITHER, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "groups_seat": (
            _HELD,
            _k("series left_on", Why.CARE, Ground.EITHER, Until.ENDED),
            _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.ENDED),
        ),
        "groups_membership": (
            _HELD,
            _k("team place since rests_since left_on note", Why.CARE, Ground.EITHER, Until.ENDED),
            _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.ENDED),
        ),
        "groups_mentor": (
            _HELD,
            _k("state mode since rests_since", Why.CARE, Ground.EITHER, Until.ENDED),
            _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.ENDED),
        ),
        "groups_pair": (
            _HELD,
            _k("mentor since ended_on reason", Why.CARE, Ground.EITHER, Until.ENDED),
            _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.ENDED),
        ),
        "groups_bar": (
            _HELD,
            _k("other reason", Why.GUARD, Ground.EITHER, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "groups_supervision": (
            _HELD,
            _k("held_on note", Why.CARE, Ground.EITHER, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.EITHER, Until.FILE),
        ),
        "groups_series": (
            _k(
                "id unit leader sort theme capacity note starts_on closed_on made_at made_by",
                Why.STAFF,
                Ground.NOBODY,
                Until.ALWAYS,
            ),
        ),
        "groups_peerteam": (
            _k(
                "id unit companion theme mode whom note opened_on closed_on made_at made_by",
                Why.STAFF,
                Ground.NOBODY,
                Until.ALWAYS,
            ),
        ),
        "groups_teammeeting": (
            _k("id team_id theme held_on there made_at made_by", Why.STAFF, Ground.NOBODY, Until.ALWAYS),
        ),
        "groups_session": (
            _k(
                "id series_id theme held_on signed_at made_at made_by", Why.STAFF, Ground.NOBODY, Until.ALWAYS
            ),
        ),
        "family_hold": (
            _HELD,
            _k("relative side reason note", Why.GUARD, Ground.DUTY, Until.FILE),
            _k("set_at set_by asked_at asked_by lifted_at lifted_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        **{
            f"health_{table}": (
                _HELD,
                _k(columns, Why.CARE, Ground.EITHER, Until.FILE),
                _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.FILE),
            )
            for table, columns in (
                ("line", "note ended_on"),
                ("plan", "note version from_on check_on replaced_at"),
                ("checkup", "note due_on state done_on"),
                ("referral", "note state sent_on answer_by_on until"),
                ("insurance", "note"),
                ("crisis", "note entry"),
            )
        },
        **{
            f"counselling_{table}": (
                _HELD,
                _k(columns, Why.CARE, Ground.EITHER, Until.FILE),
                _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.FILE),
            )
            for table, columns in (
                ("case", "note kind state since_on begun_on ended_on"),
                ("session", "note case held_on attendance"),
                ("letter", "note reader sort of"),
            )
        },
    }
)
