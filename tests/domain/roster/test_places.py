import pytest

from guitu.domain.kernel.errors import DomainError
from tests.domain.roster.sheets import COUNTRY


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("湖南省郴州市苏仙区卜里坪街道33号", 431003005000),
        ("湖南 郴州 苏仙 卜里坪", 431003005000),
        ("湖南浏阳市淳口镇81号", 430181127000),
        ("长沙县果园镇", 430121107000),
        ("北京市东城区东华门街道1号", 110101001000),
        ("内蒙古乌海市海勃湾区", 150302000000),
        ("湘西州龙山县水田坝镇", 433130120000),
        ("湖南湘西龙山县", 433130000000),
        ("东莞市石排镇", 441900104000),
        ("郴州市桂阳县白水乡", 431021226000),
    ],
)
def test_addresses_are_placed_as_small_as_their_words_allow(words, number):
    found = COUNTRY.address(words)

    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("words", ["", "某地", "和平路12号"])
def test_words_that_name_no_region_are_placed_nowhere(words):
    assert COUNTRY.address(words) is None


@pytest.mark.parametrize(
    ("words", "within", "number"),
    [
        ("卜里坪街道", (431003005000, None), 431003005000),
        ("卜里坪街道办事处", (431003000000,), 431003005000),
        ("卜里坪街道社区戒毒社区康复工作办公室", (None,), 431003005000),
        ("城关镇", (431021226000, 431003005000), 431021100000),
        ("城关镇", (430104005000, 431003005000), 431003100000),
        ("苏仙区城关镇", (None,), 431003100000),
        ("石排镇人民政府", (441900104000,), 441900104000),
    ],
)
def test_a_receiving_township_is_sought_near_the_person_first(words, within, number):
    assert COUNTRY.township(words, within) == number


@pytest.mark.parametrize(
    ("words", "code"), [("城关镇", "township.ambiguous"), ("天上街道", "township.unknown")]
)
def test_a_township_nobody_can_tell_is_not_guessed(words, code):
    with pytest.raises(DomainError) as refused:
        COUNTRY.township(words, (None, 430104005000))

    assert refused.value.code == code
