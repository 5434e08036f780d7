"""What the API takes and gives. Fields are named as in the glossary; a name that is not here is refused."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field


def _number(value: object) -> object:
    """A digit of a query as a number."""
    return int(value) if isinstance(value, str) and value in {"1", "3", "6", "12"} else value


Window = Literal["today", "week", "late"]
Whose = Literal["mine", "unit"]
Months = Annotated[Literal[1, 3, 6, 12], BeforeValidator(_number)]
Code = Annotated[str, Field(max_length=64)]
Words = Annotated[str, Field(max_length=4000)]
Detail = bool | Annotated[int, Field(ge=-(10**9), le=10**9)] | Annotated[str, Field(max_length=200)]


class Taken(Schema):
    """What is sent to us: nothing beyond its own fields."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Problem(Schema):
    """A refusal. ``code`` is stable; ``title`` a sentence for people."""

    status: int
    code: str
    title: str
    errors: list[dict[str, str | list[str]]] = []


class DutyOut(Schema):
    """One duty of a worklist. ``status`` as of today."""

    person: UUID
    name: str
    episode: UUID
    rule: str
    n: int
    kind: str
    title: str
    status: str
    due_on: date
    late_after: date
    held_by: int


class Worklist(Schema):
    """A page of duties; hand ``next`` to ``after`` for the following one."""

    rows: list[DutyOut]
    next: str | None


class Search(Taken):
    """Who is looked for: a name, part of one, pinyin, initials, an identity number or a phone."""

    text: Annotated[str, Field(min_length=1, max_length=100)]


class PersonOut(Schema):
    """Somebody in a list. ``id_tail`` the last four characters of the identity number."""

    id: UUID
    name: str
    sex: str
    birth_on: date | None
    id_tail: str
    held_by: int


class FoundOut(Schema):
    """What a search found; ``more`` when there is more than is shown."""

    rows: list[PersonOut]
    more: bool


class Disputable(Schema):
    """What the person can say is wrong. ``disputed`` "", "open", or "refused": not accepted, yet disputed."""

    disputed: str


class ContactOut(Disputable):
    """A way to reach somebody; ``of`` "self" or who it leads to."""

    kind: str
    value: str
    of: str
    relation: str
    as_of: date | None


class EpisodeOut(Schema):
    """One course of care."""

    id: UUID
    kind: str
    phase: str
    opened_on: date
    term_from: date | None
    term_to: date | None


class EntryOut(Disputable):
    """One line of the timeline; ``superseded_by`` the entry that corrected it."""

    id: UUID
    kind: str
    outcome: str
    happened_on: date
    recorded_at: datetime
    episode: UUID | None
    note: str
    reason: str
    superseded_by: UUID | None


class FactOut(Disputable):
    """One dated fact of a record group."""

    group: str
    field: str
    value: str
    as_of: date | None


class FileOut(Disputable):
    """One person, as far as the reader's compartments open. ``disputed`` of who they are."""

    person: PersonOut
    contacts: list[ContactOut]
    episodes: list[EpisodeOut]
    entries: list[EntryOut]
    facts: list[FactOut]


class EntryIn(Taken):
    """What happened. ``id`` made by the sender: the same entry sent twice is written once."""

    id: UUID
    kind: Code
    happened_on: date
    outcome: Code
    details: dict[Code, Detail] = Field(default_factory=dict, max_length=30)
    note: Words = ""
    reason: Code = ""
    episode: UUID | None = None
    supersedes: UUID | None = None


class SettledOut(Schema):
    """A duty that an entry answered."""

    rule: str
    n: int


class RecordedOut(Schema):
    """What became of an entry; ``was_new`` false where it had been sent before."""

    id: UUID
    was_new: bool
    settled: list[SettledOut]


class SourceOut(Schema):
    """Where a definition stands; ``confidence`` how well it is known."""

    document: str
    article: str
    confidence: str


class SurveyOut(Schema):
    """The survey that a figure was asked in; ``asked`` None where nobody knows how many were.

    ``low`` and ``high``: the 95 % limits of a share.
    """

    title: str
    closed_on: date
    answered: int
    asked: int | None
    low: float | None
    high: float | None


class SealedOut(Schema):
    """What of a number comes from closed files, of which nobody keeps a name: there is no list of them."""

    counted: int
    of: int
    unknown: int


class FigureOut(Schema):
    """One figure of the registry; ``of`` its denominator, None where it has none; ``value`` None: unknown.

    ``first`` to ``as_of``: the period, both inside; ``basis`` by which day something is in it ("as_of",
    "due", "happened", "asked"). ``days`` of the place's own rules, where it is counted with some. ``shown``
    as pages print it; "—" where it is unknown, and then ``why``. ``sealed`` how much of it are closed files,
    None where none can be; ``person_years`` for what is told per 100 of them; ``note`` what it leaves out,
    ``beside`` the figure without which it is not to be read.
    """

    figure: str
    name: str
    version: int
    unit: str
    value: float | None
    shown: str
    why: str
    counted: int | None
    of: int | None
    unknown: int
    unknown_share: float | None
    target: float | None
    first: date
    as_of: date
    basis: str
    days: int | None
    sealed: SealedOut | None
    person_years: float | None
    beside: str | None
    note: str
    disclosure: str
    confidence: str
    source: SourceOut
    survey: SurveyOut | None


class FactOfAreaOut(Schema):
    """One fact somebody entered, with its day, basis and source; corrected by a later one, never changed."""

    fact: str
    value: int | None
    on: date
    basis: str
    publisher: str
    document: str


class EnteredOut(Schema):
    """A figure made of entered facts, which nobody counted; ``value`` None, and ``why`` it is none."""

    figure: str
    name: str
    version: int
    unit: str
    value: float | None
    why: str
    facts: list[FactOfAreaOut]
    source: SourceOut


class NowhereOut(Schema):
    """A figure that has no number at this place, and why."""

    figure: str
    name: str
    why: str


class FiguresOut(Schema):
    """The figures of a place: counted and asked ones, apart from these what was entered, and what has none.

    ``months`` the length of the period, None where ``period`` names one.
    """

    place: int
    name: str
    months: int | None
    period: str
    as_of: date
    figures: list[FigureOut]
    entered: list[EnteredOut]
    nowhere: list[NowhereOut]
