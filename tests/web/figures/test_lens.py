"""A lens groups figures and counts nothing of its own."""

import pytest
import yaml

from guitu.domain.measures.lenses import parse_lens
from guitu.domain.rules.parse import RulesRefusedError
from guitu.foundation.metrics import lenses
from tests.domain.registry import FOLDER, METRICS
from tests.world import OTHER_COUNTY


def test_the_five_chains_are_five_and_the_station_programme_five_and_more():
    assert {id_: len(lens.groups) for id_, lens in lenses().items()} == {"five_chains": 5, "five_plus_n": 6}


def test_a_lens_shows_the_numbers_of_the_page_of_figures(county, browser):
    manager = browser(county.manager)
    cards = {card.words.name: card.big for card in manager.get("/figures/").context["cards"]}
    groups = dict(manager.get("/figures/lens/five_chains/").context["groups"])
    lines = {line.name: line for lines in groups.values() for line in lines}

    same = cards.keys() & lines.keys()
    assert same
    assert {name: lines[name].number for name in same} == {name: cards[name] for name in same}
    assert lines["受歧视占比"].number == "—"
    assert "问卷" in lines["受歧视占比"].why


def test_a_part_without_a_figure_is_listed_and_is_no_zero(county, browser):
    page = browser(county.manager).get("/figures/lens/five_plus_n/")

    assert dict(page.context["groups"])["禁毒宣传教育"] == []
    assert "没有指标不是 0" in page.content.decode()


def test_a_lens_nobody_wrote_and_a_place_elsewhere_are_not_there(county, browser):
    manager = browser(county.manager)

    assert manager.get("/figures/lens/six_chains/").status_code == 404
    assert manager.get("/figures/lens/five_chains/", {"place": OTHER_COUNTY}).status_code == 404
    assert browser(county.gate).get("/figures/lens/five_chains/").status_code == 403


def test_a_lens_that_names_no_figure_of_the_registry_is_refused():
    good = yaml.safe_load((FOLDER.parent / "lenses" / "five_chains.yaml").read_text(encoding="utf-8"))
    good["groups"][0]["metrics"] = ["weather"]
    with pytest.raises(RulesRefusedError):
        parse_lens(good, file="x", metrics=METRICS)
