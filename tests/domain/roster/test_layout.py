import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import columns
from guitu.domain.roster.reading import RosterReading
from guitu.domain.roster.rows import Terms
from tests.domain.roster.sheets import COUNTRY, PERSON, SOMEONE_ELSE, TERMS, TODAY, read, sheet

HEADER = ["姓名", "身份证号码", "解除日期"]


@pytest.mark.parametrize(
    "words",
    [
        "姓名",
        "*姓名",
        "姓  名",
        "姓\n名",
        "姓　名（必填）",
        "＊姓名：",
        "2、姓名",
        "戒毒人员姓名",
        "【姓名】",
    ],
)
def test_a_name_column_is_known_by_any_of_its_words(words):
    assert columns.key_of(words)[0] == "name"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("公民身份号码（18位）", "citizen_id"),
        ("出所时间", "released_on"),
        ("拟解除强制隔离戒毒日期", "released_on"),
        ("收治日期", "admitted_on"),
        ("手机号码", "phone"),
        ("家属联系方式", "family_phone"),
        ("紧急联系人手机", "family_phone"),
        ("户籍所在地（详细）", "domicile_address"),
        ("户籍地派出所", "police_station"),
        ("现住址", "residence_address"),
        ("移交乡镇（街道）", "receiving_township"),
        ("社康决定书编号", "rehab_order_number"),
        ("强戒决定书编号", "detox_order_number"),
        ("滥用毒品种类", "drug"),
        ("家属身份证号", None),
        ("社区戒毒起始日期", None),
        ("血型", None),
    ],
)
def test_header_words_mean_what_people_mean_by_them(words, key):
    assert columns.key_of(words)[0] == key


def test_no_word_means_two_things():
    words = [word for _, listed in columns._COLUMNS.values() for word in listed.split()]

    assert len(words) == len(set(words))
    assert all(columns.normalise(word) == word for word in words)
    assert all(columns.label(key) for key in columns.KEYS)


def test_the_header_is_found_below_titles_and_people_between_notes():
    rows = read(
        [
            ["2026年解除人员名册"],
            [],
            ["填报单位：演示所", None, "填报日期：2026年10月31日"],
            ["序号", *HEADER],
            [1.0, *PERSON],
            [],
            [2.0, None, None, None],
            ["小计", "1人"],
            ["序号", *HEADER],
            [2.0, *SOMEONE_ELSE],
            ["合计", "2人", None, None],
            ["备注：以上人员均已告知权利义务，材料随人移交。"],
            ["填表人：", None, "审核人："],
        ]
    )

    assert [(row.row, row.state) for row in rows] == [(5, "accepted"), (10, "accepted")]


def test_the_sender_is_read_above_the_table():
    reading = RosterReading(TERMS)

    list(reading.rows(sheet([["填报单位（盖章）：演示第一所　　填报日期：2026年"], HEADER, PERSON])))

    assert reading.sender == "演示第一所"


def test_an_example_row_is_no_person_and_a_nameless_one_is_a_rejected_person():
    rows = read([["序号", *HEADER], ["示例", *PERSON], [1.0, None, *PERSON[1:]]])

    assert [(row.row, row.state) for row in rows] == [(3, "rejected")]


def test_a_header_of_two_lines_is_read_as_one():
    rows = read(
        [
            ["序号", "基本情况", None, "家属", None, None, "解除日期"],
            [None, "姓名", "身份证号码", "姓名", "关系", "电话", None],
            [1.0, PERSON[0], PERSON[1], "廖旭", "母亲", 12643835017.0, PERSON[2]],
        ],
        merged=((1, 2, 1, 3), (1, 4, 1, 6)),
    )

    assert rows[0].values.name == "廖志荣"
    assert rows[0].facts["family_name"] == "廖旭"
    assert rows[0].facts["family_phone"] == "12643835017"


def test_a_second_phone_behind_a_relative_is_the_relatives():
    rows = read(
        [
            [*HEADER, "联系电话", "家属姓名", "关系", "联系电话"],
            [*PERSON, "12325774624", "廖旭", "母亲", "12643835017"],
        ]
    )

    assert rows[0].values.phones == ("12325774624",)
    assert rows[0].facts["family_phone"] == "12643835017"


def test_unknown_columns_are_listed_and_their_words_kept():
    reading = RosterReading(TERMS)

    rows = list(reading.rows(sheet([[*HEADER, "鞋码"], [*PERSON, 42.0]])))

    assert [column.words for column in reading.sheets[0].layout.unknown] == ["鞋码"]
    assert rows[0].others == {"鞋码": "42"}


def test_what_a_sender_means_goes_before_what_we_know():
    terms = Terms(
        COUNTRY,
        TODAY,
        allow_demo=True,
        columns_of=lambda sender: {"去向": "receiving_township"} if sender == "演示所" else {},
    )

    told = read([["填报单位：演示所"], [*HEADER, "去向"], [*PERSON, "卜里坪街道"]], terms=terms)
    untold = read([["填报单位：别的所"], [*HEADER, "去向"], [*PERSON, "卜里坪街道"]], terms=terms)

    assert told[0].receiving == 431003005000
    assert untold[0].receiving is None


def test_sheets_without_a_roster_are_skipped_and_named():
    reading = RosterReading(TERMS)

    rows = list(
        reading.rows(
            [
                *sheet([["民族代码表"], ["01", "汉族"]], name="代码"),
                *sheet([HEADER, PERSON], name="一月"),
                *sheet([HEADER, PERSON], name="旧表", visible=False),
                *sheet([HEADER, SOMEONE_ELSE], name="二月"),
                *sheet([], name="Sheet5"),
            ]
        )
    )

    assert [(row.sheet, row.row) for row in rows] == [("一月", 2), ("二月", 2)]
    assert [(s.name, s.skipped) for s in reading.sheets] == [
        ("代码", "no-header"),
        ("一月", ""),
        ("旧表", "hidden"),
        ("二月", ""),
        ("Sheet5", "empty"),
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["会议纪要"], ["今天下雨"]], "roster-file.no-header"),
        (
            [["姓名", "性别", "民族", "解除日期"], ["廖志荣", "男", "汉", "2026-04-22"]],
            "roster-file.missing-columns",
        ),
        ([["社区矫正对象名册"], HEADER, PERSON], "roster-file.community-correction"),
        ([[*HEADER, "矫正类别"], [*PERSON, "缓刑"]], "roster-file.community-correction"),
    ],
)
def test_what_is_no_release_roster_is_refused_as_a_whole(rows, code):
    with pytest.raises(DomainError) as refused:
        read(rows)

    assert refused.value.code == code


def test_a_column_that_asks_about_community_correction_makes_no_such_list():
    assert len(read([[*HEADER, "是否社区矫正"], [*PERSON, "否"]])) == 1


def test_a_calculated_name_refuses_the_file_but_a_calculated_number_or_total_does_not():
    table = [["序号", *HEADER], [1.0, *PERSON], ["合计", None, None, 1.0]]

    assert len(read(table, formulas=frozenset({"A2", "D3"}))) == 1
    with pytest.raises(DomainError) as refused:
        read(table, formulas=frozenset({"B2"}))

    assert refused.value.code == "roster-file.formula"
    assert refused.value.facts == {"cell": "B2"}
