"""Days that cannot be: before birth, a term too long, two orders at once. Each names its field."""

from datetime import date

import pytest

from guitu.casework.journal.models import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.workflows.record import record_entry
from tests.world import NOW, TODAY, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def refused(case, by, kind, on, **details):
    before = Entry.objects.count()
    with pytest.raises(DomainError) as caught:
        record_entry(
            person=case.person, kind=kind, happened_on=on, outcome="done", details=details,
            episode=case.episode, by=by, at=NOW,
        )  # fmt: skip
    assert Entry.objects.count() == before
    return caught.value.code, caught.value.facts["field"]


def test_nothing_happens_to_somebody_before_they_are_born(world):
    case = in_rehab(world.station, person=someone(world.station, birth_on=date(1990, 5, 1)))

    assert refused(case, world.lin, "talk", date(1990, 4, 30)) == ("journal.before-birth", "happened_on")
    early = {"document_number": "1号", "decided_on": "1989-01-01"}
    assert refused(case, world.lin, "completion_notice", TODAY, **early) == (
        "journal.before-birth",
        "decided_on",
    )


def test_a_printed_term_is_no_longer_than_the_law_allows(world):
    case = in_rehab(world.station)
    for last in ("2029-01-03", "9999-12-31"):
        term = {"term_from": "2026-01-02", "term_to": last}
        assert refused(case, world.lin, "decision_received", TODAY, **term) == ("term.too-long", "term_to")
    record_entry(
        person=case.person, kind="decision_received", happened_on=TODAY, outcome="done",
        details={"term_from": "2026-01-02", "term_to": "2029-01-02"},
        episode=case.episode, by=world.lin, at=NOW,
    )  # fmt: skip


def test_two_orders_of_one_kind_do_not_run_at_once(world):
    first = in_rehab(world.station, since=date(2026, 1, 1))
    from guitu.casework.episodes import commands as episodes
    from guitu.foundation.ids import new_id

    again = episodes.open_episode(
        episodes.NewEpisode(
            id=new_id(), person_id=first.person, held_by=world.station, kind="community_rehab",
            region=world.station // 1000, opened_on=TODAY, created_at=NOW,
        )
    )  # fmt: skip
    term = {"term_from": "2027-01-01", "term_to": "2029-12-31"}
    second = type(first)(first.person, first.held_by, again)
    assert refused(second, world.lin, "decision_received", TODAY, **term) == ("episode.overlaps", "term_from")
