"""The desk and a long file, asked for by one reader of one worker, then by several of two."""

import threading
import time
from http import HTTPStatus

from django.db import transaction

from guitu.casework.agenda.queries import DutyRow, Window, worklist
from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.runtime.bench.lines import YES, Line, Target, at_least, at_most, percentile, spread
from guitu.runtime.bench.population import HEAD, LONG_FILE, OFFICER, Population, busiest
from guitu.runtime.bench.site import Answer, Client, serving
from guitu.runtime.say import MachineError
from guitu.runtime.serving import Address
from guitu.web.desk.asked import Asked
from guitu.web.shell import addresses

ROWS = 50
FLOOR = "the sign-in page of the same server"
FLOOR_PATH = "/sign-in"
_WARM = 20
_READERS = 4  # at once, for requests per second


def desk(population: Population, *, requests: int = 300, seconds: float = 8.0) -> list[Line]:
    """The desk: a station's and a province's, its number of queries, and how many pages a second."""
    officer, head = population.officer, population.head
    near, wide = busiest(officer), busiest(head)
    with serving(1) as address:
        reader = Client(address).sign_in(OFFICER)
        floor = ask(Client(address), FLOOR_PATH, requests // 3)
        station = ask(reader, _path(near), requests)
        single = ask(reader, _path_to_one_row(officer, near), 5)
        whole = ask(Client(address).sign_in(HEAD), _path(wide), requests // 2)
    narrow: dict[str, object] = {
        "rows": len(_rows(officer, near)[:ROWS]),
        "list": near,
        "at_hand": len(population.station_people),
    }
    broad: dict[str, object] = {
        "rows": len(_rows(head, wide)[:ROWS]),
        "list": wide,
        "at_hand": population.people,
    }
    return [
        timed(
            "desk.station",
            f"desk, {narrow['rows']} rows, station scope: server p95",
            station,
            at_most(40),
            floor,
            narrow,
        ),
        timed(
            "desk.all",
            f"desk, {broad['rows']} rows, all {population.people:,} people: server p95",
            whole,
            at_most(80),
            floor,
            broad,
        ),
        _same_queries(station[-1], single[-1]),
        _per_second(near, seconds),
    ]


def person(population: Population, *, requests: int = 200) -> list[Line]:
    """The page of somebody with a long file."""
    path = addresses.person(population.long_file)
    with serving(1) as address:
        floor = ask(Client(address), FLOOR_PATH, requests // 2)
        page = ask(Client(address).sign_in(OFFICER), path, requests)
    return [timed("person", f"person page, {LONG_FILE} entries: server p95", page, at_most(80), floor, {})]


def ask(reader: Client, path: str, times: int) -> list[Answer]:
    """Ask for a page until it is warm, then ``times`` times for the record.

    Raises:
        MachineError: something else than the page came back.
    """
    warm = min(_WARM, times)
    answers = [reader.get(path) for _ in range(warm + times)][warm:]
    wrong = [answer.status for answer in answers if answer.status != HTTPStatus.OK]
    if wrong:
        raise MachineError(f"{path} 的应答是 {wrong[0]}。", f"{path} answered {wrong[0]}.")
    return answers


def timed(
    name: str, what: str, answers: list[Answer], target: Target, floor: list[Answer], facts: dict[str, object]
) -> Line:
    """The line of a page: its server time, beside the floor's, and what it took to make it."""
    server = [answer.server for answer in answers]
    base = percentile([answer.server for answer in floor], 50)
    return Line(
        name,
        what,
        percentile(server, 95),
        "ms",
        target,
        FLOOR + ", p50",
        percentile(server, 50) / base if base else None,
        {
            "server_ms": spread(server),
            "client_ms": spread([answer.client for answer in answers]),
            "database_ms": spread([answer.database for answer in answers]),
            "floor_ms": round(base, 2),
            "queries": answers[-1].queries,
            "kilobytes": round(len(answers[-1].body) / 1000, 1),
            **facts,
        },
    )


def _same_queries(many: Answer, one: Answer) -> Line:
    counted = {"with_50": many.queries, "with_1": one.queries}
    same = float(many.queries == one.queries > 0)
    return Line("desk.queries", "desk: as many queries with 1 row as with 50", same, "", YES, more=counted)


def _per_second(window: Window, seconds: float) -> Line:
    with serving(2) as address:
        floor, _ = _rate(address, FLOOR_PATH, seconds / 2)
        rate, took = _rate(address, _path(window), seconds)
    return Line(
        "desk.rate",
        f"desk, station scope: pages per second, 2 workers, {_READERS} readers",
        rate,
        "/s",
        at_least(60),
        FLOOR,
        rate / floor,
        {"floor_per_second": round(floor, 1), "client_ms": spread(took)},
    )


def _rate(address: Address, path: str, seconds: float) -> tuple[float, list[float]]:
    """Pages per second that several readers get together, and the ms each page took them."""
    first = Client(address).sign_in(OFFICER)
    readers = [first.twin(address) for _ in range(_READERS)]
    for reader in readers:
        ask(reader, path, 1)
    took: list[list[float]] = [[] for _ in readers]
    until = time.perf_counter() + seconds

    def read(reader: Client, mine: list[float]) -> None:
        while time.perf_counter() < until:
            mine.append(reader.get(path).client)

    began = time.perf_counter()
    threads = [threading.Thread(target=read, args=pair) for pair in zip(readers, took, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = [value for mine in took for value in mine]
    return len(everything) / (time.perf_counter() - began), everything


def _path(window: Window) -> str:
    return "/" + Asked(window=window, whose="unit", after=None).address()


def _rows(viewer: Viewer, window: Window) -> tuple[DutyRow, ...]:
    with transaction.atomic(), door.open_for(viewer):
        return worklist(viewer, today=clock.today(), window=window, whose="unit", limit=ROWS * 100)


def _path_to_one_row(viewer: Viewer, window: Window) -> str:
    """The last page of the list, begun so far back that one row is left."""
    rows = _rows(viewer, window)
    asked = Asked(window=window, whose="unit", after=None)
    if len(rows) < 2:
        return _path(window)
    return "/" + asked.address(after=rows[-2].place)
