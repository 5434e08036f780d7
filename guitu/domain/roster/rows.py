"""One line of a roster as values, with a reason for everything that is wrong or doubtful.

A row is rejected only where nobody could say who is meant or when: the name, the id, the release day. What
else is missing or unreadable stays a doubt on an accepted row: the person needs the file more than the file
needs the cell.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from guitu.domain.kernel import citizen_id, names, phone
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import words
from guitu.domain.roster.cells import Cell, Line, address, parse_date, parse_sex, says_nothing, text_of, tight
from guitu.domain.roster.columns import group_of
from guitu.domain.roster.layout import Layout
from guitu.domain.roster.places import Gazetteer, region_of_code

State = Literal["accepted", "rejected", "duplicate"]
SEX_ZH = {"male": "男", "female": "女"}

_EARLIEST_RELEASE = date(1990, 12, 28)  # compulsory rehabilitation begins with the decision of that day
_AHEAD = timedelta(days=3 * 366)  # a term of two years can be extended by one
_COUNTY = 10**6
_YES = frozenset({"是", "有", "已责令", "责令", "√", "✓", "y", "yes", "1"})
_DATES_OF_FACTS = {"admitted_on", "released_on", "rehab_from", "rehab_to"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row ended as it did, or a doubt about it; ``cell`` is the address it is about ("F12")."""

    code: str
    cell: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, str]:
        """Code, cell and the sentence in both languages."""
        said = words.sentence(self.code, self.facts)
        return {"code": self.code, "cell": self.cell, "zh": said.zh, "en": said.en}


