"""The questionnaires of surveys that ship: both languages, no words of one's own, and what figures ask."""

import json

import pytest

from guitu.domain.instruments.reading import read
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.registry import Asked
from guitu.domain.outreach import telling
from guitu.domain.surveys.campaign import check_definition, counted_items
from guitu.foundation.instrument_files import questionnaires, shipped
from guitu.foundation.metrics import metrics

CODES = {"needs_survey", "public_opinion", "family_survey", "station_baseline"}


def test_each_is_there_once_and_none_is_an_instrument_of_files():
    found = [definition for definition, _ in questionnaires().values()]

    assert {one.code for one in found} == CODES
    assert CODES.isdisjoint(one.code for one in shipped())


def test_the_file_a_survey_copies_reads_as_what_it_shows():
    for definition, body in questionnaires().values():
        again = read(json.loads(json.dumps(body)))
        assert [item.text for item in again.items] == [item.text for item in definition.items]


def test_every_figure_that_is_asked_has_its_question_in_the_survey_of_needs():
    definition = questionnaires()["urn:guitu:survey:needs_survey|1.0"][0]
    asked = {metric.made.item for metric in metrics().values() if isinstance(metric.made, Asked)}

    assert asked == {item.id for item in counted_items(definition)}


@pytest.mark.parametrize("code", sorted(CODES - {"station_baseline"}))
def test_what_a_respondent_reads_tells_nobody_what_it_is_about(code):
    definition = next(one for one, _ in questionnaires().values() if one.code == code)

    said = [definition.title, definition.about, *(item.text for item in definition.items)]
    assert not [words.zh for words in said if telling(words.zh)]


def test_a_questionnaire_that_asks_for_words_is_not_used():
    body = json.loads(json.dumps(questionnaires()["urn:guitu:survey:public_opinion|1.0"][1]))
    body["item"][1]["type"] = "text"

    with pytest.raises(DomainError) as caught:
        check_definition(read(body))
    assert caught.value.code == "survey.own-words"
