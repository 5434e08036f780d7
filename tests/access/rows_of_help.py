"""How rows of the rooms of help are made: one function a table, and what part of the file its rows are of."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

Maker = Callable[[UUID, int, str, UUID], Any]  # person, holder, part, author

HELP: dict[str, tuple[Maker, str]] = {}
