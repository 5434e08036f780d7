"""Marked words in every medical and psychological field: none of them reaches anybody it is not for.

Pages, lists, searches, exports, copies, the API, messages, logs, and the tables themselves as they lie there.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from guitu.casework.counselling.models import Case as CounsellingCase
from guitu.casework.counselling.models import Session
from guitu.casework.health.models import Checkup, Line
from guitu.casework.health.models import Referral as ToHospital
from guitu.domain.access import Relation, Role, Viewer
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.plan import Words
from guitu.domain.health.record import NewLine
from guitu.domain.health.referral import State
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows import agree_to_share, copy_of_file, counselling, crisis, health, team
from tests.web.test_sweep import CASES, browser_of
from tests.web.tries import Prey, Try
from tests.world import COUNTY, NOW, PASSWORD, Case, World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

_marks = count(1)


class Planted:
    """The words, by whom they are for."""

    def __init__(self) -> None:
        self.medical: list[str] = []
        self.mind: list[str] = []

    def heal(self, field: str) -> str:
        """A word for doctors."""
        self.medical.append(f"医{field}{next(_marks):04d}号")
        return self.medical[-1]

    def soul(self, field: str) -> str:
        """A word for one psychologist."""
        self.mind.append(f"心{field}{next(_marks):04d}号")
        return self.mind[-1]


@pytest.fixture
def case(world: World) -> Case:
    since = clock.today() - timedelta(days=20)
    made = someone(world.station, name="欧阳不可见")
    return in_rehab(world.station, person=made, since=since, worker=world.lin.id)


def account(name: str, role: Role, unit: int) -> Viewer:
    made = create_account(
        username=name, display_name=name, role=role, unit=unit, password=PASSWORD, by=None, at=NOW,
        must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.select_related("unit").get(id=made))


def named(case: Case, to: Viewer, world: World, relation: Relation = Relation.TEAM) -> Viewer:
    team.name(person=case.person, to=to.id, relation=relation, until=None, by=world.head, at=clock.now())
    return with_relations(to, at=clock.now())


@pytest.fixture
def planted(case: Case, world: World) -> Planted:
    """A doctor's and a psychologist's whole work about one person; the person agreed to share nothing."""
    words = Planted()
    doctor = named(case, world.doctor, world)
    pei = named(case, world.psychologist, world)
    _health(case, doctor, words)
    _mind(case, pei, named(case, account("tongshi", Role.PSYCHOLOGIST, world.station), world), words)
    with door.open_for(world.lin):
        crisis.record(
            person=case.person, crisis="overdose", words=words.heal("危机"), entry_id=new_id(), by=world.lin,
            at=clock.now(),
        )  # fmt: skip
    words.mind.append(words.medical[-1])  # told to the psychologists as well
    return words


def _health(case: Case, doctor: Viewer, words: Planted) -> None:
    at, today = clock.now(), clock.today()
    on = {"person": case.person, "by": doctor, "at": at}
    codes = {Sort.CONDITION: "other", Sort.INFECTION: "other", Sort.DISABILITY: "physical"}
    with door.open_for(doctor):
        lines = [
            health.write_line(line=NewLine(sort, codes.get(sort, ""), words.heal(sort.value)), **on)
            for sort in Sort
        ]
        health.end_line(line=lines[-1], **on)
        for seen in (0, 1):
            said = Words(*(words.heal(f"计划{name}{seen}") for name in Words._fields))
            health.renew_plan(words=said, check_on=today + timedelta(days=9), seen=seen, **on)
        made = health.plan_checkup(kind="liver", words=words.heal("检查"), due_on=today, **on)
        health.close_checkup(
            checkup=made, outcome=Outcome.DONE, done_on=today, found=words.heal("结果"), next_on=None, **on
        )
        health.plan_checkup(kind="liver", words=words.heal("下次检查"), due_on=today, **on)
        agree_to_share.say(purpose="hospital_referral", agreed=True, **on)
        sent = health.draft_referral(
            hospital=words.heal("医院"), reason=words.heal("原因"), green=True, lines=lines[:2], **on
        )
        health.step_referral(referral_id=sent, to=State.SENT, answer="", **on)
        health.step_referral(referral_id=sent, to=State.ACCEPTED, answer=words.heal("回音"), **on)


def _mind(case: Case, pei: Viewer, colleague: Viewer, words: Planted) -> None:
    at, today = clock.now(), clock.today()
    on = {"person": case.person, "by": pei, "at": at}
    with door.open_for(pei):
        made = counselling.begin(
            kind="family", goals=words.soul("目标"), with_whom=words.soul("还有谁"), **on
        )
        counselling.open_case(case=made, **on)
        session = counselling.plan_session(case=made, **{**on, "on": today})
        counselling.write_session(
            session=session, attendance="came", themes=("trauma",), words=words.soul("记录"),
            **{**on, "on": today},
        )  # fmt: skip
        counselling.hand_over(case=made, to=colleague.id, summary=words.soul("摘要"), **on)
    words.mind.pop()  # for the colleague alone: tried below


def prey_of(case: Case, row: UUID) -> Prey:
    return Prey(
        case.person, "x" * 18, case.episode, new_id(), case.held_by, new_id(), row, new_id(), new_id()
    )


def rows() -> list[UUID]:
    """The ids of rows that addresses could be made of."""
    with door.even_sealed("looking"):
        found = [m.objects.values_list("id", flat=True) for m in (Line, Checkup, ToHospital, CounsellingCase)]
        return [ids[0] for ids in found] + [Session.objects.values_list("id", flat=True)[0]]


def pages(viewer: Viewer, case: Case) -> Iterator[tuple[str, str]]:
    """Whatever one account is answered at any address about this person, or about nobody in particular."""
    client = browser_of(viewer)
    found = rows()
    for name, one in CASES.items():
        if name.startswith(("account:", "admin:", "rosters:")):
            continue
        of_rows = name.startswith(("health:", "counselling:"))
        for row in found if of_rows and _takes_a_row(one) else found[:1]:
            prey = prey_of(case, row)
            answer = client.get(reverse(name, args=one.args(prey)), one.query(prey))
            body = b"".join(answer) if answer.streaming else answer.content
            yield name, body.decode(errors="replace") + str(dict(answer.headers))


def _takes_a_row(one: Try) -> bool:
    marker = new_id()
    prey = Prey(*(new_id() for _ in range(6)), marker, new_id(), new_id())  # type: ignore[arg-type]
    return marker in one.args(prey)


def leaks(viewer: Viewer, case: Case, words: list[str]) -> list[tuple[str, str]]:
    return [(name, word) for name, said in pages(viewer, case) for word in words if word in said]


@pytest.mark.parametrize("who", ["lin", "head", "social", "officer", "partner", "legal", "hospital"])
def test_no_page_shows_a_word_to_anybody_it_is_not_for(case: Case, world: World, planted: Planted, who: str):
    if who == "hospital":
        unit = create_unit(region=COUNTY, type="partner_hospital", name="区医院", by=None, at=NOW)
        viewer = account("hospital", Role.PARTNER_AGENCY, unit)
    else:
        viewer = getattr(world, who)
    near = {"social": Relation.TEAM, "officer": Relation.ASSIGNED, "lin": None, "head": None}
    relation = near.get(who, Relation.REFERRED)
    if relation is not None:
        with door.whole_files([case.person]):  # a relation that holds, whoever makes it
            team._tie(
                case.seen_by(world.lin), relation, until=clock.today(), by=world.head, at=clock.now(),
                account=viewer.id,
            )  # fmt: skip

    assert leaks(viewer, case, planted.medical + planted.mind) == []


def test_a_doctor_reads_no_counselling_and_a_psychologist_no_health(
    case: Case, world: World, planted: Planted
):
    shared = {planted.medical[-1]}  # the words of the crisis are for both

    seen_by_doctor = {word for _, word in leaks(world.doctor, case, planted.medical + planted.mind)}
    seen_by_pei = {word for _, word in leaks(world.psychologist, case, planted.medical + planted.mind)}

    assert seen_by_doctor == set(planted.medical)  # every field was planted and is shown to whom it is for
    assert seen_by_pei == set(planted.mind)
    assert seen_by_doctor & seen_by_pei == shared


def test_a_colleague_reads_the_summary_and_no_note(case: Case, world: World, planted: Planted):
    colleague = with_relations(viewer_of(Account.objects.get(username="tongshi")), at=clock.now())

    with door.open_for(colleague):
        letters = counselling.mind_of(colleague, case.person).letters

    assert sorted(one.sort for one in letters) == ["crisis", "summary"]
    assert {word for _, word in leaks(colleague, case, planted.mind)} == {planted.medical[-1]}


def test_nobody_is_found_by_such_a_word(case: Case, world: World, planted: Planted):
    client = browser_of(world.lin)

    for word in [*planted.medical, *planted.mind]:
        assert "欧阳不可见" not in client.post(reverse("people:search"), {"q": word}).content.decode()


def test_a_copy_from_the_office_holds_none_and_the_persons_own_holds_their_health(
    case: Case, world: World, planted: Planted
):
    with door.open_for(world.lin):
        handed = repr(copy_of_file.gather(world.lin, case.person, at=clock.now()))
    own = repr(copy_of_file.copy_for_the_person(case.person, at=clock.now()))

    assert [word for word in planted.medical + planted.mind if word in handed] == []
    assert [word for word in planted.medical if word not in own] == []
    assert [
        word for word in planted.mind[:-1] if word in own
    ] == []  # the last is the crisis, which is theirs


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_export_holds_one(case: Case, world: World, planted: Planted, form: str):
    client = browser_of(world.head)
    body = {
        "purpose": "check", "whose": "unit", "columns": ["name", "phase"], "plain": ["name"], "form": form,
    }  # fmt: skip

    answer = client.post(reverse("exports:start"), body, follow=True)

    content = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
    assert [word for word in planted.medical + planted.mind if word in content] == []


def test_no_table_and_no_log_holds_one_in_the_clear(
    case: Case, world: World, planted: Planted, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG):
        list(leaks(world.doctor, case, []))
    words = [*planted.medical, *planted.mind]
    with door.even_sealed("looking"), connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class"
            " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute("select has_table_privilege(%s, 'select')", [table])
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(f"select t::text from {table} t")  # noqa: S608 - names of our own catalogue
            for (row,) in cursor.fetchall():
                hexes = [word.encode().hex() for word in words]
                found += [(table, word) for word in [*words, *hexes] if word in row]

    assert len(tables) > 60
    assert found == []
    assert [word for word in words if word in caplog.text] == []


def test_what_the_team_learns_of_a_crisis_is_the_need_alone(case: Case, world: World, planted: Planted):
    page = browser_of(world.lin).get(reverse("people:person", args=[case.person])).content.decode()

    assert "危机帮助" in page
    for word in ("用药过量", "overdose", planted.medical[-1]):
        assert word not in page
