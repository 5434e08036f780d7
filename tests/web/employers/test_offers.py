"""Posts, courses, employers and bases in the browser: looked for, kept by their county, or refused."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.employers.models import Base, Course, Employer, Vacancy
from guitu.domain.access import Role, Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.commands import create_unit
from tests.world import COUNTY, NOW, OTHER_COUNTY, PASSWORD, TOWN

pytestmark = pytest.mark.django_db


def browser(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


@pytest.fixture
def lin(world) -> Client:
    return browser(world.lin)


@pytest.fixture
def stranger(world) -> Client:
    """A worker of the next county."""
    office = create_unit(region=OTHER_COUNTY, type="township_office", name="天心办", by=None, at=NOW)
    made = create_account(
        username="far", display_name="远", role=Role.SOCIAL_WORKER, unit=office, password=PASSWORD, by=None,
        at=NOW, must_change_password=False,
    )  # fmt: skip
    return browser(viewer_of(Account.objects.get(id=made)))


def post(**said: Any) -> dict[str, Any]:
    return {
        "offer_id": str(new_id()),
        "employer": "芙蓉演示服装厂",
        "title": "缝纫工",
        "region": str(TOWN),
        "places": "2",
        "skills": [],
        "wants": "会平车",
        "wage_least": "3,500",
        "wage_most": "5000",
        "wage_per": "month",
        **said,
    }


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"employers:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def entered(client: Client, **said: Any) -> UUID:
    response = client.post(reverse("employers:new-vacancy"), post(**said))
    assert response.status_code == 303, response.content.decode()
    return Vacancy.objects.order_by("-id").values_list("id", flat=True)[0]


def test_a_post_is_entered_found_by_words_skill_and_place_and_changed(lin):
    made = entered(lin)

    row = Vacancy.objects.get(id=made)
    assert (row.wage_least, row.wage_most, row.skills) == (350_000, 500_000, ["sewing"])
    assert row.open_until == clock.today() + timedelta(days=60)
    assert "缝纫工" in page(lin, "vacancies")
    assert "缝纫工" in page(lin, "vacancies", q="演示服装", skill="sewing", place=str(COUNTY))
    assert "没有找到岗位" in page(lin, "vacancies", q="电焊")
    assert "没有找到岗位" in page(lin, "vacancies", skill="welding")
    assert "没有找到岗位" in page(lin, "vacancies", place=str(OTHER_COUNTY))

    changed = lin.post(reverse("employers:edit-vacancy", args=[made]), post(offer_id=str(made), places="7"))
    assert changed.status_code == 303
    assert Vacancy.objects.get(id=made).places == 7


def test_sending_a_form_twice_enters_one_post(lin):
    body = post()
    for _ in range(2):
        assert lin.post(reverse("employers:new-vacancy"), body).status_code == 303

    assert (Vacancy.objects.count(), Employer.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"wage_least": "-1"}, "金额是负数"),
        ({"wage_least": "0.5", "wage_most": "99999999999"}, "金额超过上限"),
        ({"wage_least": "6000", "wage_most": "5000"}, "下限高于上限"),
        ({"wage_least": "三千"}, "金额没有看懂"),
        ({"open_until": "2020-01-01"}, "截止"),
        ({"open_until": "2099-01-01"}, "太远"),
        ({"open_until": "2026-02-30"}, "日期没有看懂"),
        ({"title": ""}, "还没有填写"),
        ({"title": "长" * 81}, "81"),
        ({"places": "0"}, "1"),
        ({"region": "999999999999"}, "请从选项中选择"),
        ({"skills": ["magic"]}, "请从选项中选择"),
        ({"employer": "！！！"}, "单位名称没有填写"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_nothing_is_lost(lin, said, words):
    response = lin.post(reverse("employers:new-vacancy"), post(**said))

    content = response.content.decode()
    assert response.status_code == 422
    assert words in content
    assert "会平车" in content
    assert (Vacancy.objects.count(), Employer.objects.count()) == (0, 0)


def test_the_same_post_twice_is_refused_with_a_way_out(lin):
    entered(lin)

    response = lin.post(reverse("employers:new-vacancy"), post(places="9"))

    assert response.status_code == 422
    assert "已经登记过" in response.content.decode()


def test_an_expired_post_leaves_the_list_by_date_alone(lin):
    made = entered(lin)
    Vacancy.objects.update(open_until=clock.today() - timedelta(days=1))

    assert "没有找到岗位" in page(lin, "vacancies")
    assert "已过期" in page(lin, "vacancy", made)


def test_a_demand_for_a_clean_record_is_shown_to_staff_with_the_law(lin):
    made = entered(lin, wants="无犯罪记录，能吃苦")

    assert "要求无记录" in page(lin, "vacancies")
    shown = page(lin, "vacancy", made)
    assert "无犯罪记录" in shown
    assert "《禁毒法》第五十二条" in shown
    assert "第六十二条" in shown
    assert "《禁毒法》" not in page(lin, "vacancy", entered(lin, title="包装工"))


def test_only_the_county_that_entered_it_changes_and_closes_it(lin, stranger):
    made = entered(lin)
    assert "缝纫工" in page(stranger, "vacancy", made)

    for name, body in (("edit-vacancy", post(places="9")), ("close-vacancy", {"reason": "filled"})):
        response = stranger.post(reverse(f"employers:{name}", args=[made]), body)
        assert response.status_code == 422
        assert "另一个县区" in response.content.decode()
    assert Vacancy.objects.get(id=made).places == 2

    assert lin.post(reverse("employers:close-vacancy", args=[made]), {"reason": "filled"}).status_code == 303
    assert "已招满" in page(lin, "vacancy", made)
    assert "没有找到岗位" in page(lin, "vacancies")
    late = lin.post(reverse("employers:edit-vacancy", args=[made]), post())
    assert "已经关闭" in late.content.decode()


def test_what_a_feed_brought_is_not_changed_here_but_can_be_closed(lin, stranger):
    made = entered(lin)
    Vacancy.objects.filter(id=made).update(source="hr-demo", external_id="p1", kept_by=None)

    refused = lin.post(reverse("employers:edit-vacancy", args=[made]), post(places="9"))
    assert "来自岗位接口" in refused.content.decode()
    closing = reverse("employers:close-vacancy", args=[made])
    assert stranger.post(closing, {"reason": "filled"}).status_code == 422
    assert lin.post(closing, {"reason": ""}).status_code == 422
    assert lin.post(closing, {"reason": "filled"}).status_code == 303


def course(**said: Any) -> dict[str, Any]:
    day = clock.today()
    return {
        "offer_id": str(new_id()),
        "title": "电焊工初级班",
        "kind": "on_the_job",
        "provider": "演示职业学校",
        "region": str(COUNTY),
        "starts_on": (day + timedelta(days=10)).isoformat(),
        "ends_on": (day + timedelta(days=40)).isoformat(),
        "cost": "",
        "subsidy": "1,000",
        **said,
    }


def test_a_course_is_entered_found_changed_and_closed(lin, stranger):
    body = course()
    assert lin.post(reverse("employers:new-course"), body).status_code == 303
    made = Course.objects.get()
    assert (made.skills, made.cost, made.subsidy, made.open_until) == (
        ["welding"],
        0,
        100_000,
        made.starts_on,
    )
    entered(lin, title="电焊工", places="3")
    listed = page(lin, "courses", skill="welding")
    assert "电焊工初级班" in listed
    assert "适岗培训" in listed
    assert "焊接 3" in listed

    assert lin.post(reverse("employers:edit-course", args=[made.id]), course(hours="80")).status_code == 303
    assert Course.objects.get().hours == 80
    assert (
        stranger.post(reverse("employers:close-course", args=[made.id]), {"reason": "filled"}).status_code
        == 422
    )
    assert (
        lin.post(reverse("employers:close-course", args=[made.id]), {"reason": "filled"}).status_code == 303
    )
    assert "没有找到课程" in page(lin, "courses")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ends_on": "2020-01-01"}, "早于"),
        ({"subsidy": "-1"}, "负数"),
        ({"cost": "100001"}, "上限"),
        ({"starts_on": "2020-01-01"}, "太早"),
        ({"kind": "magic"}, "请从选项中选择"),
        ({"open_until": "2099-01-01"}, "晚于"),
    ],
)
def test_a_course_that_cannot_be_is_refused(lin, said, words):
    response = lin.post(reverse("employers:new-course"), course(**said))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Course.objects.count() == 0


def agreement(**said: Any) -> dict[str, Any]:
    day = clock.today()
    return {
        "base_id": str(new_id()),
        "document": "芙基〔2026〕1号",
        "seats": "5",
        "from_on": day.isoformat(),
        "to_on": (day + timedelta(days=365)).isoformat(),
        "words": "",
        **said,
    }


def test_an_employer_becomes_a_base_and_stops_being_one(lin, stranger):
    entered(lin)
    factory = Employer.objects.get()
    adding = reverse("employers:add-base", args=[factory.id])
    assert stranger.post(adding, agreement()).status_code == 422
    assert lin.post(adding, agreement()).status_code == 303
    assert "就业基地" in page(lin, "employers")
    again = lin.post(adding, agreement())
    assert "同号的协议" in again.content.decode()

    closing = reverse("employers:close-employer", args=[factory.id])
    assert "还有生效的基地协议" in lin.post(closing).content.decode()
    base = Base.objects.get()
    ending = reverse("employers:end-base", args=[base.id])
    assert stranger.post(ending).status_code == 422
    assert lin.post(ending).status_code == 303
    assert "提前终止" in page(lin, "base", base.id)
    assert lin.post(closing).status_code == 303
    assert Vacancy.objects.get().close_reason == "withdrawn"
    assert "没有找到单位" in page(lin, "employers")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"seats": "0"}, "1 到 9999"),
        ({"seats": "99999"}, "1 到 9999"),
        ({"to_on": "2020-01-01"}, "早于"),
        ({"to_on": "2099-01-01"}, "超过十年"),
        ({"document": "  "}, "还没有填写"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(lin, said, words):
    entered(lin)

    response = lin.post(reverse("employers:add-base", args=[Employer.objects.get().id]), agreement(**said))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Base.objects.count() == 0


def test_an_employer_is_corrected_but_never_into_another_one(lin):
    entered(lin)
    entered(lin, employer="芙蓉演示物业", title="保洁")
    factory = Employer.objects.get(name="芙蓉演示服装厂")
    address = reverse("employers:edit-employer", args=[factory.id])
    body = {"employer": "芙蓉演示制衣厂", "region": str(COUNTY), "phone": "0731-5550100"}

    assert lin.post(address, body).status_code == 303
    assert "芙蓉演示制衣厂" in page(lin, "employer", factory.id)
    taken = lin.post(address, {**body, "employer": "芙蓉 演示物业"})
    assert "同名的单位" in taken.content.decode()


def test_an_employers_page_tells_law_from_proposal_with_sources(lin):
    entered(lin)

    shown = page(lin, "employer", Employer.objects.get().id)

    assert "中华人民共和国就业促进法" in shown
    assert "优惠要求的人数（建议，不是规定）" in shown
    assert "这里只数人数，不列姓名" in shown
    assert "这是一篇文章的建议，不是法律。" in shown


@pytest.mark.parametrize("who", ["officer", "admin", "partner", "psychologist", "auditor"])
def test_who_does_not_help_people_to_work_does_not_come_in(world, who):
    client = browser(getattr(world, who))
    for name in ("vacancies", "courses", "employers", "import", "feed", "new-vacancy"):
        assert client.get(reverse(f"employers:{name}")).status_code == 403, name


@pytest.mark.parametrize("query", [{"q": "%" * 500}, {"place": "x"}, {"place": "9" * 30}, {"skill": "'"}])
def test_odd_searches_are_searches(lin, query):
    entered(lin)
    for name in ("vacancies", "courses", "employers"):
        assert lin.get(reverse(f"employers:{name}"), query).status_code == 200
