"""One notice for several people: one transaction, an entry in each file, and nothing twice."""

from datetime import timedelta

import pytest

from guitu.analytics import promises
from guitu.casework.journal.queries import entries_of
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id
from guitu.workflows.give_notice import AT_ONCE, Notice, give_notice
from tests.world import NOW, TODAY, in_aftercare

pytestmark = pytest.mark.django_db


def _notice(**changed):
    return Notice(
        **{
            "service": "job_notice",
            "words": "服装厂招缝纫工",
            "happened_on": TODAY,
            "form": new_id(),
            **changed,
        }
    )


def _told(world, case):
    return [e for e in entries_of(case.seen_by(world.lin)) if e.kind == "service"]


def test_one_press_writes_one_entry_for_each(world):
    cases = [in_aftercare(world.station) for _ in range(3)]
    notice = _notice()
    people = [case.person for case in cases]
    assert give_notice(people=people, notice=notice, by=world.lin, at=NOW) == 3
    assert give_notice(people=people, notice=notice, by=world.lin, at=NOW) == 0
    for case in cases:
        (entry,) = _told(world, case)
        assert entry.details == {"service": "job_notice"}
        assert entry.happened_on == TODAY


def test_with_one_who_is_not_ours_nobody_is_written_to(world):
    ours, theirs = in_aftercare(world.station), in_aftercare(world.other_station)
    with pytest.raises(DomainError, match=r"person\.unknown"):
        give_notice(people=[ours.person, theirs.person], notice=_notice(), by=world.lin, at=NOW)
    assert _told(world, ours) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"service": "relief"}, "notice.kind"),
        ({"words": "  "}, "notice.words"),
        ({"words": "长" * 2001}, "notice.words"),
        ({"happened_on": TODAY + timedelta(days=1)}, "notice.day"),
    ],
)
def test_a_notice_that_says_nothing_or_lies_ahead_is_refused(world, changed, code):
    case = in_aftercare(world.station)
    with pytest.raises(DomainError) as refused:
        give_notice(people=[case.person], notice=_notice(**changed), by=world.lin, at=NOW)
    assert refused.value.code == code


def test_nobody_and_too_many_are_refused(world):
    with pytest.raises(DomainError, match=r"notice\.nobody"):
        give_notice(people=[], notice=_notice(), by=world.lin, at=NOW)
    many = [new_id() for _ in range(AT_ONCE + 1)]
    with pytest.raises(DomainError, match=r"notice\.too-many"):
        give_notice(people=many, notice=_notice(), by=world.lin, at=NOW)


def test_who_was_told_is_no_longer_waiting(world):
    case = in_aftercare(world.station, since=TODAY - timedelta(days=100))
    (waiting,) = promises.behind(world.lin, today=TODAY)
    assert waiting.person == case.person
    assert [meter.item for meter in waiting.meters] == ["job_notice"]
    give_notice(people=[case.person], notice=_notice(), by=world.lin, at=NOW)
    assert promises.behind(world.lin, today=TODAY) == ()
    assert promises.behind(world.mo, today=TODAY) == ()
