"""Domain tests need no database: asking for one fails."""

import pytest


@pytest.fixture
def _django_db_helper() -> None:
    """Stands where pytest-django would open the database."""
    pytest.fail("the domain is pure: its tests have no database")
