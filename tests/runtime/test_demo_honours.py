"""The demo's honours are made by the product's own acts; where nobody has a year there are none."""

import pytest

from guitu.casework.honours.models import Award, Honour, Publication
from guitu.foundation import clock
from guitu.runtime.demo.honoured import make_honours
from guitu.workflows.honour_story import on_the_web
from guitu.workflows.refresh import refresh
from tests.workflows.honouring import second, verified
from tests.world import NOW, TODAY, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "_fixed_day", TODAY)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_one_is_honoured_one_waits_and_one_is_a_draft(world):
    for _ in range(3):
        refresh([verified(world).person], on=TODAY)

    assert make_honours(on=TODAY, officers=(world.lin, world.head, second(world))) == 3

    assert sorted(Honour.objects.values_list("state", flat=True)) == ["draft", "granted", "review"]
    assert (Award.objects.count(), Publication.objects.count()) == (1, 2)
    assert len(on_the_web()) == 1


def test_where_nobody_has_a_year_nobody_is_honoured(world):
    assert make_honours(on=TODAY, officers=(world.lin, world.head, second(world))) == 0
