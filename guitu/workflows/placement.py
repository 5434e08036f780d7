"""The way to a job: proposed, a slip given with the person's consent, hired or not, asked after, ended.

A proposal is a job notice and a hire is help that was given, so both are written into the journal; what lies
between is work in progress and stands in the room alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from guitu.casework.employers import queries as employers
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of, line_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work import commands as work
from guitu.casework.work.queries import PlacementRow, is_open_for, placement_for, placements_of
from guitu.domain.access import Viewer
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.placement import ENDED, HIRED, KEPT, ON_HIRE, State, check_move
from guitu.domain.work.slip import PURPOSE, CandidateSlip, check, texts
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.consent import consents_of
from guitu.workflows.family_apart import apart_of
from guitu.workflows.followed import job_entries
from guitu.workflows.record import withdraw, write
from guitu.workflows.refresh import lock_files
from guitu.workflows.work_file import admitted

LONGEST: Final = 120  # characters of a job's title or an employer's name typed by hand
_BY: Final = {State.DECLINED: "person", State.NOT_HIRED: "employer"}


@dataclass(frozen=True, slots=True)
class Job:
    """A vacancy by its id, or a job that somebody heard of, in words."""

    vacancy: UUID | None = None
    title: str = ""
    employer_name: str = ""


@transaction.atomic
def propose(
    *, person: UUID, job: Job, by: Viewer, at: datetime, placement_id: UUID, on: date | None = None
) -> UUID:
    """Tell somebody of a job and follow it; the notice counts for the yearly promise. Returns the placement.

    Sending the same ``placement_id`` twice is harmless.

    Raises:
        DomainError: "person.unknown", "vacancy.unknown", "placement.vacancy-closed", "placement.already",
            "placement.words", "placement.unknown": somebody else's row has that id; "work.day".
    """
    who = admitted(by, person)
    today = day_of(at)
    day = on or today
    if day > today:
        raise DomainError("work.day", field="on")
    employer, title, name = _job(by, job, today)
    lock_files(who.ids)
    if any(row.id == placement_id for row in placements_of(by, who)):
        return placement_id
    with door.whole_files(who.ids):
        if job.vacancy is not None and is_open_for(who, job.vacancy):
            raise DomainError("placement.already")
    try:
        with transaction.atomic():
            made = work.propose(
                who, vacancy=job.vacancy, employer=employer, title=title, employer_name=name, on=day,
                placement_id=placement_id, by=by.id, at=at,
            )  # fmt: skip
    except IntegrityError:
        raise DomainError("placement.unknown") from None
    told = f"{title}（{name}）" if name else title
    _write(who, {"service": "job_notice"}, told, key=f"{made}:notice", on=day, by=by, at=at)
    note("placement.proposed", subject=who.id, by=by, at=at, placement=made)
    return made


def _job(by: Viewer, job: Job, today: date) -> tuple[UUID | None, str, str]:
    """Employer, title and the employer's name."""
    if job.vacancy is not None:
        found = employers.vacancy(by, job.vacancy)
        if not found.is_open(today):
            raise DomainError("placement.vacancy-closed")
        return found.employer, found.title, found.employer_name
    title, name = job.title.strip(), job.employer_name.strip()
    if not title or max(len(title), len(name)) > LONGEST:
        raise DomainError("placement.words", field="title", most=LONGEST)
    return None, title, name


def has_consent(who: AdmittedPerson) -> bool:
    """Whether the person agreed, and still agrees, that an employer reads a slip."""
    said = consents_of(who).get(PURPOSE)
    return said is not None and said.outcome == "given"


@transaction.atomic
def give_slip(
    *, person: UUID, placement: UUID, slip: CandidateSlip, was_shown: bool, by: Viewer, at: datetime
) -> None:
    """Keep the slip as the person read it and agreed to it; it may then be printed for the employer.

    Raises:
        DomainError: "person.unknown", "placement.unknown", "placement.not-now", "slip.no-consent",
            "slip.not-shown", "family.kept-apart", what ``guitu.domain.work.slip.check`` refuses.
    """
    who = admitted(by, person)
    lock_files(who.ids)
    row = placement_for(by, who, placement)
    if row.state not in {State.PROPOSED, State.SLIP, State.INTERVIEW}:
        raise DomainError("placement.not-now")
    if not has_consent(who):
        raise DomainError("slip.no-consent")
    check(slip)
    apart = apart_of(who.ids)
    for name, text in texts(slip):
        apart.check_words(text, place=name)
    if not was_shown:
        raise DomainError("slip.not-shown", field="was_shown")
    work.give_slip(who, row, slip, on=day_of(at), by=by.id, at=at)
    note("slip.given", subject=who.id, by=by, at=at, placement=row.id)


