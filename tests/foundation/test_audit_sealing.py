"""Sealing in the database: in order, once, behind the horizon; and whoever edits it is found out."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import log, own, sealing
from guitu.foundation.audit.keys import Ed25519, hash_of, signer, verifies
from guitu.foundation.audit.log import Entry, job
from guitu.foundation.audit.own import Connection
from guitu.foundation.audit.sealing import Sealed
from guitu.foundation.audit.verifying import CopySource, DatabaseSource, Report, Witnessed, verify, write_copy
from guitu.runtime.roles import superuser

# the horizon of transactions is the whole server's, and other tests hold theirs open
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KEY = Ed25519.of("a secret of the tests")
SUITE = "sha256-ed25519"


@pytest.fixture
def way(db: None) -> Iterator[Connection]:
    """A connection as the log's own role."""
    with own.connect() as connection:
        yield connection


@pytest.fixture
def power(transactional_db: None, django_db_setup: object) -> Iterator[Connection]:
    """A connection of somebody who may do everything to the database."""
    name = settings.DATABASES["default"]["NAME"]
    with superuser(django_db_setup.server, name) as connection:  # type: ignore[attr-defined]  # TestDatabase
        yield connection


def write(count: int, at: datetime = NOW) -> None:
    for _ in range(count):
        entry = Entry(act="open", actor=uuid4(), subject=uuid4(), purpose="care")
        log.write([entry], job("x", "care", at))


def begun(way: Connection, suite: str = SUITE) -> Sealed:
    return sealing.begin(way, KEY, sealing.last(way), suite=suite, at=NOW)


def sealed(way: Connection, at: datetime = NOW) -> Sealed:
    """Everything sealed; the server's own housekeeping may hold rows back for a moment."""
    before = sealing.last(way) or begun(way)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        before = sealing.seal(way, KEY, before, at=at) or before
        row = way.execute("select max(seq) from audit_access").fetchone()
        if row is None or row[0] == before.last_line:
            return before
        time.sleep(0.02)
    pytest.fail("rows were never finished")


def check(way: Connection, witnessed: Sealed | None = None, *, now: datetime = NOW) -> Report:
    seen = {}
    if witnessed:
        head = witnessed.head
        seen = {head.log: Witnessed(KEY.public, {head.size: head.root})}
    return verify(DatabaseSource(way), key=KEY.public, witnessed=seen, now=now)


def test_what_was_written_is_sealed_once_and_found_sound(way: Connection) -> None:
    write(5)
    first = sealed(way)
    assert first.head.size == 5
    assert sealing.seal(way, KEY, first, at=NOW) is None
    write(3)
    second = sealed(way, NOW + timedelta(seconds=5))

    assert (second.head.log, second.head.size) == (first.head.log, 8)
    report = check(way, second)
    assert (report.sound, report.waiting) == (True, 0)


def test_the_next_sealer_goes_on_where_a_killed_one_was(way: Connection) -> None:
    write(4)
    sealed(way)
    write(4)

    with own.connect() as other:
        assert sealed(other).head.size == 8
    assert check(way).sound


def test_only_one_seals(way: Connection) -> None:
    assert sealing.alone(way)
    with own.connect() as other:
        assert not sealing.alone(other)


def test_a_row_waits_while_one_before_it_may_still_come(way: Connection) -> None:
    """Numbers are given out in one order and committed in another."""
    first = begun(way)
    with own.connect() as slow:
        slow.autocommit = False
        slow.execute(
            "insert into audit_access (id, at, role, act, purpose, near, screen, compartments, device)"
            " values (gen_random_uuid(), %s, '', 'open', '', '', '', '', '')",
            [NOW],
        )
        write(2)  # later numbers, committed first
        assert sealing.seal(way, KEY, first, at=NOW) is None
        slow.commit()
    assert sealed(way).head.size == 3
    assert check(way).sound


