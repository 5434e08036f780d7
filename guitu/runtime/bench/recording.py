"""Recording a visit: the form sent to the site, beside the same act's SQL sent by psycopg alone."""

import time
from http import HTTPStatus
from typing import Any
from uuid import UUID

import psycopg
from django.db import transaction

from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.runtime.bench import database
from guitu.runtime.bench.lines import Line, at_most, percentile, spread
from guitu.runtime.bench.population import OFFICER, Population
from guitu.runtime.bench.site import Answer, Client, fields, serving
from guitu.runtime.bench.statements import Statement, caught, send
from guitu.runtime.say import MachineError
from guitu.web.shell import addresses
from guitu.workflows.record import record_entry

KIND = "home_visit"
_NOTE = "入户走访，情况平稳。"
_WARM = 5


def measure(population: Population, *, acts: int = 120) -> list[Line]:
    """POST to redirect, and how far that is from the bare SQL; by turns, all different people."""
    people = [population.station_people[n % len(population.station_people)] for n in range(_WARM + acts)]
    posts: list[Answer] = []
    bare: list[float] = []
    sent = 0
    with serving(1) as address, database.connect("app", database.PEOPLE) as way:
        reader = Client(address).sign_in(OFFICER)
        for person in people:
            posts.append(_post(reader, person))
            statements = _statements(person, population.officer)
            bare.append(_send(way, statements))
            sent = len(statements)
    client = [answer.client for answer in posts[_WARM:]]
    bare = bare[_WARM:]
    above = percentile(client, 95) - percentile(bare, 95)
    return [
        Line(
            "record",
            "record a visit, POST to redirect: p95 at the client",
            percentile(client, 95),
            "ms",
            at_most(60),
            "the act's own SQL in psycopg, p50",
            percentile(client, 50) / percentile(bare, 50),
            {
                "client_ms": spread(client),
                "server_ms": spread([answer.server for answer in posts[_WARM:]]),
                "database_ms": spread([answer.database for answer in posts[_WARM:]]),
                "queries": posts[-1].queries,
            },
        ),
        Line(
            "record.above_bare",
            "record a visit: p95 above the bare SQL's p95",
            above,
            "ms",
            at_most(30),
            "the act's own SQL in psycopg, p95",
            percentile(client, 95) / percentile(bare, 95),
            {"bare_ms": spread(bare), "bare_statements": sent},
        ),
    ]


def _post(reader: Client, person: UUID) -> Answer:
    path = addresses.record(person, KIND)
    form = fields(reader.get(path).body)
    done = reader.post(path, {**form, "outcome": "done", "note": _NOTE})
    if done.status != HTTPStatus.SEE_OTHER:
        raise MachineError(f"记录走访的应答是 {done.status}。", f"Recording a visit answered {done.status}.")
    return done


def _statements(person: UUID, by: Viewer) -> list[Statement]:
    """What the act sends, caught while it runs and then rolled back, so that it can be sent for good."""
    with transaction.atomic():
        with caught() as statements, door.open_for(by, to_the_end=True):
            record_entry(
                person=person,
                kind=KIND,
                happened_on=clock.today(),
                outcome="done",
                details={},
                note_text=_NOTE,
                by=by,
                at=clock.now(),
            )
        transaction.set_rollback(True)
    return [said for said in statements if b"SAVEPOINT" not in said.text]


def _send(way: "psycopg.Connection[Any]", statements: list[Statement]) -> float:
    began = time.perf_counter()
    send(way, statements)
    return (time.perf_counter() - began) * 1000
