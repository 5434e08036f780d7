"""After a day of work none of five hundred planted words lies anywhere as it was said."""

import subprocess
import sys
from pathlib import Path

from guitu.config.home import REPOSITORY
from guitu.runtime.programs import find_programs
from tests.runtime.canaries import canaries, disguises, found_in, write_roster
from tests.runtime.conftest import Home


def surroundings(home: Home, temporary: Path) -> dict[str, str]:
    more = {"GUITU_TEST_HOME": str(home.folder), "GUITU_DEMO": "1", "TMPDIR": str(temporary)}
    return home.surroundings(**more)


def live_a_day(home: Home, aside: Path, temporary: Path) -> None:
    """The day, its backup, and everything written to disk."""
    people = canaries()
    write_roster(aside / "roster.xlsx", people)
    write_roster(aside / "held.xlsx", people[:5])
    assert home.guitu("db", "start", TMPDIR=str(temporary)).returncode == 0
    migrated = home.guitu("migrate", TMPDIR=str(temporary))
    assert migrated.returncode == 0, migrated.stderr
    with (home.folder / "day.log").open("wb") as log:
        done = subprocess.run(
            [sys.executable, "-m", "tests.runtime.canaries", aside / "roster.xlsx", aside / "held.xlsx"],
            cwd=REPOSITORY,
            env=surroundings(home, temporary),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    assert done.returncode == 0, (home.folder / "day.log").read_text()[-3000:]
    saved = home.guitu("backup", str(home.folder / "backup"), TMPDIR=str(temporary))
    assert saved.returncode == 0, saved.stderr
    with home.connect("superuser") as superuser:
        superuser.execute("checkpoint")
    unpack(home)


def unpack(home: Home) -> None:
    """The backup as text: its own form is compressed."""
    with (home.folder / "backup.sql").open("wb") as out:
        program = str(find_programs() / "pg_restore")
        subprocess.run([program, "--file=-", str(home.folder / "backup")], stdout=out, check=True)


def test_no_word_of_a_day_lies_anywhere_in_the_clear(home: Home, tmp_path: Path) -> None:
    aside, temporary = tmp_path / "aside", tmp_path / "temporary"
    aside.mkdir(), temporary.mkdir()
    temporary.chmod(0o777)
    words = [word for canary in canaries() for word in canary.words]
    assert len(set(words)) == 500

    live_a_day(home, aside, temporary)

    patterns = aside / "patterns"
    places = [home.folder, temporary]
    with home.connect("superuser") as superuser:
        rows = {
            table: superuser.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - ours
            for table in ("people_person", "journal_entry", "people_contactpoint", "intake_importbatch")
        }
    assert rows["people_person"] == 100
    assert rows["journal_entry"] >= 100
    assert rows["people_contactpoint"] >= 210
    assert found_in(places, words, patterns) == []
    said = (home.folder / "day.log").read_text()
    for kind in ("psycopg.errors.InvalidTextRepresentation [22P02]", "builtins.RuntimeError", "canaries.py"):
        assert kind in said  # the log was written, and says where
    assert list((home.folder / "uploads" / "files").iterdir())

    # and the search is able to fail: one word in a table, one in a file in each disguise
    with home.connect("superuser") as superuser:
        superuser.execute(
            "insert into django_content_type (app_label, model) values ('planted', %s)", [words[0]]
        )
        superuser.execute("checkpoint")
    in_tables = found_in(places, words[:1], patterns)
    assert [path for path in in_tables if "/base/" in path]
    assert [path for path in in_tables if "/pg_wal/" in path]
    for number, shape in enumerate(disguises(words[7])):
        (temporary / f"planted-{number}").write_bytes(b"x" * number + shape + b"y")
    assert len(found_in([temporary], words[7:8], patterns)) == number + 1
