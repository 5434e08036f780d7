"""The pages of a family: what its own colleagues do there, and that its words are nowhere else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.family.models import Child, Hold, Relative, Word
from guitu.casework.people.commands import NewContact
from guitu.domain.access import Relation, Viewer
from guitu.foundation import clock
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.ids import new_id
from tests.web.plans.opened import browser
from tests.world import Case, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

MOTHER, MOTHERS, HUSBAND, HUSBANDS = "刘不外传", "12011112222", "李不外传", "12033334444"
WORDS = "只有这家人说过的话"


@pytest.fixture
def case(world: World, settings) -> Case:
    settings.GUITU_DEMO = True
    contacts = (NewContact("phone", HUSBANDS, of="relative", relation="spouse"),)
    made = someone(world.station, name="欧阳安", contacts=contacts)
    since = clock.today() - timedelta(days=20)
    case = in_aftercare(world.station, person=made, since=since, worker=world.lin.id)
    for viewer, kind in ((world.lin, Relation.ASSIGNED), (world.social, Relation.TEAM)):
        authorization.tie(
            case.person, held_by=case.held_by, kind=kind, account=viewer.id, at=clock.now(), by=None
        )
    return case


@pytest.fixture
def lin(world: World) -> Client:
    return browser(world.lin)


def at(name: str, case: Case, *more: object) -> str:
    return reverse(f"family:{name}", args=[case.person, *more])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def write(client: Client, case: Case, name: str, phone: str, relation: str) -> Relative:
    body = {"made": str(new_id()), "relation": relation, "name": name, "phone": phone, "words": WORDS}
    assert client.post(at("new-relative", case), body).status_code == 303
    return Relative.objects.latest("id")


def keep(client: Client, case: Case, relative: Relative, **changed: str) -> int:
    body = {"apart-side": "unsaid", "apart-reason": "person_asked", "apart-words": "说过害怕", **changed}
    return client.post(at("apart", case, relative.id), body).status_code


def test_a_relative_is_written_down_asked_and_shown(lin: Client, case: Case):
    mother = write(lin, case, MOTHER, MOTHERS, "parent")
    assert "还没有问" in page(lin, at("relative", case, mother.id))
    assert MOTHERS not in page(lin, at("family", case))  # nobody asked her yet

    said = {"purpose": "contact", "answer": "yes"}
    assert lin.post(at("say", case, mother.id), said).status_code == 303

    assert MOTHERS in page(lin, at("family", case))
    assert Word.objects.get().given


def test_a_child_an_elder_and_a_talk(lin: Client, case: Case):
    mother = write(lin, case, MOTHER, MOTHERS, "parent")
    lin.post(at("say", case, mother.id), {"purpose": "counselling", "answer": "yes"})
    body = {"name": "小红", "schooling": "primary", "aid": "applied", "carer": "relative",
            "carer_relative": str(mother.id)}  # fmt: skip
    child = new_id()
    for _ in range(2):
        assert lin.post(at("child", case, child), body).status_code == 303
    assert Child.objects.count() == 1
    care = {"whom": "外婆", "carer": "person", "relief": "wanted"}
    assert lin.post(at("care", case, new_id()), care).status_code == 303
    talk = {"entry_id": str(new_id()), "relatives": [str(mother.id)], "outcome": "done",
            "on": clock.today().isoformat()}  # fmt: skip
    assert lin.post(at("talk", case), talk).status_code == 303

    shown = page(lin, at("family", case))
    for words in ("小红", "小学", "已经申请", MOTHER, "外婆", "需要有人替一替"):
        assert words in shown
    assert "家庭关系修复" in page(lin, reverse("people:person", args=[case.person]))
    assert lin.post(at("drop", case, child)).status_code == 303
    assert "小红" not in page(lin, at("family", case))


def test_what_was_typed_wrong_stays_with_a_sentence_beside_it(lin: Client, case: Case):
    answer = lin.post(at("new-relative", case), {"relation": "parent", "name": MOTHER, "phone": "1201"})

    assert answer.status_code == 422
    assert MOTHER in answer.content.decode()
    assert "电话没有看懂" in answer.content.decode()
    assert not Relative.objects.exists()
    talk = {"entry_id": str(new_id()), "outcome": "done", "on": clock.today().isoformat()}
    assert lin.post(at("talk", case), talk).status_code == 422


def test_kept_apart_the_number_is_gone_everywhere_and_two_lift_it(lin: Client, world: World, case: Case):
    husband = write(lin, case, HUSBAND, HUSBANDS, "spouse")
    lin.post(at("say", case, husband.id), {"purpose": "contact", "answer": "yes"})
    persons = reverse("people:person", args=[case.person])
    assert HUSBANDS in page(lin, persons)

    assert keep(lin, case, husband, **{"apart-reason": "x"}) == 422
    assert keep(lin, case, husband) == 303

    for address in (persons, at("family", case), at("relative", case, husband.id)):
        assert HUSBANDS not in page(lin, address), address
    hold = Hold.objects.get()
    assert lin.post(at("ask-to-lift", case, hold.id), {"lift-words": ""}).status_code == 422
    assert lin.post(at("ask-to-lift", case, hold.id), {"lift-words": "没事了"}).status_code == 303
    assert "同意解除" not in page(lin, at("relative", case, husband.id))
    lin.post(at("decide-lift", case, hold.id), {"decision": "lift"})  # her own: not lifted
    assert Hold.objects.get().lifted_at is None
    su = browser(world.social)
    assert "同意解除" in page(su, at("relative", case, husband.id))
    assert su.post(at("decide-lift", case, hold.id), {"decision": "lift"}).status_code == 303
    assert HUSBANDS in page(lin, persons)


def test_who_withdrew_is_shown_as_that_and_erased_on_their_wish(lin: Client, case: Case):
    mother = write(lin, case, MOTHER, MOTHERS, "parent")
    assert lin.post(at("withdraw", case, mother.id)).status_code == 303

    for address in (at("family", case), at("relative", case, mother.id)):
        shown = page(lin, address)
        assert "收回了全部同意" in shown
        assert MOTHER not in shown
        assert WORDS not in shown
    assert lin.post(at("erase", case, mother.id)).status_code == 303
    assert bytes(Relative.objects.get().note) == b""


# --- canaries ---------------------------------------------------------------------------------------


def others(world: World) -> Iterator[Viewer]:
    yield from (v for v in world.everyone if v.id not in {world.lin.id, world.social.id})


def test_a_familys_words_reach_no_other_role_list_search_or_copy(lin: Client, world: World, case: Case):
    for name, phone, relation in ((MOTHER, MOTHERS, "parent"), (HUSBAND, HUSBANDS, "spouse")):
        keep(lin, case, write(lin, case, name, phone, relation))
    lin.post(at("child", case, new_id()), {"name": "小不外传", "schooling": "primary", "aid": "none",
                                          "carer": "person", "words": WORDS})  # fmt: skip
    addresses = [
        at("family", case), reverse("people:person", args=[case.person]), reverse("desk:desk"),
        reverse("plans:plan", args=[case.person]), reverse("plans:support", args=[case.person]),
        reverse("plans:group", args=[case.person]), reverse("records:rights", args=[case.person]),
        reverse("outbox:outbox"), reverse("handoffs:board"), reverse("exports:start"),
        reverse("oversight:who-looked", args=[case.person]), reverse("api:person", args=[case.person]),
    ]  # fmt: skip
    for viewer in others(world):
        client = browser(viewer)
        answers = [client.get(address) for address in addresses]
        answers += [client.post(reverse("people:search"), {"q": q}) for q in (MOTHER, MOTHERS, HUSBANDS)]
        answers.append(client.post(reverse("records:copy", args=[case.person]), {"form": "json"}))
        assert answers[0].status_code in {403, 404}, viewer.role
        for answer in answers:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            for canary in (MOTHER, MOTHERS, HUSBAND, HUSBANDS, "不外传", WORDS, "说过害怕", "限制联系"):
                if answer.status_code == 200 and canary in (MOTHER, MOTHERS, HUSBANDS):
                    body = body.replace(
                        f'value="{canary}"'.encode(), b""
                    )  # what they searched for themselves
                assert canary.encode() not in body, (viewer.role, canary)
