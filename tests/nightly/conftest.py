"""The cast of the web tests, for the attacks."""

from tests.web.conftest import officer, units

__all__ = ["officer", "units"]
