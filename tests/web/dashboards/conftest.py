"""The county of the figures, where the dashboards look as well."""

from tests.web.figures.conftest import browser, county, world

__all__ = ["browser", "county", "world"]
