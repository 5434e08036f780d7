"""The whole bench: databases made ready, one process for each subject, the machine noted round it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from guitu.config import home
from guitu.runtime.assets import collect_static
from guitu.runtime.bench import database, machine
from guitu.runtime.framework import set_up_django
from guitu.runtime.postgres import Server
from guitu.runtime.say import MachineError, both, say


class Place(NamedTuple):
    """Where a subject works: in which database (None: in none) and as which role of it.

    "worker" writes as the system; as "app" every row is behind the context of a viewer, as in a page.
    """

    database: str | None
    role: str


# Recording and letters write, so they come last of those who share a database.
SUBJECTS = {
    "outlook": Place(None, "worker"),
    "matching": Place(None, "worker"),
    "survival": Place(None, "worker"),
    "growth": Place(None, "worker"),
    "cohorts": Place(None, "worker"),
    "snapshot": Place(database.PEOPLE, "worker"),
    "rebuild": Place(database.PEOPLE, "worker"),
    "desk": Place(database.PEOPLE, "app"),
    "board": Place(database.PEOPLE, "app"),
    "dashboards": Place(database.PEOPLE, "app"),
    "person": Place(database.PEOPLE, "app"),
    "plan": Place(database.PEOPLE, "app"),
    "help": Place(database.PEOPLE, "app"),
    "record": Place(database.PEOPLE, "app"),
    "letters": Place(database.PEOPLE, "app"),
    "log": Place(database.ROSTER, "app"),
    "roster": Place(database.ROSTER, "worker"),
    "vacancies": Place(database.ROSTER, "worker"),
    "walls": Place(database.WALLS, "app"),
    "secrets": Place(database.WALLS, "worker"),
}
_POPULATE = Place(database.PEOPLE, "worker")
_CROWD = Place(database.WALLS, "worker")


def run(subjects: Sequence[str], *, people: int, walls_people: int, fresh: bool) -> dict[str, object]:
    """Measure these subjects; the answer is what the JSON holds.

    Args:
        subjects: some of ``SUBJECTS``, measured in that table's order.
        people: made-up people in the database, and rows of the roster.
        walls_people: how many the walls are measured with.
        fresh: make the databases of people anew although they would do.

    Raises:
        MachineError: a subject could not be measured.
    """
    os.environ["GUITU_DEMO"] = "1"  # made-up people; and pages say how long they took
    os.environ["GUITU_DB_NAME"] = database.PEOPLE  # never the served one, whatever somebody asks for
    set_up_django()
    before = machine.facts()
    loops = [float(str(before["loop_ms"]))]
    lines: list[dict[str, object]] = []
    began = time.monotonic()
    with database.embedded_server() as server:
        chosen = [name for name in SUBJECTS if name in subjects]
        names = {SUBJECTS[name].database for name in chosen}
        _make_ready(server, names, people, fresh=fresh)
        if database.WALLS in names:
            _make_crowd(server, walls_people, fresh=fresh)
        for subject in chosen:
            say(both(f"测量 {subject} …", f"measuring {subject}"))
            found = _child(
                subject,
                walls_people if SUBJECTS[subject].database == database.WALLS else people,
                SUBJECTS[subject],
            )
            loops.append(machine.loop_ms())
            lines += [{**line, "loop_ms": round(loops[-1], 1)} for line in found]
        database.drop(server, database.ROSTER)
    after = machine.facts()
    return {
        "people": people,
        "seconds": round(time.monotonic() - began),
        "machine": {"before": before, "after": after, "noise": machine.noise(before, loops, after)},
        "lines": lines,
    }


def _make_ready(server: Server, names: set[str | None], people: int, *, fresh: bool) -> None:
    """Databases, static files: everything that is no part of what is measured."""
    from guitu.runtime.bench import population  # needs the apps

    if database.PEOPLE in names:
        collect_static()
        if fresh or not population.fits(server, people):
            say(
                both(
                    f"正在建立测量用的数据库（{people} 人）…", f"making the bench's database, {people} people"
                )
            )
            database.forget()
            database.make(server, database.PEOPLE)
            _child("populate", people, _POPULATE)
    if database.ROSTER in names:
        database.make(server, database.ROSTER)


def _make_crowd(server: Server, people: int, *, fresh: bool) -> None:
    """The people behind the walls, where they are not there already."""
    from guitu.runtime.bench import crowd  # needs the apps

    if not fresh and crowd.fits(server, people):
        return
    say(both(f"正在写入 {people} 人…", f"writing {people} people for the walls"))
    crowd.forget()
    database.make(server, database.WALLS)
    _child("crowd", people, _CROWD)


def _child(subject: str, people: int, place: Place) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "guitu.runtime.bench", subject, str(people)],
        cwd=home.REPOSITORY,
        env={
            **os.environ,
            "GUITU_DB_NAME": place.database or database.PEOPLE,
            "GUITU_DB_ROLE": place.role,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        raise MachineError(f"{subject} 没有测成，原因见上。", f"{subject} was not measured; see above.")
    lines: list[dict[str, object]] = json.loads(done.stdout)
    return lines
