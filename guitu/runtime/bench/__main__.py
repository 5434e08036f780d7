"""``python -m guitu.runtime.bench SUBJECT PEOPLE``: one subject in a process of its own, its lines as JSON.

The command starts it with the database to work in already named; ``populate`` fills that database first.
"""

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from guitu.runtime.framework import close_connections, set_up_django
from guitu.runtime.say import MachineError, say

if TYPE_CHECKING:
    from guitu.runtime.bench.lines import Line

_TRIAL = 1000  # people; below it the bench itself is tried out
_ON_SERVER = frozenset(
    {"crowd", "walls", "secrets", "log", "roster"}
)  # these need the superuser or keys of their own


def main(subject: str, people: int) -> int:
    """Measure one subject and print its lines; 1 where that cannot be done, after a sentence."""
    set_up_django()
    try:
        lines = _measure(subject, people)
    except MachineError as error:
        say(str(error))
        return 1
    finally:
        close_connections()
    json.dump(lines, sys.stdout, ensure_ascii=False)
    return 0


def _measure(subject: str, people: int) -> list[dict[str, object]]:
    from guitu.runtime.bench import cohorts, columns, matching, offers, outlooks, population, survival

    small = people < _TRIAL
    if subject == "populate":
        population.make(people)
        return []
    if subject in _ON_SERVER:
        return _with_server(subject, people)
    alone: dict[str, Callable[[], list[Line]]] = {
        "outlook": lambda: outlooks.measure(50 if small else 1000),
        "vacancies": lambda: offers.measure(200 if small else offers.ROWS),
        "matching": lambda: matching.measure(60 if small else matching.MANY),
        "growth": lambda: columns.growth((200, 2_000)) if small else columns.growth(),
        "cohorts": lambda: cohorts.measure(400 if small else cohorts.PEOPLE),
        "survival": lambda: survival.measure(2000 if small else survival.MANY),
    }
    lines = alone[subject]() if subject in alone else _with_people(subject, small=small)
    return [line.as_json() for line in lines]


def _with_people(subject: str, *, small: bool) -> "list[Line]":
    from guitu.runtime.bench import (
        boards,
        columns,
        dashboards,
        helping,
        letters,
        pages,
        plans,
        population,
        rebuilding,
        recording,
    )

    found = population.load()
    subjects: dict[str, Callable[[], list[Line]]] = {
        "desk": lambda: pages.desk(found, requests=6, seconds=0.3) if small else pages.desk(found),
        "board": lambda: boards.board(found, requests=6) if small else boards.board(found),
        "person": lambda: pages.person(found, requests=6) if small else pages.person(found),
        "dashboards": lambda: dashboards.measure(found, requests=6) if small else dashboards.measure(found),
        "help": lambda: helping.measure(found, requests=6) if small else helping.measure(found),
        "plan": lambda: plans.measure(found, requests=6) if small else plans.measure(found),
        "record": lambda: recording.measure(found, acts=3) if small else recording.measure(found),
        "letters": lambda: letters.measure(found, acts=4) if small else letters.measure(found),
        "snapshot": lambda: columns.export(found.on),
        "rebuild": lambda: rebuilding.measure(found, other_split=1) if small else rebuilding.measure(found),
    }
    return subjects[subject]()


def _with_server(subject: str, people: int) -> list[dict[str, object]]:
    from guitu.runtime.bench import access_log, crowd, database, roster, secrecy, walls

    small = people < _TRIAL
    with database.embedded_server() as server:
        if subject == "log":
            lines = (
                access_log.measure(server, pages=6, seconds=0.2, lines=1000)
                if small
                else access_log.measure(server)
            )
            return [line.as_json() for line in lines]
        if subject == "roster":
            return [line.as_json() for line in roster.measure(server, people)]
        crowd.keys_of_their_own()
        if subject == "crowd":
            crowd.make(server, people)
            return []
        if subject == "secrets":
            lines = secrecy.measure(rounds=2 if small else 40)
        else:
            lines = walls.measure(server, rounds=1 if small else 3)
    return [line.as_json() for line in lines]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
