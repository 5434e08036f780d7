"""Why each column about somebody is kept, on which ground, and until when.

What stands nowhere here is refused: a column without purpose, basis and retention fails a test
(个人信息保护法 6, 13, 19; rule book PR-01). ``docs/fields.md`` is printed from it, and everybody's copy of
their file says it. No public text names a number of years (rule book M-05); what is marked proposed the
operator sets.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from guitu.domain.keeping_help import HELP
from guitu.domain.keeping_words import GROUND, UNTIL, WHY, Ground, Kept, Until, Why, Words
from guitu.domain.keeping_words import kept as _k

__all__ = ["GROUND", "KEPT", "UNTIL", "WHY", "Ground", "Kept", "Until", "Why", "Words", "kept_for", "lines"]

_HELD = _k("id person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)
_HELD_ALONE = _k("person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)
_FOUND = _k("person_id held_by", Why.FIND, Ground.DUTY, Until.FILE)
_WORK_BY = _k("recorded_at recorded_by", Why.TRACE, Ground.DUTY, Until.FILE)
_COHORT = (
    "id region kind year month months sex age_band outcome verified_months relapse lost "
    "released_year released_month at_6 at_12 at_24 at_36 watched_months watched_end honour recommitted"
)
_ROW = "id batch_id sheet row state reasons answer answered_at answered_by"
_ACCESS = "seq id at actor role unit subject act purpose near screen compartments request device results"

KEPT: Mapping[str, tuple[Kept, ...]] = MappingProxyType(
    {
        "people_person": (
            _HELD_ALONE,
            _k("name sex birth_on citizen_id", Why.KNOW, Ground.DUTY, Until.FILE),
            _k("created_at batch", Why.TRACE, Ground.DUTY, Until.FILE),
            _k("sealed_on", Why.GUARD, Ground.SEALING, Until.FILE),
        ),
        "people_personalias": (
            _HELD_ALONE,
            _k("canonical was_held_by", Why.KNOW, Ground.DUTY, Until.FILE),
            _k("made_at made_by undone_at", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "people_citizenidindex": (
            _FOUND,
            _k("key is_made_up", Why.FIND, Ground.DUTY, Until.ENDED),
        ),
        "people_nametoken": (_FOUND, _k("kind token", Why.FIND, Ground.DUTY, Until.FILE)),
        "people_contactpoint": (
            _HELD,
            _k("kind note region of relation as_of is_current", Why.REACH, Ground.DUTY, Until.CURRENT),
            _k("recorded_at batch", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "people_fact": (
            _HELD,
            _k("group compartment field note as_of", Why.CARE, Ground.DUTY, Until.FILE),
            _k("recorded_at recorded_by batch", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "people_substance": (_HELD_ALONE, _k("kind", Why.FIGURES, Ground.DUTY, Until.FILE)),
        "episodes_episode": (
            _HELD,
            _k("kind released_on opened_on kept_since order_document decided_on term_from term_to",
               Why.ORDER, Ground.DUTY, Until.FILE),
            _k("region executing_unit facility_unit centre_unit station_unit worker",
               Why.PLACE, Ground.DUTY, Until.FILE),
            _k("phase turns_on revision", Why.PLAN, Ground.DUTY, Until.FILE),
            _k("batch created_at", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "journal_entry": (
            _HELD,
            _k("episode_id kind happened_on outcome compartment details note reason",
               Why.CARE, Ground.EITHER, Until.FILE),
            _k("recorded_at recorded_by unit region supersedes batch", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "agenda_duty": (
            _HELD_ALONE,
            _k("episode_id rule n worker kind nature owed_by opens_on due_on late_after lapses_on state "
               "done_on done_by revision", Why.PLAN, Ground.DUTY, Until.FILE),
        ),
        "outcomes_release": (
            _HELD_ALONE,
            _k("released_on episode_id times at_6 at_12 at_24 at_36 relapsed_on died_on known_on",
               Why.CARE, Ground.DUTY, Until.FILE),
        ),
        "letters_letter": (
            _HELD,
            _k("entry kind recipient note content digest template", Why.CARE, Ground.EITHER, Until.FILE),
            _k("unit year number issued_on issued_at issued_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "outreach_message": (
            _HELD,
            _k("key kind account basis note address due_on next_at channel state reason tries done_at",
               Why.REACH, Ground.EITHER, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "transfers_transfer": (
            _HELD,
            _k("kind from_unit to_unit effective_on state reason details note answer answer_by_on",
               Why.PLACE, Ground.DUTY, Until.FILE),
            _k("offered_at offered_by answered_at answered_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "testing_appointment": (
            _HELD,
            _k("episode mode sample opens_on due_on starts_at state reason draw entry moved",
               Why.PLAN, Ground.DUTY, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "testing_sample": (
            _HELD,
            _k("episode appointment entry mode sample outcome taken_at taken_by second_by sex seal_a seal_b "
               "is_signed note kept_until state reason reviewed_by reviewed_at",
               Why.ORDER, Ground.DUTY, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "testing_custody": (
            _HELD,
            _k("of step on order_document", Why.ORDER, Ground.DUTY, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "testing_hours": (
            _HELD,
            _k("days starts ends", Why.PLAN, Ground.DUTY, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "testing_entrant": (
            _HELD,
            _k("episode draw token place reason appointment", Why.ORDER, Ground.DUTY, Until.FILE),
        ),
        "testing_draw": (
            _k("id unit state commitment announced population pick seed announced_at announced_by log "
               "drawn_at drawn_by", Why.ORDER, Ground.DUTY, Until.ALWAYS),
        ),
        "authorization_tie": (
            _HELD,
            _k("account unit kind since until basis made_by ended_by",
               Why.GUARD, Ground.SECURITY, Until.ENDED),
        ),
        "authorization_bar": (
            _HELD,
            _k("account kind since until made_by", Why.GUARD, Ground.SECURITY, Until.ENDED),
        ),
        "authorization_breakglass": (
            _HELD,
            _k("asked_by asked_unit reason note at until review_by_on reviewed_at reviewed_by outcome",
               Why.GUARD, Ground.SECURITY, Until.ENDED),
        ),
        "instruments_shelved": (
            _k("id instrument version state body", Why.CARE, Ground.NOBODY, Until.ALWAYS),
            _k("changed_at changed_by", Why.TRACE, Ground.WORK, Until.ACCOUNT),
        ),
        "directory_service": (
            _k("id kind name unit organisation contact phone address place area capacity free_places free_on "
               "hours on_holidays cost cost_words referrers documents terms search kept_by closed_on "
               "closed_words",
               Why.CARE, Ground.NOBODY, Until.ALWAYS),
            _k("verified_on verified_by changed_at", Why.TRACE, Ground.WORK, Until.ACCOUNT),
        ),
        "areas_fact": (
            _k("id region kind on basis value publisher document why corrects", Why.FIGURES, Ground.NOBODY,
               Until.ALWAYS),
            _k("batch entered_at entered_by unit", Why.TRACE, Ground.WORK, Until.ALWAYS),
        ),
        "areas_proposal": (
            _k("id region before to words evidence state answer", Why.FIGURES, Ground.NOBODY, Until.ALWAYS),
            _k("made_at made_by unit answered_at answered_by", Why.TRACE, Ground.WORK, Until.ALWAYS),
        ),
        "areas_step": (
            _k("id region status since authority document proposal_id", Why.FIGURES, Ground.NOBODY,
               Until.ALWAYS),
            _k("decided_at decided_by", Why.TRACE, Ground.WORK, Until.ALWAYS),
        ),
        "areas_batch": (
            _k("id made_at made_by unit digest counts columns", Why.TRACE, Ground.WORK, Until.ALWAYS),
        ),
        "areas_batchrow": (
            _k("id batch_id sheet row state reasons fact", Why.TRACE, Ground.NOBODY, Until.ALWAYS),
        ),
        "instruments_draft": (
            _HELD,
            _k("compartment instrument version note", Why.CARE, Ground.EITHER, Until.CURRENT),
            _k("changed_at changed_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "instruments_proposal": (
            _HELD,
            _k("version state note", Why.CARE, Ground.EITHER, Until.FILE),
            _k("made_at made_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "instruments_confirmation": (
            _HELD,
            _k("proposal confirmed_at confirmed_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "crypto_datakey": (
            _HELD_ALONE,
            _k("compartment suite kek wrapped", Why.GUARD, Ground.SECURITY, Until.FILE),
        ),
        "crypto_erasure": (
            _k("id subject erased_at erased_by", Why.RIGHTS, Ground.RIGHTS, Until.ALWAYS),
        ),
        "handoffs_handoff": (
            _HELD,
            _k("centre township station onlooker region", Why.PLACE, Ground.DUTY, Until.FILE),
            _k("released_on decided_on state reason order_document certificate_document rehab_document "
               "contact_on", Why.ORDER, Ground.DUTY, Until.FILE),
            _k("turn next_step due_on", Why.PLAN, Ground.DUTY, Until.FILE),
            _k("offered_at offered_by township_at township_by station_at station_by made_at made_by",
               Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "handoffs_line": (
            _HELD,
            _k("handoff sort code inside outside note", Why.CARE, Ground.DUTY, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "work_sheet": (
            _HELD,
            _k("skills wants schedules firm barriers hours_most nights farthest region available_on note",
               Why.CARE, Ground.EITHER, Until.FILE),
            _WORK_BY,
        ),
        "work_status": (_HELD, _k("status since_on note", Why.CARE, Ground.EITHER, Until.FILE), _WORK_BY),
        "work_refusal": (
            _HELD,
            _k("by reason vacancy happened_on note", Why.CARE, Ground.EITHER, Until.FILE),
            _WORK_BY,
        ),
        "work_business": (
            _HELD,
            _k("state started_on ended_on note outcome", Why.CARE, Ground.EITHER, Until.FILE),
            _WORK_BY,
        ),
        "work_step": (_HELD, _k("business step done_on note", Why.CARE, Ground.EITHER, Until.FILE), _WORK_BY),
        "work_placement": (
            _HELD,
            _k("vacancy employer state reason proposed_on slip_on slip interview_on hired_on closed_on note",
               Why.CARE, Ground.EITHER, Until.FILE),
            _WORK_BY,
            _k("changed_at changed_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "plans_plan": (
            _HELD,
            _k("version state reviewed_on due_on note", Why.CARE, Ground.EITHER, Until.FILE),
            _k("made_at made_by proposed_at proposed_by approved_at approved_by own_approval",
               Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "plans_line": (
            _HELD,
            _k("plan sort code actor owner due_on progress moved_on note",
               Why.CARE, Ground.EITHER, Until.FILE),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "plans_support": (
            _HELD,
            _k("sort note", Why.CARE, Ground.EITHER, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "plans_member": (
            _HELD,
            _k("kind account gap note", Why.CARE, Ground.DUTY, Until.CURRENT),
            _k("written_at written_by", Why.TRACE, Ground.DUTY, Until.CURRENT),
        ),
        "plans_opinion": (
            _HELD,
            _k("speaker entry note said_on due_on answer answered_at answered_by",
               Why.RIGHTS, Ground.RIGHTS, Until.FILE),
            _k("recorded_at recorded_by", Why.TRACE, Ground.RIGHTS, Until.FILE),
        ),
        **HELP,
        "records_request": (
            _HELD,
            _k("kind of row note asked_on due_on state reason answer answered_at answered_by",
               Why.RIGHTS, Ground.RIGHTS, Until.FILE),
            _k("recorded_at recorded_by", Why.TRACE, Ground.RIGHTS, Until.FILE),
        ),
        "records_notice": (
            _HELD,
            _k("kind reason order_document made_at until", Why.RIGHTS, Ground.RIGHTS, Until.FILE),
        ),
        "records_sealedid": (
            _HELD,
            _k("key sealed_on", Why.GUARD, Ground.SEALING, Until.SEALED),
        ),
        "records_opening": (
            _k("id key basis document silence hours asked_at asked_by reader first second first_at "
               "second_at state refused_by until", Why.GUARD, Ground.SEALING, Until.THREE_YEARS),
        ),
        "records_cohort": (_k(_COHORT, Why.FIGURES, Ground.NOBODY, Until.ALWAYS),),
        "intake_importrow": (_k(_ROW, Why.TRACE, Ground.DUTY, Until.FILE),),
        "intake_link": (_HELD, _k("batch row made_file asks", Why.TRACE, Ground.DUTY, Until.FILE)),
        "intake_importbatch": (
            _k("id state made_at made_by unit sender digest counts note contents undone_at undone_by",
               Why.TRACE, Ground.DUTY, Until.FILE),
        ),
        "audit_access": (_k(_ACCESS, Why.GUARD, Ground.SECURITY, Until.THREE_YEARS),),
        "audit_event": (
            _k("id at by role unit verb subject facts", Why.GUARD, Ground.SECURITY, Until.THREE_YEARS),
        ),
        "accounts_account": (
            _k("password last_login id username display_name role unit_id is_active must_change_password "
               "initial_until created_at", Why.STAFF, Ground.WORK, Until.ACCOUNT),
        ),
    }
)  # fmt: skip


def kept_for(table: str, column: str) -> Kept | None:
    """Why a column is kept; None where nobody said."""
    return next((kept for kept in KEPT.get(table, ()) if column in kept.columns), None)


def lines() -> Iterator[tuple[str, str, Kept]]:
    """Every column that is kept, table by table."""
    for table, some in KEPT.items():
        for kept in some:
            for column in kept.columns:
                yield table, column, kept
