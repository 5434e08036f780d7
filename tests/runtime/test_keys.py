"""Keys by the command line: erased people stay erased through every backup; everybody else comes back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import sql

from guitu.config.home import REPOSITORY
from tests.runtime.conftest import Home, make_home

PEOPLE = 6

MAKE = """
from guitu.runtime.framework import set_up_django
set_up_django()
from datetime import UTC, date, datetime
from django.db import connection, transaction
from guitu.casework.journal.commands import NewEntry, append_many
from guitu.casework.people.commands import NewContact, NewFact, NewPerson, register_many
from guitu.domain.kernel import citizen_id
from guitu.foundation.ids import new_id
now, born, unit = datetime(2026, 3, 2, 1, tzinfo=UTC), date(1990, 5, 1), 430102001000001
people = [
    NewPerson(new_id(), unit, "王小明", "male", born, citizen_id.make(990101, born, n), now,
              contacts=(NewContact("phone", "12310354284"),), facts=(NewFact("conduct", "score", "5"),))
    for n in (1, 3, 5, 7, 9, 11)
]
with transaction.atomic(), connection.cursor() as cursor:
    register_many(cursor, people)
    append_many(cursor, [
        NewEntry(new_id(), p.id, unit, "talk", "done", date(2026, 3, 1), now, new_id(), {"mode": "phone"},
                 note="谈心")
        for p in people
    ])
"""

# How many sealed fields of each person open, with every key there is.
COUNT = """
import json
from guitu.runtime.framework import set_up_django
set_up_django()
from collections import Counter
from django.db import transaction
from guitu.casework.journal.models import Entry
from guitu.casework.journal.translate import note_of
from guitu.casework.people.models import ContactPoint, Fact, Person
from guitu.casework.people.translate import EXISTENCE, NAME, contacts_opened, facts_opened
from guitu.foundation.authorization import door
from guitu.foundation.crypto import keys
found = Counter()
with transaction.atomic(), door.even_sealed("counting"):
    everyone = list(Person.objects.all())
    ring = keys.ring(p.id for p in everyone)
    for p in everyone:
        found[str(p.id)] += bool(p.name and ring.open(p.id, EXISTENCE, NAME, p.id, p.name))
    for row, text in contacts_opened(ring, ContactPoint.objects.all()):
        found[str(row.person_id)] += bool(text)
    for row, text in facts_opened(ring, Fact.objects.all()):
        found[str(row.person_id)] += bool(text)
    for row in Entry.objects.all():
        found[str(row.person_id)] += bool(note_of(row, ring))
print(json.dumps(found))
"""


def python(home: Home, text: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", text],
        cwd=REPOSITORY,
        env=home.surroundings(GUITU_DB_ROLE="worker", GUITU_DEMO="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def readable(home: Home) -> dict[str, int]:
    found: dict[str, int] = json.loads(python(home, COUNT))
    return found


def run(home: Home, *arguments: str, code: int = 0) -> str:
    done = home.guitu(*arguments, GUITU_DEMO="1")
    assert done.returncode == code, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("secret") / "words"
    path.write_text("四个不相干的词语")
    return str(path)


@pytest.fixture(scope="module")
def home(passphrase: str) -> Iterator[Home]:
    """Made-up people, a backup of data and one of keys; then one of them erased."""
    made = make_home()
    run(made, "db", "start")
    run(made, "migrate")
    python(made, MAKE)
    run(made, "backup", str(made.folder / "data"))
    run(made, "keys", "backup", str(made.folder / "keys-1"), "--passphrase-file", passphrase)
    yield made
    made.remove()


MANY = 60_000

MAKE_MANY = f"""
from guitu.runtime.framework import set_up_django
set_up_django()
from uuid import uuid4
from django.db import transaction
from guitu.foundation.crypto import keys
persons = [uuid4() for _ in range({MANY})]
with transaction.atomic():
    keys.new_ring((p, "casework") for p in persons).store(dict.fromkeys(persons, 430102001000001))
"""

# How many data keys cannot be unwrapped.
UNOPENED = """
from guitu.runtime.framework import set_up_django
set_up_django()
from django.db import transaction
from guitu.foundation.crypto import carrying, keys
with transaction.atomic():
    rows = [row for some in carrying.all_keys() for row in some]
    ring = keys.Ring((p, c, s, k, w) for p, c, _, s, k, w in rows)
    print(sum(ring.key(row[0], row[1]) is None for row in rows))
