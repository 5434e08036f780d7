from datetime import date

import pytest

from guitu.domain.kernel import citizen_id
from guitu.domain.roster import words
from guitu.domain.roster.rows import Terms
from tests.domain.roster.sheets import COUNTRY, PERSON, SOMEONE_ELSE, TODAY, codes, read

HEADER = ["姓名", "身份证号码", "解除日期"]


def one(header, cells, **more):
    return read([[*HEADER, *header], [*PERSON, *cells]], **more)[0]


def spoiled(column, cell):
    person = list(PERSON)
    person[column] = cell
    return read([HEADER, person])[0]


@pytest.mark.parametrize(
    ("column", "cell", "code", "where"),
    [
        (0, None, "name.missing", "A2"),
        (0, "无", "name.missing", "A2"),
        (1, None, "citizen-id.empty", "B2"),
        (1, "996181199403265258", "citizen-id.check-digit", "B2"),
        (1, "996181199413265257", "citizen-id.birth", "B2"),
        (1, "99618119940326525", "citizen-id.length", "B2"),
        (1, "99618119940326525某", "citizen-id.characters", "B2"),
        (1, 996181199403265257.0, "citizen-id.precision", "B2"),
        (2, None, "released-on.empty", "C2"),
        (2, "待定", "released-on.unreadable", "C2"),
        (2, "2026年4月", "released-on.no-day", "C2"),
        (2, "2026-02-30", "released-on.impossible", "C2"),
        (2, "2056-02-03", "released-on.implausible", "C2"),
        (2, "1993-02-03", "released-on.before-birth", "C2"),
    ],
)
def test_nobody_is_taken_in_without_a_name_an_id_and_a_day(column, cell, code, where):
    row = spoiled(column, cell)

    assert row.state == "rejected"
    assert [(reason.code, reason.cell) for reason in row.reasons] == [(code, where)]


@pytest.mark.parametrize(
    "written",
    [
        "996181199403265257",
        "９９６１８１１９９４０３２６５２５７",
        "'996181 19940326 5257",
        "996181-19940326-5257",
    ],
)
def test_ids_are_read_through_their_dress(written):
    assert spoiled(1, written).values.citizen_id == "996181199403265257"


def test_a_small_x_is_the_large_one_and_fifteen_digits_are_eighteen():
    old = "990101700101001"
    new = citizen_id.normalise(old)

    assert spoiled(1, "99099419681103493x").values.citizen_id == "99099419681103493X"
    assert spoiled(1, old).values.citizen_id == new
    assert spoiled(1, float(old)).values.citizen_id == new


def test_made_up_people_are_refused_outside_a_demonstration():
    row = one([], [], terms=Terms(COUNTRY, TODAY))

    assert codes(row) == ["citizen-id.made-up"]


def test_a_release_before_its_admission_is_rejected_with_both_days():
    row = one(["入所日期"], ["2026-04-23"])

    assert codes(row) == ["released-on.before-admission"]
    assert "2026-04-23" in row.reasons[0].as_json()["zh"]


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("性别", "女", "sex.disagrees"),
        ("性别", "？", "sex.unreadable"),
        ("出生日期", "1994-03-27", "birth-on.disagrees"),
        ("入所日期", "2024年3月", "admitted-on.no-day"),
        ("入所日期", "2024-02-30", "admitted-on.impossible"),
        ("入所日期", "上个月", "admitted-on.unreadable"),
        ("联系电话", "1232577462", "phone.digits"),
        ("联系电话", "88888888", "phone.area-code"),
        ("居住地代码", "999999", "residence.code-unknown"),
        ("现居住地址", "天涯海角", "residence.unknown"),
        ("现居住地址", "湖南省郴州市苏仙区", "residence.coarse"),
        ("接收街道", "天上街道", "township.unknown"),
        ("接收街道", "城关镇", "township.ambiguous"),
        ("责令社区康复决定书文号", "是", "rehab-order.no-number"),
    ],
)
def test_a_doubt_is_said_and_the_person_still_taken_in(header, cell, code):
    row = one([header], [cell])

    assert row.state == "accepted"
    assert codes(row)[0] == code
    assert all(reason.cell == "D2" for reason in row.reasons)


