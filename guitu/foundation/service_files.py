"""The catalogue of kinds of help that comes with Guitu, from the folder ``services/``."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from guitu.domain.directory.catalogue import ServiceKind
from guitu.domain.directory.catalogue import read as read_kinds

_FOLDER = Path(settings.BASE_DIR) / "services"


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, ServiceKind]:
    """Every kind of help by code, in the catalogue's order. Read once per process.

    Raises:
        DomainError: "catalogue.refused".
    """
    loaded = yaml.safe_load((_FOLDER / "catalogue.yaml").read_text(encoding="utf-8"))
    return read_kinds(loaded["kinds"])
