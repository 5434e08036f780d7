"""Exports as tests ask for them: people of a unit, a request, the file it becomes."""

import csv
import io
from uuid import UUID

import pytest

from guitu.casework.exports.queries import export
from guitu.casework.people.commands import NewContact
from guitu.domain.access import Role, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.exporters import requests
from guitu.exchange.exporters.people import COLUMNS
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.web.exports import words
from tests.world import NOW, PASSWORD, World, in_aftercare, someone

PHONE = "12098761234"


def people(world: World, count: int, *, worker: UUID | None = None) -> list[UUID]:
    made = []
    for number in range(count):
        contact = NewContact("phone", PHONE)
        person = someone(world.station, name=f"=王小{chr(0x4E00 + number)}", contacts=(contact,))
        made.append(in_aftercare(world.station, person=person, worker=worker).person)
    return made


def asked(by: Viewer, *, plain: tuple[str, ...] = (), form: str = "csv", whose: str = "unit", at=NOW, **more):
    return requests.ask(
        form=form, columns=more.pop("columns", COLUMNS), plain=plain, kind=more.pop("kind", ""),
        whose=whose, purpose=more.pop("purpose", "check"), by=by, at=at,
    )  # fmt: skip


def made(by: Viewer, at=NOW, **more):
    row = asked(by, at=at, **more)
    make(row.id, at=at)
    return export(row.id)


def make(wanted: UUID, at=NOW) -> None:
    row = export(wanted)
    requests.make(wanted, words=words.words(), notice=words.notice(row, "林岚"), at=at)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def account(world: World, role: Role, unit: int, name: str) -> Viewer:
    made = create_account(
        username=name, display_name=name, role=role, unit=unit, password=PASSWORD,
        by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as refused:
        act(*args, **kwargs)
    return refused.value.code
