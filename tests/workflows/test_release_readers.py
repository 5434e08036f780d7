"""Who sees how a release turned out, and that nobody writes it by an account of their own."""

from collections import Counter
from uuid import UUID

import pytest
from django.db import transaction

from guitu.casework.episodes.models import Episode
from guitu.casework.outcomes.models import Release
from guitu.foundation.authorization import door
from guitu.workflows.refresh import refresh
from tests.workflows.test_release_outcomes import OUT, tell
from tests.world import TODAY, in_aftercare, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def seen_by(context) -> Counter[UUID]:
    with transaction.atomic(), context:
        return Counter(Release.objects.values_list("person_id", flat=True))


def test_rows_open_to_whoever_reads_orders_there_and_to_figures_and_to_nobody_else(world):
    case = in_rehab(world.station, since=OUT)
    refresh((case.person,), on=TODAY)

    for viewer in (world.lin, world.head, world.officer):
        assert seen_by(door.open_for(viewer)) == {case.person: 1}, viewer.role
    assert seen_by(door.counting(world.manager)) == {case.person: 1}
    strangers = (world.mo, world.manager, world.psychologist, world.doctor, world.partner, world.admin)
    for viewer in strangers:
        assert seen_by(door.open_for(viewer)) == {}, viewer.role
    assert seen_by(door.counting(world.mo)) == {}


def test_looking_at_what_is_sealed_of_somebody_shows_nobody_else_and_writes_nothing(world):
    case, other = (in_aftercare(world.station, since=OUT, worker=world.lin.id) for _ in range(2))
    for one in (case, other):
        tell(one, world, "consent", OUT, "given", purpose="aftercare")
        tell(one, world, "consent", TODAY, "withdrawn", purpose="aftercare")

    with transaction.atomic(), door.whole_even_sealed([case.person]) as shut_sealed:
        assert list(Episode.objects.values_list("person_id", flat=True)) == [case.person]
        assert Episode.objects.filter(person_id=case.person).update(phase="active") == 0
        shut_sealed()
        assert not Episode.objects.exists()
    with transaction.atomic(), door.whole_files([case.person]):
        assert not Episode.objects.exists()


def test_nobody_writes_a_row_by_their_own_account(world):
    case = in_rehab(world.station, since=OUT)
    refresh((case.person,), on=TODAY)

    with transaction.atomic(), door.open_for(world.head):
        assert Release.objects.filter(person_id=case.person).update(at_6="strict") == 0
        assert Release.objects.filter(person_id=case.person).delete()[0] == 0
    assert Release.objects.get().at_6 == "unknown"
