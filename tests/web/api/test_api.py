"""The API shows what pages show and refuses what they refuse; writing twice writes once."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.people.commands import NewContact
from guitu.domain.access import Permission
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.web.api.urls import PERMISSIONS, urlpatterns
from guitu.workflows.refresh import refresh
from tests.web import situations
from tests.web.test_sweep import browser_of
from tests.world import Case, World, in_aftercare, someone

pytestmark = pytest.mark.django_db

PHONE = "12098765432"


@pytest.fixture
def case(world: World) -> Case:
    person = someone(world.station, name="王小明", contacts=(NewContact("phone", PHONE),))
    made = in_aftercare(world.station, person=person, since=clock.today(), worker=world.lin.id)
    refresh((made.person,), on=clock.today())
    return made


def entry(**more: object) -> dict[str, object]:
    today = clock.today().isoformat()
    made = {"id": str(uuid4()), "kind": "talk", "happened_on": today, "outcome": "done"}
    return {**made, "details": {"mode": "phone"}, "note": "谈了找工作的事。", **more}


def send(client: Client, name: str, body: object, *args: object, **more: object):
    return client.post(reverse(name, args=args), json.dumps(body), content_type="application/json", **more)


# what it shows


def test_a_file_is_shown_as_on_its_page(world, case):
    answer = browser_of(world.lin).get(reverse("api:person", args=[case.person]))

    said = answer.json()
    assert answer.status_code == 200
    assert said["person"]["name"] == "王小明"
    assert [contact["value"] for contact in said["contacts"]] == [PHONE]
    assert said["episodes"][0]["id"] == str(case.episode)
    assert len(said["person"]["id_tail"]) == 4


def test_a_role_that_reads_no_casework_reads_none_here(world):
    person = someone(world.police, name="王小明", contacts=(NewContact("phone", PHONE),))
    held = in_aftercare(world.police, person=person, since=clock.today())

    said = browser_of(world.officer).get(reverse("api:person", args=[held.person])).json()

    assert said["contacts"] == []
    assert said["facts"] == []
    assert PHONE not in json.dumps(said)


def test_the_worklist_goes_on_where_it_ended(world):
    today = clock.today()
    since = today - timedelta(days=400)
    by = world.lin
    situations.in_aftercare("陈静", by=by, held_by=world.station, released=since, opened=since, today=today)
    lin, late = browser_of(world.lin), {"window": "late"}
    whole = lin.get(reverse("api:worklist"), {**late, "limit": 100}).json()["rows"]
    assert len(whole) >= 2
    assert {row["name"] for row in whole} == {"陈静"}

    first = lin.get(reverse("api:worklist"), {**late, "limit": 1}).json()
    second = lin.get(reverse("api:worklist"), {**late, "limit": 1, "after": first["next"]}).json()

    assert [*first["rows"], *second["rows"]] == whole[:2]


def test_somebody_is_found_by_initials(world, case):
    found = send(browser_of(world.lin), "api:search", {"text": "wxm"}).json()

    assert [row["id"] for row in found["rows"]] == [str(case.person)]


def test_the_figures_are_those_of_the_page(world, case):
    said = browser_of(world.head).get(reverse("api:figures"), {"months": 12}).json()

    assert said["place"] == world.station
    assert {figure["figure"] for figure in said["figures"]} >= {"in_care", "invited"}


# what it writes


def test_an_entry_is_written_once_however_often_it_is_sent(world, case):
    lin, body = browser_of(world.lin), entry()

    first, again = (send(lin, "api:record", body, case.person) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["was_new"]
    assert not again.json()["was_new"]
    lines = lin.get(reverse("api:person", args=[case.person])).json()["entries"]
    assert [line["note"] for line in lines] == ["谈了找工作的事。"]


def test_another_entry_under_the_same_id_is_refused(world, case):
    lin, body = browser_of(world.lin), entry()
    send(lin, "api:record", body, case.person)

    refused = send(lin, "api:record", {**body, "outcome": "not_done", "reason": "x"}, case.person)

    assert refused.status_code == 422
    assert refused.json()["title"]


def test_what_the_domain_refuses_is_said_with_its_code(world, case):
    refused = send(browser_of(world.lin), "api:record", entry(kind="no_such_kind"), case.person)

    assert refused.status_code == 422
    assert refused.json()["code"] == "journal.unknown-kind"
    assert refused.json()["title"].endswith("。")


# whom it refuses


def test_nobody_signed_in_is_told_so_as_json(world, case):
    for pattern in urlpatterns:
        args = [case.person] if "person>" in str(pattern.pattern) else []
        for answer in (
            Client().get(reverse(f"api:{pattern.name}", args=args)),
            Client().get(reverse(f"api:{pattern.name}", args=args), headers={"HX-Request": "true"}),
        ):
            assert answer.status_code == 401
            assert answer.json()["code"] == "api.sign-in"


def test_not_yours_is_the_same_bytes_as_not_there(world, case):
    mo = browser_of(world.mo)

    for name, send_it in (
        ("api:person", lambda who: mo.get(reverse("api:person", args=[who]))),
        ("api:record", lambda who: send(mo, "api:record", entry(), who)),
    ):
        theirs, absent = send_it(case.person), send_it(UUID(int=7))
        assert theirs.status_code == absent.status_code == 404, name
        assert theirs.content == absent.content, name


def test_a_role_without_the_permission_is_refused(world, case):
    for viewer, name in (
        (world.admin, "api:worklist"),
        (world.admin, "api:figures"),
        (world.gate, "api:figures"),
    ):
        refused = browser_of(viewer).get(reverse(name))
        assert refused.status_code == 403
        assert refused.json()["code"] == "access.refused"


def test_a_social_worker_writes_no_act_of_control(world):
    kept = in_aftercare(world.township, since=clock.today())

    refused = send(browser_of(world.social), "api:record", entry(kind="drug_test"), kept.person)

    assert refused.status_code == 404


def test_a_body_without_the_forms_token_is_refused(world, case):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(Account.objects.get(id=world.lin.id))

    assert send(careful, "api:record", entry(), case.person).status_code == 403


def test_every_operation_has_its_permission():
    assert {pattern.name for pattern in urlpatterns} == {*PERMISSIONS, "description"}
    assert all(pattern.callback.door.permission in {None, *Permission} for pattern in urlpatterns)
    assert not [p.name for p in urlpatterns if getattr(p.callback, "csrf_exempt", False)]


def test_the_description_names_every_operation(world):
    said = browser_of(world.lin).get(reverse("api:description")).json()

    assert set(said["paths"]) == {
        "/api/v1/worklist",
        "/api/v1/people/search",
        "/api/v1/people/{person}",
        "/api/v1/people/{person}/entries",
        "/api/v1/figures",
    }


# what it does not read


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"\xff\xfe",
        b'{"text": "a", "text": "b"}',
        b'{"text": "a\\u0000"}',
        b'{"text": "\\ud800"}',
        b'{"text": NaN}',
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'["' + b"]" * 40 + b'",' + b"[" * 20 + b"]" * 21,  # closed in a string is not closed
        b'["\\"' + b"]" * 40 + b'",' + b"[" * 20 + b"]" * 21,
    ],
)
def test_what_cannot_be_read_is_refused_without_reading_on(world, body):
    answer = browser_of(world.lin).post(reverse("api:search"), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["code"] == "request.unread"


def test_a_search_that_was_stopped_is_said_as_json_too(world, case):
    lin = browser_of(world.lin)
    for n in range(25):
        answer = send(lin, "api:search", {"text": f"无此人{n}"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "search.locked"


def test_brackets_in_words_are_no_depth(world, case):
    answer = send(browser_of(world.lin), "api:search", {"text": "[" * 40})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": "a" * 101}, {"text": 1}, {"text": "a", "scope": "all"}, [], "a", None]
)
def test_what_is_not_asked_for_is_refused(world, body):
    answer = send(browser_of(world.lin), "api:search", body)

    assert answer.status_code == 422
    assert "scope" not in answer.json()["title"]


def test_a_form_or_too_large_a_body_is_refused(world):
    lin = browser_of(world.lin)

    assert lin.post(reverse("api:search"), {"text": "a"}).status_code == 415
    large = json.dumps({"text": "a" * 300_000})
    assert lin.post(reverse("api:search"), large, content_type="application/json").status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        {"window": "'; drop table people_person --"},
        {"limit": "0"},
        {"limit": "1e9"},
        {"whose": "everybody"},
        {"after": "a" * 201},
    ],
)
def test_a_list_is_asked_for_by_its_own_words_only(world, query):
    assert browser_of(world.lin).get(reverse("api:worklist"), query).status_code == 422


@pytest.mark.parametrize(
    "after",
    ["x", ",,,,", "2026-03-02,a,b,c,1", "0001-01-01,{0},{0},' or 1=1,99999999999999999999".format(uuid4())],
)
def test_a_place_that_cannot_be_read_is_the_start(world, case, after):
    lin = browser_of(world.lin)
    start = lin.get(reverse("api:worklist"), {"window": "week"}).json()

    assert lin.get(reverse("api:worklist"), {"window": "week", "after": after}).json() == start
