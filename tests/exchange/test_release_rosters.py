"""Whole rosters read from files: the layout we were shown, and two that nobody showed us."""

# ruff: noqa: E501 - one row of a table, one line

import json
from datetime import date

import pytest

from guitu.domain.kernel import citizen_id
from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.reading import RosterReading
from guitu.domain.roster.rows import Terms
from guitu.exchange.importers import xlsx
from guitu.foundation.regions_data import load_regions
from tests.exchange.workbooks import DATA, TRIMMED, save

EXPECTED = json.loads((DATA / "release-roster-trimmed.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def terms():
    return Terms(Gazetteer((r.code, r.name) for r in load_regions()), date(2026, 11, 22), allow_demo=True)


def read(path, terms):
    reading = RosterReading(terms)
    with xlsx.opened(path) as found:
        return list(reading.rows(found)), reading


def test_the_shown_layout_gives_exactly_the_expected_rows(terms):
    rows, reading = read(TRIMMED, terms)

    accepted = [row for row in rows if row.state == "accepted"]
    doubted = [row for row in accepted if any(r.code == "sex.disagrees" for r in row.reasons)]
    assert len(accepted) == EXPECTED["accepted"]
    assert [row.row for row in rows if row.state == "rejected"] == [r["row"] for r in EXPECTED["rejected"]]
    assert [row.row for row in rows if row.state == "duplicate"] == [r["row"] for r in EXPECTED["duplicates"]]
    assert [row.row for row in doubted] == [r["row"] for r in EXPECTED["warnings"]]
    assert reading.sheets[0].layout.unknown == ()


def test_a_duplicate_names_the_row_it_repeats(terms):
    rows, _ = read(TRIMMED, terms)

    found = [(row.row, r.facts["row"]) for row in rows for r in row.reasons if r.code == "duplicate.in-file"]

    assert found == [(r["row"], r["first"]) for r in EXPECTED["duplicates"]]


def test_the_values_of_every_accepted_row_are_the_expected_ones(terms):
    rows, _ = read(TRIMMED, terms)

    found = [
        {
            "row": row.row,
            "id": values["citizen_id"],
            **{key: values[key] for key in ("name", "birth", "sex", "released_on", "admitted_on")},
            **{key: values[key] for key in ("residence", "domicile")},
            "ordered": row.order_number is not None,
            "phone": values["phones"][0],
        }
        for row in rows
        if row.state == "accepted" and (values := row.as_json()["values"])
    ]

    assert found == EXPECTED["people"]
    assert all(row.receiving == row.values.residence for row in rows if row.state == "accepted")


def people(count):
    return [
        (f"测试{'甲乙丙丁'[n]}", citizen_id.make(990101, date(1980 + n, 5, 1), 3 + n), date(2026, 3, 1 + n))
        for n in range(count)
    ]


def test_a_list_in_another_order_with_stars_numbers_and_notes(tmp_path, terms):
    (one, id1, day1), (two, id2, day2) = people(2)
    serial = (day1 - date(1899, 12, 30)).days
    path = save(
        tmp_path / "b.xlsx",
        {
            "填写说明": [["填写说明"], ["1、带*号的为必填项。"], ["2、日期写到日。"]],
            "2026年3月": [
                ["××省戒毒管理局三月份拟解除人员花名册"],
                ["移送单位：演示第三所", None, None, "（单位盖章）"],
                [],
                [
                    "*出所时间",
                    "*公民身份号码（18位）",
                    "*姓  名",
                    "手 机\n号码",
                    "现住址",
                    "拟移交镇街",
                    "社康文号",
                    "鞋码",
                ],
                [
                    serial,
                    id1.lower(),
                    f" {one[0]}　{one[1:]} ",
                    12325774624,
                    "湖南浏阳市淳口镇9号",
                    "淳口镇",
                    "无",
                    42,
                ],
                [
                    f"{day2:%Y%m%d}",
                    f"'{id2}",
                    two,
                    "无",
                    "长沙市岳麓区观沙岭街道8号",
                    None,
                    "演社康〔2026〕7号",
                    41,
                ],
                ["本页小计：2人"],
            ],
        },
    )

    rows, reading = read(path, terms)

    assert [(row.row, row.state, row.reasons) for row in rows] == [(5, "accepted", ()), (6, "accepted", ())]
    assert [row.values.name for row in rows] == [one, two]
    assert [row.values.released_on for row in rows] == [day1, day2]
    assert [row.values.residence for row in rows] == [430181127000, 430104005000]
    assert [row.receiving for row in rows] == [430181127000, None]
    assert [row.order_number for row in rows] == [None, "演社康〔2026〕7号"]
    assert [row.values.phones for row in rows] == [("12325774624",), ()]
    assert reading.sender == "演示第三所"
    assert [column.words for column in reading.sheets[1].layout.unknown] == ["鞋码"]


def test_two_sheets_under_merged_headers_of_two_lines(tmp_path, terms):
    (one, id1, day1), (two, id2, day2), (three, id3, _) = people(3)
    header = [
        ["编号", "人员基本信息", None, None, "家属信息", None, None, "戒毒情况", None, "户籍"],
        [
            None,
            "姓名",
            "身份证件号码",
            "本人联系方式",
            "姓名",
            "称谓关系",
            "联系电话",
            "收治日期",
            "解戒日期",
            "所在地",
        ],
    ]
    said = (f"{day2.year}年{day2.month}月{day2.day}日", "2024年2月")
    path = save(
        tmp_path / "c.xlsx",
        {
            "男": [["解戒人员交接表"], *header, ["01", one, id1, "12325774624", "家一", "妻", "0731-88888888", "2024.3.1", day1, "湖南省郴州市苏仙区卜里坪街道"]],
            "女": [
                ["解戒人员交接表"],
                *header,
                ["01", two, id2, None, None, None, None, said[1], said[0], "湖南郴州"],
                ["02", three, id3, None, None, None, None, None, "2026年3月", None],
            ],
        },
    )  # fmt: skip

    rows, reading = read(path, terms)

    assert [(row.sheet, row.row, row.state) for row in rows] == [
        ("男", 4, "accepted"),
        ("女", 4, "accepted"),
        ("女", 5, "rejected"),
    ]
    assert [[r.code for r in row.reasons] for row in rows] == [
        [],
        ["admitted-on.no-day", "domicile.coarse"],
        ["released-on.no-day"],
    ]
    assert rows[0].values.phones == ("12325774624",)
    assert rows[0].facts["family_phone"] == "0731-88888888"
    assert rows[0].values.domicile == 431003005000
    assert rows[1].values.released_on == day2
    assert reading.sender == ""
