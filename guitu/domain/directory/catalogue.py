"""The catalogue of kinds of help, read strictly from plain data.

What one piece of it counts as is a service of the journal (``codes.SERVICES``); so quotas and figures need to
know nothing of the catalogue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from guitu.domain.journal.codes import SERVICES
from guitu.domain.kernel.errors import DomainError

GROUPS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "work": ("就业与创业", "Work and starting a business"),
        "training": ("培训与助学", "Training and schooling"),
        "mind": ("心理与行为", "Mind and conduct"),
        "family": ("家庭与环境", "Family and surroundings"),
        "relief": ("救助与保障", "Relief and insurance"),
        "recovery": ("健康与康复", "Health and recovery"),
        "law": ("法律与知识", "Law and knowledge"),
        "other": ("其他", "Other"),
    }
)
_TEXTS = ("code", "group", "zh", "en", "counts_as")


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """One kind of help. ``counts_as`` the journal's service, ``also`` other names of it, ``sources``."""

    code: str
    group: str
    zh: str
    en: str
    counts_as: str
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()


def read(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, ServiceKind]:
    """The kinds by code, in the order of ``rows``.

    Raises:
        DomainError: "catalogue.refused" with the ``row`` (from 1) and what is ``wrong`` in it: a name that is
            missing, an unknown group or journal service, a code twice, no source.
    """
    found: dict[str, ServiceKind] = {}
    for number, row in enumerate(rows, 1):
        if wrong := _wrong(row, found):
            raise DomainError("catalogue.refused", row=number, wrong=wrong)
        found[row["code"]] = ServiceKind(
            **{name: row[name] for name in _TEXTS},
            sources=tuple(row["sources"]),
            also=tuple(row.get("also") or ()),
        )
    return MappingProxyType(found)


def _wrong(row: Mapping[str, Any], known: Mapping[str, ServiceKind]) -> str:
    if missing := next((name for name in _TEXTS if not _is_text(row.get(name))), ""):
        return missing
    if row["code"] in known:
        return "code"
    if row["group"] not in GROUPS:
        return "group"
    if row["counts_as"] not in SERVICES:
        return "counts_as"
    return "" if row.get("sources") else "sources"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
