"""What a definition file may hold, and that everything else is refused with its place, all at once."""

from copy import deepcopy
from typing import Any

import pytest

from guitu.domain.access import Compartment
from guitu.domain.instruments.reading import InstrumentRefusedError, read
from tests.domain.instruments.shelf import BRANCHES, NAMES, form, item, option, raw, shipped, when, words

SCORE = "urn:guitu:instrument:score"


def faults(data: object) -> list[str]:
    with pytest.raises(InstrumentRefusedError) as refused:
        read(data)
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize("name", NAMES)
def test_each_shipped_instrument_is_read_and_says_whose_it_is_in_both_languages(name):
    definition = shipped(name)
    assert definition.code == name
    assert definition.status == "active"
    assert definition.publisher
    for said in (definition.title, definition.about, definition.licence):
        assert said.zh
        assert said.en
    for one in definition.items:
        assert one.text.zh != one.text.en


def test_the_compartment_decides_who_sees_what():
    where = {name: shipped(name).compartment for name in NAMES}
    assert where["phq_9"] == where["gad_7"] == Compartment.PSYCHOLOGICAL
    assert where["bam"] == Compartment.MEDICAL
    assert where["audit"] == where["half_year_review"] == Compartment.CASEWORK


def test_our_own_forms_ask_for_the_persons_own_view():
    for name in ("pre_release", "intake", "half_year_review", "station_conduct", "risk_level"):
        assert shipped(name).by_id["own_view"].required, name


@pytest.mark.parametrize("data", [None, [], "x", {}, {"resourceType": "Patient"}])
def test_what_is_no_questionnaire_is_refused(data):
    assert faults(data) == ["instrument.not-a-questionnaire"]


def changed(**fields: Any) -> dict[str, Any]:
    return {**deepcopy(BRANCHES), **fields}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed(name="phq-9"), "instrument.shape"),
        (changed(version=""), "instrument.shape"),
        (changed(status="final"), "instrument.shape"),
        (changed(url="no spaces|here"), "instrument.shape"),
        (changed(title=""), "instrument.words-missing"),
        (changed(_copyright={}), "instrument.words-missing"),
        (changed(publisher=None), "instrument.missing"),
        (changed(extension=[]), "instrument.compartment"),
        (
            changed(extension=[{"url": "urn:guitu:instrument:compartment", "valueCode": "orders"}]),
            "instrument.compartment",
        ),
        (changed(modifierExtension=[]), "instrument.field-unknown"),
        (changed(item=[]), "instrument.no-questions"),
        (changed(item="x"), "instrument.items"),
        (form(item("a", "boolean"), item("a", "boolean")), "instrument.link-id"),
        (form(item("a", "attachment"), item("b", "boolean")), "instrument.type"),
        (form(item("a", "boolean", initial=[])), "instrument.field-unknown"),
        (form(item("a", "boolean", item=[item("b", "boolean")])), "instrument.items-under-question"),
        (form(item("a", "integer", repeats=True)), "instrument.flag"),
        (form(item("a", "string", maxLength=0)), "instrument.bound"),
        (form(item("a", "choice")), "instrument.options"),
        (form(item("a", "choice", answerOption=[option("x"), option("x")])), "instrument.option-twice"),
        (form(item("a", "choice", answerOption=[{"valueString": "x"}])), "instrument.option"),
        (form(item("a", "boolean", answerOption=[option("x")])), "instrument.options"),
        (
            form(
                item("a", "boolean"), item("b", "text", enableWhen=[when("c", "exists", answerBoolean=True)])
            ),
            "instrument.condition-question",
        ),
        (
            form(item("b", "text", enableWhen=[when("b", "exists", answerBoolean=True)]), item("c", "text")),
            "instrument.condition-question",
        ),
        (
            form(item("a", "boolean"), item("b", "text", enableWhen=[when("a", ">", answerBoolean=True)])),
            "instrument.condition",
        ),
        (
            form(item("a", "integer"), item("b", "text", enableWhen=[when("a", "=", answerString="3")])),
            "instrument.condition",
        ),
        (
            form(
                item("a", "boolean"),
                item("b", "text", enableWhen=[when("a", "=", answerBoolean=True)] * 2),
            ),
            "instrument.behaviour",
        ),
    ],
)
def test_what_could_not_be_shown_or_branched_is_refused(data, code):
    assert code in faults(data)


def of_score(*parts: dict[str, Any]) -> dict[str, Any]:
    given = BRANCHES["extension"][0]
    return changed(extension=[given, {"url": SCORE, "extension": list(parts)}])


CODE, NAME, ENGLISH = (
    {"url": "code", "valueCode": "total"},
    {"url": "name", "valueString": "总分"},
    {"url": "name-en", "valueString": "Total"},
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (of_score(NAME, ENGLISH), "instrument.score"),
        (of_score(CODE, NAME, ENGLISH), "instrument.score-items"),  # nothing has a weight
        (of_score(CODE, NAME, ENGLISH, {"url": "item", "valueString": "c"}), "instrument.score-items"),
        (of_score(CODE, NAME, ENGLISH, {"url": "item", "valueString": "?"}), "instrument.score-items"),
        (of_score(CODE, NAME, {"url": "item", "valueString": "n"}), "instrument.words-missing"),
        (
            of_score(
                CODE, NAME, ENGLISH, {"url": "item", "valueString": "n"}, {"url": "band", "extension": []}
            ),
            "instrument.band",
        ),
    ],
)
def test_a_score_that_cannot_be_added_up_is_refused(data, code):
    assert code in faults(data)


def test_all_faults_are_said_at_once():
    data = form(item("a", "attachment"), item("b", "choice"), name="x y", title="")
    assert set(faults(data)) >= {
        "instrument.type",
        "instrument.options",
        "instrument.shape",
        "instrument.words-missing",
    }


def test_a_form_that_is_too_large_is_refused():
    assert "instrument.too-many" in faults(form(*(item(str(n), "boolean") for n in range(400))))
    deep = item("0", "boolean")
    for n in range(1, 9):
        deep = item(str(n), "group", item=[deep])
    assert "instrument.items" in faults(form(deep))
    assert "instrument.too-long" in faults(form({**item("a", "boolean"), **words("长" * 4001)}))


def test_either_name_of_a_weight_is_read():
    data = raw("phq_9")
    for one in data["item"]:
        for answer in one.get("answerOption", ()):
            for extension in answer["valueCoding"].get("extension", ()):
                extension["url"] = "http://hl7.org/fhir/StructureDefinition/itemWeight"
    assert [o.weight for o in read(data).by_id["1"].options] == [0, 1, 2, 3]
