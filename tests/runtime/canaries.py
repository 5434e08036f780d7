"""Five hundred words that occur nowhere else, a day of work with them, and the search for what it left.

Run as a module, with a roster to import and one to hold, this file is the day in the home to be scanned.
"""

import base64
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from guitu.domain.kernel import citizen_id
from tests.exchange.workbooks import save

PEOPLE = 100
_HEADER = ["序号", "姓名", "身份证号码", "解除日期", "接收街道", "联系电话", "现住址"]
_PLACE = "湖南省长沙市芙蓉区文艺路街道"
_RELEASED = date(2026, 2, 2)


@dataclass(frozen=True)
class Canary:
    """One made-up person, each field a word of its own."""

    name: str
    citizen_id: str
    phone: str
    address: str
    note: str

    @property
    def words(self) -> tuple[str, ...]:
        """What must not be found."""
        return (self.name, self.citizen_id, self.phone, self.address, self.note)


def canaries() -> list[Canary]:
    """The hundred people, the same every time; of rare characters that GBK knows."""
    rng = Random(20260302)  # noqa: S311 - made up
    rare = [bytes((high, low)).decode("gbk") for high in range(0xD8, 0xF7) for low in range(0xA1, 0xFF)]

    def word(length: int) -> str:
        return "".join(rng.choice(rare) for _ in range(length))

    return [
        Canary(
            name=f"欧阳{word(2)}",
            citizen_id=citizen_id.make(991700 + n, date(1990, 5, 1), 2 * rng.randrange(400) + 1),
            phone=f"12{rng.randrange(10**9):09d}",
            address=f"{word(4)}路{word(2)}号",
            note=f"{word(3)}，{word(3)}",
        )
        for n in range(PEOPLE)
    ]


def write_roster(path: Path, people: Iterable[Canary]) -> None:
    """A release roster with these people in it."""
    lines = [
        [n, c.name, c.citizen_id, _RELEASED, _PLACE, c.phone, c.address] for n, c in enumerate(people, 1)
    ]
    title: list[list[object]] = [["解除人员名册"], ["填报单位：演示戒毒所"]]
    save(path, {"名册": [*title, [*_HEADER], *lines]})


