"""The cells of one line as a draft: what people write for wages, hours, schedules, places and kinds."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from guitu.domain.employers import drafts
from guitu.domain.employers.drafts import CourseDraft, EmployerDraft, VacancyDraft
from guitu.domain.employers.skills import skills_in
from guitu.domain.employers.wages import Wage, parse
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.cells import Cell, parse_count, parse_date, says_nothing, text_of, tight
from guitu.domain.roster.places import Gazetteer, region_of_code

Cells = Mapping[str, Cell]
Doubt = Callable[[DomainError, str], None]

_SCHEDULES = (
    ("part_time", re.compile(r"兼职|半天|小时工|钟点|part.?time")),
    ("shifts", re.compile(r"倒班|轮班|两班|三班|夜班|shift")),
    ("flexible", re.compile(r"灵活|弹性|居家|计件自由|flexible")),
    ("seasonal", re.compile(r"季节|临时|短期|日结|seasonal")),
    ("full_time", re.compile(r"全职|全日|长期|正式|固定|full.?time")),
)
_COURSES = (
    ("work_for_training", re.compile(r"以工代训")),
    ("on_the_job", re.compile(r"适岗|岗位适应|岗前|在岗|新型学徒")),
    ("business", re.compile(r"创业|经营|SYB|GYB|business", re.IGNORECASE)),
    ("safety", re.compile(r"安全|特种作业")),
    ("skills", re.compile(r"技能|职业|工种|等级|skills?", re.IGNORECASE)),
)
_YES = re.compile(r"是|有|需要?|要|能|上|倒班|两班倒|三班倒|y|yes|true|1|√|✓")
_NO = re.compile(r"否|无|没有|不|不需要?|不上|不用|不倒班|n|no|false|0|×|x")
_WEEK = re.compile(r"(?:每?周|一周|周工时)?(\d{1,3})(?:个?小时|h)?(?:/周|每周)?")
_COUNT = re.compile(r"(?:约|招|共)?(\d{1,9})(?:[-~～至]\d{1,9})?(?:人|名|个|位)?(?:以上|左右|余人)?")


def _text(cells: Cells, key: str) -> str:
    text = text_of(cells.get(key))
    return "" if says_nothing(text) else text.replace("\x00", "")


def _cut(text: str, most: int, key: str, doubt: Doubt) -> str:
    if len(text) <= most:
        return text
    doubt(DomainError("offer.cut", most=most), key)
    return text[:most]


def vacancy_from(
    cells: Cells, *, doubt: Doubt, gazetteer: Gazetteer, today: date, epoch_1904: bool = False
) -> VacancyDraft:
    """A post from its cells.

    Args:
        cells: by key of the column.
        doubt: is told what cannot be read and is left out.
        gazetteer: the regions of the country.
        today: the civil day.
        epoch_1904: how the workbook counts days.

    Raises:
        DomainError: "region.not-there", "vacancy.…", "date.…", with the ``field`` it is about.
    """
    place, title = _text(cells, "place"), _text(cells, "title")
    region = _region(cells, gazetteer, doubt)
    wants = _cut(_text(cells, "wants"), drafts.WANTS_MOST, "wants", doubt)
    note = _cut(_text(cells, "note"), drafts.NOTE_MOST, "note", doubt)
    hours = _text(cells, "hours")
    contact = "，".join(filter(None, (_text(cells, "contact_name"), _text(cells, "contact"))))
    return VacancyDraft(
        employer=EmployerDraft(name=_text(cells, "employer"), region=region, address=place[:200]),
        title=title,
        region=region,
        skills=skills_in(title, wants),
        wants=wants,
        schedule=_schedule(_text(cells, "schedule"), hours, title),
        hours_week=_hours(hours),
        night_work=_night(_text(cells, "night_work"), f"{hours} {wants}"),
        wage=_wage(cells, doubt),
        places=_places(_text(cells, "places"), doubt),
        open_until=_day(cells, "open_until", epoch_1904=epoch_1904, needed=False),
        contact=_cut(contact, drafts.CONTACT_MOST, "contact", doubt),
        note="\n".join(filter(None, (note, hours if hours and _hours(hours) is None else "")))[
            : drafts.NOTE_MOST
        ],
    )


def course_from(
    cells: Cells, *, doubt: Doubt, gazetteer: Gazetteer, today: date, epoch_1904: bool = False
) -> CourseDraft:
    """A course from its cells; arguments and refusals as of a post."""
    title = _text(cells, "title")
    starts_on = _day(cells, "starts_on", epoch_1904=epoch_1904, needed=True) or today
    ends_on = _day(cells, "ends_on", epoch_1904=epoch_1904, needed=False) or starts_on
    hours = _COUNT.fullmatch(_text(cells, "hours").replace("课时", "").replace("学时", ""))
    places = _text(cells, "places")
    return CourseDraft(
        title=title,
        kind=next(
            (kind for kind, words in _COURSES if words.search(_text(cells, "kind") or title)), "skills"
        ),
        provider=_text(cells, "provider"),
        region=_region(cells, gazetteer, doubt),
        starts_on=starts_on,
        ends_on=ends_on,
        open_until=_day(cells, "open_until", epoch_1904=epoch_1904, needed=False),
        skills=skills_in(title, _text(cells, "skills")),
        hours=int(hours[1]) if hours else None,
        cost=_fen(cells, "cost", doubt),
        subsidy=_fen(cells, "subsidy", doubt),
        places=_places(places, doubt) if places else None,
        contact=_cut(_text(cells, "contact"), drafts.CONTACT_MOST, "contact", doubt),
        note=_cut(_text(cells, "note"), drafts.NOTE_MOST, "note", doubt),
    )


def _region(cells: Cells, gazetteer: Gazetteer, doubt: Doubt) -> int:
    """Where it is: by code, else by address."""
    code = _text(cells, "region")
    if code:
        try:
            settled = gazetteer.settle(region_of_code(code))
        except DomainError:
            settled = None
        if settled is not None:
            return settled
    found = gazetteer.address(_text(cells, "place"))
    if found is None:
        raise DomainError("region.not-there", field="place")
    if found.level in {"province", "prefecture"}:
        doubt(DomainError("region.coarse"), "place")
    return found.number


def _day(cells: Cells, key: str, *, epoch_1904: bool, needed: bool) -> date | None:
    cell = cells.get(key)
    if isinstance(cell, str):
        words = tight(text_of(cell))
        if not needed and (says_nothing(words) or re.search(r"长期|招满|不限|随时|常年|滚动", words)):
            return None
        # "2026-03-01至2026-03-30": of a span the last day closes, the first day begins
        days = re.split(r"至|到|—+|~|～|--", words)
        cell = days[-1] if key == "open_until" else days[0]
    if cell is None and not needed:
        return None
    try:
        return parse_date(cell, epoch_1904=epoch_1904)
    except DomainError as error:
        raise DomainError(error.code, field=key) from error


def _wage(cells: Cells, doubt: Doubt) -> Wage | None:
    least, most = _text(cells, "wage_least"), _text(cells, "wage_most")
    text = _text(cells, "wage") or (f"{least}-{most}" if least and most else least or most)
    try:
        return parse(text)
    except DomainError as error:
        key = "wage" if cells.get("wage") is not None else "wage_least"
        doubt(DomainError("wage.unreadable") if error.code == "wage.unreadable" else error, key)
        return None


def _fen(cells: Cells, key: str, doubt: Doubt) -> int:
    text = tight(_text(cells, key))
    if not text or re.search(r"免费|全免|不收费|零", text):
        return 0
    found = re.fullmatch(
        r"(?:每人|约)?[¥￥]?(\d{1,9})(?:\.(\d{1,2}))?(?:元)?(?:/人|每人|/期)?", text.replace(",", "")
    )
    if found is None:
        doubt(DomainError("course.money-unread"), key)
        return 0
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def _places(text: str, doubt: Doubt) -> int:
    found = _COUNT.fullmatch(tight(text))
    if found:
        return int(found[1])
    count = parse_count(text.rstrip("人名个位")) if text else 1
    if count is None:
        if not re.search(r"若干|不限|多名", text):
            doubt(DomainError("vacancy.places-unread"), "places")
        return 1
    return count


def _schedule(said: str, *others: str) -> str:
    for text in (said, *others):
        found = next((code for code, words in _SCHEDULES if words.search(text.lower())), "")
        if found:
            return found
    return ""


def _hours(text: str) -> int | None:
    found = _WEEK.fullmatch(tight(text))
    hours = int(found[1]) if found else None
    if hours is None or hours > drafts.WEEK_HOURS_MOST:
        return None
    return hours if hours > 12 else hours * 5 if "周" not in text else hours


def _night(said: str, around: str) -> bool | None:
    word = tight(said).lower()
    if _NO.fullmatch(word):
        return False
    if _YES.fullmatch(word):
        return True
    if re.search(r"(无|不上|不用上|没有)夜班", around):
        return False
    return True if re.search(r"夜班|三班|两班倒|通宵", f"{said}{around}") else None
