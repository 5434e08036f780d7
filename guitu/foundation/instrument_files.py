"""The instruments that come with Guitu: one FHIR file for each version in ``instruments/``.

A file is never changed once somebody may have answered it: what changes comes as a new version beside it.
Questionnaires of surveys stand apart in ``surveys/``: they are about nobody's file.
"""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import read
from guitu.domain.surveys.campaign import check_definition


def shipped() -> tuple[Definition, ...]:
    """All of them, by the names of their files. Read once per process.

    Raises:
        InstrumentRefusedError: a file may not be used.
    """
    return _read(settings.BASE_DIR / "instruments")


def questionnaires() -> dict[str, tuple[Definition, object]]:
    """Those of surveys, by their canonical names, with the file as it stands. Read once per process.

    Raises:
        InstrumentRefusedError, DomainError("survey.own-words"): a file may not be used.
    """
    return dict(_asked(settings.BASE_DIR / "surveys"))


@lru_cache(maxsize=2)
def _asked(folder: Path) -> dict[str, tuple[Definition, object]]:
    found: dict[str, tuple[Definition, object]] = {}
    for path in sorted(folder.glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        definition = check_definition(read(body))
        found[definition.canonical] = (definition, body)
    return found


@lru_cache(maxsize=2)
def _read(folder: Path) -> tuple[Definition, ...]:
    return tuple(read(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))
