"""What stands in a FHIR R4 Questionnaire that is read here: names of fields and extensions, and how much."""

from collections.abc import Mapping
from typing import Any, Final

TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"
# R4 calls an option's weight ordinalValue, R5 itemWeight; both are read.
WEIGHTS: Final = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
LEAST: Final = "http://hl7.org/fhir/StructureDefinition/minValue"
MOST: Final = "http://hl7.org/fhir/StructureDefinition/maxValue"
OURS: Final = "urn:guitu:instrument:"  # what FHIR has no word for
SCORE, DANGER, LEVEL, PART = f"{OURS}score", f"{OURS}danger", f"{OURS}level", f"{OURS}compartment"
RESULT, INSIDE = f"{OURS}result", f"{OURS}inside"

# Fields that say nothing about how a form behaves are passed over; every other unknown one is refused.
ROOT_FIELDS: Final = frozenset(
    {
        "resourceType", "id", "meta", "text", "language", "url", "identifier", "version", "name", "title",
        "_title", "derivedFrom", "status", "experimental", "subjectType", "date", "publisher", "contact",
        "description", "_description", "useContext", "jurisdiction", "purpose", "copyright", "_copyright",
        "approvalDate", "lastReviewDate", "effectivePeriod", "code", "extension", "item",
    }
)  # fmt: skip
ITEM_FIELDS: Final = frozenset(
    {
        "id", "linkId", "definition", "code", "prefix", "text", "_text", "type", "enableWhen",
        "enableBehavior", "required", "repeats", "maxLength", "answerOption", "extension", "item",
    }
)  # fmt: skip
KINDS: Final = ("group", "display", "boolean", "decimal", "integer", "date", "string", "text", "choice")
OPERATORS: Final = ("exists", "=", "!=", ">", "<", ">=", "<=")
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {  # kind of the question -> field of the answer
    "boolean": ("answerBoolean",),
    "decimal": ("answerDecimal", "answerInteger"),
    "integer": ("answerInteger", "answerDecimal"),
    "date": ("answerDate",),
    "string": ("answerString",),
    "text": ("answerString",),
    "choice": ("answerCoding",),
}
MOST_ITEMS, MOST_OPTIONS, MOST_DEPTH, LONGEST = 300, 60, 5, 4000  # proposed


def extensions(holder: object, *urls: str) -> list[Mapping[str, Any]]:
    """The extensions of an element with one of these urls, in order."""
    if not isinstance(holder, Mapping):
        return []
    listed = holder.get("extension")
    if not isinstance(listed, list):
        return []
    return [each for each in listed if isinstance(each, Mapping) and each.get("url") in urls]


def part(extension: Mapping[str, Any], name: str) -> object:
    """The value of a part of a complex extension, whatever its type; None where it is not there."""
    for each in extensions(extension, name):
        for key, value in each.items():
            if key.startswith("value"):
                found: object = value
                return found
    return None
