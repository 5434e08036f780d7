"""The catalogue of kinds of help and the programmes that come with Guitu, from the folder ``services/``."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from guitu.domain.directory.catalogue import ServiceKind
from guitu.domain.directory.catalogue import read as read_kinds
from guitu.domain.directory.eligibility import Programme
from guitu.domain.directory.programmes import read as read_programmes

_FOLDER = Path(settings.BASE_DIR) / "services"


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, ServiceKind]:
    """Every kind of help by code, in the catalogue's order. Read once per process.

    Raises:
        DomainError: "catalogue.refused".
    """
    return read_kinds(_rows("catalogue.yaml", "kinds"))


@lru_cache(maxsize=1)
def programmes() -> Mapping[str, Programme]:
    """Every programme by code, in the file's order. Read once per process.

    Raises:
        DomainError: "catalogue.refused", "programmes.refused".
    """
    return read_programmes(_rows("programmes.yaml", "programmes"), kinds=catalogue())


def _rows(file: str, key: str) -> list[dict[str, Any]]:
    loaded = yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8"))
    return list(loaded[key])
