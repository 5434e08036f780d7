from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from guitu.foundation.audit.commands import note
from guitu.foundation.audit.queries import trail_of
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what_to_whom(world: World) -> None:
    person, entry = uuid4(), uuid4()

    note("visit.recorded", subject=person, by=world.lin, at=NOW, entry=entry, late=False)

    (line,) = trail_of(person)
    assert (line.by, line.role, line.unit) == (world.lin.id, "posted_officer", world.station)
    assert (line.verb, line.facts) == ("visit.recorded", {"entry": str(entry), "late": False})
    assert trail_of(uuid4()) == ()


def test_what_the_system_does_by_itself_is_nobodys(db: None) -> None:
    person = uuid4()
    note("phase.turned", subject=person, by=None, at=NOW)

    (line,) = trail_of(person)
    assert (line.by, line.role, line.unit) == (None, "", None)


@pytest.mark.parametrize(
    "statement",
    ["update audit_event set verb = 'x'", "delete from audit_event", "truncate audit_event"],
)
def test_a_line_cannot_be_changed_or_removed(db: None, statement: str) -> None:
    note("visit.recorded", by=None, at=NOW)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
