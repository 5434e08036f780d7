"""Reading one mapping of a rulebook with care: every fault is noted with its line, none stops the reading.

The loader leaves each mapping's line under ``LINE``; one without it has the line of what holds it.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guitu.domain.kernel.errors import DomainError

LINE = "__line__"

FOREVER = 3_652_059  # date.max.toordinal(): the open end of "in force"


@dataclass(slots=True)
class Faults:
    """The faults of one file, in the order they were met; each is "rules.<what>" with file, line and rule."""

    file: str
    found: list[DomainError] = field(default_factory=list)

    def add(self, what: str, *, line: int, rule: str, **facts: object) -> None:
        """Note one fault; ``rule`` is "" outside a rule."""
        self.found.append(DomainError(f"rules.{what}", file=self.file, line=line, rule=rule, **facts))


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping of the file, where it stands, and whose rule it belongs to.

    ``there`` is False for a block that is missing altogether: its fault is already noted, so reading on
    notes nothing more.
    """

    values: Mapping[str, object]
    faults: Faults
    line: int
    rule: str = ""
    there: bool = True

    def fault(self, what: str, **facts: object) -> None:
        """Note a fault at this mapping."""
        if self.there:
            self.faults.add(what, line=self.line, rule=self.rule, **facts)

    def of_rule(self, rule: str) -> "Node":
        """The same place, known to belong to ``rule``."""
        return replace(self, rule=rule)

    def only(self, *allowed: str) -> None:
        """Note every key that is not among ``allowed``."""
        for key in self.values:
            if key != LINE and key not in allowed:
                self.fault("unknown-key", key=str(key))

    def child(self, key: str, *, missing: str | None = None) -> "Node":
        """The mapping under ``key``; noted as ``missing`` (default: "missing") where there is none."""
        value = self.values.get(key)
        if isinstance(value, Mapping):
            return replace(self, values=value, line=_line(value, self.line))
        self.fault(missing or "missing", key=key)
        return replace(self, values={}, there=False)

    def optional(self, key: str) -> "Node | None":
        """The mapping under ``key``, or None where the key is absent or empty."""
        return None if self.values.get(key) is None else self.child(key)

    def children(self, key: str) -> Iterator["Node"]:
        """The mappings in the list under ``key``, at least one."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value:
            self.fault("missing", key=key)
            return
        for item in value:
            if isinstance(item, Mapping):
                yield replace(self, values=item, line=_line(item, self.line))
            else:
                self.fault("wrong-type", key=key)

    def text(self, key: str, *, missing: str | None = None, empty: bool = False) -> str:
        """The text under ``key``; ``empty`` allows "" (a quote that nobody has seen)."""
        value = self.values.get(key)
        if isinstance(value, str) and (empty or value.strip()):
            return value
        self.fault(missing or "missing", key=key)
        return ""

    def word(self, key: str, known: Container[str], *, unknown: str, missing: str | None = None) -> str:
        """The text under ``key``, one of ``known``."""
        value = self.text(key, missing=missing)
        if value and value not in known:
            self.fault(unknown, key=key, value=value)
            return ""
        return value

    def words(self, key: str, known: Container[str], *, unknown: str, empty: bool = False) -> frozenset[str]:
        """The texts in the list under ``key``, each one of ``known``; ``empty`` allows none."""
        value = self.values.get(key, [] if empty else None)
        if not isinstance(value, list) or not (value or empty):
            self.fault("missing", key=key)
            return frozenset()
        for item in value:
            if item not in known:
                self.fault(unknown, key=key, value=str(item))
        return frozenset(str(item) for item in value)

    def number(self, key: str, *, least: int | None = None, most: int | None = None) -> int:
        """The whole number under ``key``, from ``least`` to ``most``."""
        value = self.values.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            low, high = value if least is None else least, value if most is None else most
            if low <= value <= high:
                return value
        self.fault("not-a-number", key=key)
        return 0

    def maybe_number(self, key: str) -> int | None:
        """The whole number under ``key``; None where the key is absent or null."""
        return None if self.values.get(key) is None else self.number(key)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """The yes or no under ``key``; ``default`` None means that it must be said."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault("missing", key=key)
        return False

    def day(self, key: str, *, missing: str | None = None) -> int:
        """The ordinal of the civil date under ``key``."""
        value = self.values.get(key)
        if type(value) is date:
            return value.toordinal()
        self.fault(missing or "not-a-date", key=key)
        return 1


def root(data: object, *, file: str) -> Node:
    """The whole file as a node; an empty one with a fault where it holds no mapping."""
    faults = Faults(file)
    if isinstance(data, Mapping):
        return Node(data, faults, _line(data, 1))
    faults.add("not-a-mapping", line=1, rule="")
    return Node({}, faults, 1, there=False)


def _line(values: Mapping[str, object], default: int) -> int:
    line = values.get(LINE, default)
    return line if isinstance(line, int) else default
