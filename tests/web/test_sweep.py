"""Every address of the house, called as nobody, as a stranger and as the neighbour station's officer.

Each is called with the ids of somebody held elsewhere: the answer is a door (302, 303), a refusal (403),
"not there" (404, 405) or a page of the caller's own, and in none stands that person's name, number, phone or
note. An address without a case here fails: whoever adds one says how it must be tried.
"""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from guitu.casework.agenda.models import Duty
from guitu.casework.intake.models import ImportBatch
from guitu.casework.journal.models import Entry
from guitu.domain.access import Role, Viewer
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from tests.web.tries import NAME, OPEN, PHONE, Prey, Try, of, prey
from tests.web.tries_of_accounts import ACCOUNTS
from tests.web.tries_of_areas import AREAS
from tests.web.tries_of_dashboards import DASHBOARDS
from tests.web.tries_of_directory import DIRECTORY
from tests.web.tries_of_employers import EMPLOYERS
from tests.web.tries_of_family import FAMILY
from tests.web.tries_of_groups import GROUPS
from tests.web.tries_of_health import HEALTH
from tests.web.tries_of_honours import HONOURS
from tests.web.tries_of_incidents import INCIDENTS
from tests.web.tries_of_plans import PLANS
from tests.web.tries_of_referrals import REFERRALS
from tests.web.tries_of_support import SUPPORT
from tests.web.tries_of_surveys import SURVEYS
from tests.web.tries_of_testing import TESTING
from tests.web.tries_of_work import WORK
from tests.world import NOW, PASSWORD, World, world

__all__ = ["prey", "world"]

BY_ID = frozenset({303, 401, 403, 404, 405, 415})  # a door, a refusal, not there, not in such a shape


def account_body(prey: Prey) -> dict[str, object]:
    """What an administrator would send about an account."""
    return {"display_name": "某人", "role": "posted_officer", "unit": str(prey.station)}


