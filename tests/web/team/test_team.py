"""The pages of teams, exclusions and emergencies, as the people who use them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from guitu.foundation.accounts.models import Account
from guitu.foundation.authorization.models import Bar, BreakGlass, Tie
from guitu.workflows.assign import assign
from tests.world import NOW, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
NAME = "闻人远"


@pytest.fixture
def case(world):
    made = someone(world.station, name=NAME, birth_on=date(1990, 5, 1))
    return in_aftercare(world.station, person=made), made.citizen_id


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def test_a_head_names_a_doctor_who_then_reads_the_file(world, case):
    held, _number = case
    head, doctor = browser(world.head), browser(world.doctor)
    page = reverse("team:team", args=[held.person])
    file = reverse("people:person", args=[held.person])
    assert doctor.get(file).status_code == 404

    assert head.get(page).status_code == 200
    answer = head.post(page, {"account": str(world.doctor.id), "relation": "team"})

    assert answer.status_code == 303
    assert "医生钟" in head.get(page).content.decode()
    assert NAME in doctor.get(file).content.decode()
    tie = Tie.objects.get(kind="team")
    assert head.post(reverse("team:end", args=[held.person]), {"id": str(tie.id)}).status_code == 303
    assert doctor.get(file).status_code == 404


def test_what_cannot_be_is_said_beside_the_form(world, case):
    held, _number = case
    head = browser(world.head)
    page = reverse("team:team", args=[held.person])

    wrong = head.post(page, {"account": str(world.doctor.id), "relation": "supervisor"})
    empty = head.post(page, {})

    assert (wrong.status_code, empty.status_code) == (422, 422)
    assert "岗位不能担任" in wrong.content.decode()


def test_a_head_excludes_a_colleague_and_lifts_it_again(world, case):
    held, _number = case
    head, lin = browser(world.head), browser(world.lin)
    file = reverse("people:person", args=[held.person])
    assert lin.get(file).status_code == 200

    body = {"exclude-account": str(world.lin.id), "exclude-kind": "complaint_pending"}
    assert head.post(reverse("team:exclude", args=[held.person]), body).status_code == 303
    assert lin.get(file).status_code == 404
    assert NAME not in lin.post(reverse("people:search"), {"q": NAME}).content.decode().replace(
        f'value="{NAME}"', ""
    )

    bar = Bar.objects.get()
    assert head.post(reverse("team:lift", args=[held.person]), {"id": str(bar.id)}).status_code == 303
    assert lin.get(file).status_code == 200


def test_an_officer_who_knows_the_person_is_out_with_one_press(world, case):
    held, _number = case
    lin = browser(world.lin)
    page = reverse("team:i-know", args=[held.person])
    assert page in lin.get(reverse("people:person", args=[held.person])).content.decode()

    assert lin.post(page, {}).status_code == 422
    assert lin.post(page, {"kind": "relative"}).status_code == 303

    assert lin.get(page).status_code == 404
    assert lin.get(reverse("people:person", args=[held.person])).status_code == 404


@pytest.mark.parametrize("who", ["lin", "doctor", "guardian", "admin"])
def test_only_who_names_relations_has_the_page(world, case, who):
    assert browser(getattr(world, who)).get(reverse("team:team", args=[case[0].person])).status_code in (
        403,
        404,
    )


def test_an_emergency_opens_the_file_and_leaves_its_mark_where_the_person_sees_it(world, case):
    held, number = case
    mo, lin, head, guardian = map(browser, (world.mo, world.lin, world.head, world.guardian))
    file = reverse("people:person", args=[held.person])
    body = {"citizen_id": number, "reason": "missing", "words": "家属来电"}

    answer = mo.post(reverse("team:ask"), body)

    assert (answer.status_code, answer["Location"]) == (303, file)
    assert NAME in mo.get(file).content.decode()
    assert reverse("team:openings", args=[held.person]) in lin.get(file).content.decode()
    assert "莫凡" in lin.get(reverse("team:openings", args=[held.person])).content.decode()
    assert reverse("team:reviews") in head.get(reverse("desk:desk")).content.decode().partition("<main")[2]
    assert NAME in head.get(reverse("team:reviews")).content.decode()
    seen_by_guardian = guardian.get(reverse("team:reviews")).content.decode()
    assert "家属来电" in seen_by_guardian
    assert NAME not in seen_by_guardian
    opening = BreakGlass.objects.get()
    address = reverse("team:review", args=[opening.id])
    assert guardian.post(address, {"outcome": ""}).status_code == 422
    assert guardian.post(address, {"outcome": "justified"}).status_code == 303
    assert head.post(address, {"outcome": "justified"}).status_code == 422


def test_a_wrong_number_says_no_more_than_a_sealed_one(world, case):
    mo = browser(world.mo)
    body = {"citizen_id": "990101199001010015", "reason": "missing", "words": "急"}

    answer = mo.post(reverse("team:ask"), body)

    assert answer.status_code == 422
    assert "没有打开" in answer.content.decode()
    assert not BreakGlass.objects.exists()
    assert mo.post(reverse("team:ask"), {"reason": "missing", "words": "急"}).status_code == 422


def test_a_head_hands_all_of_a_colleagues_people_over(world, case):
    held, _number = case
    assign(person=held.person, to_worker=world.lin.id, by=world.head, at=NOW)
    head = browser(world.head)
    page = reverse("assignment:hand-over")
    assert "林岚" in head.get(page).content.decode()

    assert head.post(page, {"of": str(world.lin.id), "to": str(world.lin.id)}).status_code == 422
    answer = head.post(page, {"of": str(world.lin.id), "to": str(world.head.id)})

    assert answer.status_code == 303
    assert Tie.objects.get(kind="assigned", until__isnull=True).account == world.head.id
