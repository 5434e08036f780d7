"""The demo centre's releases: somebody at every place between two offices, made by the product's own acts."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from guitu.casework.handoffs.models import Handoff
from guitu.casework.people.models import Person
from guitu.casework.people.queries import has_real_people
from guitu.runtime.demo.making import make_demo
from guitu.runtime.demo.releases import WAYS, make_releases

ON = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def test_the_board_of_the_demo_is_not_empty_and_every_state_is_on_it(tmp_path: Path) -> None:
    make_demo(people=2, on=ON, mark=tmp_path / "demo" / "sign-ins.txt")
    before = Person.objects.count()

    assert make_releases(on=ON, seed=1) == len(WAYS)

    rows = Handoff.objects.all()
    assert Counter(row.state for row in rows) == {
        "preparing": 6,
        "offered": 3,
        "returned": 1,
        "stayed": 1,
        "accepted": 3,
    }
    assert [row for row in rows if not row.turn and row.contact_on is None] == []
    assert Person.objects.count() == before + len(WAYS)
    assert not has_real_people()
    assert make_releases(on=ON, seed=1) == 0  # not made twice
