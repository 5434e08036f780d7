"""Sentences about the release rosters that facilities send, and about files that tell of cases and rules."""

from collections.abc import Mapping
from typing import Final

ROSTERS: Final[Mapping[str, str]] = {}
