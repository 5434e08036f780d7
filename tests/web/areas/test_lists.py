"""A list of facts is imported: each row's fate is said, nothing is written over, twice is once."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guitu.casework.areas.models import BatchRow, Fact
from tests.exchange.workbooks import save
from tests.web.areas.test_facts import enter
from tests.world import COUNTY

HEADER = ("序号", "地区", "指标名称", "统计日期", "口径", "人数", "数据来源", "文号", "幸运数字")
HERE = "湖南省长沙市芙蓉区"
ALL = "登记在册，全部毒品"


def send(client, folder, *rows) -> Any:
    """Import a list; the page it leads to."""
    content = save(folder / "list.xlsx", {"数据": (("各县区数据",), HEADER, *rows)}).read_bytes()
    page = client.post("/areas/import", {"file": SimpleUploadedFile("a.xlsx", content)})
    assert page.status_code == 303, page.content.decode()
    return client.get(page["Location"])


def line(n=1, **said):
    """A row that can be entered."""
    good = {
        "place": HERE, "kind": "现有吸毒人员", "on": "2025-12-31", "basis": ALL, "value": 1200,
        "publisher": "演示市公安局", "document": "演〔2026〕1号",
    }  # fmt: skip
    return (n, *(good | said).values(), 7)


def test_each_row_is_entered_or_says_why_not(levels, browser, tmp_path):
    county = browser(levels.county)
    page = send(
        county,
        tmp_path,
        line(),
        line(2, kind="天气"),
        line(3, on="2025年"),
        line(4, value="约一千"),
        line(5, place="湖南省长沙市天心区"),
        line(6, basis="猜的"),
        line(7, kind="戒断三年未发现复吸人员", value="3,600人", document=""),
    )
    said = page.content.decode()

    assert [one.value for one in Fact.objects.all()] == [1200]
    for words in ("没有这个项目", "没有写到日", "数字没有看懂", "不在您的范围内", "口径没有看懂", "哪份文件"):
        assert words in said
    assert "幸运数字" in said
    assert page.context["batch"].counts == {"rows": 7, "accepted": 1, "duplicate": 0, "rejected": 6}
    assert BatchRow.objects.count() == 7


def test_the_same_list_again_changes_nothing_and_another_number_is_said(levels, browser, tmp_path):
    county = browser(levels.county)
    send(county, tmp_path, line())
    again = send(county, tmp_path, line(), line(2, value=7))

    assert again.context["batch"].counts == {"rows": 2, "accepted": 0, "duplicate": 1, "rejected": 1}
    assert "已经登记为 1200" in again.content.decode()
    assert [one.value for one in Fact.objects.all()] == [1200]
    assert county.get(f"/areas/{COUNTY}/").context["facts"][0].value == "1,200"


def test_two_rows_of_one_list_do_not_write_over_each_other(levels, browser, tmp_path):
    page = send(browser(levels.county), tmp_path, line(), line(2, value=8))

    assert page.context["batch"].counts["accepted"] == 1
    assert "已经登记为 1200" in page.content.decode()


def test_what_was_entered_by_hand_stays(levels, browser, tmp_path):
    county = browser(levels.county)
    enter(county, value="5")
    send(county, tmp_path, line())

    assert [one.value for one in Fact.objects.all()] == [5]


def test_a_file_without_such_a_table_or_of_another_kind_is_refused_with_a_sentence(levels, browser, tmp_path):
    county = browser(levels.county)
    empty = save(tmp_path / "empty.xlsx", {"x": (("甲", "乙"), (1, 2))}).read_bytes()

    for content in (empty, b"PK\x03\x04 no workbook"):
        page = county.post("/areas/import", {"file": SimpleUploadedFile("a.xlsx", content)})
        assert page.status_code == 422
        assert page.context["form"].errors["file"]
    assert Fact.objects.count() == 0


def test_another_office_does_not_see_the_list(levels, browser, tmp_path):
    address = send(browser(levels.county), tmp_path, line()).request["PATH_INFO"]

    assert browser(levels.second).get(address).status_code == 200
    assert browser(levels.neighbour).get(address).status_code == 404
