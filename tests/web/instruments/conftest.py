"""Somebody in care at Lin's station, a psychologist and a doctor named to them, and browsers of the cast."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.domain.access import Relation, Viewer
from guitu.domain.instruments.model import Definition
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.ids import new_id
from guitu.foundation.instrument_files import shipped
from guitu.web.shell.asking import names_of
from tests.world import NOW, Case, World, in_aftercare

FORMS = {definition.code: definition for definition in shipped()}


@pytest.fixture
def case(world: World) -> Case:
    """Somebody whose psychologist and doctor are named."""
    made = in_aftercare(world.station, since=clock.today() - timedelta(days=200), worker=world.lin.id)
    for helper in (world.psychologist, world.doctor):
        authorization.tie(
            made.person,
            held_by=world.station,
            kind=Relation.TEAM,
            account=helper.id,
            at=NOW,
            by=world.head.id,
        )
    return made


@dataclass(frozen=True)
class Desk:
    """One colleague's browser."""

    client: Client
    case: Case

    def address(self, name: str, *more: object) -> str:
        return reverse(f"instruments:{name}", args=[self.case.person, *more])

    def page(self, name: str, *more: object) -> str:
        answer = self.client.get(self.address(name, *more))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def sends(self, code: str, typed: dict[str, object], *, intent: str = "finish", id_: object = None):
        """The form of ``code`` filled in by link id and sent."""
        names = names_of(FORMS[code])
        body = {names[id_]: text for id_, text in typed.items()}
        body |= {"intent": intent, "on": clock.today().isoformat(), "entry_id": str(id_ or new_id())}
        return self.client.post(self.address("fill", code), body)

    def acts(self, name: str, **body: object):
        return self.client.post(self.address(name), body)


@pytest.fixture
def desk(case: Case) -> Callable[[Viewer], Desk]:
    """The desk of whoever of the cast."""

    def of(viewer: Viewer) -> Desk:
        client = Client()
        client.force_login(Account.objects.get(id=viewer.id))
        reason = reverse("oversight:reason", args=[case.person])
        client.post(reason, {"reason": "joint_work"})  # who works elsewhere says why first
        return Desk(client, case)

    return of


def phq(ninth: str = "never") -> dict[str, object]:
    """Seven on PHQ-9, item nine as told."""
    return {**dict.fromkeys("1234567", "several"), "8": "never", "9": ninth, "10": "some"}


AUDIT = {"1": "2", "2": "1", "3": "0", "4": "0", "5": "0", "6": "0", "7": "1", "8": "0", "9": "0", "10": "2"}


def risk(definition: Definition = FORMS["risk_level"], **said: object) -> dict[str, object]:
    """All factors low, judged low, with reasons and help."""
    factors = {item.id: "low" for item in definition.items if any(o.level for o in item.options)}
    judged = {
        "level": "low",
        "reasons": "工作稳定",
        "helps": ["work"],
        "help_what": "每月联系",
        "own_view": "挺好",
    }
    return {**factors, **judged, **said}


def entries(kind: str) -> list[Entry]:
    """What stands in the journal."""
    return list(Entry.objects.filter(kind=kind).order_by("recorded_at", "id"))
