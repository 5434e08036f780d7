"""The access log: what is written, that it stays, who may touch it, and how a person reads it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from guitu.config import home
from guitu.domain.access import Relation
from guitu.domain.ledger.line import Act, Line
from guitu.foundation.audit import log, own, pseudonym, sightings
from guitu.foundation.audit.log import Place, job
from guitu.foundation.audit.own import LogUnavailableError
from guitu.foundation.audit.who_looked import looks
from guitu.runtime.roles import superuser
from tests.world import World

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def place(at: datetime = NOW, purpose: str = "care") -> Place:
    return job("people:person", purpose, at)


def lines_of(person: UUID) -> list[Line]:
    """Everything the log holds about one person, the latest first."""
    subject = pseudonym.of(person)
    return [line for line in log.recent(limit=1000) if line.subject == subject]


def show(world: World, *people: UUID, at: datetime = NOW, act: Act = Act.OPEN, held_by: int = 0) -> None:
    """Lin is shown these people."""
    with sightings.watching() as watch:
        sightings.saw(dict.fromkeys(people, held_by or world.station), "existence", act=act)
    log.write_watch(watch, world.lin, place(at))


def test_one_line_for_each_person_shown(world: World) -> None:
    one, two = uuid4(), uuid4()
    with sightings.watching() as watch:
        sightings.saw([one, two], "existence")
        sightings.saw({one: world.station}, "casework", act=Act.OPEN)
    log.write_watch(watch, world.lin, place())

    (opened,), (listed,) = lines_of(one), lines_of(two)
    assert (opened.act, opened.near, opened.compartments) == ("open", "unit", "casework,existence")
    assert (listed.act, listed.near, listed.compartments) == ("list", "", "existence")
    assert (opened.actor, opened.role, opened.unit) == (world.lin.id, "posted_officer", world.station)
    assert (opened.purpose, opened.screen, opened.results) == ("care", "people:person", 2)
    assert opened.request == listed.request


def test_a_line_holds_no_name_no_number_and_no_id_of_a_person(world: World) -> None:
    person = uuid4()
    show(world, person)

    (line,) = lines_of(person)
    assert str(person) not in str(line)
    assert line.subject == pseudonym.of(person) != person


def test_a_pseudonym_depends_on_the_key(settings: object) -> None:
    person = uuid4()
    before = pseudonym.of(person)
    settings.PSEUDONYM_KEY = b"another"  # type: ignore[attr-defined]  # pytest-django's wrapper

    assert pseudonym.of(person) != before


def test_outside_of_any_watching_nothing_is_gathered() -> None:
    sightings.saw([uuid4()])
    sightings.denied()
    sightings.searched(0)

    with sightings.watching() as watch:
        pass
    assert not watch


def test_a_line_stays_although_the_request_is_rolled_back(world: World) -> None:
    person = uuid4()
    with transaction.atomic():
        show(world, person)
        transaction.set_rollback(True)

    assert len(lines_of(person)) == 1


def test_a_denial_a_search_and_a_sign_in_are_lines_of_their_own(world: World) -> None:
    person = uuid4()
    with sightings.watching() as watch:
        sightings.denied(person)
        sightings.denied(person)
        sightings.searched(0)
        sightings.happened(Act.SIGN_IN_REFUSED, account=world.mo.id)
        sightings.happened(Act.UNSEAL, person=person, purpose="legal_duty")
    written = place(purpose="search")
    log.write_watch(watch, world.lin, written)

    found = {line.act: line for line in log.recent(limit=1000) if line.request == written.request}
    assert set(found) == {"denial", "search_miss", "sign_in_refused", "unseal"}
    assert found["denial"].subject == found["unseal"].subject == pseudonym.of(person)
    assert found["unseal"].purpose == "legal_duty"
    assert (found["sign_in_refused"].actor, found["sign_in_refused"].role) == (world.mo.id, "")


def test_near_is_ones_own_case_then_ones_unit_then_outside(world: World) -> None:
    person = uuid4()
    tied = replace(world.lin, relations={person: frozenset({Relation.ASSIGNED})})

    assert log.near(tied, person, world.other_station) == "own"
    assert log.near(world.lin, person, world.station) == "unit"
    assert log.near(world.lin, person, -world.station) == "unit"
    assert log.near(world.lin, person, world.other_station) == "outside"
    assert log.near(world.lin, person, 0) == ""


def test_a_reason_holds_for_a_working_day_and_for_one_account(world: World) -> None:
    person = uuid4()
    log.give_reason(world.lin, person, reason="handover", held_by=world.other_station, place=place())

    assert log.reasons_given(world.lin, [person], at=NOW + timedelta(hours=19)) == {person: "handover"}
    assert log.reasons_given(world.lin, [person], at=NOW + timedelta(hours=21)) == {}
    assert log.reasons_given(world.mo, [person], at=NOW + timedelta(hours=1)) == {}


# who may touch it


@pytest.mark.parametrize("table", ["audit_access", "audit_access_2026_11", "audit_head", "audit_cosignature"])
@pytest.mark.parametrize("statement", ["select 1 from {}", "insert into {} default values", "delete from {}"])
def test_whoever_serves_people_cannot_touch_the_log(db: None, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_access set purpose = ''",
        "delete from audit_access",
        "truncate audit_access",
        "insert into audit_access_2026_11 select * from audit_access limit 0",
        "drop table audit_access_2026_11",
        "update audit_head set size = 0",
        "update audit_alert set answer = ''",
        "select 1 from people_person",
        "select 1 from accounts_account",
        "select 1 from audit_event",
    ],
)
def test_the_logs_own_role_adds_and_reads_and_nothing_else(db: None, statement: str) -> None:
    with pytest.raises(LogUnavailableError) as refused:
        own.run(lambda c: c.execute(statement))  # type: ignore[arg-type]  # a literal of the test
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


# it survives


def test_a_connection_that_died_is_replaced(world: World, django_db_setup: object) -> None:
    person = uuid4()
    show(world, person)
    name = settings.DATABASES["default"]["NAME"]
    with superuser(django_db_setup.server) as killer:  # type: ignore[attr-defined]  # the TestDatabase
        killer.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s and datname = %s",
            [home.AUDIT, name],
        )
    show(world, person)

    assert len(lines_of(person)) == 2


@pytest.fixture
def nowhere(settings: object) -> Iterator[None]:
    """A log whose database does not answer."""
    own.close()
    way = settings.AUDIT_WAY  # type: ignore[attr-defined]  # pytest-django's wrapper
    settings.AUDIT_WAY = replace(way, port=1)  # type: ignore[attr-defined]  # as above
    yield
    own.close()


def test_a_log_that_does_not_answer_says_so(world: World, nowhere: None) -> None:
    with pytest.raises(LogUnavailableError):
        show(world, uuid4())


# kept three years


def partitions() -> set[str]:
    found = own.run(
        lambda c: c.execute(
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_access'::regclass"
        ).fetchall()
    )
    return {name for (name,) in found}


@pytest.mark.django_db(transaction=True)
def test_months_are_made_ahead_and_dropped_after_three_years() -> None:
    assert {"audit_access_2026_11", "audit_access_2028_10", "audit_access_other"} <= partitions()

    own.run(lambda c: c.execute("select audit_make_partitions('2021-01-01', '2021-03-31')"))
    assert {"audit_access_2021_01", "audit_access_2021_03"} <= partitions()
    log.write([log.Entry(act="open")], job("x", "care", datetime(2021, 2, 3, tzinfo=UTC)))
    log.keep_house(today=NOW)

    # February's row was never sealed, so it stays until it is
    assert {name for name in partitions() if "2021" in name} == {"audit_access_2021_02"}
    assert {"audit_access_2026_11", "audit_access_2028_11", "audit_access_other"} <= partitions()


def test_a_clock_gone_wrong_does_not_close_the_house(world: World) -> None:
    person = uuid4()
    show(world, person, at=datetime(2044, 1, 1, tzinfo=UTC))

    assert len(lines_of(person)) == 1


# read for the person


def test_a_person_reads_the_day_the_unit_the_role_and_why(world: World) -> None:
    person = uuid4()
    show(world, person, at=NOW)
    show(world, person, at=NOW + timedelta(hours=1))
    show(world, person, at=NOW + timedelta(hours=20))  # already the next day in China
    show(world, uuid4())

    found = looks([person], since=NOW - timedelta(days=1), until=NOW + timedelta(days=2))

    assert [(look.day.day, look.times, look.act, look.purpose) for look in found] == [
        (21, 1, "open", "care"),
        (20, 2, "open", "care"),
    ]
    assert {(look.unit, look.role) for look in found} == {(world.station, "posted_officer")}
