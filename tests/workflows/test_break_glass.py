"""One file in an emergency: four hours, exactly one person, told, reviewed, and never what is sealed."""

from datetime import date, timedelta

import pytest

from guitu.casework.people.queries import person_for
from guitu.domain.access import Exclusion, Permission, compartments
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door, holding
from guitu.foundation.authorization.models import BreakGlass, Tie
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows.break_glass import (
    HOURS,
    MOST,
    REVIEW_DAYS,
    Whom,
    open_in_need,
    openings_of,
    review,
    to_review,
    waiting,
)
from tests.world import NOW, TODAY, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


@pytest.fixture
def case(world):
    """Somebody of the first station; whoever asks is from the neighbour's."""
    made = someone(world.station, name="闻人远", birth_on=BORN)
    return in_aftercare(world.station, person=made), made.citizen_id


def ask(whom, by, at=NOW, reason="danger_to_life", words="家属来电，本人失联"):
    return open_in_need(whom, reason=reason, words=words, by=with_relations(by, at=at), at=at)


def reads(viewer, case, at=NOW) -> frozenset[str]:
    return compartments(with_relations(viewer, at=at), held_by=case.held_by, person=case.person).whole


def test_one_file_opens_for_four_hours_and_closes_by_itself(world, case):
    held, number = case
    assert not reads(world.mo, held)

    ticket = ask(Whom(citizen_id=number), world.mo)

    assert ticket.person == held.person
    assert reads(world.mo, held) == {"existence", "casework", "whereabouts"}
    nearly = NOW + timedelta(hours=HOURS, seconds=-1)
    assert reads(world.mo, held, at=nearly)
    assert not reads(world.mo, held, at=NOW + timedelta(hours=HOURS))
    later = with_relations(world.mo, at=NOW + timedelta(hours=HOURS))
    with pytest.raises(DomainError, match="person.unknown"):
        person_for(later, held.person, Permission.PERSON_READ)


def test_it_opens_for_reading_and_not_for_the_closest_compartments(world, case):
    held, number = case
    ask(Whom(citizen_id=number), world.mo)
    viewer = with_relations(world.mo, at=NOW)

    with pytest.raises(DomainError, match="person.unknown"):
        person_for(viewer, held.person, Permission.CONTACT_RECORD)
    ask(Whom(citizen_id=number), world.doctor)
    assert reads(world.doctor, held) == {"existence", "casework", "medical", "whereabouts"}


def test_a_name_with_its_birth_date_finds_one_person_or_nobody(world, case):
    held, _number = case

    assert ask(Whom(name="闻人远", birth_on=BORN), world.mo).person == held.person
    in_aftercare(world.station, person=someone(world.station, name="闻人远", birth_on=BORN))
    with pytest.raises(DomainError, match="break-glass.nobody"):
        ask(Whom(name="闻人远", birth_on=BORN), world.mo)


def test_absent_sealed_and_excluded_sound_the_same(world, case):
    held, number = case
    said = []
    authorization.bar(held.person, held_by=held.held_by, account=world.mo.id, kind=Exclusion.RELATIVE, at=NOW)
    for whom in (Whom(citizen_id=number), Whom(citizen_id="990101199001010015"), Whom(name="闻人"), Whom()):
        with pytest.raises(DomainError) as refused:
            ask(whom, world.mo)
        said.append((refused.value.code, dict(refused.value.facts)))
    other = someone(world.station, name="司徒静", birth_on=BORN)
    in_aftercare(world.station, person=other)
    with door.even_sealed("test"):
        holding.seal_rows([other.id])
    with pytest.raises(DomainError) as refused:
        ask(Whom(name="司徒静", birth_on=BORN), world.mo)
    said.append((refused.value.code, dict(refused.value.facts)))

    assert set(map(str, said)) == {"('break-glass.nobody', {})"}
    assert not BreakGlass.objects.exists()
    assert not Tie.objects.exists()


def test_who_reads_the_file_anyway_has_no_emergency(world, case):
    with pytest.raises(DomainError, match="break-glass.not-needed"):
        ask(Whom(citizen_id=case[1]), world.lin)