def test_a_batch_cut_short_loses_nothing(way: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST", 3)
    place = job("x", "care", NOW)
    for size in (2, 2, 1, 1, 3):
        log.write([Entry(act="list")] * size, place)

    assert sealed(way).head.size == 9
    assert check(way).sound


def test_a_log_sealed_long_after_it_was_written_is_sound(
    way: Connection, power: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sealer stood still for hours and needs several batches: nothing was put in afterwards."""
    monkeypatch.setattr(sealing, "MOST", 3)
    write(1)
    sealed(way)
    for n in range(1, 9):
        write(1, NOW + timedelta(minutes=20 * n))

    part = sealing.seal(way, KEY, sealing.last(way), at=NOW + timedelta(hours=9))  # type: ignore[arg-type]
    assert part is not None
    assert part.head.size < 9
    assert check(way, part, now=NOW + timedelta(hours=9)).sound
    last = sealed(way, NOW + timedelta(hours=9))

    assert last.head.size == 9
    assert check(way, last, now=NOW + timedelta(hours=9)).sound
    power.execute(
        "insert into audit_access (seq, id, at, role, act, purpose, near, screen, compartments, device)"
        " values (999, gen_random_uuid(), %s, '', 'open', '', '', '', '', '')",
        [NOW + timedelta(minutes=30)],
    )
    last = sealed(way, NOW + timedelta(hours=10))
    (checked,) = check(way, last, now=NOW + timedelta(hours=10)).logs.values()
    assert checked.first is not None
    assert (checked.first.position, checked.first.kind) == (9, "inserted")


def test_what_waited_for_the_first_head_of_a_log_is_sound(way: Connection, power: Connection) -> None:
    """People signed in before the sealer began; a backup was brought back on another server hours later."""
    write(2, NOW - timedelta(minutes=5))
    sealed(way)
    assert check(way).sound
    write(2, NOW + timedelta(seconds=1))
    power.execute("update audit_head set server = 1")

    sealing.begin(way, KEY, sealing.last(way), suite=SUITE, at=NOW + timedelta(hours=3))
    last = sealed(way, NOW + timedelta(hours=3))

    assert check(way, last, now=NOW + timedelta(hours=3)).sound
    write(1, NOW - timedelta(minutes=1))
    last = sealed(way, NOW + timedelta(hours=3, seconds=2))
    assert check(way, last, now=NOW + timedelta(hours=3)).faults[0].kind == "inserted"


def test_another_suite_begins_another_log(way: Connection) -> None:
    write(2)
    sealed(way)
    begun(way, "sm3-ed25519")
    write(2)
    second = sealed(way)

    assert (second.head.size, second.head.suite) == (2, "sm3-ed25519")
    report = check(way, second)
    assert report.sound
    assert [checked.size for checked in report.logs.values()] == [2, 2]


def test_rows_of_a_server_restored_from_are_not_waited_for(way: Connection, power: Connection) -> None:
    """Their transactions are numbered by another server: some far ahead, some far behind."""
    write(2)
    before = sealed(way)
    power.execute("update audit_head set server = 1")
    write(2)
    power.execute("update audit_access set xid = '900000000000' where seq > %s", [before.last_line])
    last = sealing.last(way)
    assert last is not None

    begun(way)
    after = sealed(way)

    assert (after.head.size, after.server) == (2, sealing.server_of(way))
    write(1)
    assert sealed(way).head.size == 3
    assert check(way).sound


EDITS = {
    "changed": "update audit_access set purpose = 'rights' where seq = %(middle)s",
    "deleted": "delete from audit_access where seq = %(middle)s",
    "doubled": "insert into audit_access select xid, seq, id, at + interval '1 second', actor, role, unit,"
    " subject, act, purpose, near, screen, compartments, request, device, results"
    " from audit_access where seq = %(middle)s",
    "swapped": "update audit_access a set at = b.at, actor = b.actor, subject = b.subject, id = b.id"
    " from audit_access b where a.seq in (%(middle)s, %(middle)s + 1) and b.seq = 2 * %(middle)s + 1 - a.seq",
    "truncated": "delete from audit_access where seq >= %(middle)s",
    "taken back": "with gone as (delete from audit_head where size > 4) delete from audit_access"
    " where seq >= %(middle)s",
    "head changed": "update audit_head set root = '\\x00' where size = 8",
    "head gone": "delete from audit_head where size = 8",
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_by_whoever_may_do_everything_is_found(way: Connection, power: Connection, edit: str) -> None:
    for n in range(3):
        write(4, NOW + timedelta(seconds=5 * n))
        last = sealed(way, NOW + timedelta(seconds=5 * n + 2))
    assert check(way, last).sound
    middle = last.last_line - 7  # the fifth row, at position 4

    power.execute(EDITS[edit], {"middle": middle})  # type: ignore[arg-type]  # a literal of the test

    report = check(way, last)
    (checked,) = report.logs.values()
    assert not report.sound
    assert checked.first is not None
    # where rows and heads are gone together, only what a witness saw is proven: here the last head
    assert checked.first.position == (0 if edit in {"taken back", "head gone"} else 4)


def test_a_row_put_in_with_an_old_moment_is_found(way: Connection, power: Connection) -> None:
    write(4)
    write(4, NOW + timedelta(minutes=1))
    last = sealed(way, NOW + timedelta(minutes=1))
    power.execute(
        "insert into audit_access (xid, seq, id, at, role, act, purpose, near, screen, compartments, device)"
        " values ('1', 999999, gen_random_uuid(), %s, '', 'open', '', '', '', '', '')",
        [NOW],
    )

    assert sealing.seal(way, KEY, last, at=NOW) is None
    assert check(way, last).inserted == (999999,)


def test_a_copy_is_checked_without_the_database(way: Connection, tmp_path: object) -> None:
    write(6)
    last = sealed(way)
    file = tmp_path / "log.jsonl"  # type: ignore[operator]  # a path
    assert write_copy(way, file) == 6
    witnessed = {last.head.log: Witnessed(KEY.public, {last.head.size: last.head.root})}

    def of(text: str) -> Report:
        file.write_text(text)
        return verify(CopySource.read(file), key="", witnessed=witnessed, now=NOW)

    whole = file.read_text()
    assert of(whole).sound
    assert not of(whole.replace('"care"', '"rights"', 1)).sound
    assert not of("\n".join(whole.splitlines()[:-1])).sound


# keys


def test_a_signature_is_checked_and_a_false_one_refused() -> None:
    said = KEY.sign(b"a head")

    assert verifies(SUITE, KEY.public, b"a head", said)
    assert not verifies(SUITE, KEY.public, b"another", said)
    assert not verifies(SUITE, Ed25519.of("other").public, b"a head", said)
    assert not verifies(SUITE, "no key", b"a head", said)


def test_sm3_hashes_and_sm2_says_what_is_missing() -> None:
    known = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905, of "abc"
    assert hash_of("sm3-ed25519")(b"abc").hex() == known
    for refused in (lambda: signer("sm2", "s"), lambda: verifies("sm3-sm2", "k", b"", b"")):
        with pytest.raises(DomainError, match="audit-log.no-sm2"):
            refused()
    with pytest.raises(DomainError, match="audit-log.suite"):
        hash_of("md5-ed25519")


def test_nobody_but_the_log_reads_heads(db: None) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), own.connect() as way:
        way.execute("delete from audit_head")
