"""Whatever is typed into any form of help, no page breaks.

The forms are taken from the pages themselves, as whoever may use them sees them. Each field in turn gets
words, numbers and days that nobody types by accident, the others what one would. Every answer is one of ours:
done, a sentence beside the field, or not there; the database never has the first word about what was typed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from guitu.domain.access import Relation, Viewer
from guitu.domain.discrimination.incidents import Change, State, Told
from guitu.domain.family.relative import About
from guitu.domain.work.placement import State as Job
from guitu.foundation import clock
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import counselling, incident, need, placement, refer
from guitu.workflows import family as families
from guitu.workflows.record import record_entry
from tests.web.test_sweep import browser_of
from tests.workflows.jobs import factory, post
from tests.workflows.supporting import approved, begun, colleague, proposed
from tests.world import NOW, TODAY, Case, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

WORDS = (
    "\u202e\u2066右到左", "长" * 10_000, "\x07\x1b[31m\x7f", "\U0010ffff\ufffe", "\u2028\u200b", " \t ", "",
)  # fmt: skip
NUMBERS = ("-1", "-" + "9" * 30, "9" * 40, "1e309", "NaN", "٣", "1_0", "0", "0.001", "１２")
DAYS = ("9999-12-31", "0001-01-01", "2026-02-30", "99999-01-01", "2026-W01-1", "1")
IDS = ("x", "00000000-0000-0000-0000-000000000000", "f" * 32, "-1")
OURS = {200, 303, 400, 403, 404, 409, 413, 422}
PAGES = 90  # of one reader
A_FEW = 25  # forms of one reader, where not all are tried
SPOILT = ("logout", "sign-out", "/me/", "/admin", "export")


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    action: str
    fields: dict[str, Field] = field(default_factory=dict)


class Reader(HTMLParser):
    """Links and forms of one page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.links, self.forms = address, list[str](), list[PageForm]()
        self._form: PageForm | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "").startswith(("/", "?")):
            self.links.append(urljoin(self.address, said["href"]))
        elif tag == "form":
            self._form = None
            if said.get("method", "").lower() == "post":
                self._form = PageForm(urljoin(self.address, said.get("action") or self.address))
                self.forms.append(self._form)
        elif self._form is not None and said.get("name"):
            self._take(tag, said)
        elif tag == "option" and self._select is not None:
            self._select.choices.append(said.get("value", ""))

    def _take(self, tag: str, said: dict[str, str]) -> None:
        assert self._form is not None
        kind = said.get("type", "text") if tag == "input" else tag
        known = self._form.fields.setdefault(said["name"], Field(said["name"], kind, said.get("value", "")))
        if kind in {"radio", "checkbox", "button"}:
            known.choices.append(said.get("value", "on"))
        if tag == "select":
            self._select = known

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None


def read(client: Client, address: str) -> Reader | None:
    parts = urlsplit(address)
    answer = client.get(parts.path, dict(parse_qsl(parts.query)))
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return None
    reader = Reader(address)
    reader.feed(answer.content.decode())
    return reader


def forms_of(client: Client, starts: list[str]) -> list[PageForm]:
    """The forms of the pages that a reader comes to from these, each action with its fields once."""
    waiting, seen, forms = list(starts), set[str](), dict[tuple[str, ...], PageForm]()
    near = tuple(urlsplit(one).path for one in starts)
    while waiting and len(seen) < PAGES:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if path in seen or any(part in path for part in SPOILT):
            continue
        seen.add(path)
        reader = read(client, address)
        if reader is None:
            continue
        for form in reader.forms:
            if not any(part in form.action for part in SPOILT):
                forms.setdefault((urlsplit(form.action).path, *sorted(form.fields)), form)
        waiting += [link for link in reader.links if urlsplit(link).path.startswith(near)]
    return list(forms.values())


def usual(one: Field) -> str | list[str]:
    """What somebody would type."""
    today = clock.today()
    if one.kind == "hidden":
        return one.value
    if one.choices:
        return next((choice for choice in one.choices if choice), "")
    return {"date": today.isoformat(), "number": "1", "month": today.isoformat()[:7]}.get(
        one.kind, one.value or "好"
    )


def odd(one: Field) -> tuple[str, ...]:
    if one.kind == "hidden":
        return IDS
    if one.kind == "date":
        return (*DAYS, WORDS[0])
    if one.choices or one.kind == "number":
        return (*NUMBERS, *WORDS[:2])
    return (*WORDS, *NUMBERS[:4], *DAYS[:2])


