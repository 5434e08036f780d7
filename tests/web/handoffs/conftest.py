"""Browsers for the cast."""

from tests.web.figures.conftest import browser
from tests.world import world

__all__ = ["browser", "world"]