@transaction.atomic
def move_on(
    *,
    person: UUID,
    placement: UUID,
    to: State,
    on: date,
    reason: str = "",
    words: str = "",
    by: Viewer,
    at: datetime,
) -> PlacementRow:
    """The next step: an interview, hired, not hired, not taken, ended. Returns the placement as it was.

    Raises:
        DomainError: "person.unknown", "placement.unknown", "placement.not-now", "placement.reason",
            "placement.day", "work.day", "work.words".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    row = placement_for(by, who, placement)
    check_move(row.state, to, reason)
    _check_day(row, on, today=day_of(at))
    work.move_on(row, to, on=on, reason=reason, by=by.id, at=at)
    if to in {State.HIRED, State.ENDED}:
        step = HIRED if to is State.HIRED else ENDED
        _job_step(who, row, step, words, on=on, by=by, at=at)
    if to is State.HIRED:
        work.write_status(who, status=ON_HIRE, since_on=on, words="", by=by.id, at=at)
    if to in _BY:
        work.write_refusal(
            who, refused_by=_BY[to], reason=reason, vacancy=row.vacancy, happened_on=on, words=words,
            by=by.id, at=at,
        )  # fmt: skip
    note("placement.moved", subject=who.id, by=by, at=at, placement=row.id, to=to.value)
    return row


@transaction.atomic
def still_there(
    *, person: UUID, placement: UUID, months: int, on: date, words: str = "", by: Viewer, at: datetime
) -> None:
    """The person said that they are still in the job after so many months. An answer of no is an end.

    Raises:
        DomainError: "person.unknown", "placement.unknown", "placement.not-now", "placement.too-early",
            "work.code", "work.day", "work.words".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    row = placement_for(by, who, placement)
    if months not in KEPT:
        raise DomainError("work.code", field="months")
    if row.state is not State.HIRED or row.hired_on is None:
        raise DomainError("placement.not-now")
    _check_day(row, on, today=day_of(at))
    if on < add_months(row.hired_on, months):
        raise DomainError("placement.too-early", day=add_months(row.hired_on, months), field="on")
    _job_step(who, row, KEPT[months], words, on=on, by=by, at=at)
    note("placement.kept", subject=who.id, by=by, at=at, placement=row.id, months=months)


def kept(who: AdmittedPerson, row: PlacementRow) -> dict[int, date]:
    """After how many months the person said that they were still there, and when."""
    steps = {step: months for months, step in KEPT.items()}
    return {
        steps[str(entry.details["job"])]: entry.happened_on
        for entry in job_entries(who, row.id)
        if entry.details["job"] in steps
    }


_ORDER: Final = (HIRED, *KEPT.values(), ENDED)


def last_step(who: AdmittedPerson, row: PlacementRow) -> str:
    """The latest step of the job that stands in the journal; "" where nobody was hired."""
    last = _last(who, row)
    return str(last.details["job"]) if last is not None else ""


def _last(who: AdmittedPerson, row: PlacementRow) -> Entry | None:
    return max(
        job_entries(who, row.id), key=lambda entry: _ORDER.index(str(entry.details["job"])), default=None
    )


@transaction.atomic
def take_back(*, person: UUID, placement: UUID, step: str, words: str, by: Viewer, at: datetime) -> None:
    """The latest step of a job did not happen: the entry says why, and the job stands where it stood before.

    ``step`` the one that was on the page, so that nobody takes back another than they saw.

    Raises:
        DomainError: "person.unknown", "placement.unknown"; "placement.not-now": another step is the latest;
            "placement.why" with the ``field``; "work.words", "placement.already".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    row = placement_for(by, who, placement)
    last = _last(who, row)
    if last is None or last.details["job"] != step:
        raise DomainError("placement.not-now")
    if not words.strip():
        raise DomainError("placement.why", field="words")
    withdraw(who, line_of(by, who, UUID(last.id)), words=words, by=by, at=at)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A step that was taken back: which, its day, when and by whom, and why."""

    step: str
    happened_on: date
    taken_back_at: datetime
    by: UUID
    words: str


def taken_back(viewer: Viewer, who: AdmittedPerson, row: PlacementRow) -> tuple[TakenBack, ...]:
    """The steps of a job that were taken back, the latest first."""
    found = []
    for entry, later in _withdrawn(who, row):
        line = line_of(viewer, who, UUID(later.id))
        found.append(
            TakenBack(
                str(entry.details["job"]), entry.happened_on, line.recorded_at, line.recorded_by, line.note
            )
        )
    return tuple(sorted(found, key=lambda one: one.taken_back_at, reverse=True))


def _withdrawn(who: AdmittedPerson, row: PlacementRow) -> list[tuple[Entry, Entry]]:
    """Steps of a job that do not stand any more, each with the entry that took it back."""
    with door.whole_files(who.ids):
        entries = entries_of(who)
    after = {entry.supersedes: entry for entry in entries if entry.supersedes is not None}
    return [
        (entry, after[entry.id])
        for entry in entries
        if entry.details.get("placement") == str(row.id) and "job" in entry.details and entry.id in after
    ]


def _check_day(row: PlacementRow, on: date, *, today: date) -> None:
    if on > today:
        raise DomainError("work.day", field="on")
    since = row.hired_on or row.proposed_on
    if on < since:
        raise DomainError("placement.day", day=since, field="on")


def _job_step(
    who: AdmittedPerson, row: PlacementRow, step: str, words: str, *, on: date, by: Viewer, at: datetime
) -> None:
    details: dict[str, object] = {"service": "job_placement", "job": step, "placement": str(row.id)}
    before = sum(entry.details["job"] == step for entry, _later in _withdrawn(who, row))
    key = f"{row.id}:{step}:{before}" if before else f"{row.id}:{step}"  # anew after it was taken back
    _write(who, details, words, key=key, on=on, by=by, at=at)


def _write(
    who: AdmittedPerson,
    details: dict[str, object],
    words: str,
    *,
    key: str,
    on: date,
    by: Viewer,
    at: datetime,
) -> None:
    """One entry, whose id follows from what it says: sending twice is harmless."""
    draft = Draft(
        kind="service", outcome="done", happened_on=on, details=details, note=words.strip(),
        id=uuid5(UUID(key.split(":")[0]), key),
    )  # fmt: skip
    write(who, draft, episode=None, by=by, at=at)
