"""A made-up world written into the database: some rows of every table about everybody, and how one is made.

``TABLES`` says for each table what part of the file its rows are of, and makes one; a table about persons
that is missing here fails ``test_rls``. What would be sealed is a few bytes: nobody here opens it.
"""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.models import Handoff, Line
from guitu.casework.instruments.models import Confirmation, Draft, Proposal
from guitu.casework.intake.models import Link
from guitu.casework.journal.models import Entry
from guitu.casework.letters.models import Letter
from guitu.casework.outreach.models import Message
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Fact, NameToken, Person, PersonAlias
from guitu.casework.plans.models import Line as PlanLine
from guitu.casework.plans.models import Member, Opinion, Plan, Support
from guitu.casework.records.models import Notice, Request, SealedId
from guitu.casework.testing.models import Appointment, Custody, Entrant, Hours, Sample
from guitu.casework.transfers.models import Transfer
from guitu.foundation.accounts.models import Account
from guitu.foundation.authorization import door
from guitu.foundation.authorization.models import Bar, BreakGlass, Tie
from guitu.foundation.crypto.models import DataKey
from guitu.foundation.organisations.models import Region, Unit
from tests.access.rows_of_help import HELP
from tests.access.rows_of_honours import HONOURS
from tests.access.rows_of_outcomes import release
from tests.access.rows_of_work import WORK
from tests.access.worlds import NOW, PARTS, World

DAY = date(2026, 1, 5)
_serial = count(1)


def _fresh() -> bytes:
    return sha256(str(next(_serial)).encode()).digest()


def person(who: UUID, held: int) -> Person:
    """Somebody."""
    return Person(id=who, held_by=held, name=b"x", created_at=NOW)


def alias(who: UUID, held: int, _part: str, by: UUID) -> PersonAlias:
    """Somebody found twice."""
    return PersonAlias(person_id=who, canonical=who, held_by=held, made_at=NOW, made_by=by)


def number(who: UUID, held: int, _part: str, _by: UUID) -> CitizenIdIndex:
    """An identity number's look-up."""
    return CitizenIdIndex(key=_fresh(), person_id=who, held_by=held, is_made_up=True)


def token(who: UUID, held: int, _part: str, _by: UUID) -> NameToken:
    """Something to be found by."""
    return NameToken(person_id=who, held_by=held, kind="name", token=_fresh()[:16])


def contact(who: UUID, held: int, _part: str, _by: UUID) -> ContactPoint:
    """A way to reach somebody."""
    return ContactPoint(person_id=who, held_by=held, kind="phone", note=b"x", recorded_at=NOW)


def fact(who: UUID, held: int, part: str, by: UUID) -> Fact:
    """A fact of a record group; it has no author, whoever recorded it."""
    return Fact(
        person_id=who, held_by=held, group="background", compartment=part, field="remark", note=b"x",
        recorded_at=NOW, recorded_by=by,
    )  # fmt: skip


def episode(who: UUID, held: int, _part: str, _by: UUID) -> Episode:
    """A course of care."""
    return Episode(
        person_id=who, held_by=held, kind="aftercare", region=abs(held) // 1000, opened_on=DAY, created_at=NOW
    )


def entry(who: UUID, held: int, part: str, by: UUID) -> Entry:
    """A note."""
    return Entry(
        person_id=who, held_by=held, kind="talk", happened_on=DAY, recorded_at=NOW, recorded_by=by,
        outcome="done", compartment=part,
    )  # fmt: skip


def duty(who: UUID, held: int, _part: str, _by: UUID) -> Duty:
    """Something owed."""
    return Duty(
        person_id=who, episode_id=uuid4(), rule="A-01", n=1, held_by=held, kind="talk", nature="care",
        owed_by="station", opens_on=DAY, due_on=DAY, late_after=DAY, state="open", revision="1",
    )  # fmt: skip


def key(who: UUID, held: int, part: str, _by: UUID) -> DataKey:
    """A data key."""
    return DataKey(person_id=who, compartment=part, held_by=held, suite="aes", kek="k", wrapped=b"x")


