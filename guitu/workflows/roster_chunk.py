"""A thousand rows of a roster decided together, and then written together.

Deciding reads: who is known by id, whose release is on record, who has the same name and birthday. Writing
only writes what was decided. A sender is told that somebody is on file only where they see that file, or have
sent that person before; everybody else is taken in, joined or found to be on record without a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from guitu.casework.agenda import commands as agenda
from guitu.casework.agenda.commands import NewDuty
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.commands import NewEpisode
from guitu.casework.episodes.queries import released_on_same_day
from guitu.casework.intake.queries import sent_before
from guitu.casework.outcomes import commands as outcomes
from guitu.casework.outcomes.commands import NewRelease
from guitu.casework.people import commands as people
from guitu.casework.people.queries import holders, joined_files, match_by_citizen_id, same_name_and_birth
from guitu.domain.access import Viewer, scope
from guitu.domain.kernel import region as regions
from guitu.domain.measures.outcomes import outcomes_of
from guitu.domain.roster.enrolment import why_not_invited
from guitu.domain.roster.rows import Reason, RosterRow
from guitu.domain.rules.model import Rulebook
from guitu.foundation.ids import new_ids
from guitu.foundation.rulebooks import book_for
from guitu.workflows.derive import derive
from guitu.workflows.placing import Place, Placing
from guitu.workflows.refresh import lock_files, refresh
from guitu.workflows.roster_rows import Occasion, addition, as_row, new_episodes, new_person

_AFTER_RELEASE = ("aftercare", "community_rehab")


@dataclass(frozen=True, slots=True)
class Ended:
    """How one row ended: whose file it made or joined, with which episodes.

    ``person`` None: nothing was written about anybody. ``question`` somebody who may be the same person.
    ``said_new`` the sender is told of a new file, ``asks`` of the question.
    """

    row: RosterRow
    person: UUID | None = None
    made_file: bool = False
    said_new: bool = False
    asks: bool = False
    held_by: int | None = None
    invited: bool = False
    unplaced: bool = False
    episodes: tuple[NewEpisode, ...] = ()
    question: UUID | None = None


class Template(NamedTuple):
    """What is derived of a new episode: its cached columns, its duties, its release, for whomever it is.

    ``release`` None: there is none, or another episode of the file owns it.
    """

    caches: dict[str, Any]
    duties: tuple[NewDuty, ...]
    release: NewRelease | None


@dataclass(slots=True)
class Known:
    """What an import learns on its way through the file: where units are, and whose files it made itself."""

    placing: Placing
    sender: Viewer | None = None  # None: the command line, which is told everything
    made: dict[str, tuple[UUID, Place]] = field(default_factory=dict)
    people: dict[tuple[str, date | None], UUID] = field(default_factory=dict)
    groups: dict[UUID, tuple[UUID, ...]] = field(
        default_factory=lambda: {file: group for group in joined_files() for file in group}
    )

    books: dict[int, Rulebook] = field(default_factory=dict)
    derived: dict[tuple[object, ...], Sequence[Template]] = field(default_factory=dict)

    def book(self, region: int) -> Rulebook:
        """The book in force at a region."""
        if region not in self.books:
            self.books[region] = book_for(region)
        return self.books[region]

    def told(self, people: Mapping[UUID, int]) -> frozenset[UUID]:
        """Those of these people, with who holds each, of whom the sender is told that they are on file."""
        if self.sender is None:
            return frozenset(people)
        reach = scope(self.sender)
        seen = {p for p, held in people.items() if reach.lo <= held <= reach.hi or p in reach.persons}
        return (frozenset(seen) | sent_before(self.sender.unit, people)) - self.sender.barred

    def files(self, person: UUID) -> tuple[UUID, ...]:
        """The files that are read as one with this one, itself among them."""
        return self.groups.get(person, (person,))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that were decided together."""

    ended: tuple[Ended, ...]

    @classmethod
    def decide(cls, rows: list[RosterRow], *, known: Known, on: Occasion) -> "Chunk":
        """Decide about rows, in the file's order. Eight queries at most."""
        decider = _Decider([row for row in rows if row.state == "accepted"], known, on)
        return cls(tuple(decider.of(row) if row.state == "accepted" else Ended(row) for row in rows))


