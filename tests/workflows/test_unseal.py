"""A sealed file opens to one named reader, on a paper, by two who agree, and closes by itself."""

from datetime import date, timedelta

import pytest

from guitu.casework.people.queries import find, person_for
from guitu.casework.records.models import Notice, Opening, SealedId
from guitu.casework.records.queries import openings_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import Basis, Silence
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.clock import midnight
from guitu.workflows.erase import erase
from guitu.workflows.record import record_entry
from guitu.workflows.unseal import Wanted, agree, ask_to_open, read_sealed, refuse
from tests.world import NOW, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
AT = NOW + timedelta(days=1)


@pytest.fixture
def guardian(world: World) -> Viewer:
    """A privacy officer of the bureau."""
    return world.guardian


@pytest.fixture
def sealed_number(world: World) -> str:
    """The identity number of somebody whose file was sealed."""
    made = someone(world.station, name="欧阳安")
    case = in_aftercare(world.station, person=made, worker=world.lin.id)
    for outcome, day in (("given", date(2026, 1, 2)), ("withdrawn", TODAY)):
        record_entry(
            person=case.person, kind="consent", happened_on=day, outcome=outcome, details={},
            episode=case.episode, by=world.lin, at=midnight(day) + timedelta(hours=9),
        )  # fmt: skip
    assert find(world.lin, "欧阳安").rows == ()
    assert made.citizen_id
    return made.citizen_id


def wanted(number: str, **more: object) -> Wanted:
    said: dict[str, object] = {
        "citizen_id": number, "basis": Basis.CASE_HANDLING, "document": "演公调字〔2026〕7号",
        "silence": Silence.NONE, "hours": 72, "reader": "officer", "approvers": ("head", "guardian"),
    }  # fmt: skip
    return Wanted(**{**said, **more})  # type: ignore[arg-type]


def test_two_agree_and_the_named_reader_reads_until_it_closes_by_itself(
    world: World, guardian: Viewer, sealed_number: str
) -> None:
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    assert agree(ticket, citizen_id=sealed_number, by=world.head, at=AT) is False
    with pytest.raises(DomainError, match=r"unseal\.unknown"):
        read_sealed(world.officer, ticket, at=AT)
    assert agree(ticket, citizen_id=sealed_number, by=guardian, at=AT) is True

    reader = with_relations(world.officer, at=AT + timedelta(hours=1))
    (file,) = read_sealed(reader, ticket, at=AT + timedelta(hours=1))
    assert (file.who.name, file.who.citizen_id) == ("欧阳安", sealed_number)
    assert {line.compartment for line in file.lines} <= {"existence", "orders"}

    later = AT + timedelta(hours=72)
    with pytest.raises(DomainError, match=r"unseal\.unknown"):
        read_sealed(with_relations(world.officer, at=later), ticket, at=later)
    assert with_relations(world.officer, at=later).relations == {}


def test_nobody_but_the_reader_reads_and_nobody_finds_it_in_a_list(
    world: World, guardian: Viewer, sealed_number: str
) -> None:
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    for approver in (world.head, guardian):
        agree(ticket, citizen_id=sealed_number, by=approver, at=AT)

    for viewer in (world.head, guardian, world.lin):
        with pytest.raises(DomainError, match=r"unseal\.unknown"):
            read_sealed(with_relations(viewer, at=AT), ticket, at=AT)
    reader = with_relations(world.officer, at=AT)
    with door.open_for(reader):
        assert find(reader, "欧阳安").rows == ()
        (person,) = reader.relations
        with pytest.raises(DomainError, match=r"person\.unknown"):
            person_for(reader, person, Permission.PERSON_READ)


def test_what_was_sealed_after_the_two_agreed_stays_closed(
    world: World, guardian: Viewer, sealed_number: str
) -> None:
    """The reader goes on reading what was opened, and does not learn that there is a newer file."""
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    for approver in (world.head, guardian):
        agree(ticket, citizen_id=sealed_number, by=approver, at=AT)
    reader = with_relations(world.officer, at=AT)
    before = read_sealed(reader, ticket, at=AT)

    again = someone(world.station, name="欧阳安")._replace(citizen_id=sealed_number)
    case = in_aftercare(world.station, person=again, worker=world.lin.id)
    for outcome in ("given", "withdrawn"):
        record_entry(
            person=case.person, kind="consent", happened_on=TODAY, outcome=outcome, details={},
            episode=case.episode, by=world.lin, at=midnight(TODAY) + timedelta(hours=9),
        )  # fmt: skip

    assert len(before) == 1
    assert [file.who.id for file in read_sealed(reader, ticket, at=AT)] == [file.who.id for file in before]