@pytest.mark.parametrize(
    "header", ["入所日期", "联系电话", "居住地代码", "接收街道", "性别", "责令社区康复决定书文号"]
)
def test_what_may_be_missing_is_missing_without_a_word(header):
    row = one([header], [None])

    assert row.state == "accepted"
    assert row.reasons == ()


def test_the_id_decides_when_the_sex_disagrees():
    row = one(["性别"], ["女"])

    assert row.values.as_json()["sex"] == "男"
    assert row.facts["sex"] == "male"


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("123-2577-4624", ("12325774624",)),
        (12325774624.0, ("12325774624",)),
        ("１２３２５７７４６２４", ("12325774624",)),
        ("12325774624/（妻子）", ("12325774624",)),
        ("12325774624、12643835017", ("12325774624", "12643835017")),
        ("无", ()),
    ],
)
def test_phones_are_lists_of_digits(cell, phones):
    assert one(["电话"], [cell]).values.phones == phones


def test_names_lose_their_inner_spaces_and_notes():
    assert spoiled(0, " 廖　志 荣（曾用名：小荣） ").values.name == "廖志荣"


def test_a_code_goes_before_an_address_and_a_quarrel_is_said():
    row = one(["居住地代码", "现居住地址"], ["431003005", "湖南省长沙市岳麓区观沙岭街道1号"])

    assert row.values.residence == 431003005000
    assert codes(row) == ["residence.disagrees"]


def test_an_address_serves_where_the_code_is_missing_and_a_village_stands_in_its_township():
    assert one(["现居住地址"], ["湖南浏阳市淳口镇81号"]).values.residence == 430181127000
    assert one(["居住地代码"], [431003005007.0]).values.residence == 431003005000


def test_an_order_counts_when_its_number_stands_there():
    header = ["责令社区康复决定书文号", "社区康复起始日期", "社区康复截止日期"]

    ordered = one(header, ["演公社康决字〔2026〕0580号", "2026.5.1", "某日"])
    unordered = one(header, ["无", None, None])

    assert ordered.order_number == "演公社康决字〔2026〕0580号"
    assert ordered.rehab_from == date(2026, 5, 1)
    assert codes(ordered) == ["rehab-to.unreadable"]
    assert unordered.order_number is None
    assert unordered.state == "accepted"


def test_the_second_of_two_equal_releases_is_a_duplicate_also_with_the_old_id():
    old = "990101700101001"
    table = [HEADER, ["张三", old, "2026-04-22"], ["张三", citizen_id.normalise(old), "2026年4月22日"]]

    rows = read(table)

    assert [row.state for row in rows] == ["accepted", "duplicate"]
    assert rows[1].reasons[0].as_json()["cell"] == "B3"
    assert "第 2 行" in rows[1].reasons[0].as_json()["zh"]


def test_a_rejected_row_does_not_make_its_repetition_a_duplicate():
    rows = read([HEADER, [None, *PERSON[1:]], PERSON])

    assert [row.state for row in rows] == ["rejected", "accepted"]


def test_another_release_of_the_same_person_is_accepted_with_a_doubt():
    rows = read([HEADER, PERSON, [*PERSON[:2], "2024-01-01"], SOMEONE_ELSE])

    assert [row.state for row in rows] == ["accepted"] * 3
    assert [codes(row) for row in rows] == [[], ["person.other-release"], []]


def test_every_reason_speaks_both_languages():
    facts = dict.fromkeys(["row", "day", "length", "count", "cell", "megabytes", "most", "sheet"], "1")
    facts |= dict.fromkeys(["columns_zh", "columns_en", "years"], "1")
    facts |= dict.fromkeys(["released_on", "admitted_on"], "1")

    for code in words.codes():
        said = words.sentence(code, facts)
        assert said.zh
        assert said.en.isascii() or "“" in said.en
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in said.en)


def test_the_json_of_a_row_has_the_promised_shape():
    row = one(["现居住地址", "联系电话"], ["湖南省郴州市苏仙区卜里坪街道33号", "12325774624"]).as_json()

    assert row["state"] == "accepted"
    assert row["values"] == {
        "name": "廖志荣",
        "citizen_id": "996181199403265257",
        "birth": "1994-03-26",
        "sex": "男",
        "admitted_on": None,
        "released_on": "2026-04-22",
        "residence": 431003005000,
        "domicile": None,
        "phones": ["12325774624"],
    }