def tie(who: UUID, held: int, _part: str, by: UUID) -> Tie:
    """A relation that ended long ago: it opens nothing."""
    return Tie(person_id=who, held_by=held, account=by, kind="team", since=NOW, until=NOW)


def bar(who: UUID, held: int, _part: str, by: UUID) -> Bar:
    """An exclusion that ended long ago."""
    return Bar(person_id=who, held_by=held, account=by, kind="relative", since=NOW, until=NOW)


def emergency(who: UUID, held: int, _part: str, by: UUID) -> BreakGlass:
    """An emergency somebody declared."""
    return BreakGlass(
        person_id=who, held_by=held, asked_by=by, asked_unit=1, reason="missing", note=b"x", at=NOW,
        until=NOW, review_by_on=DAY,
    )  # fmt: skip


def sealed_id(who: UUID, held: int, _part: str, _by: UUID) -> SealedId:
    """A look-up that sealing detached."""
    return SealedId(person_id=who, held_by=held, key=_fresh(), sealed_on=DAY)


def request(who: UUID, held: int, _part: str, by: UUID) -> Request:
    """Something the person asked for; it has no author, whoever wrote it down."""
    return Request(
        person_id=who, held_by=held, kind="copy", asked_on=DAY, due_on=DAY, recorded_at=NOW, recorded_by=by
    )


def notice(who: UUID, held: int, _part: str, _by: UUID) -> Notice:
    """Something the person is to be told."""
    return Notice(person_id=who, held_by=held, kind="erasure", made_at=NOW, until=NOW)


def draft(who: UUID, held: int, part: str, by: UUID) -> Draft:
    """A form somebody began."""
    return Draft(
        person_id=who, held_by=held, compartment=part, instrument=f"i{next(_serial)}", version="1", note=b"x",
        changed_at=NOW, changed_by=by,
    )  # fmt: skip


def proposal(who: UUID, held: int, _part: str, by: UUID) -> Proposal:
    """A risk level that somebody proposed once."""
    return Proposal(
        person_id=who, held_by=held, version="1", state="withdrawn", note=b"x", made_at=NOW, made_by=by
    )


def confirmation(who: UUID, held: int, _part: str, by: UUID) -> Confirmation:
    """Somebody's agreement to a level."""
    return Confirmation(person_id=who, held_by=held, proposal=uuid4(), confirmed_at=NOW, confirmed_by=by)


def link(who: UUID, held: int, _part: str, _by: UUID) -> Link:
    """The row of an import that somebody came from."""
    return Link(person_id=who, held_by=held, batch=uuid4(), row=uuid4(), made_file=False, asks=False)


def letter(who: UUID, held: int, _part: str, by: UUID) -> Letter:
    """A letter that somebody issued."""
    return Letter(
        person_id=who, held_by=held, entry=uuid4(), kind="talk_record", recipient="file", unit=1, year=2026,
        number=next(_serial), issued_on=DAY, issued_at=NOW, issued_by=by, note=b"x",
    )  # fmt: skip


def message(who: UUID, held: int, _part: str, by: UUID) -> Message:
    """Something to be said to somebody; it has no author, whoever queued it."""
    return Message(
        person_id=who, held_by=held, key=str(next(_serial)), kind="call_back", note=b"x", due_on=DAY,
        next_at=NOW, made_at=NOW, made_by=by,
    )  # fmt: skip


def handoff(who: UUID, held: int, _part: str, _by: UUID) -> Handoff:
    """A release that is being prepared."""
    return Handoff(person_id=who, held_by=held, centre=abs(held), region=1, released_on=DAY, made_at=NOW)


def handoff_line(who: UUID, held: int, _part: str, by: UUID) -> Line:
    """A piece of a packet; it has no author, whoever wrote it."""
    return Line(
        person_id=who, held_by=held, handoff=uuid4(), sort="packet", code="conduct", note=b"x",
        written_at=NOW, written_by=by,
    )  # fmt: skip


def transfer(who: UUID, held: int, _part: str, by: UUID) -> Transfer:
    """An offer to another office that was taken back; it has no author, whoever made it."""
    return Transfer(
        person_id=who, held_by=held, kind="move", from_unit=abs(held), to_unit=1, effective_on=DAY,
        state="withdrawn", answer_by_on=DAY, offered_at=NOW, offered_by=by, answered_at=NOW,
    )  # fmt: skip


