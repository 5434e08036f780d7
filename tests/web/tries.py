"""How one address of the house is tried, and whom a stranger tries to reach."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

NAME, PHONE, NOTE, ADDRESS = "欧阳不可见", "12098765432", "只有本组看的话", "芙蓉区不可见巷 7 号"


@dataclass(frozen=True)
class Prey:
    """Somebody of the first station, and everything that could be asked for by id."""

    person: UUID
    citizen_id: str
    episode: UUID
    entry: UUID
    station: int
    batch: UUID
    row: UUID
    held: UUID
    account: UUID

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no stranger may read anywhere."""
        return NAME, PHONE, NOTE, ADDRESS, self.citizen_id, self.citizen_id[-4:] + "不可见"


@dataclass(frozen=True)
class Try:
    """How one address is tried: its arguments, a query, a body; ``by_id`` when it names the prey itself."""

    args: Callable[[Prey], list[object]] = lambda _prey: []
    query: Callable[[Prey], dict[str, object]] = lambda _prey: {}
    body: Callable[[Prey], dict[str, object]] = lambda _prey: {}
    by_id: bool = False


OPEN = Try()


def of(*names: str, **more: Callable[[Prey], dict[str, object]]) -> Try:
    """An address made of the prey's ids."""
    return Try(args=lambda prey: [getattr(prey, name) for name in names], by_id=True, **more)
