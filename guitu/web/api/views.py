"""What the API answers: the lists and files that pages show, and one way of writing.

A search is sent as a body: what was looked for stands in no address and no log.
"""

from datetime import date
from typing import Annotated, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import NinjaAPI, Path, Query
from ninja.responses import Status

from guitu.casework.agenda.queries import Place, worklist
from guitu.casework.people.queries import AdmittedPerson, PersonRow, find, people_of
from guitu.domain.ledger.line import Act
from guitu.foundation import clock
from guitu.foundation.audit.sightings import saw
from guitu.web.api import figures, shapes
from guitu.web.api.gate import Strict, speak_of_errors
from guitu.web.shell.duties import rule_title
from guitu.web.shell.http import Request
from guitu.workflows.person_file import PersonFile, person_file
from guitu.workflows.record import record_entry

LINES_MOST = 500
_PLACE_PARTS = 5
_N_MOST = 100_000

api = NinjaAPI(
    title="归途 Guitu",
    version="1",
    description=__doc__,
    urls_namespace="api",
    docs_url=None,  # their pages come from another host
    openapi_url=None,  # ours is behind the door
    parser=Strict(),
)
speak_of_errors(api)

_REFUSALS = dict.fromkeys((400, 401, 403, 404, 414, 422), shapes.Problem)
_BODY_REFUSALS = {**_REFUSALS, 413: shapes.Problem, 415: shapes.Problem}


def _asker(request: HttpRequest) -> Request:
    """The request as the door completed it."""
    return cast("Request", request)


@api.get("/worklist", response={200: shapes.Worklist, **_REFUSALS}, url_name="worklist")
def read_worklist(
    request: HttpRequest,
    window: shapes.Window = "today",
    whose: shapes.Whose = "unit",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    after: Annotated[str, Query(max_length=200)] = "",
) -> shapes.Worklist:
    """Open duties, the earliest due first. An ``after`` that cannot be read begins at the start."""
    asker = _asker(request)
    found = worklist(
        asker.viewer,
        today=asker.today,
        window=window,
        whose=whose,
        limit=limit + 1,
        after=_place(after),
    )
    page = found[:limit]
    people = people_of(asker.viewer, {duty.person_id for duty in page})
    saw({person.id: person.held_by for person in people.values()}, "existence", act=Act.API)
    rows = [
        shapes.DutyOut(
            person=duty.person_id,
            name=people[duty.person_id].name,
            episode=duty.episode_id,
            rule=duty.rule,
            n=duty.n,
            kind=duty.kind,
            title=rule_title(duty.rule, place=duty.held_by, kind=duty.kind),
            status=duty.status,
            due_on=duty.due_on,
            late_after=duty.late_after,
            held_by=duty.held_by,
        )
        for duty in page
        if duty.person_id in people
    ]
    last = page[-1].place if len(found) > limit else None
    return shapes.Worklist(rows=rows, next=",".join(map(str, last)) if last else None)


def _place(text: str) -> Place | None:
    parts = text.split(",")
    if len(parts) != _PLACE_PARTS:
        return None
    try:
        n = int(parts[4])
        place = date.fromisoformat(parts[0]), UUID(parts[1]), UUID(parts[2]), parts[3], n
    except ValueError:
        return None
    return place if 0 <= n <= _N_MOST else None


@api.post("/people/search", response={200: shapes.FoundOut, **_BODY_REFUSALS}, url_name="search")
def search_people(request: HttpRequest, search: shapes.Search) -> shapes.FoundOut:
    """People in the asker's reach, whole names before parts."""
    found = find(_asker(request).viewer, search.text)
    saw({row.id: row.held_by for row in found.rows}, "existence", act=Act.API)
    return shapes.FoundOut(rows=[_person(row) for row in found.rows], more=found.more)


def _person(row: PersonRow) -> shapes.PersonOut:
    return shapes.PersonOut(
        id=row.id,
        name=row.name,
        sex=row.sex,
        birth_on=row.birth_on,
        id_tail=row.id_tail,
        held_by=row.held_by,
    )