def bodies(
    form: PageForm, chance: random.Random, *, all_of_them: bool
) -> Iterator[tuple[str, dict[str, object]]]:
    base = {name: usual(one) for name, one in form.fields.items() if name != "csrfmiddlewaretoken"}
    yield "usual", base
    yield "nothing", {"x": "1"}
    for name, one in form.fields.items():
        if name == "csrfmiddlewaretoken":
            continue
        values = odd(one)
        for value in values if all_of_them else [chance.choice(values)]:
            yield f"{name}={value[:20]!r}", {**base, name: value}
        yield f"{name} many times", {**base, name: [str(n) for n in range(300)]}


@pytest.fixture
def helped(world: World) -> Case:
    """Somebody with something in every room that helps, named to a doctor, a psychologist and a lawyer."""
    made = someone(world.station, name="欧阳安")
    case = in_aftercare(world.station, person=made, worker=world.lin.id, since=TODAY - timedelta(days=60))
    for viewer in (world.lin, world.head, world.doctor, world.psychologist, world.legal):
        authorization.tie(
            case.person, held_by=case.held_by, kind=Relation.TEAM, account=viewer.id, at=NOW, by=None
        )
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    for purpose in ("help_referral", "job_referral", "publicity", "honours"):
        record_entry(kind="consent", happened_on=TODAY, outcome="given", details={"purpose": purpose}, **ask)
    need.raise_needs(
        needs=["housing"], urgent=False, words="没有地方住", said_on=TODAY, entry=new_id(), **ask
    )
    written = refer.Written(help="relief", purpose="想申请临时住处", partner="爱心旅舍")
    refer.write_down(written=written, **ask)
    sent = refer.write_down(written=written, **ask)
    until = TODAY + timedelta(days=20)
    refer.send(referral=sent, basis=refer.ASKED, agreed=True, until=until, **ask)
    begun(case, by=world.lin)
    proposed(case, by=world.lin)
    approved(case, world, colleague(world, "third", "姚岚"))
    told = Told("job", "refused", TODAY, "某物流公司", "一查就说不要", "correct", agreed=True)
    unfair = incident.tell(told=told, incident=new_id(), **ask)
    change = Change(State.SENT, TODAY, "", route="labour", agreed=True, next_on=until)
    incident.move_on(incident=unfair, change=change, **ask)
    incident.ask_lawyer(incident=unfair, words="能不能起诉", agreed=True, **ask)
    job = placement.propose(job=placement.Job(vacancy=post(factory()).id), placement_id=new_id(), **ask)
    placement.move_on(placement=job, to=Job.HIRED, on=TODAY, **ask)
    lin = with_relations(world.lin, at=clock.now())
    families.write_down(about=About("parent", "刘桂芳", "", "", ""), made=new_id(), **{**ask, "by": lin})
    counselling.begin(
        person=case.person,
        kind="individual",
        goals="睡得好一些",
        with_whom="",
        by=with_relations(world.psychologist, at=clock.now()),
        at=NOW,
    )
    return case


def starts(case: Case, who: str) -> list[str]:
    about = f"/people/{case.person}"
    boards = [
        *("/support/", "/incidents/", "/referrals/", "/groups/", "/teams/", "/vacancies/", "/courses/"),
        *("/employers/", "/services/", "/givers/", reverse("work:seekers"), "/honours/", "/help/"),
    ]
    own = {
        "doctor": [reverse("health:start")],
        "psychologist": [reverse("counselling:start")],
        "legal": [reverse("incidents:questions")],
    }
    return [about, *own.get(who, boards)]


@pytest.mark.parametrize("how", ["some", pytest.param("all", marks=pytest.mark.full)])
@pytest.mark.parametrize("who", ["lin", "head", "doctor", "psychologist", "legal"])
def test_no_form_breaks_on_what_is_typed(
    world: World, helped: Case, who: str, how: str, settings: object
):  # fmt: skip
    settings.GUITU_DEMO = True  # type: ignore[attr-defined]  # nobody is asked for a second factor
    viewer: Viewer = getattr(world, who)
    client = browser_of(viewer)
    client.raise_request_exception = False
    forms = forms_of(client, starts(helped, who))
    assert len(forms) >= 2, [form.action for form in forms]
    chance, broken = random.Random(7), []  # noqa: S311 - reproducible, not secret

    if how == "some":
        forms = chance.sample(forms, min(len(forms), A_FEW))
    for form in forms:
        for what, body in bodies(form, chance, all_of_them=how == "all"):
            mark = transaction.savepoint()
            answer = client.post(urlsplit(form.action).path, body)
            if answer.status_code not in OURS:
                broken.append(
                    (urlsplit(form.action).path.replace(str(helped.person), "…"), what, answer.status_code)
                )
            transaction.savepoint_rollback(mark)

    assert broken == []
