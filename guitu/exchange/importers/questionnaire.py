"""An uploaded FHIR R4 Questionnaire: bounded, parsed, read strictly, and judged by FHIR's own models.

Our reader comes first: it bounds how deep and how long a file may be before a library walks through it.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import InstrumentRefusedError, read
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.questionnaire import Judged, filled, judge, refuse

MOST_BYTES: Final = 512 * 1024  # proposed; the longest shipped form has 30 KB
DEEPEST: Final = 60  # levels of lists and objects; proposed
_SHOWN: Final = 20  # faults of FHIR's models that are worth saying


def load(content: bytes) -> tuple[Definition, Mapping[str, Any]]:
    """The definition of an instrument, and the file as it is kept.

    Raises:
        DomainError: "instrument.file-large", "instrument.file-json".
        InstrumentRefusedError.
    """
    data = _parsed(content)
    definition = read(data)
    _judge(data)
    return definition, data


def load_questionnaire(
    content: bytes, *, unit: int, publisher: str
) -> tuple[Definition, Mapping[str, Any], Judged]:
    """A questionnaire for surveys: its definition, the file as it is kept, and what to look at again.

    ``unit`` and ``publisher`` whose it is where the file does not say.

    Raises:
        DomainError: as ``load``.
        InstrumentRefusedError.
    """
    data = _parsed(content)
    if isinstance(data, Mapping) and data.get("resourceType") == "Questionnaire":
        data = filled(data, unit=unit, publisher=publisher)
    definition = read(data)
    judged = judge(definition)
    refuse(judged)
    _judge(data)
    return definition, data, judged


def _parsed(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise DomainError("instrument.file-large", most=MOST_BYTES // 1024)
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise DomainError("instrument.file-json") from None
    if not _can_be_kept(data):
        raise DomainError("instrument.file-json")
    return data


def _can_be_kept(data: object) -> bool:
    """Whether a database can hold it and a reader walk it: no half characters, no NUL, nothing endless."""
    level: list[object] = [data]
    for _ in range(DEEPEST):
        if not level:
            return True
        below: list[object] = []
        for each in level:
            if isinstance(each, Mapping):
                below += [*each.keys(), *each.values()]
            elif isinstance(each, list):
                below += each
            elif isinstance(each, str) and not _is_text(each):
                return False
            elif isinstance(each, float) and not math.isfinite(each):
                return False
        level = below
    return not level


def _is_text(said: str) -> bool:
    return "\x00" not in said and not any("\ud800" <= ch <= "\udfff" for ch in said)


def _refused(_word: str) -> None:
    raise ValueError


def _judge(data: Mapping[str, Any]) -> None:
    from fhir.resources.R4B.questionnaire import Questionnaire  # half a second; only who imports pays it

    try:
        Questionnaire.model_validate(dict(data))
    except ValidationError as wrong:
        faults = [
            DomainError("instrument.fhir", at=".".join(map(str, each["loc"]))[:80], what=each["type"])
            for each in wrong.errors()[:_SHOWN]
        ]
        raise InstrumentRefusedError(faults) from None
    except RecursionError:
        raise DomainError("instrument.file-json") from None
