"""Large made-up populations: written by COPY in chunks of a thousand people, each its own transaction.

A chunk is known by its batch number, which follows from the seed, the province and its place. Run again with
the same seed, the chunks that are there are left alone and the rest is written: a killed run goes on.
"""

import pickle
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from tqdm import tqdm

from guitu.casework.people.queries import batch_size, has_real_people, match_by_citizen_id
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.ids import uuid7
from guitu.foundation import clock
from guitu.foundation.organisations.commands import load_regions
from guitu.runtime.demo.chance import chance
from guitu.runtime.demo.population import MadeFile, Written, make_file, write
from guitu.runtime.demo.process import begin
from guitu.runtime.demo.province import build_world
from guitu.runtime.demo.world import World

CHUNK = 1000
_PROVINCE_SPAN = 10**10


class Chunk(NamedTuple):
    """People ``first`` to ``last`` (not inside) of a seed in a province."""

    seed: int
    province: int
    first: int
    last: int

    @property
    def batch(self) -> UUID:
        """The number its people carry; chunks that begin alike are the same chunk."""
        rng = chance("chunk", self.seed, self.province, self.first)
        return uuid7(0, rng.getrandbits(74))


@dataclass(slots=True)
class Total:
    """What a run wrote, and how many people it found there already."""

    people: int = 0
    entries: int = 0
    duties: int = 0
    found: int = 0

    def add(self, written: Written, found: int) -> None:
        """Count one chunk."""
        self.people += written.people
        self.entries += written.entries
        self.duties += written.duties
        self.found += found


def synthesise(*, people: int, seed: int, province: int, processes: int, on: date) -> Total:
    """Write ``people`` made-up people of a province, whatever else the database holds.

    Args:
        people: how many; those of this seed that are there already are among them.
        seed: another seed gives other people.
        province: two digits of its region number (43 Hunan).
        processes: how many write at once.
        on: the day their files are seen on.

    Raises:
        DomainError: "synth.real-people": some identity numbers are not made up; "synth.not-a-province".
    """
    if has_real_people():
        raise DomainError("synth.real-people")
    load_regions()
    with transaction.atomic():
        world = build_world(province * _PROVINCE_SPAN, at=clock.now())
    chunks = [Chunk(seed, province, first, min(first + CHUNK, people)) for first in range(0, people, CHUNK)]
    total = Total()
    with tqdm(total=people, unit="人", desc="虚构人员 synth", mininterval=0.5) as bar:
        for written, found in _run(chunks, world, on, processes):
            total.add(written, found)
            bar.update(written.people + found)
    return total


def _run(chunks: list[Chunk], world: World, on: date, processes: int) -> Iterator[tuple[Written, int]]:
    if processes == 1:
        for chunk in chunks:
            yield write_chunk(chunk, world, on=on)
        return
    connection.close()
    with _pool(world, on, processes) as pool:
        waiting: list[Future[tuple[Written, int]]] = [pool.submit(_write_here, chunk) for chunk in chunks]
        for done in as_completed(waiting):
            yield done.result()


@contextmanager
def _pool(world: World, on: date, processes: int) -> Iterator[ProcessPoolExecutor]:
    packed = pickle.dumps((world, on))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=begin, initargs=(packed,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_here: tuple[World, date] | None = None  # of a writing process: the world arrives once, not with each chunk


def settle_in(world: World, on: date) -> None:
    """Remember the world and the day in this writing process."""
    global _here
    clock.fix_today(on)
    _here = (world, on)


def _write_here(chunk: Chunk) -> tuple[Written, int]:
    assert _here is not None  # noqa: S101 - the pool's initializer set it
    world, on = _here
    return write_chunk(chunk, world, on=on)


def write_chunk(chunk: Chunk, world: World, *, on: date) -> tuple[Written, int]:
    """Write one chunk, all or nothing; what of it is there already is left alone and counted."""
    found = batch_size(chunk.batch)
    first = chunk.first + found
    if first >= chunk.last:
        return Written(0, 0, 0), chunk.last - chunk.first
    files = [make_file(chunk.seed, n, world, on=on, batch=chunk.batch) for n in range(first, chunk.last)]
    with transaction.atomic(), connection.cursor() as cursor:
        return write(cursor, _without_taken_numbers(files)), found


def _without_taken_numbers(files: list[MadeFile]) -> list[MadeFile]:
    """Somebody of another seed may have the same number; then this one's file has none, as files may."""
    taken = match_by_citizen_id(file.person.citizen_id for file in files if file.person.citizen_id)
    if not taken:
        return files
    return [
        file._replace(person=file.person._replace(citizen_id=None))
        if file.person.citizen_id in taken
        else file
        for file in files
    ]
