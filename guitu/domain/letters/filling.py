"""From what somebody typed and what the file says to the words that stand in a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.form import LONGEST, Digits, Field, Form, Shape
from guitu.domain.outreach import telling

_HIDDEN: Final = "＊"
_TAIL: Final = 4
_NUMERALS: Final = "〇一二三四五六七八九"
_BEGINS_TAG: Final = ("{{", "{%", "{#", "{_{", "{_%")


@dataclass(frozen=True, slots=True)
class Known:
    """What the file, the unit and the book say. Empty where nothing is known."""

    name: str = field(repr=False)
    citizen_id: str = field(repr=False)
    birth_on: date | None = field(repr=False)
    course: str
    order_document: str
    term_from: date | None
    term_to: date | None
    unit: str
    neutral_unit: str  # what strangers may read
    unit_phone: str
    unit_address: str
    worker: str
    review_days: int
    lawsuit_months: int


def day_in_words(day: date | None) -> str:
    """2026年3月2日; "" for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def numeral(value: int) -> str:
    """A number below a thousand as it is written in laws.

    >>> [numeral(n) for n in (6, 10, 15, 60, 105, 110)]
    ['六', '十', '十五', '六十', '一百零五', '一百一十']
    """
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{_NUMERALS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (_NUMERALS[ones] if ones or not said else "")


def number_in_words(year: int, number: int) -> str:
    """What stands on a letter: its year and its place in the unit's year.

    >>> number_in_words(2026, 7)
    '〔2026〕第0007号'
    """
    return f"〔{year}〕第{number:04d}号"


def masked(number: str, digits: Digits) -> str:
    """An identity number as far as its reader needs it.

    >>> masked("990000199001011230", Digits.TAIL)
    '＊＊＊＊1230'
    """
    if digits is Digits.NONE or not number:
        return ""
    return number if digits is Digits.WHOLE else _HIDDEN * _TAIL + number[-_TAIL:]


def appeal(known: Known) -> str:
    """What somebody can do against what burdens them (rule F-10)."""
    return (
        f"对本文书或者所依据的决定不服的，可以自知道之日起{numeral(known.review_days)}日内申请行政复议，"
        f"或者自知道之日起{numeral(known.lawsuit_months)}个月内向人民法院提起行政诉讼；"
        "可以陈述、申辩，可以申请法律援助（电话12348），我们会在二十四小时内代为转交申请。"
    )


def check(form: Form, facts: Mapping[str, object]) -> dict[str, str]:
    """What was typed, by field, each in its shape and days in words; fields left open are "".

    Raises:
        DomainError: "letter.unknown-field", "letter.field-missing", "letter.field-too-long",
            "letter.field-day", "letter.field-shape", each with the field; "letter.not-neutral".
    """
    known = {one.code for one in form.fields}
    for name in facts:
        if name not in known:
            raise DomainError("letter.unknown-field", field=str(name)[:40], kind=form.code)
    return {one.code: _kept(form, one, facts.get(one.code)) for one in form.fields}


def _kept(form: Form, one: Field, value: object) -> str:
    about = {"field": one.code, "label": one.label[0]}
    text = _as_text(one, value)
    if text is None:
        raise DomainError("letter.field-day" if one.shape is Shape.DAY else "letter.field-shape", **about)
    if not text:
        if one.required:
            raise DomainError("letter.field-missing", **about)
        return ""
    if len(text) > max(LONGEST[one.shape], len("2026年12月31日")):
        raise DomainError("letter.field-too-long", most=LONGEST[one.shape], **about)
    if any(mark in text for mark in _BEGINS_TAG):
        raise DomainError("letter.field-shape", **about)
    word = telling(text) if form.neutral else None
    if word is not None:
        raise DomainError("letter.not-neutral", word=word, **about)
    return text


def _as_text(one: Field, value: object) -> str | None:
    """The value as it is printed; None where it has not the field's shape."""
    if value is None:
        return ""
    if one.shape is Shape.DAY:
        return _day(value)
    if not isinstance(value, str):
        return None
    lines = ("".join(c for c in line if c.isprintable()).strip() for line in value.splitlines())
    return ("\n" if one.shape is Shape.TEXT else " ").join(lines).strip()


def _day(value: object) -> str | None:
    if isinstance(value, str):
        if not value.strip():
            return ""
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            return None
    return day_in_words(value) if type(value) is date else None


def fill(form: Form, typed: Mapping[str, str], known: Known, *, number: str, on: date) -> dict[str, str]:
    """Every placeholder of the form's template with its words; ``typed`` as ``check`` gave it.

    Of a neutral form nothing but names of people may tell a stranger: somebody may be called 戒.
    """
    said = {
        "number": number,
        "issued_on": day_in_words(on),
        "unit": known.neutral_unit if form.neutral else known.unit,
        "unit_phone": known.unit_phone,
        "unit_address": "" if form.neutral and telling(known.unit_address) else known.unit_address,
        "worker": known.worker,
        "name": known.name,
        "id_number": masked(known.citizen_id, form.digits),
        "birth": day_in_words(known.birth_on),
        "course": known.course,
        "order_document": known.order_document,
        "term": _term(known),
        "source": form.source,
        "appeal": appeal(known),
    } | dict(typed)
    return {name: said.get(name, "") for name in sorted(form.placeholders)}


def _term(known: Known) -> str:
    if known.term_from is None or known.term_to is None:
        return ""
    return f"{day_in_words(known.term_from)}至{day_in_words(known.term_to)}"
