"""The catalogue of kinds of help: every kind that a source names is there, in both languages."""

import pytest

from guitu.domain.directory.catalogue import GROUPS, read
from guitu.domain.journal.code_words import CODE_WORDS
from guitu.domain.journal.codes import SERVICES
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.service_files import catalogue

# As the articles name them, by the number of the article; several names may mean one kind.
NAMED = {
    "seed 000": "就业帮扶 跟踪回访 心理辅导 技能培训 心理培训 教育培训 康复培训 就业培训 "
    "修复家庭关系 指导就业",
    "seed 001": "民政救助 医疗救助 就业助学 法律援助",
    "seed 002": "康复指导 就业安置 救助服务 禁毒宣讲 职业技能培训 就业指导 就业帮扶 "
    "思想转化 法治教育 心理咨询 戒毒咨询指导机构",
    "seed 004": "心理辅导 行为修正 家庭关系改善 社会环境改善 就业信息提供 技能培训 跟踪帮教 "
    "政策帮扶 培训帮扶 就业帮扶 适岗培训 以工代训 失业登记 政策咨询 职业指导 职业介绍 "
    "创业担保贷款 税费减免",
}


@pytest.mark.parametrize(
    ("source", "name"), [(source, name) for source, names in NAMED.items() for name in names.split()]
)
def test_each_kind_that_a_source_names_is_there(source, name):
    found = [kind for kind in catalogue().values() if name in (kind.zh, *kind.also)]

    assert len(found) == 1
    assert source in found[0].sources


def test_every_kind_has_both_languages_a_source_and_a_service_of_the_journal():
    for kind in catalogue().values():
        assert kind.zh.strip()
        assert kind.en.isascii()
        assert kind.sources
        assert kind.counts_as in SERVICES
    assert {kind.group for kind in catalogue().values()} == set(GROUPS)


def test_what_is_proposed_says_so_and_the_rest_names_an_article():
    sources = {source for kind in catalogue().values() for source in kind.sources}

    assert sources == {*NAMED, "seed 003", "Guitu proposal"}


def test_names_are_unique_in_both_languages():
    for words in ([kind.zh for kind in catalogue().values()], [kind.en for kind in catalogue().values()]):
        assert len(words) == len(set(words))


def test_every_service_of_the_journal_has_words():
    assert not set(SERVICES) - set(CODE_WORDS)


GOOD = {
    "code": "a",
    "group": "work",
    "zh": "帮助",
    "en": "Help",
    "counts_as": "other",
    "sources": ["seed 000"],
}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([GOOD, GOOD], "code"),
        ([GOOD | {"group": "nowhere"}], "group"),
        ([GOOD | {"counts_as": "miracle"}], "counts_as"),
        ([GOOD | {"sources": []}], "sources"),
        ([GOOD | {"zh": " "}], "zh"),
        ([GOOD | {"en": None}], "en"),
    ],
)
def test_a_catalogue_that_cannot_be_used_says_where_and_why(rows, wrong):
    with pytest.raises(DomainError) as refused:
        read(rows)
    assert refused.value.code == "catalogue.refused"
    assert refused.value.facts == {"row": len(rows), "wrong": wrong}
