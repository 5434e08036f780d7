"""An uploaded FHIR R4 Questionnaire: bounded, parsed, read strictly, and judged by FHIR's own models.

Our reader comes first: it bounds how deep and how long a file may be before a library walks through it.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import InstrumentRefusedError, read
from guitu.domain.kernel.errors import DomainError

MOST_BYTES: Final = 512 * 1024  # proposed; the longest shipped form has 30 KB
_SHOWN: Final = 20  # faults of FHIR's models that are worth saying


def load(content: bytes) -> tuple[Definition, Mapping[str, Any]]:
    """The definition, and the file as it is kept.

    Raises:
        DomainError: "instrument.file-large", "instrument.file-json".
        InstrumentRefusedError.
    """
    if len(content) > MOST_BYTES:
        raise DomainError("instrument.file-large", most=MOST_BYTES // 1024)
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise DomainError("instrument.file-json") from None
    definition = read(data)
    _judge(data)
    return definition, data


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