@pytest.mark.parametrize("who", ["officer", "legal", "partner", "manager", "guardian", "admin", "auditor"])
def test_not_every_role_may_declare_an_emergency(world, case, who):
    with pytest.raises(DomainError, match="access.refused"):
        ask(Whom(citizen_id=case[1]), getattr(world, who))


@pytest.mark.parametrize(("reason", "words"), [("curious", "想看看"), ("", "急"), ("missing", "  ")])
def test_a_reason_and_words_are_needed(world, case, reason, words):
    with pytest.raises(DomainError, match="break-glass.reason"):
        ask(Whom(citizen_id=case[1]), world.mo, reason=reason, words=words)


def test_more_than_a_few_in_a_day_are_no_emergencies(world):
    made = [someone(world.station) for _ in range(MOST + 1)]
    for person in made:
        in_aftercare(world.station, person=person)
    for person in made[:MOST]:
        ask(Whom(citizen_id=person.citizen_id), world.mo)

    with pytest.raises(DomainError, match="break-glass.too-many"):
        ask(Whom(citizen_id=made[MOST].citizen_id), world.mo)
    ask(Whom(citizen_id=made[MOST].citizen_id), world.mo, at=NOW + timedelta(hours=25))


def test_head_and_guardian_find_it_and_one_of_them_reviews_it_once(world, case):
    ticket = ask(Whom(citizen_id=case[1]), world.mo)

    (of_head,) = to_review(world.head, today=TODAY)
    (of_guardian,) = to_review(world.guardian, today=TODAY)
    assert of_head.person is not None
    assert of_head.person.name == "闻人远"
    assert of_guardian.person is None
    assert of_guardian.emergency.note == "家属来电，本人失联"
    assert (waiting(world.head), waiting(world.guardian), waiting(world.mo)) == (1, 1, 0)

    review(ticket.id, outcome="not_justified", by=world.guardian, at=NOW)

    assert waiting(world.head) == 0
    with pytest.raises(DomainError, match="break-glass.reviewed-already"):
        review(ticket.id, outcome="justified", by=world.head, at=NOW)
    assert BreakGlass.objects.get().outcome == "not_justified"


def test_a_review_is_late_after_seven_days(world, case):
    ask(Whom(citizen_id=case[1]), world.mo)

    in_time = to_review(world.head, today=TODAY + timedelta(days=REVIEW_DAYS))
    late = to_review(world.head, today=TODAY + timedelta(days=REVIEW_DAYS + 1))
    assert (in_time[0].is_late, late[0].is_late) == (False, True)


def test_nobody_reviews_their_own_or_what_is_not_theirs(world):
    other = someone(world.other_station)
    in_aftercare(world.other_station, person=other)
    head = world.head
    ticket = ask(Whom(citizen_id=other.citizen_id), head)
    wide = type(head)(head.id, head.role, head.unit, world.station, world.other_station)

    assert to_review(wide, today=TODAY)[0].is_own
    with pytest.raises(DomainError, match="break-glass.own"):
        review(ticket.id, outcome="justified", by=wide, at=NOW)
    with pytest.raises(DomainError, match="break-glass.unknown"):
        review(ticket.id, outcome="justified", by=head, at=NOW)
    for who in (world.lin, world.admin, world.security):
        with pytest.raises(DomainError, match="access.refused"):
            review(ticket.id, outcome="justified", by=who, at=NOW)


def test_the_person_is_shown_who_and_why(world, case):
    held, number = case
    ask(Whom(citizen_id=number), world.mo)

    _who, (opening,) = openings_of(world.lin, held.person)

    assert (opening.asked_by, opening.reason) == (world.mo.id, "danger_to_life")
    assert opening.note == "家属来电，本人失联"


def test_the_words_are_not_in_the_table(world, case):
    ask(Whom(citizen_id=case[1]), world.mo, words="机密的话")

    assert "机密的话".encode() not in bytes(BreakGlass.objects.get().note)
