"""What can be entered about an area, and by what it gets or leaves a status: the folder ``areas/``."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guitu.domain.areas.criteria import Criterion, parse_criteria, parse_facts
from guitu.domain.areas.facts import Catalogue
from guitu.foundation.metrics import metrics
from guitu.foundation.rulebook_files import mapping_of

_FOLDER = Path(settings.BASE_DIR) / "areas"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The kinds of facts and their bases. Read once per process.

    Raises:
        RulesRefusedError: the file may not be used; with every fault.
    """
    return parse_facts(mapping_of(_FOLDER / "facts.yaml"), file="facts.yaml")


def facts_as_written() -> object:
    """What the file of facts says, for a process that may not open it."""
    return mapping_of(_FOLDER / "facts.yaml")


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """Every criterion, in the file's order, those out of force among them. Read once per process.

    Raises:
        RulesRefusedError: the file may not be used; with every fault.
    """
    path = _FOLDER / "criteria.yaml"
    return parse_criteria(mapping_of(path), file=path.name, facts=catalogue().facts, metrics=metrics())
