"""A school is asked only with the carer's own word, and never once they are kept apart."""

from uuid import UUID

import pytest

from guitu.casework.family.commands import NewChild
from guitu.casework.family.models import SchoolWord
from guitu.casework.family.queries import school_words_of
from guitu.casework.journal.models import Entry
from guitu.domain.access import Viewer
from guitu.domain.family.school import Contact
from guitu.foundation.ids import new_id
from guitu.workflows import family as families
from guitu.workflows import household
from tests.workflows.planning import refusal
from tests.workflows.relatives import MOTHER, Write, case, keep, lin, relative
from tests.world import NOW, TODAY, Case, World, world

__all__ = ["case", "lin", "relative", "world"]
pytestmark = pytest.mark.django_db

ASKED = Contact("aid", "phone", "waiting", TODAY)


def child(case: Case, lin: Viewer, carer: UUID | None, *, agreed: bool = True) -> UUID:
    by = "relative" if carer else "person"
    new = NewChild("小红", "primary", "wanted", by, carer_relative=carer, ask_school=agreed)
    return household.write_child(person=case.person, new=new, child=new_id(), by=lin, at=NOW)


def ask(case: Case, by: Viewer, child: UUID, contact: Contact = ASKED, id_: UUID | None = None) -> bool:
    return household.ask_school(
        person=case.person, child=child, contact=contact, id_=id_ or new_id(), by=by, at=NOW
    )


def refused(case: Case, by: Viewer, child: UUID) -> str:
    return refusal(ask, case=case, by=by, child=child).code


def helped(case: Case, lin: Viewer, mother: UUID, *, given: bool) -> None:
    said = {"person": case.person, "relative": mother, "purpose": "help", "given": given, "on": TODAY}
    families.say(**said, speaker="relative", by=lin, at=NOW)


def test_the_grandmother_who_cares_says_yes_herself(case: Case, lin: Viewer, relative: Write):
    mother = relative(MOTHER)
    made = child(case, lin, mother)
    assert refused(case, lin, made) == "family.school-not-agreed"  # nobody asked her yet
    helped(case, lin, mother, given=True)

    once = new_id()
    assert ask(case, lin, made, id_=once)
    assert not ask(case, lin, made, id_=once)  # sent twice

    assert school_words_of(case.seen_by(lin), made) == (ASKED,)
    helped(case, lin, mother, given=False)
    assert refused(case, lin, made) == "family.school-not-agreed"


def test_without_a_word_about_the_school_it_is_not_asked(case: Case, lin: Viewer):
    assert refused(case, lin, child(case, lin, None, agreed=False)) == "family.school-not-agreed"
    assert refused(case, lin, new_id()) == "family.unknown"
    assert not SchoolWord.objects.exists()


def test_once_the_carer_is_kept_apart_or_took_it_back_the_school_is_not_asked(
    case: Case, lin: Viewer, relative: Write
):
    mother = relative(MOTHER)
    helped(case, lin, mother, given=True)
    made = child(case, lin, mother)
    keep(case, mother, lin)
    assert refused(case, lin, made) == "family.kept-apart"


def test_what_was_arranged_is_help_and_goes_with_the_child(case: Case, lin: Viewer):
    made = child(case, lin, None)
    ask(case, lin, made, ASKED._replace(outcome="arranged"))
    entry = Entry.objects.get(person_id=case.person, kind="service")
    assert (entry.details, bytes(entry.note or b"")) == ({"service": "school_aid"}, b"")

    household.drop(person=case.person, line=made, by=lin, at=NOW)
    assert not SchoolWord.objects.exists()


def test_who_is_not_named_to_the_family_asks_no_school(case: Case, lin: Viewer, world: World):
    made = child(case, lin, None)
    for viewer in (world.head, world.mo, world.psychologist, world.partner):
        assert refused(case, viewer, made) == "person.unknown"
