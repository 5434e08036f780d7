"""The directory: staff look up, whoever answers for a page keeps it, typed words are never lost."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.directory.queries import service, services
from guitu.domain.directory.page import Page
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.clock import BEIJING
from guitu.foundation.ids import new_id
from guitu.web.directory.shown import open_now
from guitu.workflows.keep_service import add_service
from guitu.workflows.refer import Written, write_down
from tests.world import COUNTY, OTHER_COUNTY, TOWN, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>' \" %s {{ 7 }} ‮"


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def added(by, **more):
    plain = {
        "kind": "counselling",
        "name": "心理辅导室",
        "place": TOWN,
        "area": TOWN,
        "organisation": "向阳社工站",
    }
    made = new_id()
    add_service(made, Page(**plain | more), by=by, at=clock.now())
    return made


def filled(**more):
    return {
        "service_id": str(new_id()),
        "read_at": "",
        "kind": "legal_aid",
        "name": "法律援助窗口",
        "unit": "",
        "organisation": "某法律援助中心",
        "area": str(COUNTY),
        "place": str(TOWN),
        "phone": "0731-5550101",
        "hours": "周一至周五 8:30-12:00，14:00-17:30",
        "capacity": "",
        "cost": "",
        "referrers": ["anyone"],
        "documents": ["identity_card"],
    } | more


def text_of(answer) -> str:
    return answer.content.decode()


def test_staff_find_a_service_and_read_where_to_go(world):
    made = added(
        world.head,
        hours="周一至周五 8:30-12:00",
        phone="0731-5550101",
        cost=1250,
        documents=("identity_card",),
    )
    client = browser(world.lin)

    assert "心理辅导室" in text_of(client.get(reverse("directory:services"), {"q": "xlfd"}))
    page = text_of(client.get(reverse("directory:service", args=[made])))
    for words in ("向阳社工站", "周一至周五 8:30–12:00", "¥12.50", "身份证", "0731-5550101", "站长何"):
        assert words in page
    assert "维护这一页" not in page
    assert "没有找到" in text_of(client.get(reverse("directory:services"), {"q": "没有这个"}))


def test_in_english_too(world):
    made = added(world.head, hours="24h")
    client = browser(world.lin)
    client.cookies["guitu-language"] = "en"
    client.post(reverse("account:language"), {"language": "en"})

    assert "Counselling" in text_of(client.get(reverse("directory:service", args=[made])))


@pytest.mark.parametrize("who", ["auditor", "security"])
def test_who_has_no_part_in_help_sees_no_directory(world, who):
    made = added(world.head)
    client = browser(getattr(world, who))

    assert client.get(reverse("directory:services")).status_code == 403
    assert client.get(reverse("directory:service", args=[made])).status_code == 403


@pytest.mark.parametrize("who", ["lin", "social", "doctor", "manager", "partner"])
def test_only_heads_and_administrators_keep_pages(world, who):
    made = added(world.head)
    client = browser(getattr(world, who))

    assert client.get(reverse("directory:services")).status_code == 200
    for name in ("new", "stale"):
        assert client.get(reverse(f"directory:{name}")).status_code == 403
    assert client.get(reverse("directory:edit", args=[made])).status_code == 403
    for name in ("verify", "free", "close", "reopen", "remove"):
        assert client.post(reverse(f"directory:{name}", args=[made])).status_code == 403


def test_a_head_does_not_touch_pages_that_another_unit_keeps(world):
    made = added(world.admin, area=COUNTY)
    client = browser(world.head)

    assert client.get(reverse("directory:service", args=[made])).status_code == 200
    assert client.get(reverse("directory:edit", args=[made])).status_code == 403
    for name in ("verify", "free", "close", "reopen", "remove"):
        answer = client.post(reverse(f"directory:{name}", args=[made]), {"closing-words": "停办"})
        assert answer.status_code == 403
    assert service(world.head, made).is_open


def test_a_head_writes_a_page_changes_it_closes_it_and_opens_it_again(world):
    client = browser(world.head)
    body = filled()
    assert client.get(reverse("directory:new")).status_code == 200
    answer = client.post(reverse("directory:new"), body)
    here = reverse("directory:service", args=[body["service_id"]])
    assert (answer.status_code, answer["Location"]) == (303, here)
    assert client.post(reverse("directory:new"), body).status_code == 303  # sent twice

    (row,) = services(world.head)
    assert (row.provider, row.cost, row.capacity, len(row.hours)) == ("某法律援助中心", 0, None, 10)
    edit = reverse("directory:edit", args=[row.id])
    assert "1-5 08:30-12:00 14:00-17:30" in text_of(client.get(edit))
    changed = filled(name="法援窗口", cost="1,200.50", capacity="12", read_at=row.changed_at.isoformat())
    assert client.post(edit, changed).status_code == 303
    assert (service(world.head, row.id).name, service(world.head, row.id).cost) == ("法援窗口", 120050)

    assert client.post(reverse("directory:free", args=[row.id]), {"free-free_places": "3"}).status_code == 303
    assert "空余 3 个" in text_of(client.get(here))
    closing = client.post(reverse("directory:close", args=[row.id]), {"closing-words": "找隔壁窗口"})
    assert closing.status_code == 303
    assert "找隔壁窗口" in text_of(client.get(here))
    assert "法援窗口" not in text_of(client.get(reverse("directory:services")))
    assert "法援窗口" in text_of(client.get(reverse("directory:services"), {"closed": "1"}))
    assert client.post(reverse("directory:reopen", args=[row.id])).status_code == 303
    assert service(world.head, row.id).is_open


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": " "}, "还没有填写"),
        ({"kind": "miracle"}, "请从选项中选择"),
        ({"organisation": ""}, "没有写明由谁提供"),
        ({"hours": "看心情"}, "没有看懂"),
        ({"hours": "5 20:00-2:00"}, "跨过零点"),
        ({"cost": "-5"}, "money.negative"),
        ({"cost": "9" * 30}, "money.too-much"),
        ({"cost": "很多"}, "money.unreadable"),
        ({"capacity": "-3"}, "名额要在 0 到"),
        ({"capacity": "３.5"}, "名额要在 0 到"),
        ({"capacity": "99999999999"}, "10"),
        ({"area": str(OTHER_COUNTY)}, "请从选项中选择"),
        ({"place": "0"}, "请从选项中选择"),
        ({"referrers": []}, "还没有填写"),
        ({"referrers": ["everybody"]}, "请从选项中选择"),
        ({"service_id": "x"}, "页面已失效"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(world, more, words):
    from guitu.domain.kernel.errors import DomainError
    from guitu.web.shell.words import sentence

    said = sentence(DomainError(words, most="¥100,000.00")) if words.startswith("money.") else words
    answer = browser(world.head).post(reverse("directory:new"), filled(phone="0731-5559999", **more))

    assert answer.status_code == 422
    assert said[:12] in text_of(answer)
    assert "0731-5559999" in text_of(answer)
    assert services(world.head) == ()


def test_hostile_words_are_only_words(world):
    client = browser(world.head)
    body = filled(name=HOSTILE, organisation=HOSTILE, terms=HOSTILE, address=HOSTILE, phone=HOSTILE[:40])
    assert client.post(reverse("directory:new"), body).status_code == 303

    for page in (
        client.get(reverse("directory:service", args=[body["service_id"]])),
        client.get(reverse("directory:services")),
        client.get(reverse("directory:edit", args=[body["service_id"]])),
    ):
        assert page.status_code == 200
        assert "<script>alert(1)" not in text_of(page)


@pytest.mark.parametrize(
    "query",
    [
        {"area": "x"}, {"area": "9" * 400}, {"area": "-1"}, {"area": "430199000000"}, {"kind": "<b>"},
        {"q": "%"}, {"q": "好" * 200}, {"now": "yes"}, {"area": "0", "now": "1"},
    ],
)  # fmt: skip
def test_a_strange_question_gets_a_page(world, query):
    added(world.head)

    assert browser(world.lin).get(reverse("directory:services"), query).status_code == 200


def test_of_two_who_write_at_once_the_later_is_told_and_keeps_their_words(world):
    made = added(world.head)
    read_at = service(world.head, made).changed_at.isoformat()
    client = browser(world.head)
    edit = reverse("directory:edit", args=[made])
    assert client.post(edit, filled(name="先到", read_at=read_at)).status_code == 303

    for stale in (read_at, "", "<b>"):
        late = client.post(edit, filled(name="后到", read_at=stale))
        assert late.status_code == 422
        assert "有同事改过这一页" in text_of(late)
        assert "后到" in text_of(late)
    assert service(world.head, made).name == "先到"


@pytest.mark.parametrize("typed", ["-1", "abc", "9", "９９"])
def test_free_places_that_cannot_be_are_refused_on_the_page(world, typed):
    made = added(world.head, capacity=8)
    answer = browser(world.head).post(reverse("directory:free", args=[made]), {"free-free_places": typed})

    assert answer.status_code == 422
    assert "空余名额要在 0 到 8 之间" in text_of(answer)
    assert service(world.head, made).free_places is None


def test_closing_asks_for_a_reason(world):
    made = added(world.head)
    answer = browser(world.head).post(reverse("directory:close", args=[made]), {"closing-words": " "})

    assert answer.status_code == 422
    assert "没有写为什么停止接收" in text_of(answer)
    assert service(world.head, made).is_open


def test_what_nobody_looked_at_for_long_is_on_the_list_until_somebody_does(world):
    made = new_id()
    long_ago = clock.now() - timedelta(days=200)
    page = Page(kind="counselling", name="旧页", place=TOWN, area=TOWN, organisation="某机构")
    add_service(made, page, by=world.head, at=long_ago)
    client = browser(world.head)

    assert "久未核对" in text_of(client.get(reverse("directory:service", args=[made])))
    assert "旧页" in text_of(client.get(reverse("directory:stale")))
    answer = client.post(reverse("directory:verify", args=[made]), {"next": "stale"})
    assert answer["Location"] == reverse("directory:stale")
    assert "都核对过了" in text_of(client.get(reverse("directory:stale")))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=BEIJING)


def test_open_now_reads_beijing_time_and_rests_on_public_holidays(world):
    usual = service(world.lin, added(world.head, hours="1-5 8:30-12:00"))
    never_rests = service(world.lin, added(world.head, name="热线", hours="24h", on_holidays=True))

    assert open_now(usual, at(14, 9))  # a Wednesday
    assert not open_now(usual, at(14, 13))
    assert not open_now(usual, at(17, 9))  # a Saturday
    assert not open_now(usual, at(1, 9))  # the national holiday, a Thursday
    assert open_now(never_rests, at(1, 3))


def test_not_there_and_taken_away_are_the_same_page(world):
    client = browser(world.head)
    for name in ("service", "edit"):
        assert client.get(reverse(f"directory:{name}", args=[new_id()])).status_code == 404
    for name in ("verify", "free", "close", "reopen", "remove"):
        assert client.post(reverse(f"directory:{name}", args=[new_id()])).status_code == 404


def test_a_page_is_removed_unless_somebody_waits_there(world):
    made = added(world.head, kind="relief_service", name="临时住处")
    case = in_aftercare(world.station, worker=world.lin.id)
    client = browser(world.head)
    write_down(
        person=case.person,
        written=Written(help="relief", purpose="想申请临时住处", service=made),
        by=world.lin,
        at=clock.now(),
    )
    refused = client.post(reverse("directory:remove", args=[made]), follow=True)
    assert "还有 1 件转介没有办完" in text_of(refused)
    assert service(world.head, made).is_open

    other = added(world.head)
    answer = client.post(reverse("directory:remove", args=[other]))
    assert (answer.status_code, answer["Location"]) == (303, reverse("directory:services"))
    assert [row.id for row in services(world.head)] == [made]
