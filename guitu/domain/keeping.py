"""Why each column about somebody is kept, on which ground, and until when.

What stands nowhere here is refused: a column without purpose, basis and retention fails a test
(个人信息保护法 6, 13, 19; rule book PR-01). ``docs/fields.md`` is printed from it, and everybody's copy of
their file says it. No public text names a number of years (rule book M-05); what is marked proposed the
operator sets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Words(NamedTuple):
    """One sentence in both languages."""

    zh: str
    en: str


class Why(StrEnum):
    """What for."""

    KNOW = "know"
    REACH = "reach"
    CARE = "care"
    ORDER = "order"
    PLAN = "plan"
    PLACE = "place"
    TRACE = "trace"
    FIND = "find"
    GUARD = "guard"
    RIGHTS = "rights"
    FIGURES = "figures"
    STAFF = "staff"


class Ground(StrEnum):
    """On which ground."""

    DUTY = "duty"
    EITHER = "duty_or_consent"
    RIGHTS = "rights"
    SECURITY = "security"
    SEALING = "sealing"
    WORK = "work"
    NOBODY = "nobody"


class Until(StrEnum):
    """Until when."""

    FILE = "file"
    CURRENT = "current"
    THREE_YEARS = "three_years"
    ENDED = "ended"
    SEALED = "sealed"
    ALWAYS = "always"
    ACCOUNT = "account"


WHY: Mapping[Why, Words] = MappingProxyType(
    {
        Why.KNOW: Words("确认是谁，避免认错人", "to know who it is and mistake nobody for another"),
        Why.REACH: Words("联系本人", "to reach the person"),
        Why.CARE: Words("照管、帮助和走访", "care, help and visits"),
        Why.ORDER: Words("执行决定、计算期限", "carrying out an order and counting its term"),
        Why.PLAN: Words("安排该做的事", "planning what is due"),
        Why.PLACE: Words("确定由哪个单位、哪位同事负责", "knowing which unit and colleague is responsible"),
        Why.TRACE: Words(
            "知道一条记录何时、由谁、从哪份名单而来", "knowing when, by whom and from which list"
        ),
        Why.FIND: Words(
            "按姓名、证号、电话查找，不留明文", "finding by name, number or phone without plain text"
        ),
        Why.GUARD: Words("保护档案、查清谁看过", "guarding the file and knowing who looked"),
        Why.RIGHTS: Words("答复本人的请求", "answering what the person asks"),
        Why.FIGURES: Words("统计，不含任何人", "figures, without anybody"),
        Why.STAFF: Words("工作人员登录和履职", "colleagues signing in and doing their work"),
    }
)
GROUND: Mapping[Ground, Words] = MappingProxyType(
    {
        Ground.DUTY: Words(
            "法定职责：《禁毒法》第三十三至三十五条、第四十八条，《戒毒条例》第七、十三至二十三、三十七至四十条；"
            "《个人信息保护法》第十三条第一款第三项、第三十四条",
            "statutory duty: Anti-Drug Law 33–35, 48; Drug Rehabilitation Regulation 7, 13–23, 37–40; "
            "PIPL 13(1)(3), 34",
        ),
        Ground.EITHER: Words(
            "执行决定和检测依法定职责；照管、帮扶、转介依本人单独同意，随时可以撤回："
            "《个人信息保护法》第十三条第一款第一项、第三项，第十四至十六、二十九条",
            "orders and tests: statutory duty; care, help and referrals: separate consent, which can be "
            "withdrawn at any time: PIPL 13(1)(1), 13(1)(3), 14–16, 29",
        ),
        Ground.RIGHTS: Words(
            "《个人信息保护法》第四十四至五十条", "PIPL 44–50"
        ),
        Ground.SECURITY: Words(
            "《个人信息保护法》第五十一条，《网络安全法》第二十一条，《网络数据安全管理条例》第十二条",
            "PIPL 51; Cybersecurity Law 21; Network Data Regulation 12",
        ),
        Ground.SEALING: Words(
            "《治安管理处罚法》第一百三十六条，《戒毒条例》第七条",
            "Public Security Administration Punishments Law 136; Drug Rehabilitation Regulation 7",
        ),
        Ground.WORK: Words(
            "《个人信息保护法》第十三条第一款第二项：实施人力资源管理所必需",
            "PIPL 13(1)(2): needed to manage staff",
        ),
        Ground.NOBODY: Words(
            "不是个人信息：《个人信息保护法》第四条", "no personal information: PIPL 4"
        ),
    }
)  # fmt: skip
UNTIL: Mapping[Until, Words] = MappingProxyType(
    {
        Until.FILE: Words(
            "照管结束当天封存；封存后的年限由运行单位规定（建议三年）；本人可以请求删除",
            "sealed on the day care ends; kept sealed for years the operator sets (proposed: three); "
            "the person may ask for deletion",
        ),
        Until.CURRENT: Words(
            "不再有效时停用，照管结束当天封存，三年后删除（建议）",
            "out of use once outdated, sealed on the day care ends, deleted three years later (proposed)",
        ),
        Until.THREE_YEARS: Words("三年", "three years"),
        Until.ENDED: Words("关系结束后，与档案一同封存", "sealed with the file once it has ended"),
        Until.SEALED: Words(
            "只在封存期间保存，与封存的档案一同删除", "only while the file is sealed; deleted with it"
        ),
        Until.ALWAYS: Words("长期保存，不能指向任何人", "kept; it leads to nobody"),
        Until.ACCOUNT: Words("账号停用后三年（建议）", "three years after the account ends (proposed)"),
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Some columns of a table, and why, on which ground and until when they are kept."""

    columns: tuple[str, ...]
    why: Why
    ground: Ground
    until: Until


def _k(columns: str, why: Why, ground: Ground, until: Until) -> Kept:
    return Kept(tuple(columns.split()), why, ground, until)


_HELD = _k("id person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)
_HELD_ALONE = _k("person_id held_by", Why.PLACE, Ground.DUTY, Until.FILE)
_FOUND = _k("person_id held_by", Why.FIND, Ground.DUTY, Until.FILE)
_COHORT = "id region kind year month months sex age_band outcome verified_months relapse lost"
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
