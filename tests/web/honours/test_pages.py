"""Pages of honours: who sees what, and that nothing is left when the person leaves."""

import pytest
from django.test import Client
from django.urls import reverse

from guitu.domain.honours.story import Use
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from tests.workflows.honouring import NAME, TOLD, case, granted, told
from tests.world import TODAY, Case, World, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "_fixed_day", TODAY)


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def text(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"honours:{name}", args=args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_the_board_names_people_to_their_own_unit_and_to_nobody_else(world: World, case: Case):
    granted(case, world)

    assert NAME in text(browser(world.lin), "board")
    for stranger in (world.manager, world.mo, world.guardian):
        assert NAME not in text(browser(stranger), "board")


def test_few_people_are_no_number_outside_of_the_team(world: World, case: Case):
    granted(case, world)

    assert "不到 8 人" in text(browser(world.manager), "board")
    assert "不到 8 人" not in text(browser(world.lin), "board")


def test_a_draft_of_a_colleague_stands_on_no_page(world: World, case: Case):
    body = {"new-tier": "team", "new-merits": ["work"], "new-words": "只有我看的提名"}
    answer = browser(world.lin).post(reverse("honours:nominate", args=[case.person]), body)

    assert answer.status_code == 303
    assert "只有我看的提名" in text(browser(world.lin), "person", case.person)
    assert "只有我看的提名" not in text(browser(world.head), "person", case.person)
    assert NAME not in text(browser(world.head), "board")


def test_a_refused_story_keeps_what_was_typed_and_says_what_gives_the_person_away(world: World, case: Case):
    told(case, world)
    body = {"alias": "阿远", "words": f"{TOLD}我叫{NAME}。", "picture": "none"}

    answer = browser(world.lin).post(reverse("honours:story", args=[case.person]), body)

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert f"“{NAME}”是档案里的真实信息" in shown
    assert TOLD in shown


def test_the_public_page_tells_the_story_and_nothing_of_the_file_and_is_kept_nowhere(world, case):
    told(case, world, Use.WEB)

    answer = Client().get(reverse("honours:stories"))

    shown = answer.content.decode()
    assert "阿远" in shown
    assert TOLD in shown
    assert NAME not in shown
    assert str(case.person) not in shown
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_book_says_that_it_holds_fewer_than_were_planned(world: World, case: Case):
    told(case, world, Use.BOOK)
    head = browser(world.head)

    assert "少于计划的 200 篇" in text(head, "book")
    answer = head.post(reverse("honours:book"), {"year": TODAY.year})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content[:2] == b"PK"
    assert browser(world.manager).get(reverse("honours:book")).status_code == 403


def test_a_year_without_stories_has_no_book(world: World, case: Case):
    head = browser(world.head)

    assert "没有书可以下载" in text(head, "book", year="1999")
    assert head.post(reverse("honours:book"), {"year": "1999"}).status_code == 422
    assert text(head, "book", year="一九九九")  # unreadable: this year's


def test_after_leaving_nothing_is_left_anywhere(world: World, case: Case):
    granted(case, world)
    told(case, world, Use.WEB, Use.BOOK)
    never = text(browser(world.head), "person", case.person)
    assert "操守团队成员" in never

    answer = browser(world.lin).post(reverse("honours:leave", args=[case.person]))

    assert answer.status_code == 303
    head = browser(world.head)
    assert "阿远" not in Client().get(reverse("honours:stories")).content.decode()
    assert NAME not in text(head, "board")
    assert head.post(reverse("honours:book"), {"year": TODAY.year}).status_code == 422
    page = text(head, "person", case.person)
    for word in ("已授予", "已结束", "撤", "退出了", "不再参加"):
        assert word not in page.replace("随时可以退出", "")
    told_by_api = head.get(reverse("api:person", args=[case.person])).content.decode()
    for word in ("阿远", "honour", "award", "story"):
        assert word not in told_by_api


def test_awards_are_given_on_the_page_of_a_head_alone(world: World, case: Case):
    made = granted(case, world)
    address = reverse("honours:award", args=[case.person, made])
    body = {"level": "gold", "year": str(TODAY.year)}

    assert browser(world.lin).post(address, body).status_code == 403
    assert browser(world.head).post(address, body).status_code == 303
    again = browser(world.head).post(address, body)
    assert again.status_code == 422
    assert "一个人一年只有一个奖项" in again.content.decode()
    assert "金奖" in text(browser(world.lin), "person", case.person)
