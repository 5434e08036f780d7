"""Made-up files, one by one or many at once: told, derived by the outlook, and written by COPY."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from guitu.casework.agenda import commands as agenda
from guitu.casework.agenda.commands import NewDuty
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.commands import NewEpisode
from guitu.casework.episodes.queries import EpisodeRow
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import NewEntry
from guitu.casework.outcomes import commands as outcomes
from guitu.casework.outcomes.commands import NewRelease
from guitu.casework.people import commands as people
from guitu.casework.people.commands import NewPerson
from guitu.domain.episode import EpisodeKind
from guitu.domain.measures.outcomes import outcomes_of
from guitu.foundation import clock
from guitu.runtime.demo import answers, care, story
from guitu.runtime.demo.chance import chance, draw_id
from guitu.runtime.demo.diary import Diary
from guitu.runtime.demo.fate import Fate, draw_fate
from guitu.runtime.demo.people import draw_contacts, draw_facts, draw_someone
from guitu.runtime.demo.world import Place, World, first_worker
from guitu.workflows.derive import Derived, derive

NEW = timedelta(days=21)  # how long a file counts as new: some are not placed or assigned yet


class MadeFile(NamedTuple):
    """One person's whole file."""

    person: NewPerson
    episodes: tuple[NewEpisode, ...]
    entries: list[NewEntry]
    duties: list[NewDuty]
    releases: list[NewRelease]


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows went in."""

    people: int
    entries: int
    duties: int


def make_file(seed: int, index: int, world: World, *, on: date, batch: UUID | None = None) -> MadeFile:
    """Person number ``index`` of ``seed``, as their file looks in the morning of ``on``."""
    rng = chance(seed, index)
    someone = draw_someone(rng, index, world, on=on)
    fate = draw_fate(rng, today=on)
    home = world.home(rng)
    place = home
    if on - fate.opened_on <= NEW and rng.random() < world.unplaced:
        place = world.queue
    opened_at = clock.midnight(fate.opened_on) + timedelta(hours=9)
    moment = int(opened_at.timestamp() * 1000)
    person_id = draw_id(rng, moment)
    diary = Diary(rng, person_id, on, place, first_worker(rng, place))
    opened = _episodes(rng, fate, diary, world, opened_at)
    derived = _live(diary, fate, opened, world)
    final_place, worker = diary.at(on)
    held_by = final_place.holder
    assigned = worker.id if final_place.cases and _is_assigned(rng, fate, diary, on) else None
    kept = tuple(_settle(row, final_place, assigned) for row in opened)
    derived = derive([_row(row) for row in kept], diary.entries, on=on)
    person = NewPerson(
        id=person_id,
        held_by=held_by,
        name=someone.name,
        sex=someone.sex,
        birth_on=someone.birth_on,
        citizen_id=someone.citizen_id,
        created_at=opened_at,
        batch=batch,
        contacts=draw_contacts(rng, someone, home, as_of=fate.opened_on),
        facts=draw_facts(
            rng, someone, home, released_on=opened[0].released_on, as_of=min(fate.start, fate.opened_on)
        ),
        recorded_by=diary.worker.id,
    )
    return MadeFile(
        person,
        _projected(kept, derived),
        diary.told(held_by=held_by),
        _duties(derived),
        derived.releases(outcomes_of(derived.seen)),
    )


def _is_assigned(rng: Random, fate: Fate, diary: Diary, on: date) -> bool:
    """Whether somebody was named: not yet for a third of the newest files."""
    newest = on - (diary.moved_on or fate.opened_on) <= NEW
    return not (newest and rng.random() < 0.35)


def _episodes(rng: Random, fate: Fate, diary: Diary, world: World, at: datetime) -> list[NewEpisode]:
    """The episodes of a life: an order, the invitation to aftercare, or both."""
    place = diary.place
    moment = int(at.timestamp() * 1000)
    kinds = {
        "both": (EpisodeKind.AFTERCARE, EpisodeKind.COMMUNITY_REHAB),
        "aftercare": (EpisodeKind.AFTERCARE,),
        "detox": (EpisodeKind.COMMUNITY_DETOX,),
    }[fate.course]
    return [
        NewEpisode(
            id=draw_id(rng, moment),
            person_id=diary.person_id,
            held_by=place.holder,
            kind=kind.value,
            region=place.region,
            opened_on=fate.opened_on,
            created_at=at,
            released_on=None if kind is EpisodeKind.COMMUNITY_DETOX else fate.start,
            kept_since=fate.kept_since,
            executing_unit=None if kind is EpisodeKind.AFTERCARE else place.office,
            facility_unit=None if kind is EpisodeKind.COMMUNITY_DETOX else world.facility,
        )
        for kind in kinds
    ]


def _live(diary: Diary, fate: Fate, opened: Sequence[NewEpisode], world: World) -> Derived:
    """Tell the story; ask the outlook what it demands; tell how that was answered."""
    by_kind = {row.kind: row.id for row in opened}
    order = by_kind.get("community_rehab") or by_kind.get("community_detox")
    ids = story.Orders(care=by_kind.get("aftercare"), order=order)
    story.begin(diary, fate, ids)
    story.turns(diary, fate, ids, world)
    asked = derive([_row(row) for row in opened], diary.entries, on=diary.today)
    for row, seen in zip(asked.files, asked.seen.episodes, strict=True):
        answers.answer(diary, fate, seen, row.id)
        care.promised(diary, fate, seen, row.id)
    main = len(asked.files) - 1
    care.look_after(diary, fate, asked.seen.episodes[main], asked.files[main].id)
    care.slips(diary)
    return asked


def _settle(row: NewEpisode, place: Place, worker: UUID | None) -> NewEpisode:
    """The episode as it is kept where the person lives now."""
    return row._replace(
        held_by=place.holder,
        executing_unit=row.executing_unit and place.office,
        station_unit=place.station,
        centre_unit=place.centre,
        worker=worker,
    )


def _row(row: NewEpisode) -> EpisodeRow:
    values = row._asdict()
    del values["created_at"]
    values["kind"] = EpisodeKind(row.kind)
    return EpisodeRow(**values)


def _projected(kept: Sequence[NewEpisode], derived: Derived) -> tuple[NewEpisode, ...]:
    said = {p.episode_id: p for p in derived.projections()}
    return tuple(
        row._replace(
            phase=said[row.id].phase,
            term_from=said[row.id].term_from,
            term_to=said[row.id].term_to,
            turns_on=said[row.id].turns_on,
            revision=said[row.id].revision,
        )
        for row in kept
    )


def _duties(derived: Derived) -> list[NewDuty]:
    return [duty for row in derived.files for duty in derived.duties(row)]


def write(cursor: CursorWrapper, files: Iterable[MadeFile]) -> Written:
    """Put files into the database, in the cursor's transaction. Keep a portion to about a thousand."""
    made = list(files)
    people.register_many(cursor, (file.person for file in made))
    episodes.open_many(cursor, (row for file in made for row in file.episodes))
    entries = journal.append_many(cursor, (row for file in made for row in file.entries))
    duties = agenda.replace_many(cursor, ((file.person.id, file.duties) for file in made), all_new=True)
    releases = [row for file in made for row in file.releases]
    outcomes.replace_many(cursor, [row.person_id for row in releases], releases, all_new=True)
    return Written(len(made), entries, duties)
