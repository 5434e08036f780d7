"""A sealed person is indistinguishable from one who never was: same status, same body, as many queries."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guitu.analytics import recent
from guitu.casework.people.commands import NewContact, NewFact
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from tests.web.test_sweep import CASES, browser_of
from tests.web.tries import ADDRESS, NAME, NOTE, PHONE, Prey
from tests.world import World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
FORMER = ("lin", "head", "worker", "social", "officer", "gate", "manager", "guardian")
OF_A_PLACE = {"figures:export"}  # asks about nobody, and no two copies of it are alike
ABOUT_A_PERSON = sorted(name for name, case in CASES.items() if case.by_id and name not in OF_A_PLACE)
_SESSION = re.compile("SAVEPOINT|django_session|accounts_", re.IGNORECASE)
_VARIES = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|data-started="[^"]*"')


@pytest.fixture
def sealed(world: World) -> Prey:
    """Somebody whose care ended today, and who agreed to less before."""
    made = someone(
        world.station,
        name=NAME,
        contacts=(NewContact("phone", PHONE), NewContact("address", ADDRESS)),
        facts=(NewFact("background", "remark", NOTE),),
    )
    today = clock.today()
    case = in_aftercare(world.station, person=made, worker=world.lin.id, since=today - timedelta(days=200))
    entries = [
        record_entry(
            person=case.person, kind="consent", happened_on=day, outcome=outcome, details={},
            note_text=NOTE, episode=case.episode, by=world.lin, at=clock.now(),
        )
        for day, outcome in ((today - timedelta(days=190), "given"), (today, "withdrawn"))
    ]  # fmt: skip
    assert entries[-1].sealed
    assert made.citizen_id
    return Prey(
        case.person, made.citizen_id, case.episode, entries[0].entry_id, world.station,
        new_id(), new_id(), new_id(), world.lin.id,
    )  # fmt: skip


def never(prey: Prey) -> Prey:
    """Somebody who never was."""
    return replace(prey, person=new_id(), episode=new_id(), entry=new_id())


def asked(client, name: str, prey: Prey, way: str) -> tuple[int, bytes, int]:
    """Status, body without what differs by request, and how many statements it took about people."""
    case = CASES[name]
    recent.forget()  # an answer that is kept for the next one saves its statements, whoever it is about
    address = reverse(name, args=case.args(prey))
    with CaptureQueriesContext(connection) as statements:
        if way == "get":
            answer = client.get(address, case.query(prey))
        else:
            answer = client.post(address, case.body(prey))
    body = _VARIES.sub(b"", answer.content)
    for one in (prey.person, prey.episode, prey.entry):
        body = body.replace(str(one).encode(), b"X")
    place = answer.headers.get("Location", "").replace(str(prey.person), "X")
    # when a session was last seen is noted every few seconds, whomever a page is about
    asking = [s["sql"] for s in statements if not _SESSION.search(s["sql"])]
    return answer.status_code, body + place.encode(), len(asking)


@pytest.mark.parametrize("way", ["get", "post"])
@pytest.mark.parametrize("who", FORMER)
def test_sealed_and_never_known_are_the_same_everywhere(
    world: World, sealed: Prey, who: str, way: str
) -> None:
    client = browser_of(getattr(world, who))
    asked(client, ABOUT_A_PERSON[0], never(sealed), way)  # what is asked once a session is asked now
    for name in ABOUT_A_PERSON:
        assert asked(client, name, sealed, way) == asked(client, name, never(sealed), way), name


@pytest.mark.parametrize("who", FORMER)
def test_nothing_of_a_sealed_person_stands_on_any_page(world: World, sealed: Prey, who: str) -> None:
    client = browser_of(getattr(world, who))
    for name, case in CASES.items():
        answer = client.get(reverse(name, args=case.args(sealed)), case.query(sealed))
        shown = answer.content.decode(errors="ignore")
        assert not [secret for secret in sealed.secrets if secret in shown], name


def test_a_search_for_a_sealed_person_is_a_search_without_a_hit(world: World, sealed: Prey) -> None:
    client = browser_of(world.lin)
    found = {
        text: client.post(reverse("people:search"), {"q": text}).content.decode().replace(text, "")
        for text in (NAME, PHONE, sealed.citizen_id, "欧阳从来没有")
    }
    plain = {re.sub(r'(nonce|value)="[^"]*"', "", body) for body in found.values()}
    assert len(plain) == 1


def test_the_file_is_still_there_for_whom_the_law_names(sealed: Prey) -> None:
    with door.even_sealed("test"), connection.cursor() as cursor:
        cursor.execute(
            "select held_by < 0, sealed_on is not null from people_person where person_id = %s",
            [sealed.person],
        )
        assert cursor.fetchone() == (True, True)
