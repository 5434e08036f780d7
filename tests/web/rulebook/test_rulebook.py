"""The rulebook page: every rule with its source, found by a word, led to by its id."""

import re

import pytest

from guitu.foundation import rulebooks


def text(page):
    return page.content.decode()


def test_whoever_may_read_rules_sees_what_is_in_force_where_they_work(world, browser):
    page = browser(world.lin).get("/rulebook/")

    assert page.status_code == 200
    assert [pack.id for pack in page.context["laid"]] == ["national", "hunan_sample"]
    assert 'id="J-01"' in text(page)
    assert "自收到责令社区康复决定书之日起15日内" in text(page)


@pytest.mark.parametrize("pack", [pack.id for pack in rulebooks.packs()])
def test_every_rule_of_every_book_has_an_address_and_its_source(world, browser, pack):
    page = text(browser(world.manager).get(f"/rulebook/{pack}/"))

    rules = next(p for p in rulebooks.packs() if p.id == pack).rules
    for rule in rules:
        assert f'id="{rule.id}"' in page
        assert rule.source.document.replace("Guitu proposal", "归途建议") in page
    assert page.count('class="card rule') == len(rules)


def test_every_rule_is_said_in_english_but_for_its_source(world, browser, settings):
    client = browser(world.admin)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    for pack in rulebooks.packs():
        page = text(client.get(f"/rulebook/{pack.id}/"))
        said = re.sub(
            r'<blockquote.*?</blockquote>|<p class="rule-source">.*?</p>', "", page, flags=re.DOTALL
        )
        said = re.sub("管理员安|长沙演示戒毒管理局|简体中文|15日", "", said)
        assert not re.findall("[\u4e00-\u9fff]+", said), pack.id


def test_rules_are_found_by_a_word_of_their_source_and_by_whom_they_apply_to(world, browser):
    client = browser(world.lin)

    by_word = client.get("/rulebook/national/", {"q": "自收到责令社区康复决定书"})
    by_kind = client.get("/rulebook/national/", {"for": "aftercare"})

    assert [shown.rule.id for s in by_word.context["sections"] for shown in s.rules] == ["B-02"]
    assert by_kind.context["number"] < len(rulebooks.packs()[0].rules)
    assert all("aftercare" in shown.rule.applies_to for s in by_kind.context["sections"] for shown in s.rules)


def test_what_is_not_there_is_said_kindly(world, browser):
    page = browser(world.lin).get("/rulebook/", {"q": "没有这个词", "for": "nothing"})

    assert page.status_code == 200
    assert "没有这样的规则" in text(page)


def test_a_book_that_does_not_exist_is_not_found(world, browser):
    assert browser(world.lin).get("/rulebook/nowhere/").status_code == 404


def test_what_is_typed_is_shown_as_typed(world, browser):
    assert "<script>alert" not in text(
        browser(world.lin).get("/rulebook/", {"q": "<script>alert(1)</script>"})
    )
