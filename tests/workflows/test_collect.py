"""Taking a sample: two staff, the right sex, two seals, a signature; elsewhere only with a second look."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.casework.people.models import Person
from guitu.casework.testing.models import Custody, Sample
from guitu.casework.testing.queries import sample_for, samples_of, samples_to_review
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.sample import Taken
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.workflows.challenge import take_step
from guitu.workflows.collect import collect, hand_on, report_remote, review_remote
from guitu.workflows.record import record_entry
from tests.workflows.ordered import under_order
from tests.world import NOW, TODAY, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

SINCE = date(2026, 1, 5)
MEDICINES = "感冒药，美沙酮门诊"


@pytest.fixture
def case(world):
    return under_order(world.station, world.lin, since=SINCE, today=TODAY)


def taken(world, **changes) -> Taken:
    given = {
        "sample": "urine", "collector": world.lin.id, "sex": "male", "second": world.head.id,
        "seal_a": "A-0001", "seal_b": "B-0001", "is_signed": True, **changes,
    }  # fmt: skip
    return Taken(**given)


def take(case, world, *, outcome="negative", at=NOW, changes=None, **more):
    return collect(
        person=case.person, taken=taken(world, **(changes or {})), outcome=outcome, taken_at=at,
        medicines=more.pop("medicines", MEDICINES), told=more.pop("told", True), by=world.lin, at=at, **more,
    )  # fmt: skip


def kinds(case):
    found = Entry.objects.filter(
        person_id=case.person, kind__in=("drug_test", "sample_sealed", "result_told")
    )
    return list(found.order_by("recorded_at", "id").values_list("kind", "outcome"))


def test_a_sample_is_an_entry_two_seals_and_a_clock_of_six_months(world, case):
    done = take(case, world)

    assert kinds(case) == [("drug_test", "negative"), ("sample_sealed", "done")]
    row = sample_for(case.seen_by(world.lin), done.sample)
    assert (row.seal_a, row.seal_b, row.entry, row.kept_until) == (
        *("A-0001", "B-0001", done.entry),
        date(2026, 9, 2),
    )
    assert row.medicines == MEDICINES
    duty = Duty.objects.get(person_id=case.person, rule="D-10.clock")
    assert (duty.due_on, duty.nature, duty.state) == (date(2026, 9, 2), "office", "open")
    assert list(Custody.objects.values_list("step", "on")) == [("sealed", TODAY)]


def test_what_somebody_takes_is_sealed_in_the_table(world, case):
    take(case, world)

    assert MEDICINES.encode() not in bytes(Sample.objects.get().note)
    assert len(bytes(Sample.objects.get().note)) > len(MEDICINES.encode())


def test_a_field_result_stays_unconfirmed_and_the_days_run_from_being_told(world, case):
    take(case, world, outcome="non_negative_unconfirmed")
    other = {"seal_a": "A-0002", "seal_b": "B-0002"}
    take(case, world, outcome="non_negative_unconfirmed", told=False, changes=other)

    assert [kind for kind, _ in kinds(case)].count("result_told") == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"second": "same"}, "sample.two-staff"),
        ({"sex": "female"}, "sample.same-sex"),
        ({"seal_a": "x"}, "sample.seal-shape"),
        ({"seal_a": "B-0001"}, "sample.seals-alike"),
        ({"is_signed": False}, "sample.not-signed"),
    ],
)
def test_what_could_not_be_trusted_is_refused_and_nothing_is_kept(world, case, changes, code):
    if changes.get("second") == "same":
        changes = {"second": world.lin.id}

    with pytest.raises(DomainError) as refused, transaction.atomic():
        take(case, world, changes=changes)

    assert refused.value.code == code
    assert not Sample.objects.exists()
    assert kinds(case) == []


@pytest.mark.parametrize("sample", ["urine", "hair", "saliva", "blood"])
def test_a_womans_sample_is_taken_by_a_woman_whatever_it_is(world, case, sample):
    Person.objects.filter(id=case.person).update(sex="female")

    with pytest.raises(DomainError, match=r"sample\.by-a-woman"), transaction.atomic():
        take(case, world, changes={"sample": sample})
    assert take(case, world, changes={"sample": sample, "sex": "female"}).entry


def test_a_mans_hair_may_be_taken_by_anybody_and_where_the_sex_is_not_known_the_person_says(world, case):
    assert take(case, world, changes={"sample": "hair", "sex": "female"}).entry
    Person.objects.filter(id=case.person).update(sex="unknown")
    assert take(case, world, changes={"sex": "female", "seal_a": "A-0002", "seal_b": "B-0002"}).entry


@pytest.mark.parametrize("outcome", ["confirmed_positive", "evaded", "refused", "excused"])
def test_nothing_is_confirmed_and_nobody_judged_where_a_sample_is_taken(world, case, outcome):
    with pytest.raises(DomainError, match=r"sample\.outcome"):
        take(case, world, outcome=outcome)


def test_no_sample_is_taken_from_whom_no_order_runs(world, case):
    free = in_aftercare(world.station, worker=world.lin.id)

    with pytest.raises(DomainError, match=r"test\.no-order"):
        take(free, world)
    with pytest.raises(DomainError, match=r"sample\.in-the-future"):
        collect(
            person=case.person, taken=taken(world), outcome="negative", taken_at=NOW + timedelta(days=1),
            medicines="", told=True, by=world.lin, at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["mo", "social", "gate", "manager", "admin", "psychologist"])
def test_whoever_may_not_test_somebody_takes_nothing(world, case, who):
    with pytest.raises(DomainError, match=r"person\.unknown"):
        collect(
            person=case.person, taken=taken(world), outcome="negative", taken_at=NOW, medicines="",
            told=True, by=getattr(world, who), at=NOW,
        )  # fmt: skip


def test_sending_twice_is_one_sample_and_a_seal_is_used_once(world, case):
    sent = new_id()
    assert take(case, world, id=sent) == take(case, world, id=sent)

    with pytest.raises(DomainError, match=r"sample\.seal-used"), transaction.atomic():
        take(case, world, changes={"seal_b": "B-0002"})
    assert Sample.objects.count() == 1
    assert len(kinds(case)) == 2


def remote(case, by, outcome="negative", **more) -> UUID:
    return report_remote(
        person=case.person, sample="urine", outcome=outcome, taken_at=NOW, medicines="", by=by, at=NOW, **more
    ).sample


def test_a_remote_test_counts_only_after_a_second_person_looked(world, case):
    made = remote(case, world.lin)

    assert kinds(case) == []
    assert [row.id for row in samples_to_review(world.head)] == [made]
    with pytest.raises(DomainError, match=r"sample\.own-review"), transaction.atomic():
        review_remote(person=case.person, sample=made, accepted=True, reason="", by=world.lin, at=NOW)
    assert kinds(case) == []

    entry = review_remote(person=case.person, sample=made, accepted=True, reason="", by=world.head, at=NOW)

    assert kinds(case) == [("drug_test", "negative")]
    kept = Entry.objects.get(id=entry)
    assert (kept.details["mode"], kept.recorded_by) == ("remote", world.head.id)
    assert samples_to_review(world.head) == ()
    with pytest.raises(DomainError, match=r"sample\.reviewed-before"):
        review_remote(person=case.person, sample=made, accepted=True, reason="", by=world.head, at=NOW)


def test_what_is_not_accepted_needs_a_reason_and_counts_against_nobody(world, case):
    made = remote(case, world.lin, "non_negative_unconfirmed")
    with pytest.raises(DomainError, match=r"sample\.no-reason"):
        review_remote(person=case.person, sample=made, accepted=False, reason="x", by=world.head, at=NOW)

    review_remote(
        person=case.person, sample=made, accepted=False, reason="not_the_person", by=world.head, at=NOW
    )

    assert kinds(case) == []
    assert [row.state for row in samples_of(case.seen_by(world.lin))] == ["not_accepted"]


def step(case, world, sample, name, on, *, at=None):
    hand_on(person=case.person, sample=sample, step=name, on=on, document="", by=world.lin, at=at or NOW)


def test_part_b_is_handed_on_and_kept_for_its_six_months(world, case):
    made = take(case, world).sample
    step(case, world, made, "stored", TODAY)
    late = NOW + timedelta(days=200)

    with pytest.raises(DomainError, match=r"sample\.kept-longer"):
        step(case, world, made, "disposed", date(2026, 9, 1), at=late)
    step(case, world, made, "disposed", date(2026, 9, 2), at=late)

    assert Duty.objects.get(person_id=case.person, rule="D-10.clock").state == "done"
    with pytest.raises(DomainError, match=r"sample\.disposed-before"):
        step(case, world, made, "stored", day_of(late), at=late)


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("sealed", TODAY, "sample.step"),
        ("eaten", TODAY, "sample.step"),
        ("stored", TODAY + timedelta(days=1), "sample.in-the-future"),
        ("stored", TODAY - timedelta(days=1), "sample.before-it-was-taken"),
    ],
)
def test_a_step_of_custody_that_cannot_be_is_refused(world, case, name, on, code):
    made = take(case, world).sample

    with pytest.raises(DomainError) as refused:
        step(case, world, made, name, on)
    assert refused.value.code == code


def test_part_b_stays_while_the_result_is_disputed(world, case):
    made = take(case, world, outcome="non_negative_unconfirmed")
    take_step(
        person=case.person, test=made.entry, act="test_challenged", happened_on=TODAY, by=world.lin, at=NOW
    )

    with pytest.raises(DomainError, match=r"sample\.still-disputed"):
        step(case, world, made.sample, "disposed", date(2026, 9, 20), at=NOW + timedelta(days=210))


def test_the_generic_form_cannot_confirm_a_field_result(world, case):
    paper = {"document_number": "演公检字〔2026〕1号", "decided_on": "2026-03-01"}

    with pytest.raises(DomainError, match=r"test\.field-confirms-nothing"):
        record_entry(
            person=case.person, kind="drug_test", outcome="confirmed_positive", happened_on=TODAY,
            details={"level": "field", **paper}, episode=case.episode, by=world.lin, at=NOW,
        )  # fmt: skip
