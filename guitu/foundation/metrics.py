"""The registry of figures: ``metrics/*.yaml``, read once per process."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import get_language

from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.lenses import Lens, parse_lens
from guitu.domain.measures.parse import parse_metrics
from guitu.domain.measures.registry import Metric
from guitu.domain.rules.model import Words
from guitu.domain.rules.parse import RulesRefusedError
from guitu.foundation.rulebook_files import mapping_of


def metrics() -> Mapping[str, Metric]:
    """Every metric by id, in the order of the files and within them.

    Raises:
        RulesRefusedError: the files may not be used; with every fault of all of them.
    """
    return _read(settings.BASE_DIR / "metrics")


def metric(id_: str) -> Metric:
    """The metric of that id.

    Raises:
        DomainError: "figure.unknown".
    """
    found = metrics().get(id_)
    if found is None:
        raise DomainError("figure.unknown")
    return found


def lenses() -> Mapping[str, Lens]:
    """Every lens by id, in the order of the files.

    Raises:
        RulesRefusedError: a file may not be used; with every fault of it.
    """
    return _lenses(settings.BASE_DIR / "lenses")


@lru_cache(maxsize=2)
def _lenses(folder: Path) -> Mapping[str, Lens]:
    paths = sorted(folder.glob("*.yaml"))
    found = (parse_lens(mapping_of(path), file=path.name, metrics=metrics()) for path in paths)
    return MappingProxyType({lens.id: lens for lens in found})


def said(words: Words | None) -> str:
    """A text of the registry in the reader's language; "" for None."""
    if words is None:
        return ""
    return words.en if (get_language() or "").startswith("en") else words.zh


@lru_cache(maxsize=2)
def _read(folder: Path) -> Mapping[str, Metric]:
    found: dict[str, Metric] = {}
    problems: list[DomainError] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            for each in parse_metrics(mapping_of(path), file=path.name):
                if each.id in found:
                    problems.append(
                        DomainError("rules.pack-twice", file=path.name, line=0, rule="", key=each.id)
                    )
                found[each.id] = each
        except RulesRefusedError as error:
            problems.extend(error.problems)
    if problems:
        raise RulesRefusedError(problems)
    return MappingProxyType(found)
