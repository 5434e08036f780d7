"""The shipped instruments, read from the repository's files, and a form that uses every way of branching."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import read

FOLDER = Path(__file__).parents[3] / "instruments"
NAMES = tuple(sorted(path.stem.rpartition("-")[0] for path in FOLDER.glob("*.json")))


def raw(name: str) -> dict[str, Any]:
    """The newest shipped file of one instrument, as JSON."""
    (path,) = FOLDER.glob(f"{name}-*.json")
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def shipped(name: str) -> Definition:
    """One of them, read."""
    return read(raw(name))


def words(zh: str, field: str = "text") -> dict[str, Any]:
    """A text in both languages."""
    parts = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": f"{zh} en"}]
    said = {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": parts}
    return {field: zh, f"_{field}": {"extension": [said]}}


def option(code: str) -> dict[str, Any]:
    return {"valueCoding": {"code": code, **words(code, "display")}}


def item(id_: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"linkId": id_, "type": kind, **words(id_), **more}


def when(question: str, operator: str, **answer: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator, **answer}


def form(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A small Questionnaire around some items."""
    return {
        "resourceType": "Questionnaire",
        "url": "urn:test:form",
        "version": "1.0",
        "name": "Test_form",
        **words("试用表", "title"),
        **words("自编", "copyright"),
        "publisher": "tests",
        "status": "active",
        "extension": [{"url": "urn:guitu:instrument:compartment", "valueCode": "casework"}],
        "item": list(items),
        **more,
    }


BRANCHES = form(
    item("yes", "boolean"),
    item("n", "integer"),
    item("d", "decimal"),
    item("day", "date"),
    item("s", "string"),
    item("c", "choice", answerOption=[option("a"), option("b"), option("z")], repeats=True),
    item("1", "text", enableWhen=[when("yes", "exists", answerBoolean=True)]),
    item("2", "text", enableWhen=[when("yes", "exists", answerBoolean=False)]),
    item("3", "text", enableWhen=[when("yes", "=", answerBoolean=False)]),
    item("4", "text", enableWhen=[when("n", ">", answerInteger=3)]),
    item("5", "text", enableWhen=[when("n", "<=", answerInteger=3)]),
    item("6", "text", enableWhen=[when("d", "<", answerDecimal=1.5)]),
    item("7", "text", enableWhen=[when("day", ">=", answerDate="2026-01-01")]),
    item("8", "text", enableWhen=[when("s", "=", answerString="x")]),
    item("9", "text", enableWhen=[when("c", "!=", answerCoding={"code": "a"})]),
    item(
        "group",
        "group",
        enableWhen=[when("c", "=", answerCoding={"code": "a"}), when("n", "=", answerInteger=1)],
        enableBehavior="any",
        item=[
            item("in", "integer"),
            item(
                "deep",
                "text",
                enableWhen=[when("in", ">", answerInteger=0), when("yes", "=", answerBoolean=True)],
                enableBehavior="all",
                required=True,
            ),
        ],
    ),
    item("after", "text", enableWhen=[when("deep", "exists", answerBoolean=True)]),
)