"""


def wrapped_by(home: Home) -> dict[str, int]:
    with home.connect("superuser") as superuser:
        return dict(superuser.execute("select kek, count(*) from crypto_datakey group by 1").fetchall())


@pytest.mark.full
def test_a_rotation_killed_half_way_leaves_everything_readable_and_goes_on(home: Home) -> None:
    python(home, MAKE_MANY)
    before = readable(home)
    (first,) = wrapped_by(home)

    rotating = subprocess.Popen(
        [sys.executable, "-m", "guitu.runtime.cli", "keys", "rotate"],
        cwd=REPOSITORY,
        env=home.surroundings(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while len(wrapped_by(home)) == 1:
        assert rotating.poll() is None
    rotating.kill()
    rotating.wait()

    halves = wrapped_by(home)
    assert len(halves) == 2
    assert readable(home) == before
    assert python(home, UNOPENED).strip() == "0"

    said = run(home, "keys", "rotate", "--drop-unused")

    assert f"{halves[first]:,} data keys" in said
    assert first not in wrapped_by(home)
    assert not (home.folder / "keys" / first).exists()
    assert readable(home) == before
    assert python(home, UNOPENED).strip() == "0"
    with home.connect("superuser") as superuser:
        superuser.execute(
            "delete from crypto_datakey where person_id not in (select person_id from people_person)"
        )


@pytest.fixture(scope="module")
def erased(home: Home) -> str:
    before = readable(home)
    assert len(before) == PEOPLE
    assert all(before.values())
    person = min(before)
    assert "--yes" in run(home, "person", "erase", person, code=1)
    assert readable(home) == before
    run(home, "person", "erase", person, "--yes")
    assert readable(home) == {**before, person: 0}
    return person


def test_an_older_backup_brings_everybody_back_but_the_erased(home: Home, erased: str) -> None:
    said = run(home, "restore", str(home.folder / "data"), "--yes")

    found = readable(home)
    assert "1 files erased since the backup were erased again" in said
    assert found.pop(erased) == 0
    assert len(found) == PEOPLE - 1
    assert all(found.values())


def test_no_backup_of_data_holds_a_key(home: Home) -> None:
    listed = subprocess.run(
        ["grep", "-c", "crypto_datakey", str(home.folder / "data")], capture_output=True, check=False
    )
    assert listed.returncode == 0  # the table's shape is there, ...
    with home.connect("superuser") as superuser:
        keys = superuser.execute("select wrapped from crypto_datakey").fetchall()
    dumped = plain(home)
    assert keys
    assert not [key for (key,) in keys if key.hex().encode() in dumped]  # ... its rows are not


def plain(home: Home) -> bytes:
    """The backup as text."""
    from guitu.runtime.programs import find_programs

    done = subprocess.run(
        [str(find_programs() / "pg_restore"), "--file=-", str(home.folder / "data")],
        capture_output=True,
        check=True,
    )
    assert b"people_person" in done.stdout
    return done.stdout


def test_a_backup_of_keys_brings_back_no_key_of_the_erased(home: Home, erased: str, passphrase: str) -> None:
    moved = max(readable(home))
    with home.connect("superuser") as superuser:
        superuser.execute("delete from crypto_datakey")
        for table in ("people_person", "people_contactpoint", "people_fact", "journal_entry"):
            superuser.execute(
                sql.SQL("update {} set held_by = held_by + 1 where person_id = %s").format(
                    sql.Identifier(table)
                ),
                [moved],
            )

    said = run(home, "keys", "restore", str(home.folder / "keys-1"), "--passphrase-file", passphrase)

    found = readable(home)
    assert "of people who were erased did not" in said
    with home.connect("superuser") as superuser:  # whoever moved since the file was written has their keys
        assert superuser.execute(
            "select count(*) filter (where k.held_by = p.held_by), count(*) from crypto_datakey k"
            " join people_person p using (person_id) where person_id = %s",
            [moved],
        ).fetchone() == (3, 3)
    assert found.pop(erased) == 0
    assert all(found.values())


def test_a_void_a_foreign_or_a_wrongly_opened_backup_of_keys_changes_nothing(
    home: Home, erased: str, passphrase: str, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("别的词语")
    file = str(home.folder / "keys-1")
    later = ["--on", "2029-01-01", "keys", "restore", file]

    assert "void" in run(home, *later, "--passphrase-file", passphrase, code=1)
    assert "passphrase" in run(home, "keys", "restore", file, "--passphrase-file", str(wrong), code=1)
    assert "passphrase" in run(home, "keys", "restore", file, code=1)
    data = str(home.folder / "data")
    assert "not a backup of keys" in run(
        home, "keys", "restore", data, "--passphrase-file", passphrase, code=1
    )


@pytest.mark.full
def test_rotation_to_another_suite_loses_nobody_and_a_new_machine_takes_over(
    home: Home, erased: str, passphrase: str
) -> None:
    before = readable(home)
    run(home, "keys", "rotate", "--suite", "sm4", "--drop-unused")
    assert readable(home) == before
    (now,) = wrapped_by(home)
    names = {path.name for path in (home.folder / "keys").glob("kek-*")}
    assert names == {now, "kek-current"}
    assert (home.folder / "keys" / now).read_text().startswith("sm4 ")
    run(home, "keys", "backup", str(home.folder / "keys-2"), "--passphrase-file", passphrase)

    keys_back = ("keys", "restore", str(home.folder / "keys-2"), "--passphrase-file", passphrase)
    data_back = ("restore", str(home.folder / "data"), "--yes")
    for order in ((keys_back, data_back), (data_back, keys_back)):
        other = make_home()
        try:
            run(other, "db", "start")
            for step in order:
                run(other, *step)
            assert readable(other) == before
            assert before[erased] == 0
            assert found_by(other, erased) == 0
            assert found_by(other, max(before)) > 0
        finally:
            other.remove()


def found_by(home: Home, person: str) -> int:
    """By how many things somebody is found."""
    with home.connect("superuser") as superuser:
        return superuser.execute(
            "select count(*) from people_nametoken where person_id = %s", [person]
        ).fetchone()[0]
