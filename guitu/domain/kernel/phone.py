"""Mainland phone numbers as people write them in cells: dashes, a country code, a note, several at once.

Kept as digits only. Mobile numbers have 11 digits and begin 13 to 19; landlines keep their area code; 400 and
800 are service lines. Numbers that begin 12 belong to nobody: they are the made-up people of demos and tests.
Errors never carry the number.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from guitu.domain.kernel.errors import DomainError

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MADE_UP = re.compile(r"12[0-9]{9}")
_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_COUNTRY = re.compile(r"(?:\+|00)?86(?=(?:1[2-9][0-9]{9}|0?(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7})$)")

_DASHES = re.compile(r"[‐‑‒–—−―_]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_PIECES = re.compile(r"[/、;,|\n\r]+")  # after NFKC, which makes ；， narrow
_AREA_IN_BRACKETS = re.compile(r"\((\+?86|0[0-9]{2,3})\)")
_RUN = re.compile(r"\+?[0-9][0-9 \-]*[0-9]|[0-9]")
_EXTENSION = re.compile(r"(0[0-9]{2,3}[ \-]?[0-9]{7,8})-([0-9]{1,6})")
_SHORTEST = 7  # fewer digits in a row are part of a note: a year, an extension
_SHORTEST_TRY = 3  # as few digits are meant as a number when nothing else stands in the cell
_AROUND_NOTE = " \t()[]【】〔〕「」:：.。'’‘`-"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number, digits only, and what was written about it ("妻子"); its repr hides both."""

    number: str = field(repr=False)
    note: str = field(default="", repr=False)

    @property
    def is_made_up(self) -> bool:
        """Whether it belongs to a made-up person."""
        return bool(_MADE_UP.fullmatch(self.number))


@dataclass(frozen=True, slots=True)
class PhoneCell:
    """What one cell held: the numbers that could be read and the codes of those that could not."""

    phones: tuple[Phone, ...]
    faults: tuple[str, ...]


def normalise(text: str | float, *, allow_demo: bool = False) -> str:
    """The digits of a single number, without country code, dashes or notes.

    Raises:
        DomainError: "phone.empty", "phone.several", or why it is no number: "phone.digits" (wrong length or
            beginning), "phone.area-code" (a landline without one), "phone.made-up".

    >>> normalise("+86 138-0013-8000"), normalise("（0731）8888 8888")
    ('13800138000', '073188888888')
    """
    phones = parse(text, allow_demo=allow_demo)
    if not phones:
        raise DomainError("phone.empty")
    if len(phones) > 1:
        raise DomainError("phone.several", count=len(phones))
    return phones[0].number


def parse(cell: str | float, *, allow_demo: bool = False) -> tuple[Phone, ...]:
    """Every number in a cell; a cell without digits holds none.

    Raises:
        DomainError: the first fault of ``read``.

    >>> [(p.number, p.note) for p in parse("12310354284/（妻子）、0731-88888888", allow_demo=True)]
    [('12310354284', '妻子'), ('073188888888', '')]
    """
    found = read(cell, allow_demo=allow_demo)
    if found.faults:
        raise DomainError(found.faults[0])
    return found.phones


def read(cell: str | float, *, allow_demo: bool = False) -> PhoneCell:
    """Every number in a cell that is one, each once, and a code for each that is not.

    Args:
        cell: text, or the number a spreadsheet made of it (12486502501.0).
        allow_demo: accept made-up numbers.
    """
    notes: dict[str, str] = {}
    faults: list[str] = []
    last = ""
    for piece in _PIECES.split(_clean(cell)):
        for written, note in _numbers(piece):
            if not written:
                if last and not notes[last]:
                    notes[last] = note
                continue
            number, fault = _judge(written, allow_demo=allow_demo)
            if fault:
                faults.append(fault)
            else:
                last = number
                notes[number] = notes.get(number) or note
    if not notes and not faults and sum(map(str.isdigit, str(cell))) >= _SHORTEST_TRY:
        faults.append("phone.digits")
    return PhoneCell(tuple(Phone(number, note) for number, note in notes.items()), tuple(faults))


def _clean(cell: str | float) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _INVISIBLE.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", str(cell)))).strip()
    text = re.sub(r"^([0-9]{7,})\.0+$", r"\1", text)
    return _AREA_IN_BRACKETS.sub(r"\1-", text)


def _numbers(piece: str) -> list[tuple[str, str]]:
    """The numbers written in one piece with their notes; an empty number when there is only a note."""
    piece = _EXTENSION.sub(r"\1 转\2", piece)
    runs = [run for run in _RUN.finditer(piece) if sum(map(str.isdigit, run[0])) >= _SHORTEST]
    if not runs:
        note = piece.strip(_AROUND_NOTE)
        return [("", note)] if note else []
    labels_lead = bool(piece[: runs[0].start()].strip(_AROUND_NOTE))
    edges = [0, *(run.end() for run in runs)] if labels_lead else [run.end() for run in runs]
    stops = [*(run.start() for run in runs), len(piece)][0 if labels_lead else 1 :]
    notes = [piece[start:stop].strip(_AROUND_NOTE) for start, stop in zip(edges, stops, strict=True)]
    if labels_lead:
        notes[len(runs) - 1] = " ".join(filter(None, notes[len(runs) - 1 :]))
    return [(number, notes[place]) for place, run in enumerate(runs) for number in _split_run(run[0])]


def _split_run(run: str) -> list[str]:
    """A run of digits as one number, or as several when only a space stands between whole numbers."""
    parts = run.split()
    if len(parts) > 1 and all(_kind(_bare(part)) for part in parts):
        return parts
    return [run]


def _bare(written: str) -> str:
    dialled = re.sub(r"[ \-]", "", written)
    digits = _COUNTRY.sub("", dialled)
    if re.fullmatch(r"01[2-9][0-9]{9}", digits):
        return digits[1:]  # a zero dialled before a mobile number far from home
    if digits != dialled and not re.match(r"0|1[2-9]", digits):
        return f"0{digits}"  # from abroad the area code loses its zero
    return digits


def _kind(number: str) -> str:
    for kind, shape in (
        ("mobile", _MOBILE),
        ("made-up", _MADE_UP),
        ("landline", _LANDLINE),
        ("service", _SERVICE),
    ):
        if shape.fullmatch(number):
            return kind
    return ""


def _judge(written: str, *, allow_demo: bool) -> tuple[str, str]:
    """The number and "", or "" and the code of what is wrong."""
    number = _bare(written)
    kind = _kind(number)
    if kind == "made-up" and not allow_demo:
        return "", "phone.made-up"
    if kind:
        return number, ""
    if re.fullmatch(r"[2-9][0-9]{6,7}", number):
        return "", "phone.area-code"
    return "", "phone.digits"
