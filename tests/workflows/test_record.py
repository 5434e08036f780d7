"""Writing down what happened: one transaction, one answer for strangers, and nothing counted twice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.models import Event
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry, take_back
from tests.world import NOW, TODAY, in_aftercare, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.GUITU_DEMO = True  # the packs of the demo's places count as adopted


def write(case, by, kind="follow_up", outcome="done", on=TODAY, **more):
    more.setdefault("details", {})
    return record_entry(
        person=case.person,
        kind=kind,
        outcome=outcome,
        happened_on=on,
        episode=case.episode,
        by=by,
        at=NOW,
        **more,
    )


def consented(world, **kwargs):
    case = in_aftercare(world.station, **kwargs)
    write(case, world.lin, "consent", "given", on=date(2026, 1, 2), details={"purpose": "aftercare"})
    return case


def duty(case, rule, n=1):
    return Duty.objects.get(person_id=case.person, rule=rule, n=n)


def test_a_visit_fills_its_duty_and_leaves_a_trail(world):
    case = consented(world, since=date(2025, 9, 20))

    done = write(case, world.lin)

    assert done.settled == (("GP-02", 1), ("J-01", 1))  # the first contact, and the half-year visit
    assert (duty(case, "J-01").state, duty(case, "J-01").done_on) == ("done", TODAY)
    assert duty(case, "J-01").done_by == done.entry_id
    trail = Event.objects.filter(subject=pseudonym.of(case.person), verb="entry.recorded")
    assert trail.filter(by=world.lin.id, facts__kind="follow_up").count() == 1


@pytest.mark.parametrize("who", ["mo", "manager", "admin", "gate"])
def test_whose_person_it_is_not_cannot_write_and_learns_nothing(world, who):
    case = consented(world)
    before = Entry.objects.count()

    with pytest.raises(DomainError) as hidden:
        write(case, getattr(world, who))
    with pytest.raises(DomainError) as absent:
        record_entry(
            person=uuid4(),
            kind="talk",
            outcome="done",
            happened_on=TODAY,
            details={},
            by=getattr(world, who),
            at=NOW,
        )

    assert hidden.value.code == absent.value.code == "person.unknown"
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("kind", "outcome", "details"),
    [
        ("drug_test", "refused", {}),
        ("unauthorised_absence", "unauthorised", {"from": "2026-02-01", "to": "2026-02-10"}),
        ("warning_letter", "done", {}),
        ("terminated", "done", {"ground": "imprisoned", "document_number": "1", "decided_on": "2026-03-01"}),
    ],
)
def test_a_social_worker_writes_care_and_never_control(world, kind, outcome, details):
    case = in_rehab(world.township)

    with pytest.raises(DomainError, match="person.unknown"):
        write(case, world.social, kind, outcome, details=details)

    assert write(case, world.social, "talk").was_new
    assert write(case, world.worker, kind, outcome, details=details).was_new


def test_sending_twice_is_harmless_and_other_content_is_refused(world):
    case = consented(world)
    sent = new_id()

    first = write(case, world.lin, "talk", entry_id=sent)
    again = write(case, world.lin, "talk", entry_id=sent)

    assert (first.was_new, again.was_new, first.entry_id) == (True, False, again.entry_id)
    assert Entry.objects.filter(kind="talk").count() == 1
    with pytest.raises(DomainError, match="journal.same-id-other-content"):
        write(case, world.lin, "talk", entry_id=sent, note_text="别的话")


def test_a_correction_counts_instead_of_what_it_corrects(world):
    case = consented(world, since=date(2025, 9, 20))
    wrong = write(case, world.lin)

    write(case, world.lin, outcome="attempted", supersedes=wrong.entry_id, note_text="没有见到本人")

    assert duty(case, "J-01").state == "open"
    assert Entry.objects.filter(id=wrong.entry_id).exists()


def test_undoing_an_entry_takes_it_back_and_undoing_a_correction_restores_what_stood(world):
    case = consented(world, since=date(2025, 9, 20))
    visit = write(case, world.lin)
    fixed = write(case, world.lin, outcome="attempted", supersedes=visit.entry_id, note_text="记错了")

    take_back(person=case.person, entry=fixed.entry_id, by=world.lin, at=NOW + timedelta(minutes=1))
    assert duty(case, "J-01").state == "done"

    again = Entry.objects.filter(kind="follow_up").latest("recorded_at")
    take_back(person=case.person, entry=write(case, world.lin, "talk").entry_id, by=world.lin, at=NOW)
    assert Entry.objects.filter(kind="retraction").count() == 1
    assert duty(case, "J-01").done_by == again.id


def test_what_was_corrected_already_is_not_undone_again(world):
    case = consented(world)
    talk = write(case, world.lin, "talk")
    take_back(person=case.person, entry=talk.entry_id, by=world.lin, at=NOW)

    with pytest.raises(DomainError, match="journal.already-corrected"):
        take_back(person=case.person, entry=talk.entry_id, by=world.lin, at=NOW)


def test_the_future_and_nonsense_are_refused_and_leave_nothing(world):
    case = consented(world)
    before = Entry.objects.count()

    for kind, outcome, on in [
        ("talk", "done", TODAY + timedelta(days=1)),
        ("talk", "brilliant", TODAY),
        ("juggling", "done", TODAY),
        ("follow_up", "missed", TODAY),
    ]:
        with pytest.raises(DomainError, match="journal"):
            write(case, world.lin, kind, outcome, on=on)

    assert Entry.objects.count() == before


def test_reporting_and_the_printed_term_open_the_plan_of_tests(world):
    case = in_rehab(world.station, since=date(2026, 1, 5), phase="decided_not_reported")

    write(
        case,
        world.lin,
        "decision_received",
        on=date(2026, 1, 5),
        details={
            "document_number": "演公社康决字〔2026〕1号",
            "term_from": "2026-01-05",
            "term_to": "2029-01-05",
        },
    )
    write(case, world.lin, "report_in", on=date(2026, 1, 12))

    stored = Episode.objects.get(id=case.episode)
    assert (stored.phase, stored.term_from, stored.term_to) == (
        "reported",
        date(2026, 1, 5),
        date(2029, 1, 5),
    )
    assert duty(case, "B-02").done_on == date(2026, 1, 12)
    assert Duty.objects.filter(person_id=case.person, rule="D-03").count() == 12
    assert duty(case, "D-03").due_on == date(2026, 3, 5)


# the end of a term


@pytest.mark.parametrize("paper", [False, True])
def test_nothing_but_a_legal_act_moves_the_end_of_a_term_later(world, *, paper):
    case = in_rehab(world.station, worker=world.lin.id)
    printed = {"term_from": "2026-01-01", "term_to": "2027-12-31"}
    said = {
        "person": case.person, "kind": "decision_received", "outcome": "done",
        "happened_on": date(2026, 1, 1), "episode": case.episode, "by": world.lin, "at": NOW,
    }  # fmt: skip
    record_entry(details=printed, **said)
    later = {**printed, "term_to": "2028-06-30"}
    if paper:
        later |= {"document_number": "演公社康决字〔2026〕0009号", "decided_on": "2026-01-01"}
        record_entry(details=later, **said)
        row = case.episode_for(world.lin)
        assert row.term_to == date(2028, 6, 30)
    else:
        with pytest.raises(DomainError, match=r"term\.postponed-without-act"):
            record_entry(details=later, **said)
        record_entry(details={**printed, "term_to": "2027-06-30"}, **said)