ENTRY = {"outcome": "done", "happened_on": "2026-03-02", "note": "越权"}
CASES: dict[str, Try] = {
    **ACCOUNTS,
    "desk:desk": Try(query=lambda _prey: {"whose": "unit", "window": "today"}),
    "people:search": Try(
        query=lambda prey: {"q": "ouyangbukejian", "place": prey.station},
        body=lambda _prey: {"q": "ouyangbukejian"},
    ),
    "people:person": of("person"),
    "people:why": Try(args=lambda prey: [prey.person, prey.episode, "J-01", 1], by_id=True),
    "encounters:choose": of("person"),
    "encounters:record": Try(
        args=lambda prey: [prey.person, "talk"], by_id=True, body=lambda _prey: {**ENTRY, "id": str(new_id())}
    ),
    "encounters:correct": of("person", "entry", body=lambda _prey: {**ENTRY, "id": str(new_id())}),
    "encounters:undo": of("person", "entry"),
    "public:figures": Try(query=lambda prey: {"place": prey.station}),
    "public:outward": Try(
        body=lambda prey: {"metric": "in_care", "place": prey.station, "quarter": "2026q3"}
    ),
    "figures:region": Try(query=lambda prey: {"place": prey.station}, by_id=True),
    "figures:cohorts": Try(query=lambda prey: {"place": prey.station}, by_id=True),
    "figures:export": Try(
        body=lambda prey: {
            "place": prey.station,
            "theme": "care",
            "months": "6",
            "form": "csv",
            "purpose": "report",
        },
        by_id=True,
    ),
    "figures:lens": Try(
        args=lambda _prey: ["five_chains"], query=lambda prey: {"place": prey.station}, by_id=True
    ),
    "figures:cases": Try(
        args=lambda _prey: ["in_care", "all"],
        query=lambda prey: {"place": prey.station},
        by_id=True,
    ),
    "rosters:start": Try(body=lambda _prey: {"file": SimpleUploadedFile("a.xlsx", b"x")}),
    "rosters:preview": of("held"),
    "rosters:columns": of("held"),
    "rosters:import": of("held"),
    "rosters:drop": of("held"),
    "rosters:progress": of("held"),
    "rosters:batch": of("batch"),
    "rosters:undo": of("batch"),
    "rosters:answer": of("batch", "row", body=lambda _prey: {"same": "yes"}),
    "outbox:outbox": Try(query=lambda _prey: {"show": "sent"}),
    "outbox:person": of("person", body=lambda _prey: {"wish": "sms"}),
    "outbox:drop": of("person", "entry"),
    "outbox:again": of("person", "entry"),
    "transfers:board": OPEN,
    "transfers:offer": of("person", body=lambda _prey: {"sort": "move", "to": "430102002000001"}),
    "transfers:one": of("person", "entry"),
    "transfers:decline": of("person", "entry", body=lambda _prey: {"reason": "other"}),
    "transfers:take-back": of("person", "entry"),
    "assignment:queue": Try(
        query=lambda _prey: {"show": "all"},
        body=lambda prey: {"person": f"{prey.person}:{new_id()}", "worker": str(prey.account)},
    ),
    "api:description": OPEN,
    "api:worklist": Try(query=lambda _prey: {"whose": "unit", "window": "today"}),
    "api:search": Try(body=lambda _prey: {"text": "ouyangbukejian"}),
    "api:person": of("person"),
    "api:record": Try(
        args=lambda prey: [prey.person], by_id=True, body=lambda _prey: {**ENTRY, "id": str(new_id())}
    ),
    "api:figures": Try(query=lambda prey: {"place": prey.station}, by_id=True),
    "exports:start": Try(
        body=lambda _prey: {
            "purpose": "check",
            "whose": "unit",
            "columns": "name",
            "plain": "name",
            "form": "csv",
        }
    ),
    "exports:waiting": OPEN,
    "exports:decide": Try(args=lambda _prey: [new_id()], body=lambda _prey: {"answer": "approve"}),
    "exports:fetch": Try(args=lambda _prey: [new_id()]),
    "oversight:who-looked": of("person"),
    "oversight:reason": of("person", body=lambda _prey: {"reason": "other"}),
    "oversight:alerts": OPEN,
    "oversight:answer": Try(args=lambda _prey: [new_id()], body=lambda _prey: {"answer": "lifted"}),
    "oversight:log": OPEN,
    "assignment:hand-over": Try(body=lambda prey: {"of": str(prey.account), "to": str(prey.account)}),
    "handoffs:board": Try(query=lambda _prey: {"show": "all"}),
    "handoffs:calendar": OPEN,
    "handoffs:new": Try(
        body=lambda prey: {
            "name": NAME,
            "sex": "male",
            "citizen_id": prey.citizen_id,
            "order_document": "演〔2026〕1号",
            "decided_on": "2026-01-01",
            "released_on": "2026-01-01",
        }
    ),
    "handoffs:person": of("person"),
    "handoffs:assess": of("person", body=lambda _prey: {"body": "越权"}),
    "handoffs:need": of("person", body=lambda _prey: {"need-code": "work"}),
    "handoffs:drop-need": of("person", body=lambda prey: {"line": str(prey.row)}),
    "handoffs:packet": of("person", body=lambda _prey: {"packet-conduct": "越权"}),
    "handoffs:offer": of("person", body=lambda prey: {"offer-station": str(prey.station)}),
    "handoffs:accept": of("person"),
    "handoffs:send-back": of("person", body=lambda _prey: {"back-reason": "other"}),
    "handoffs:take-back": of("person"),
    "handoffs:stay": of("person", body=lambda _prey: {"stay-reason": "other"}),
    "handoffs:day": of("person", body=lambda _prey: {"day-released_on": "2026-01-01"}),
    **AREAS,
    **HONOURS,
    **PLANS,
    **DIRECTORY,
    **FAMILY,
    **HEALTH,
    **EMPLOYERS,
    **GROUPS,
    **WORK,
    **DASHBOARDS,
    **REFERRALS,
    **SUPPORT,
    **SURVEYS,
    **INCIDENTS,
    "records:rights": of("person"),
    "records:consent": Try(
        args=lambda prey: [prey.person, "research"], by_id=True, body=lambda _prey: {"outcome": "given"}
    ),
    "records:ask": of(
        "person",
        query=lambda prey: {"of": "entry", "row": prey.entry},
        body=lambda _prey: {"kind": "correction", "words": "越权"},
    ),
    "records:copy": of("person", body=lambda _prey: {"form": "json"}),
    "records:waiting": OPEN,
    "records:answer": Try(args=lambda prey: [prey.row], by_id=True, body=lambda _prey: {"state": "granted"}),
    "records:correction": Try(body=lambda _prey: {"counted_on": "2026-03-01", "people": "1"}),
    "records:openings": OPEN,
    "records:ask-to-open": Try(body=lambda prey: {"citizen_id": prey.citizen_id}),
    "records:opening": Try(
        args=lambda prey: [prey.row], by_id=True, body=lambda prey: {"citizen_id": prey.citizen_id}
    ),
    "records:decline": of("row"),
    "records:read": of("row"),
    "instruments:choose": of("person"),
    "instruments:fill": Try(
        args=lambda prey: [prey.person, "audit"],
        by_id=True,
        body=lambda _prey: {"intent": "draft", "q1": "1"},
    ),
    "instruments:draft": Try(args=lambda prey: [prey.person, "audit"], by_id=True),
    "instruments:result": of("person", "entry"),
    "instruments:course": Try(args=lambda prey: [prey.person, "audit"], by_id=True),
    "instruments:level": of("person"),
    "instruments:confirm": of("person", body=lambda prey: {"proposal": str(prey.row)}),
    "instruments:withdraw": of("person", body=lambda prey: {"proposal": str(prey.row)}),
    "instruments:shelf": OPEN,
    "instruments:paper": Try(args=lambda _prey: ["audit", "1.0"]),
    "instruments:state": Try(args=lambda _prey: ["audit", "1.0"], body=lambda _prey: {"to": "retired"}),
    "breaches:breach": of("person"),
    "breaches:sheet": of("person"),
    "breaches:step": Try(
        args=lambda prey: [prey.person, prey.episode, "close"],
        by_id=True,
        body=lambda _prey: {"close-why": "other", "close-entry_id": str(new_id())},
    ),
    "breaches:lost": of("person", body=lambda _prey: {"lost-told": "police_station"}),
    "breaches:use": of("person", body=lambda _prey: {"told": "yes", "said-on": "2026-03-01"}),
    "leave:leave": of("person", body=lambda _prey: {"leave-first": "2026-03-01", "leave-back": "2026-03-09"}),
    "leave:later": of("person", body=lambda _prey: {"later-back": "2026-03-09"}),
    "leave:back": of("person", body=lambda _prey: {"back-on": "2026-03-09"}),
    "endings:endings": OPEN,
    "team:team": of("person", body=lambda prey: {"account": str(prey.account), "relation": "team"}),
    "team:end": of("person", body=lambda prey: {"id": str(prey.row)}),
    "team:exclude": of(
        "person", body=lambda prey: {"exclude-account": str(prey.account), "exclude-kind": "relative"}
    ),
    "team:lift": of("person", body=lambda prey: {"id": str(prey.row)}),
    "team:i-know": of("person", body=lambda _prey: {"kind": "relative"}),
    "team:ask": Try(
        body=lambda _prey: {"name": NAME, "birth_on": "2001-01-01", "reason": "other", "words": "急"}
    ),
    "team:reviews": OPEN,
    "team:review": Try(args=lambda prey: [prey.row], by_id=True, body=lambda _prey: {"outcome": "justified"}),
    "team:openings": of("person"),
    "letters:letters": of("person"),
    "letters:new": Try(
        args=lambda prey: [prey.person, "leave_return"],
        by_id=True,
        body=lambda _prey: {"act": "issue", "letter_id": str(new_id()), "returned_on": "2026-03-01"},
    ),
    "letters:letter": of("person", "row"),
    "letters:shelf": OPEN,
    "letters:template": Try(
        args=lambda _prey: ["referral"], body=lambda _prey: {"file": SimpleUploadedFile("a.docx", b"x")}
    ),
    "letters:template-file": Try(args=lambda _prey: ["referral"]),
    "letters:template-remove": Try(args=lambda _prey: ["referral"]),
    "letters:template-version": Try(args=lambda _prey: ["referral", 1]),
    "letters:template-use": Try(args=lambda _prey: ["referral", 1]),
    **TESTING,
    "rulebook:book": OPEN,
    "rulebook:pack": Try(args=lambda _prey: ["national"]),
    "admin:accounts": OPEN,
    "admin:new-account": Try(body=account_body),
    "admin:account": Try(args=lambda prey: [prey.account], body=account_body),
    "admin:password": Try(args=lambda prey: [prey.account], body=lambda _prey: {"new": "x"}),
    "admin:active": Try(args=lambda prey: [prey.account]),
    "admin:factors-off": Try(args=lambda prey: [prey.account]),
    "admin:stand-in": Try(args=lambda prey: [prey.account], body=lambda _prey: {"stand_in": "mo"}),
    "admin:end-stand-in": Try(args=lambda prey: [prey.account, new_id()]),
    "admin:wish": Try(args=lambda prey: [prey.account, new_id()]),
    "admin:odd": OPEN,
    "admin:judge": Try(args=lambda _prey: [new_id()]),
    "admin:units": OPEN,
    "admin:new-unit": OPEN,
    "admin:unit": Try(args=lambda prey: [prey.station]),
}


def addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The name of every address of the resolver; an address without one is called by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or pattern.pattern}"


def test_every_address_has_a_case_and_every_case_an_address():
    assert set(addresses(get_resolver().url_patterns)) == set(CASES)


def viewer_called(world: World, who: str) -> Viewer | None:
    """Nobody (None), one of the cast, or a neighbour that the cast lacks."""
    if who == "nobody":
        return None
    if who == "neighbour head":
        return _account(world.other_station, Role.UNIT_HEAD)
    if who == "neighbour township":
        return _account(world.other_township, Role.FULL_TIME_WORKER)
    found: Viewer = getattr(world, who)
    return found


def browser_of(viewer: Viewer | None) -> Client:
    """A browser of its own, signed in unless for nobody."""
    client = Client()
    if viewer is not None:
        client.force_login(Account.objects.get(id=viewer.id))
    return client


def _account(unit: int, role: Role) -> Viewer:
    made = create_account(
        username="neighbour", display_name="邻站何", role=role, unit=unit,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))


def answers(client: Client, name: str, prey: Prey) -> Iterator[tuple[str, int, str]]:
    """What the address answers to each way of asking, htmx's included."""
    case = CASES[name]
    address = reverse(name, args=case.args(prey))
    htmx = {"HX-Request": "true"}
    for how, response in (
        ("get", client.get(address, case.query(prey))),
        ("htmx", client.get(address, case.query(prey), headers=htmx)),
        ("post", client.post(address, case.body(prey))),
    ):
        said = response.content.decode(errors="replace")  # a file may be none of ours to read
        yield how, response.status_code, said + str(dict(response.headers))