def disguises(word: str) -> Iterator[bytes]:
    """How a word can lie in a file: as UTF-8 and GBK, plain, as hexadecimal digits, and as base64."""
    for raw in {word.encode(), word.encode("gbk")}:
        yield raw
        yield raw.hex().encode()
        for shift in range(3):
            # the digits that depend on nothing before or behind the word
            coded = base64.b64encode(b"\0" * shift + raw)
            yield coded[(8 * shift + 5) // 6 : (8 * (shift + len(raw))) // 6]


def found_in(places: Iterable[Path], words: Iterable[str], patterns: Path) -> list[str]:
    """The files under these places that hold any of the words in any disguise."""
    patterns.write_bytes(b"\n".join(shape for word in words for shape in disguises(word)) + b"\n")
    command = ["grep", "--recursive", "--text", "--files-with-matches", "-F", f"--file={patterns}"]
    done = subprocess.run(
        [*command, *map(str, places)], env={"LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout.splitlines()


def live(roster: Path, held: Path) -> None:
    """The day: an import by the page, notes, searches, a correction, a new address, and what goes wrong."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import transaction
    from django.test import Client

    from guitu.foundation import clock
    from guitu.runtime.framework import close_connections, speak_as_the_system
    from tests.world import lay_out

    clock.fix_today(date(2026, 3, 2))
    speak_as_the_system()
    with transaction.atomic():
        world = lay_out()
    gate, worker, head = (_browser(Client(), name) for name in ("gate", "worker", "head"))
    for file in (roster, held):
        with file.open("rb") as sent:
            looked = gate.post("/rosters/", {"file": sent})
        assert looked.status_code == 303, looked.content.decode()
        if file == roster:
            imported = gate.post(f"{looked['Location']}import")
            assert imported.status_code == 303, imported.content.decode()
        gate.get(looked["Location"])
    _write_about(world, worker, head)
    _take_out(world, worker, head)
    _go_wrong()
    _work_in_the_background(world)
    _look_into_sessions()
    close_connections()


def _browser(client, username: str):  # type: ignore[no-untyped-def]  # Django is not set up when this is read
    from tests.world import PASSWORD

    signed_in = client.post("/sign-in", {"username": username, "password": PASSWORD})
    assert signed_in.status_code == 303, signed_in.content.decode()
    return client


def _write_about(world, worker, head) -> None:  # type: ignore[no-untyped-def]  # as above
    from django.db import transaction

    from guitu.casework.people.commands import NewContact, add_contact
    from guitu.casework.people.queries import find, person_for
    from guitu.domain.access import Permission
    from guitu.foundation import clock
    from guitu.foundation.ids import new_id
    from guitu.workflows.record import record_entry

    today, reader = clock.today(), world.worker
    for number, canary in enumerate(canaries()):
        with transaction.atomic():
            (row,) = find(reader, canary.citizen_id).rows
            form = {"entry_id": str(new_id()), "happened_on": today.isoformat(), "note": canary.note}
            record_entry(
                person=row.id,
                kind="talk",
                happened_on=today,
                outcome="done",
                details={"mode": "in_person"},
                note_text=canary.note,
                by=reader,
                at=clock.now(),
            )
        if number % 10 == 0:
            with transaction.atomic():
                who = person_for(reader, row.id, Permission.PERSON_READ)
                add_contact(who, NewContact("address", canary.address + "二楼"), by=reader.id, at=clock.now())
            for text in canary.words[:3]:
                assert worker.post("/people/", {"q": text}).status_code == 200
            assert head.get(f"/people/{row.id}/").status_code in {200, 404}
            refused = worker.post(f"/people/{row.id}/record/talk", {**form, "happened_on": canary.name})
            assert refused.status_code == 422


def _take_out(world, worker, head) -> None:  # type: ignore[no-untyped-def]  # as above
    """Somebody asks for a table of everybody, somebody else agrees, and a picture is stored."""
    from django.db import transaction
    from django.urls import reverse

    from guitu.casework.exports.queries import exports_of
    from guitu.foundation.uploads import store

    wanted = {
        "purpose": "check", "whose": "unit", "kind": "", "columns": ["name", "phase"], "plain": ["name"],
        "form": "xlsx",
    }  # fmt: skip
    asked = worker.post(reverse("exports:start"), wanted)
    assert asked.status_code == 303, asked.content.decode()
    with transaction.atomic():
        (row,) = exports_of(world.worker)
    assert row.state == "asked"
    agreed = head.post(reverse("exports:decide", args=[row.id]), {"answer": "approve"})
    assert agreed.status_code == 303, agreed.content.decode()
    store.keep("".join(canaries()[0].words).encode())


def _go_wrong() -> None:
    """What a defect would do: a statement that fails with somebody's name in it, up to the site's own log."""
    from django.core.handlers.exception import response_for_exception
    from django.db import DatabaseError, connection, transaction
    from django.test import RequestFactory

    for canary in canaries()[:5]:
        for statement in ("select %s::integer", "select * from nothing where name = %s"):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement, [canary.name])
            except DatabaseError as error:
                request = RequestFactory().get("/")
                request.session = {}  # type: ignore[assignment]  # of nobody
                response_for_exception(request, error)
                continue
            raise AssertionError(statement)


def _work_in_the_background(world) -> None:  # type: ignore[no-untyped-def]  # as above
    """The worker makes the table, and has a job that fails with somebody's name in its mouth."""
    from django.db import transaction
    from procrastinate.contrib.django import app

    from guitu.casework.exports.queries import exports_of

    def stumble() -> None:
        try:
            int(canaries()[0].name)
        except ValueError as error:
            raise RuntimeError("of " + canaries()[1].note) from error

    app.task(stumble, name="tests.stumble").defer()
    with app.replace_connector(app.connector.get_worker_connector()) as working, working.open():
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    with transaction.atomic():
        assert [row.state for row in exports_of(world.worker)] == ["ready"]


def _look_into_sessions() -> None:
    """What a session holds is compressed in its table, where no search would find it."""
    from django.contrib.sessions.models import Session
    from django.db import transaction

    with transaction.atomic():
        held = "".join(str(row.get_decoded()) for row in Session.objects.all())
    assert held
    assert not [word for canary in canaries() for word in canary.words if word in held]


if __name__ == "__main__":
    live(Path(sys.argv[1]), Path(sys.argv[2]))