class _Decider:
    """What the database says about the accepted rows of one chunk."""

    def __init__(self, rows: list[RosterRow], known: Known, on: Occasion) -> None:
        self.known = known
        self.on = on
        self.on_file = match_by_citizen_id(_id(row) for row in rows)
        self.held = holders(self.on_file.values())
        files = [file for person in self.on_file.values() for file in known.files(person)]
        self.releases = released_on_same_day(files)
        strangers = [row for row in rows if _id(row) not in self.on_file and _id(row) not in known.made]
        self.namesakes = same_name_and_birth((row.values.name or "", row.values.birth) for row in strangers)
        alike = holders(person for found in self.namesakes.values() for person in found)
        self.told = known.told(self.held | alike)
        self.ids = iter(new_ids(3 * len(rows)))

    def of(self, row: RosterRow) -> Ended:
        person = self.on_file.get(_id(row))
        cell = row.released_cell
        on_record = person is not None and self._is_on_record(person, row.values.released_on)
        if on_record and person in self.told:
            return Ended(row.with_reasons(Reason("duplicate.in-records", cell)), person=None)
        place = self._place(row, person)
        said = place if person is None or person in self.told else self.known.placing.of(row)
        clause = self.known.book(said.region).enrolment
        refused = why_not_invited(clause, row.values, today=self.on.today, cell=cell)
        if refused:
            row = row.with_reasons(refused)
        if refused and not row.order_number:
            return Ended(row)  # nobody is kept on file without a reason
        if on_record:
            ended = Ended(row, invited=refused is None)
        else:
            ended = self._opened(row, person, place, invited=refused is None)
        if person is not None and person not in self.told:
            return replace(ended, said_new=True, unplaced=said.executing is None)
        return ended

    def _opened(self, row: RosterRow, person: UUID | None, place: Place, *, invited: bool) -> Ended:
        earlier = self.known.made.get(_id(row))
        is_new = person is None and earlier is None
        question = self._question(row) if is_new else None
        asks = question is not None and (question in self.told or question == self._namesake_in_file(row))
        if asks:
            row = row.with_reasons(Reason("person.same-name-and-birth", row.released_cell))
        person_id = person or (earlier[0] if earlier else next(self.ids))
        opened = new_episodes(
            row,
            person_id,
            (next(self.ids), next(self.ids)),
            invited=invited,
            place=place,
            facility=self.known.placing.facility(row.facts.get("facility", "")),
            on=self.on,
        )
        if is_new:
            self.known.made[_id(row)] = (person_id, place)
            self.known.people.setdefault((row.values.name or "", row.values.birth), person_id)
        return Ended(
            row=row,
            person=person_id,
            made_file=is_new,
            said_new=is_new,
            asks=asks,
            held_by=place.held_by,
            invited=invited,
            unplaced=is_new and place.executing is None,
            episodes=tuple(opened),
            question=question,
        )

    def _is_on_record(self, person: UUID, released_on: date | None) -> bool:
        files = self.known.files(person)
        return any((file, kind, released_on) in self.releases for file in files for kind in _AFTER_RELEASE)

    def _place(self, row: RosterRow, person: UUID | None) -> Place:
        """Where the file goes; a file that exists stays where it is, whoever sent the roster."""
        if person is not None:
            held_by = self.held[person]
            return Place(held_by, regions.region_of(held_by), self.known.placing.office(held_by), None, None)
        earlier = self.known.made.get(_id(row))
        return earlier[1] if earlier else self.known.placing.of(row)

    def _question(self, row: RosterRow) -> UUID | None:
        key = (row.values.name or "", row.values.birth)
        return next(iter(self.namesakes.get(key, ())), None) or self._namesake_in_file(row)

    def _namesake_in_file(self, row: RosterRow) -> UUID | None:
        return self.known.people.get((row.values.name or "", row.values.birth))


def _id(row: RosterRow) -> str:
    return row.values.citizen_id or ""


def write(cursor: CursorWrapper, chunk: Chunk, *, known: Known, on: Occasion) -> None:
    """Write what was decided, in the cursor's transaction."""
    opened = [ended for ended in chunk.ended if ended.person is not None]
    fresh = [ended for ended in opened if ended.made_file]
    joined = [ended for ended in opened if not ended.made_file]
    there = sorted({_of(ended) for ended in joined} - {_of(ended) for ended in fresh})
    lock_files([file for person in there for file in known.files(person)])
    people.register_many(cursor, (new_person(e.row, _of(e), held_by=e.held_by or 0, on=on) for e in fresh))
    people.add_many(cursor, (addition(e.row, _of(e), held_by=e.held_by or 0, on=on) for e in joined))
    again = {_of(e) for e in joined}
    alone = [e for e in fresh if _of(e) not in again]
    derived = [_derived(e, known=known, on=on) for e in alone]
    releases = [release for *_, release in derived if release is not None]
    rest = [episode for e in (*joined, *fresh) if _of(e) in again for episode in e.episodes]
    episodes.open_many(cursor, [episode for found, *_ in derived for episode in found])
    episodes.open_many(cursor, rest)
    agenda.replace_many(cursor, ((found[0].person_id, duties) for found, duties, _ in derived), all_new=True)
    outcomes.replace_many(cursor, [row.person_id for row in releases], releases, all_new=True)
    for person in sorted(again):
        refresh(known.files(person), on=on.today)


def _derived(
    ended: Ended, *, known: Known, on: Occasion
) -> tuple[list[NewEpisode], list[NewDuty], NewRelease | None]:
    """The episodes of a new file with their phases, the duties that follow from them, and their release.

    Nothing has happened to these people yet, so whoever has the same book, kinds and release day has the same
    duties: they are derived once.
    """
    first = ended.episodes[0]
    kinds = tuple(episode.kind for episode in ended.episodes)
    key = (known.book(first.region).number, kinds, first.released_on, first.kept_since)
    if key not in known.derived:
        known.derived[key] = _templates(ended.episodes, on=on)
    found: list[NewEpisode] = []
    duties: list[NewDuty] = []
    release = None
    for episode, template in zip(ended.episodes, known.derived[key], strict=True):
        found.append(episode._replace(**template.caches))
        duties += [
            NewDuty(episode.person_id, episode.id, d.rule, d.n, episode.held_by, None, *d[6:])
            for d in template.duties
        ]
        if template.release is not None:
            told = template.release[4:]
            release = NewRelease(
                episode.person_id, template.release.released_on, episode.id, episode.held_by, *told
            )
    return found, duties, release


def _templates(opened: Sequence[NewEpisode], *, on: Occasion) -> list[Template]:
    """What the outlook says of these episodes, one template for each."""
    rows = [as_row(episode) for episode in opened]
    seen = derive(rows, (), on=on.today)
    releases = {row.episode_id: row for row in seen.releases(outcomes_of(seen.seen))}
    by_episode = {projection.episode_id: projection for projection in seen.projections()}
    found = []
    for row in rows:
        values = by_episode[row.id]._asdict()
        del values["episode_id"], values["person_id"]
        found.append(Template(values, tuple(seen.duties(row)), releases.get(row.id)))
    return found


def _of(ended: Ended) -> UUID:
    if ended.person is None:
        raise AssertionError("only rows with a person are written")
    return ended.person
