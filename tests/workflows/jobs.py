"""A made-up employer and posts of theirs, for tests of other rooms; how they come in is tested elsewhere."""

from datetime import date, timedelta
from itertools import count

from guitu.casework.employers.models import Employer, Vacancy
from tests.world import NOW, TODAY, TOWN

_serial = count(1)


def factory(name: str = "演示服装厂", region: int = TOWN) -> Employer:
    """Somebody who offers work."""
    return Employer.objects.create(name=name, key=name, region=region, made_at=NOW, changed_at=NOW)


def post(employer: Employer, *, until: date = TODAY + timedelta(days=30), **columns) -> Vacancy:
    """A post that is offered."""
    said = {"title": "缝纫工", "region": TOWN, "skills": ["sewing"], "places": 3, **columns}
    return Vacancy.objects.create(
        employer=employer, key=f"post-{next(_serial)}", open_until=until, made_at=NOW, changed_at=NOW, **said
    )
