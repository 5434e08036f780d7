"""Rebuilding everybody's duties on two processes, and whether every row comes back the same."""

import json
import os
import subprocess
import sys
import time
from datetime import date

from guitu.casework.agenda.queries import digest
from guitu.casework.outcomes.queries import digest as releases
from guitu.config import home
from guitu.runtime.bench.database import PEOPLE
from guitu.runtime.bench.lines import YES, Line, at_most
from guitu.runtime.bench.machine import loop_ms
from guitu.runtime.bench.population import Population
from guitu.runtime.say import MachineError

PROCESSES = 2


def measure(population: Population, *, other_split: int = PROCESSES + 1) -> list[Line]:
    """The seconds the command takes, and the digest before, after, and after another split."""
    before = [digest(), releases()]
    loop = loop_ms(1)
    seconds, first = _rebuild(PROCESSES, population.on)
    _, second = _rebuild(other_split, population.on)
    same = all(before == [found["digest"], found["releases"]] for found in (first, second))
    people = int(str(first["people"]))
    return [
        Line(
            "rebuild",
            f"rebuild all duties of {people:,} people, two processes, command start to end",
            seconds,
            "s",
            at_most(40),
            "a million additions, for each person",
            seconds * 1000 / people / loop,
            {"people": people, "duties": first["duties"], "people_per_second": round(people / seconds)},
        ),
        Line(
            "rebuild.identical",
            "rebuild: the same rows as recorded day by day, and by another split",
            float(same),
            "",
            YES,
            more={"before": before, "two_processes": first["digest"], "other_split": second["digest"]},
        ),
    ]


def _rebuild(processes: int, on: date) -> tuple[float, dict[str, object]]:
    command = [sys.executable, "-m", "guitu.runtime.cli", "--on", on.isoformat(), "rebuild", "--json"]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "--processes", str(processes)],
        cwd=home.REPOSITORY,
        env={**os.environ, "GUITU_DB_NAME": PEOPLE, "GUITU_DB_ROLE": "worker"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        raise MachineError("重建没有完成，原因见上。", "The rebuild did not finish; the reason stands above.")
    answer: dict[str, object] = json.loads(done.stdout)
    return time.perf_counter() - began, answer