def appointment(who: UUID, held: int, _part: str, by: UUID) -> Appointment:
    """A time for a test."""
    return Appointment(
        person_id=who, held_by=held, episode=uuid4(), mode="scheduled", sample="urine", opens_on=DAY,
        due_on=DAY, made_at=NOW, made_by=by,
    )  # fmt: skip


def sample(who: UUID, held: int, _part: str, by: UUID) -> Sample:
    """A sample."""
    return Sample(
        person_id=who, held_by=held, episode=uuid4(), mode="scheduled", sample="urine", outcome="negative",
        taken_at=NOW, taken_by=by, note=b"x", made_at=NOW, made_by=by,
    )  # fmt: skip


def custody(who: UUID, held: int, _part: str, by: UUID) -> Custody:
    """A step of custody."""
    return Custody(person_id=who, held_by=held, of=uuid4(), step="sealed", on=DAY, made_at=NOW, made_by=by)


def hours(who: UUID, held: int, _part: str, by: UUID) -> Hours:
    """When somebody works."""
    return Hours(person_id=who, held_by=held, days="12345", made_at=NOW, made_by=by)


def entrant(who: UUID, held: int, _part: str, _by: UUID) -> Entrant:
    """Somebody in a draw."""
    return Entrant(person_id=who, held_by=held, episode=uuid4(), draw=uuid4(), token=_fresh()[:16])


def plan(who: UUID, held: int, _part: str, by: UUID) -> Plan:
    """A plan; it has no author, whoever wrote it."""
    return Plan(person_id=who, held_by=held, version=1, made_at=NOW, made_by=by)


def plan_line(who: UUID, held: int, _part: str, by: UUID) -> PlanLine:
    """A line of it."""
    return PlanLine(
        person_id=who, held_by=held, plan=uuid4(), sort="strength", note=b"x", written_at=NOW, written_by=by
    )


def support(who: UUID, held: int, _part: str, by: UUID) -> Support:
    """Somebody who holds them."""
    return Support(person_id=who, held_by=held, sort="family", note=b"x", written_at=NOW, written_by=by)


def member(who: UUID, held: int, _part: str, by: UUID) -> Member:
    """Somebody of their working group."""
    return Member(person_id=who, held_by=held, kind="volunteer", note=b"x", written_at=NOW, written_by=by)


def opinion(who: UUID, held: int, _part: str, by: UUID) -> Opinion:
    """What was said of our work; it has no author, whoever wrote it down."""
    return Opinion(
        person_id=who, held_by=held, speaker="person", note=b"x", said_on=DAY, due_on=DAY, recorded_at=NOW,
        recorded_by=by,
    )  # fmt: skip


class Table(NamedTuple):
    """How a row is made; its part of the file, None where each says so itself; what its author is called.

    ``never`` the commands that no account runs, whoever it is; nobody deletes.
    """

    make: Callable[[UUID, int, str, UUID], Any]
    part: str | None
    author: str | None = None
    is_key: bool = False
    never: frozenset[str] = frozenset({"delete"})