@dataclass(frozen=True, slots=True)
class Values:
    """What a row says, read: days as dates, regions as 12-digit numbers, ids and phones as plain digits."""

    name: str | None = None
    citizen_id: str | None = None
    birth: date | None = None
    sex: str | None = None
    admitted_on: date | None = None
    released_on: date | None = None
    residence: int | None = None
    domicile: int | None = None
    phones: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The values as the command line prints them."""
        return {
            "name": self.name,
            "citizen_id": self.citizen_id,
            "birth": _iso(self.birth),
            "sex": SEX_ZH.get(self.sex or ""),
            "admitted_on": _iso(self.admitted_on),
            "released_on": _iso(self.released_on),
            "residence": self.residence,
            "domicile": self.domicile,
            "phones": list(self.phones),
        }


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person's line.

    ``receiving`` the township named as receiving, if it could be placed. ``order_number`` of an order to
    community rehabilitation. ``rehab_from`` and ``rehab_to`` the days printed on it. ``facts`` every known
    column that said something, by key, as text (days ISO). ``others`` columns nobody knows, by their words.
    ``released_cell`` the address of the release day, for what is said about the release later.
    """

    sheet: str
    row: int
    state: State
    reasons: tuple[Reason, ...]
    values: Values
    receiving: int | None = None
    order_number: str | None = None
    rehab_from: date | None = None
    rehab_to: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    released_cell: str = ""

    def with_reasons(self, *reasons: Reason) -> "RosterRow":
        """The row with more reasons; the heaviest decides the state."""
        every = (*self.reasons, *reasons)
        return replace(self, reasons=every, state=state_of(every))

    def as_json(self) -> dict[str, object]:
        """The row as the command line prints it."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "state": self.state,
            "reasons": [reason.as_json() for reason in self.reasons],
            "values": self.values.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """What reading depends on besides the file.

    ``columns_of`` gives what a sender's header words mean, by normalised words. ``today`` is the civil day.
    """

    gazetteer: Gazetteer
    today: date
    allow_demo: bool = False
    columns_of: Callable[[str], Mapping[str, str]] = lambda _sender: {}


def state_of(reasons: Iterable[Reason]) -> State:
    """How a row with these reasons ends."""
    weights = {words.weight(reason.code) for reason in reasons}
    if "reject" in weights:
        return "rejected"
    return "duplicate" if "duplicate" in weights else "accepted"


def read(line: Line, layout: Layout, terms: Terms) -> RosterRow:
    """Read one line of people; whether it repeats another is not asked here."""
    return _RowReader(line, layout, terms).read()


class _RowReader:
    """Reads the cells of one line and gathers what is to be said about them."""

    def __init__(self, line: Line, layout: Layout, terms: Terms) -> None:
        self.line = line
        self.layout = layout
        self.terms = terms
        self.reasons: list[Reason] = []
        self.cells: dict[str, list[tuple[int, Cell]]] = {}
        self.others: dict[str, str] = {}
        for column in layout.columns:
            cell = line.cells[column.number - 1] if column.number <= len(line.cells) else None
            if column.key:
                self.cells.setdefault(column.key, []).append((column.number, cell))
            elif column.key is None and (text := text_of(cell)):
                self.others[column.words] = text

    def read(self) -> RosterRow:
        name = self._name()
        card, number = self._card()
        admitted_on = self._optional_date("admitted_on", "admitted-on")
        released_on = self._released_on(card, admitted_on)
        self._compare_with_card(card)
        residence, domicile = self._region("residence"), self._region("domicile")
        values = Values(
            name=name or None,
            citizen_id=number,
            birth=card.birth_on if card else None,
            sex=card.sex if card else parse_sex(self._text("sex")),
            admitted_on=admitted_on,
            released_on=released_on,
            residence=residence,
            domicile=domicile,
            phones=self._phones("phone"),
        )
        rehab_from, rehab_to = self._rehab_date("rehab_from"), self._rehab_date("rehab_to")
        return RosterRow(
            sheet=self.layout.sheet.name,
            row=self.line.number,
            receiving=self._receiving(residence, domicile),
            order_number=self._order_number(),
            rehab_from=rehab_from,
            rehab_to=rehab_to,
            facts=self._facts(values, {"rehab_from": rehab_from, "rehab_to": rehab_to}),
            others=self.others,
            released_cell=self._where("released_on"),
            values=values,
            reasons=tuple(self.reasons),
            state=state_of(self.reasons),
        )

    def _cell(self, key: str) -> Cell:
        found = self.cells.get(key)
        return found[0][1] if found else None

    def _text(self, key: str) -> str:
        text = text_of(self._cell(key))
        return "" if says_nothing(text) else text

    def _say(self, code: str, key: str, **facts: object) -> None:
        self.reasons.append(Reason(code, self._where(key), facts))

    def _where(self, key: str) -> str:
        found = self.cells.get(key)
        return address(self.line.number, found[0][0]) if found else ""

    def _name(self) -> str:
        written = text_of(self._cell("name"))
        try:
            return names.parse("" if says_nothing(written) else written)
        except DomainError as error:
            code = {"name.empty": "name.missing", "name.length": "name.unreadable"}.get(
                error.code, "name.unusual"
            )
            self._say(code, "name")
            return names.normalise(written) if code == "name.unusual" else ""

    def _card(self) -> tuple[citizen_id.CitizenId | None, str | None]:
        cell = self._cell("citizen_id")
        written: str | float = cell if isinstance(cell, (int, float)) else self._text("citizen_id")
        try:
            card = citizen_id.parse(written, allow_demo=self.terms.allow_demo, on=self.terms.today)
        except DomainError as error:
            self._say(error.code, "citizen_id", **error.facts)
            lost = error.code == "citizen-id.precision"
            return None, None if lost else citizen_id.normalise(written) or None
        return card, card.value

    def _released_on(self, card: citizen_id.CitizenId | None, admitted_on: date | None) -> date | None:
        try:
            day = parse_date(self._cell("released_on"), epoch_1904=self.layout.sheet.epoch_1904)
        except DomainError as error:
            self._say(error.code.replace("date.", "released-on."), "released_on")
            return None
        if not _EARLIEST_RELEASE <= day <= self.terms.today + _AHEAD:
            self._say("released-on.implausible", "released_on", day=day.isoformat())
        elif card and day <= card.birth_on:
            self._say("released-on.before-birth", "released_on")
        elif admitted_on and day < admitted_on:
            self._say(
                "released-on.before-admission",
                "released_on",
                released_on=day.isoformat(),
                admitted_on=admitted_on.isoformat(),
            )
        return day

    def _optional_date(self, key: str, code: str) -> date | None:
        try:
            return parse_date(self._cell(key), epoch_1904=self.layout.sheet.epoch_1904)
        except DomainError as error:
            if error.code != "date.empty":
                self._say(error.code.replace("date", code, 1), key)
            return None

    def _rehab_date(self, key: str) -> date | None:
        try:
            return parse_date(self._cell(key), epoch_1904=self.layout.sheet.epoch_1904)
        except DomainError as error:
            if error.code != "date.empty":
                self._say(f"{key.replace('_', '-')}.unreadable", key)
            return None

    def _compare_with_card(self, card: citizen_id.CitizenId | None) -> None:
        written = self._text("sex")
        sex = parse_sex(written)
        if written and sex is None:
            self._say("sex.unreadable", "sex")
        if card and sex and sex != card.sex:
            self._say("sex.disagrees", "sex")
        try:
            birth = parse_date(self._cell("birth_on"), epoch_1904=self.layout.sheet.epoch_1904)
        except DomainError:
            return  # the id says the day; a month alone, or nothing, adds none
        if card and birth != card.birth_on:
            self._say("birth-on.disagrees", "birth_on")

    def _region(self, kind: Literal["residence", "domicile"]) -> int | None:
        code, words_ = self._text(f"{kind}_code"), self._text(f"{kind}_address")
        by_code = self._by_code(kind, code) if code else None
        by_words = self.terms.gazetteer.address(words_) if words_ else None
        if by_code and by_words and not _near(by_code, by_words.number):
            self._say(f"{kind}.disagrees", f"{kind}_code")
        number = by_code or (by_words.number if by_words else None)
        if not code and not words_:
            return None
        shown = f"{kind}_address" if words_ or not code else f"{kind}_code"
        if number is None:
            self._say(f"{kind}.unknown", shown)
        elif number % _COUNTY == 0:
            self._say(f"{kind}.coarse", shown)
        return number

    def _by_code(self, kind: str, code: str) -> int | None:
        try:
            number = region_of_code(code)
        except DomainError:
            self._say(f"{kind}.code-unknown", f"{kind}_code")
            return None
        if self.terms.gazetteer.knows(number):
            return number
        settled = self.terms.gazetteer.settle(number)
        if settled and settled % _COUNTY:
            return settled  # a village the table does not have, in a township it has
        self._say(f"{kind}.code-unknown", f"{kind}_code")
        return None

    def _receiving(self, residence: int | None, domicile: int | None) -> int | None:
        written = self._text("receiving_township")
        if not written:
            return None
        try:
            return self.terms.gazetteer.township(written, (residence, domicile))
        except DomainError as error:
            self._say(error.code, "receiving_township", **error.facts)
            return None

    def _phones(self, key: str) -> tuple[str, ...]:
        numbers: dict[str, None] = {}
        for place, cell in self.cells.get(key, ()):
            if cell is None or isinstance(cell, date) or says_nothing(text_of(cell)):
                continue
            found = phone.read(cell, allow_demo=self.terms.allow_demo)
            numbers.update(dict.fromkeys(p.number for p in found.phones))
            for fault in dict.fromkeys(found.faults):
                self.reasons.append(Reason(fault, address(self.line.number, place)))
        return tuple(numbers)

    def _order_number(self) -> str | None:
        written = self._text("rehab_order_number")
        if not written or tight(written) == "否":
            return None
        if any(c.isdigit() for c in written) and written.lower() not in _YES:
            return tight(written)
        if written.lower() in _YES:
            self._say("rehab-order.no-number", "rehab_order_number")
        return None

    def _facts(self, values: Values, rehab: Mapping[str, date | None]) -> dict[str, str]:
        """Every known column as text; what was read goes in as it was read, the rest as it was written."""
        facts = {key: text for key in self.cells if group_of(key) and (text := text_of(self._cell(key)))}
        for key in _DATES_OF_FACTS & facts.keys():
            day = rehab[key] if key in rehab else getattr(values, key)
            facts[key] = _iso(day) or facts[key]
        facts.pop("birth_on", None)  # the id says it
        if values.sex:
            facts["sex"] = values.sex
        if "phone" in facts:
            facts["phone"] = "、".join(text for _, cell in self.cells["phone"] if (text := text_of(cell)))
        for kind, number in (("residence_code", values.residence), ("domicile_code", values.domicile)):
            if number:
                facts[kind] = str(number)
        return facts


def _near(one: int, other: int) -> bool:
    """Whether two regions are in one county, or one holds the other."""
    size = _COUNTY
    for number in (one, other):
        while number % (size * 100) == 0 and size < 10**10:
            size *= 100
    return one // size == other // size


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