@api.get("/people/{person}", response={200: shapes.FileOut, **_REFUSALS}, url_name="person")
def read_person(
    request: HttpRequest,
    person: UUID,
    lines: Annotated[int, Query(ge=1, le=LINES_MOST)] = 50,
) -> shapes.FileOut:
    """One person's file, as far as the asker's compartments open; 404 alike for absent and not theirs."""
    asker = _asker(request)
    file = person_file(asker.viewer, person, today=asker.today, lines=lines)
    saw({file.who.id: file.who.held_by}, "existence", act=Act.API)
    return _file(file)


def _file(file: PersonFile) -> shapes.FileOut:
    return shapes.FileOut(
        person=_who(file.who),
        disputed=_flag(file, file.who.id),
        contacts=[
            shapes.ContactOut(
                kind=c.kind,
                value=c.value,
                of=c.of,
                relation=c.relation,
                as_of=c.as_of,
                disputed=_flag(file, c.id),
            )
            for c in file.contacts
        ],
        episodes=[
            shapes.EpisodeOut(
                id=course.row.id,
                kind=course.row.kind.value,
                phase=course.seen.phase,
                opened_on=course.row.opened_on,
                term_from=course.row.term_from,
                term_to=course.row.term_to,
            )
            for course in file.courses
        ],
        entries=[
            shapes.EntryOut(
                id=line.id,
                kind=line.kind,
                outcome=line.outcome,
                happened_on=line.happened_on,
                recorded_at=line.recorded_at,
                episode=line.episode_id,
                note=line.note,
                reason=line.reason,
                superseded_by=line.superseded_by,
                disputed=_flag(file, line.id),
            )
            for line in file.timeline
        ],
        facts=[
            shapes.FactOut(
                group=fact.group,
                field=fact.field,
                value=fact.value,
                as_of=fact.as_of,
                disputed=_flag(file, fact.id),
            )
            for fact in file.facts
        ],
    )


def _flag(file: PersonFile, row: UUID) -> str:
    state = file.flags.get(row)
    return state.value if state else ""


def _who(who: AdmittedPerson) -> shapes.PersonOut:
    return shapes.PersonOut(
        id=who.id,
        name=who.name,
        sex=who.sex,
        birth_on=who.birth_on,
        id_tail=(who.citizen_id or "")[-4:],
        held_by=who.held_by,
    )


@api.post(
    "/people/{person}/entries",
    response={200: shapes.RecordedOut, 201: shapes.RecordedOut, **_BODY_REFUSALS},
    url_name="record",
)
def record(
    request: HttpRequest, person: Annotated[UUID, Path()], entry: shapes.EntryIn
) -> Status[shapes.RecordedOut]:
    """Write one entry: 201; 200 where the same had been sent before; 422 where another has its id."""
    done = record_entry(
        person=person,
        kind=entry.kind,
        happened_on=entry.happened_on,
        outcome=entry.outcome,
        details=entry.details,
        note_text=entry.note,
        reason=entry.reason,
        episode=entry.episode,
        supersedes=entry.supersedes,
        entry_id=entry.id,
        by=_asker(request).viewer,
        at=clock.now(),
    )
    saw([person], act=Act.CHANGE)
    settled = [shapes.SettledOut(rule=rule, n=n) for rule, n in done.settled]
    answer = shapes.RecordedOut(id=done.entry_id, was_new=done.was_new, settled=settled)
    return Status(201 if done.was_new else 200, answer)


@api.get("/figures", response={200: shapes.FiguresOut, **_REFUSALS}, url_name="figures")
def read_figures(
    request: HttpRequest,
    place: Annotated[int | None, Query(ge=0, lt=10**15)] = None,
    months: shapes.Months = 6,
    period: Annotated[str, Query(max_length=16)] = "",
    figure: Annotated[str, Query(max_length=64)] = "",
) -> shapes.FiguresOut:
    """The figures of a region or a unit in the asker's reach; without one, of the asker's own.

    ``period``: a month (2026-10) or a year (2026) in place of the last ``months``. ``figure``: only that one.
    """
    asker = _asker(request)
    asked = figures.Wanted(place, months, period, figure)
    return figures.answer(asker.viewer, asked, today=asker.today)
