"""The instruments that come with Guitu: one FHIR file for each version in ``instruments/``.

A file is never changed once somebody may have answered it: what changes comes as a new version beside it.
"""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import read


def shipped() -> tuple[Definition, ...]:
    """All of them, by the names of their files. Read once per process.

    Raises:
        InstrumentRefusedError: a file may not be used.
    """
    return _read(settings.BASE_DIR / "instruments")


@lru_cache(maxsize=2)
def _read(folder: Path) -> tuple[Definition, ...]:
    return tuple(read(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))