@pytest.mark.parametrize(
    "who", ["nobody", "mo", "manager", "admin", "gate", "neighbour head", "neighbour township"]
)
def test_nobody_learns_who_is_held_elsewhere(world, prey, who):
    viewer = viewer_called(world, who)

    for name, case in CASES.items():
        for how, status, content in answers(browser_of(viewer), name, prey):
            typed = {str(value) for value in case.body(prey).values()}  # a form repeats what was typed in it
            told = [secret for secret in prey.secrets if secret in content and secret not in typed]
            assert not told, (name, how, status)
            if case.by_id and not _is_own(who, name):
                led_on = status == 200 and how == "htmx" and "HX-Redirect" in content
                assert status in BY_ID or led_on, (name, how, status)


def _is_own(who: str, name: str) -> bool:
    """A county's manager may read the numbers of its stations; they hold no names."""
    return who == "manager" and name in {
        "figures:region",
        "figures:export",
        "figures:lens",
        "figures:cohorts",
        "api:figures",
        "dashboards:place",
        "dashboards:clean",
        "dashboards:reports",
    }


@pytest.mark.parametrize("who", ["mo", "neighbour head", "gate", "manager", "admin"])
def test_a_stranger_changes_nothing(world, prey, who):
    client = browser_of(viewer_called(world, who))
    before = _state()

    for name, case in CASES.items():
        if case.by_id or name == "assignment:queue":
            list(answers(client, name, prey))

    assert _state() == before


def _state() -> list[object]:
    entries = list(Entry.objects.order_by("id").values_list("id", "held_by", "note"))
    duties = list(Duty.objects.order_by("person_id").values_list("person_id", "held_by", "worker", "state"))
    return [entries, duties, list(ImportBatch.objects.values_list("id", "state"))]


def test_the_persons_own_officer_is_let_in(world, prey):
    """Otherwise the sweep would prove nothing."""
    lin = browser_of(world.lin)

    for name in (
        "people:person",
        "people:why",
        "encounters:choose",
        "encounters:record",
        "encounters:correct",
    ):
        assert next(answers(lin, name, prey))[1] == 200, name
    page = lin.get(reverse("people:person", args=[prey.person])).content.decode()
    assert NAME in page
    assert PHONE in page
