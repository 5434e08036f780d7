"""The pages of groups and peers in a browser, and that no list of names is open to others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.groups.models import Membership, Mentor, Pair, PeerTeam, Seat, Series, Session
from guitu.casework.journal.models import Entry
from guitu.domain.access import Relation
from guitu.domain.kernel.dates import add_months
from guitu.domain.outreach import telling
from guitu.foundation import clock
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from tests.web.plans.opened import browser
from tests.world import Case, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def somebody(world: World, name: str, *, clean: bool = False) -> Case:
    today = clock.today()
    case = in_aftercare(
        world.station, person=someone(world.station, name=name), since=add_months(today, -14),
        worker=world.lin.id,
    )  # fmt: skip
    say = {"person": case.person, "by": world.lin, "at": clock.now()}
    for month in range(1, 15) if clean else ():
        record_entry(
            **say, kind="drug_test", happened_on=add_months(today, month - 14), outcome="negative",
            details={"sample": "urine"},
        )  # fmt: skip
    record_entry(
        **say, kind="consent", happened_on=today, outcome="given",
        details={"purpose": "peer_mentor", "said_by": "person"},
    )  # fmt: skip
    return case


@pytest.fixture
def lin(world: World) -> Client:
    return browser(world.lin)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"groups:{name}", args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def send(client: Client, name: str, *args: object, **body: object) -> int:
    return client.post(reverse(f"groups:{name}", args=args), body).status_code


def opened(client: Client, world: World, **changed: str) -> int:
    body = {
        "made": str(new_id()), "sort": "group", "theme": "education", "title": "周三读书", "place": "活动室",
        "materials": "纸笔", "capacity": "6", "starts_on": clock.today().isoformat(),
        "leader": str(world.lin.id), **changed,
    }  # fmt: skip
    return send(client, "new", **body)


def test_a_group_from_its_opening_to_who_came(lin: Client, world: World):
    case = somebody(world, "欧阳安")
    assert opened(lin, world, capacity="-3") == 422
    assert opened(lin, world) == 303
    series = Series.objects.get().id
    assert "周三读书" in page(lin, "groups")
    assert send(lin, "seat", case.person, series) == 303
    assert send(lin, "plan", series, theme="education", on=clock.today().isoformat()) == 303
    session = Session.objects.get().id

    assert send(lin, "sign-in", series, session, there=str(case.person)) == 303

    assert Entry.objects.filter(person_id=case.person, kind="service").count() == 1
    assert "checked" in page(lin, "sign-in", series, session)
    assert "欧阳安" in page(lin, "group", series)
    assert send(lin, "leave", case.person, series) == 303
    assert not Seat.objects.filter(left_on__isnull=True).exists()
    assert send(lin, "close", series) == 303
    assert "周三读书" not in page(lin, "groups")


def test_nobody_but_the_leader_reads_who_comes(lin: Client, world: World):
    case = somebody(world, "欧阳不外传")
    opened(lin, world)
    series = Series.objects.get().id
    send(lin, "seat", case.person, series)

    for viewer in (world.head, world.worker, world.social):
        client = browser(viewer)
        shown = [page(client, "group", series), page(client, "groups")]
        assert not any("欧阳不外传" in text for text in shown)
    assert "另有 1 人" in page(browser(world.head), "group", series)


def test_a_mentor_is_found_met_and_rests(lin: Client, world: World):
    mentor, mentee = somebody(world, "欧阳前", clean=True), somebody(world, "欧阳后")
    assert "核实过的操守时间还不到 12 个月" in page(lin, "person", mentee.person)
    assert send(lin, "become", mentor.person, mode="both") == 303
    assert "欧阳前" in page(lin, "match", mentee.person)
    assert send(lin, "pair", mentee.person, mentor.person) == 303
    assert "欧阳前" in page(lin, "person", mentee.person)
    met = {"met-entry_id": str(new_id()), "met-on": clock.today().isoformat()}
    assert send(lin, "met", mentee.person, **met) == 303
    assert send(lin, "supervise", mentor.person, **{"talk-on": clock.today().isoformat()}) == 303
    assert send(lin, "rest", mentor.person, **{"rest-words": "想歇一歇"}) == 422
    assert Mentor.objects.get().state == "active"

    assert send(lin, "rest", mentor.person, **{"rest-helped_by": "counselling"}) == 303

    assert Mentor.objects.get().state == "resting"
    assert Pair.objects.get().reason == "rearranged"
    shown = page(lin, "person", mentee.person)
    assert "欧阳前" not in shown
    assert "现在没有。" in shown


def test_two_people_are_kept_from_each_other(lin: Client, world: World):
    mentor, mentee = somebody(world, "欧阳前", clean=True), somebody(world, "欧阳后")
    send(lin, "become", mentor.person, mode="both")
    assert "不和谁安排在一起" not in page(lin, "person", mentee.person)  # Lin is not named to them
    authorization.tie(
        mentee.person, held_by=mentee.held_by, kind=Relation.ASSIGNED, account=world.lin.id,
        at=clock.now() - timedelta(minutes=1), by=None,
    )  # fmt: skip
    found = lin.post(reverse("groups:person", args=[mentee.person]), {"q": "欧阳前"})
    assert str(mentor.person) in found.content.decode()

    apart = {"apart-other": str(mentor.person), "apart-reason": "co_user"}
    assert send(lin, "keep-from", mentee.person, **apart) == 303

    assert "欧阳前" not in page(lin, "match", mentee.person)
    assert send(lin, "pair", mentee.person, mentor.person) == 303  # back, with a sentence
    assert not Pair.objects.exists()


def near(world: World, case: Case) -> None:
    """Lin is assigned to them."""
    authorization.tie(
        case.person, held_by=case.held_by, kind=Relation.ASSIGNED, account=world.lin.id,
        at=clock.now() - timedelta(minutes=1), by=None,
    )  # fmt: skip


def test_a_team_of_peers_from_its_opening_to_a_place_that_is_kept(lin: Client, world: World):
    mentor, member = somebody(world, "欧阳不外传", clean=True), somebody(world, "欧阳后")
    for case in (mentor, member):
        near(world, case)
    body = {
        "made": str(new_id()), "title": "千里同行", "theme": "staying_clean", "mode": "both", "whom": "all",
        "where": "二楼", "companion": str(world.lin.id),
    }  # fmt: skip
    assert send(lin, "new-team", **{**body, "title": " "}) == 422
    assert send(lin, "new-team", **body) == 303
    team = PeerTeam.objects.get().id
    assert "现在没有同伴辅导员" in page(lin, "team", team)
    assert send(lin, "join", member.person, team, place="member", alias="小后") == 422  # a mentor first
    send(lin, "become", mentor.person, mode="both")
    assert "千里同行" in page(lin, "place", mentor.person)
    assert send(lin, "join", mentor.person, team, place="mentor", alias="老欧") == 303
    assert "千里同行" in page(lin, "place", member.person)
    assert send(lin, "join", member.person, team, place="member", alias="小后") == 303

    today = clock.today().isoformat()
    assert send(lin, "meet", team, theme="talk", on="", there=[str(member.person)]) == 422
    assert send(lin, "meet", team, theme="talk", on=today, there=[str(member.person)]) == 303
    shown = page(lin, "team", team)
    assert "欧阳不外传" in shown
    assert "来了 1 人" in shown

    handed = page(lin, "sheet", team)
    assert "老欧" in handed
    assert "小后" in handed
    assert "欧阳不外传" not in handed
    assert telling(handed[handed.index("<main") : handed.index("</main")]) is None

    assert send(lin, "pause", member.person, **{"pause-helped_by": ""}) == 422
    assert send(lin, "pause", member.person, **{"pause-helped_by": "counselling"}) == 303
    assert "位置留着" in page(lin, "place", member.person)
    assert page(lin, "sheet", team).count("小后") == 1
    assert send(lin, "again", member.person) == 303
    assert send(lin, "call", member.person, **{"call-alias": "1380000"}) == 422
    assert send(lin, "call", member.person, **{"call-alias": ""}) == 303
    assert "小后" not in page(lin, "sheet", team)
    assert send(lin, "quit", member.person) == 303
    assert not Membership.objects.filter(person_id=member.person, left_on__isnull=True).exists()


def test_of_a_team_everybody_else_reads_a_number(lin: Client, world: World):
    mentor = somebody(world, "欧阳不外传", clean=True)
    near(world, mentor)
    send(lin, "become", mentor.person, mode="both")
    made = {"title": "千里同行", "theme": "talk", "mode": "both", "whom": "all", "where": ""}
    send(lin, "new-team", made=str(new_id()), companion=str(world.lin.id), **made)
    team = PeerTeam.objects.get().id
    send(lin, "join", mentor.person, team, place="mentor", alias="老欧")

    for viewer in (world.head, world.worker, world.social):
        client = browser(viewer)
        shown = [page(client, "teams"), page(client, "team", team)]
        assert not any(name in text for name in ("欧阳不外传", "老欧") for text in shown)
        assert "另有 1 人" in shown[1]
        assert send(client, "meet", team, theme="talk", on=clock.today().isoformat()) == 422
        assert client.get(reverse("groups:sheet", args=[team])).status_code == 303
        assert client.get(reverse("groups:place", args=[mentor.person])).status_code == 404
    assert send(browser(world.head), "hand-over", team, **{"to-companion": str(world.social.id)}) == 303
    assert send(browser(world.head), "close-team", team) == 303
