"""Importing a list on the page, how each row ended, taking it back; and the state of the feed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from guitu.casework.employers.models import Batch, Vacancy
from guitu.exchange.partners import vacancy_feed
from guitu.foundation import clock
from tests.exchange.partners.feeds import FeedStub, feed, post  # noqa: F401 - a fixture
from tests.exchange.workbooks import save
from tests.web.employers.test_offers import browser

pytestmark = pytest.mark.django_db
HEADER = ("单位名称", "岗位名称", "招聘人数", "薪资待遇", "工作地点", "幸运数字")
WHERE = "湖南省长沙市芙蓉区文艺路街道"


def sent(folder: Path, *rows: tuple[object, ...], name: str = "春风行动.xlsx") -> dict[str, Any]:
    content = save(folder / "list.xlsx", {"岗位": rows}).read_bytes()
    return {"offers": "vacancies", "file": SimpleUploadedFile(name, content)}


def test_a_list_is_imported_read_row_by_row_and_taken_back(world, tmp_path):
    client = browser(world.social)
    rows = (
        HEADER,
        ("演示厂", "缝纫工", 3, "4000", WHERE, 7),
        ("演示厂", "", 1, "", WHERE, 7),
        ("演示厂", "保安", 1, "好", WHERE, 7),
    )

    response = client.post(reverse("employers:import"), sent(tmp_path, *rows))

    assert response.status_code == 303
    shown = client.get(response["Location"]).content.decode()
    assert "岗位名称没有填写" in shown
    assert "B3" in shown
    assert "按“面议”登记" in shown
    assert "幸运数字" in shown
    assert "春风行动.xlsx" in client.get(reverse("employers:import")).content.decode()
    rejected = client.get(response["Location"], {"show": "rejected"}).content.decode()
    assert "第 3 行" in rejected
    assert "第 2 行" not in rejected

    batch = Batch.objects.get()
    assert client.post(reverse("employers:undo", args=[batch.id])).status_code == 303
    assert "没有找到岗位" in client.get(reverse("employers:vacancies")).content.decode()
    again = client.post(reverse("employers:undo", args=[batch.id]))
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"x", "旧式的"),
        ("a.txt", b"x", "只读 .xlsx"),
        ("a.xlsx", b"x", "不是 .xlsx 表格"),
        ("a.xlsx", b"", "文件是空的"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(world, name, content, words):
    client = browser(world.social)

    response = client.post(
        reverse("employers:import"), {"offers": "vacancies", "file": SimpleUploadedFile(name, content)}
    )

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Batch.objects.count() == 0


def test_a_workbook_of_something_else_says_which_columns_it_needs(world, tmp_path):
    client = browser(world.social)

    response = client.post(reverse("employers:import"), sent(tmp_path, ("姓名", "电话"), ("某人", "1")))

    assert response.status_code == 422
    assert "单位名称、岗位名称、工作地点" in response.content.decode()


def test_an_import_of_another_county_is_not_there(world, tmp_path):
    browser(world.social).post(
        reverse("employers:import"), sent(tmp_path, HEADER, ("演示厂", "缝纫工", 3, "4000", WHERE, 7))
    )
    batch = Batch.objects.get()
    Batch.objects.update(unit=430103000000001, made_by=None)

    for name in ("batch", "undo"):
        call = browser(world.lin).get if name == "batch" else browser(world.lin).post
        assert call(reverse(f"employers:{name}", args=[batch.id])).status_code == 404
    assert Batch.objects.get().state == "done"


def test_a_feed_that_is_not_connected_says_so_and_is_not_asked(world):
    client = browser(world.lin)

    assert "还没有接通" in client.get(reverse("employers:feed")).content.decode()
    response = client.post(reverse("employers:feed"))
    assert response.status_code == 422
    assert "GUITU_FEED_VACANCIES" in response.content.decode()
    assert not ProcrastinateJob.objects.filter(task_name="vacancies.fetch").exists()


@pytest.mark.own_machine
def test_the_page_tells_what_went_wrong_and_what_was_turned_away(world, feed: FeedStub):  # noqa: F811 - the fixture
    client = browser(world.lin)
    feed.publish(post("p1"), post("p2", title="很" * 99))
    vacancy_feed.fetch(by=None, at=clock.now())
    feed.behave("unsigned")
    vacancy_feed.fetch(by=None, at=clock.now())

    shown = client.get(reverse("employers:feed")).content.decode()

    assert "签名不对" in shown
    assert "p2" in shown
    assert "太长了" in shown
    assert "hr-demo" in shown
    found = Vacancy.objects.get()
    assert "岗位接口 hr-demo" in client.get(reverse("employers:vacancy", args=[found.id])).content.decode()


@pytest.mark.own_machine
def test_whoever_wants_it_now_has_the_worker_ask_once(world, feed: FeedStub):  # noqa: F811 - the fixture
    client = browser(world.lin)

    for _ in range(2):
        assert client.post(reverse("employers:feed")).status_code == 303

    assert ProcrastinateJob.objects.filter(task_name="vacancies.fetch").count() == 1
    assert feed.heard() == []