def test_a_number_nobody_knows_gives_a_ticket_as_well(
    world: World, guardian: Viewer, sealed_number: str
) -> None:
    other = someone(world.station).citizen_id
    assert other
    tickets = [ask_to_open(wanted(number), by=world.officer, at=AT) for number in (sealed_number, other)]

    shown = [row for row in openings_of(world.officer.id) if row.id in tickets]
    assert len({(row.state, row.basis, row.document, row.until) for row in shown}) == 1
    for approver in (world.head, guardian):
        agree(tickets[1], citizen_id=other, by=approver, at=AT)
    assert read_sealed(with_relations(world.officer, at=AT), tickets[1], at=AT) == ()


def test_whoever_agrees_has_read_the_paper(world: World, guardian: Viewer, sealed_number: str) -> None:
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    other = someone(world.station).citizen_id
    assert other
    with pytest.raises(DomainError, match=r"unseal\.other-number"):
        agree(ticket, citizen_id=other, by=world.head, at=AT)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"hours": 73}, "unseal.too-long"),
        ({"approvers": ("head", "head")}, "unseal.two-approvers"),
        ({"approvers": ("head", "lin")}, "unseal.same-unit"),
        ({"approvers": ("head", "officer")}, "unseal.own-request"),
        ({"approvers": ("head", "worker")}, "unseal.may-not-approve"),
        ({"reader": "social"}, "unseal.may-not-read"),
        ({"reader": "nobody"}, "unseal.account-unknown"),
        ({"document": " "}, "unseal.document-missing"),
    ],
)
def test_what_is_not_lawful_is_not_asked(
    world: World, guardian: Viewer, sealed_number: str, more: dict[str, object], code: str
) -> None:
    with pytest.raises(DomainError, match=code):
        ask_to_open(wanted(sealed_number, **more), by=world.officer, at=AT)
    assert Opening.objects.count() == 0


def test_those_who_may_not_ask_or_agree_are_refused(
    world: World, guardian: Viewer, sealed_number: str
) -> None:
    with pytest.raises(DomainError, match=r"access\.refused"):
        ask_to_open(wanted(sealed_number), by=world.social, at=AT)
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    with pytest.raises(DomainError, match=r"unseal\.not-yours-to-agree"):
        agree(ticket, citizen_id=sealed_number, by=world.officer, at=AT)
    with pytest.raises(DomainError, match=r"unseal\.unknown"):
        agree(ticket, citizen_id=sealed_number, by=world.lin, at=AT)
    agree(ticket, citizen_id=sealed_number, by=world.head, at=AT)
    with pytest.raises(DomainError, match=r"unseal\.answered-before"):
        agree(ticket, citizen_id=sealed_number, by=world.head, at=AT)


def test_one_refusal_ends_a_request(world: World, guardian: Viewer, sealed_number: str) -> None:
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    refuse(ticket, by=guardian, at=AT)
    with pytest.raises(DomainError, match=r"unseal\.answered-before"):
        agree(ticket, citizen_id=sealed_number, by=world.head, at=AT)


@pytest.mark.parametrize(("silence", "told"), [(Silence.NONE, 1), (Silence.INVESTIGATION, 0)])
def test_the_person_is_told_unless_a_law_forbids_it(
    world: World, guardian: Viewer, sealed_number: str, silence: Silence, told: int
) -> None:
    ticket = ask_to_open(wanted(sealed_number, silence=silence), by=world.officer, at=AT)
    for approver in (world.head, guardian):
        agree(ticket, citizen_id=sealed_number, by=approver, at=AT)
    with door.even_sealed("test"):
        assert Notice.objects.count() == told


def test_a_request_holds_nobody(world: World, guardian: Viewer, sealed_number: str) -> None:
    ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    row = Opening.objects.values().get()
    assert "person_id" not in row
    assert sealed_number.encode() not in bytes(row["key"])
    assert openings_of(world.lin.id) == openings_of(world.mo.id) == ()


def test_the_number_of_somebody_erased_leads_to_no_sealed_file(
    world: World, guardian: Viewer, sealed_number: str
) -> None:
    ticket = ask_to_open(wanted(sealed_number), by=world.officer, at=AT)
    with door.even_sealed("looking"):
        person = SealedId.objects.get().person_id

    erase(person, by=None, at=AT)

    with door.even_sealed("looking"):
        assert not SealedId.objects.exists()
    for approver in (world.head, guardian):  # as with a number that nobody has
        agree(ticket, citizen_id=sealed_number, by=approver, at=AT)
    assert not Notice.objects.exists()
    assert read_sealed(with_relations(world.officer, at=AT), ticket, at=AT) == ()