_NO_WRITING = frozenset({"insert", "update", "delete"})
TABLES = {
    "people_personalias": Table(alias, "existence", never=_NO_WRITING),
    "people_citizenidindex": Table(number, "existence"),
    "people_nametoken": Table(token, "existence"),
    "people_contactpoint": Table(contact, "whereabouts"),
    "people_fact": Table(fact, None),
    "episodes_episode": Table(episode, "existence"),
    "journal_entry": Table(entry, None, author="recorded_by"),
    "agenda_duty": Table(duty, "existence"),
    "outcomes_release": Table(release, "orders", never=_NO_WRITING),
    "letters_letter": Table(letter, "casework", "issued_by"),
    "outreach_message": Table(message, "casework"),
    "transfers_transfer": Table(transfer, "casework"),
    "crypto_datakey": Table(key, None, is_key=True, never=frozenset({"update", "delete"})),
    "authorization_tie": Table(tie, "existence", never=_NO_WRITING),
    "authorization_bar": Table(bar, "existence", never=_NO_WRITING),
    "authorization_breakglass": Table(emergency, "existence", never=_NO_WRITING),
    "records_sealedid": Table(sealed_id, "existence"),
    "records_request": Table(request, "casework"),
    "records_notice": Table(notice, "existence"),
    "testing_appointment": Table(appointment, "orders"),
    "testing_sample": Table(sample, "orders"),
    "testing_custody": Table(custody, "orders"),
    "testing_hours": Table(hours, "orders"),
    "testing_entrant": Table(entrant, "orders"),
    "instruments_draft": Table(draft, None, author="changed_by"),
    "instruments_proposal": Table(proposal, "casework"),
    "instruments_confirmation": Table(confirmation, "casework"),
    "intake_link": Table(link, "existence"),
    "handoffs_handoff": Table(handoff, "existence"),
    "handoffs_line": Table(handoff_line, "casework"),
    "plans_plan": Table(plan, "casework"),
    "plans_line": Table(plan_line, "casework"),
    "plans_support": Table(support, "casework"),
    "plans_member": Table(member, "casework"),
    "plans_opinion": Table(opinion, "casework"),
    "people_person": Table(
        lambda who, held, _part, _by: person(who, held), "existence", never=frozenset({"insert", "delete"})
    ),
}
TABLES |= {name: Table(*how) for name, how in (HELP | HONOURS | WORK).items()}
ONCE = {
    "people_personalias",
    "people_substance",
    "outcomes_release",
    "crypto_datakey",
    "handoffs_handoff",
    "plans_plan",
    "groups_mentor",
    "honours_story",
}  # one a person (and part of the file): only every other has


def has_rows(name: str, n: int) -> bool:
    """Whether the ``n``-th person has rows of that table."""
    return name not in ONCE or n % 2 == 1


@transaction.atomic
def store(world: World) -> None:
    """Write the world down. Every fifth person has rows of a sealed course of care beside open ones."""
    with door.even_sealed("arranging"):
        Region.objects.bulk_create(
            Region(code=code, name=str(code), level=level, full_name=str(code))
            for code, level in world.regions.items()
        )
        Unit.objects.bulk_create(
            Unit(number=u.number, type=u.type, name=str(u.number), region_id=u.region) for u in world.units
        )
        Account.objects.bulk_create(
            Account(
                id=a.id, username=a.id.hex, display_name=a.role, role=a.role, unit_id=a.unit, created_at=NOW
            )
            for a in world.accounts
        )
        Person.objects.bulk_create(person(who, held) for who, held in world.people.items())
        _store_rows(world)
        _store_relations(world)


def _store_rows(world: World) -> None:
    for name, table in TABLES.items():
        if table.make not in (entry, tie, bar) and table is not TABLES["people_person"]:
            rows = [
                table.make(who, _held(n, held), PARTS[(n + m) % len(PARTS)], world.accounts[n % 7].id)
                for n, (who, held) in enumerate(world.people.items())
                for m in range(2 if table.part is None else 1)
                if has_rows(name, n)
            ]
            type(rows[0]).objects.bulk_create(rows)
    place = {who: _held(n, held) for n, (who, held) in enumerate(world.people.items())}
    notes = []
    for note in world.notes:
        notes.append(entry(note.person, place[note.person], note.part, note.author))
        notes[-1].id = note.id
    Entry.objects.bulk_create(notes)


def _held(n: int, held: int) -> int:
    return -abs(held) if n % 5 == 0 else held


def _store_relations(world: World) -> None:
    Tie.objects.bulk_create(
        Tie(
            person_id=t.person, held_by=world.people[t.person], account=t.account, unit=t.unit, kind=t.kind,
            since=t.since, until=t.until,
        )
        for t in world.ties
    )  # fmt: skip
    Bar.objects.bulk_create(
        Bar(
            person_id=b.person, held_by=world.people[b.person], account=b.account, kind=b.kind,
            since=b.since, until=b.until,
        )
        for b in world.bars
    )  # fmt: skip
