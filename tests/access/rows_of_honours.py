"""How rows of the room of honours are made; a year each, where one is allowed a year."""

from datetime import date
from itertools import count
from uuid import UUID, uuid4

from guitu.casework.honours.models import Award, Honour, Publication, Review, Story
from tests.access.rows_of_help import Maker
from tests.access.worlds import NOW

DAY = date(2026, 1, 5)
_year = count(1)


def honour(who: UUID, held: int, _part: str, by: UUID) -> Honour:
    """An honour of others; to row-level security it has no author, whoever wrote it down."""
    return Honour(
        person_id=who, held_by=held, sort="given", state="granted", made_at=NOW, made_by=by, granted_at=NOW
    )


def honour_review(who: UUID, held: int, _part: str, by: UUID) -> Review:
    """What a colleague said of it."""
    return Review(person_id=who, held_by=held, honour=uuid4(), agrees=True, reviewed_at=NOW, reviewed_by=by)


def award(who: UUID, held: int, _part: str, by: UUID) -> Award:
    """An award."""
    return Award(
        person_id=who, held_by=held, honour=uuid4(), year=next(_year), level="gold", given_at=NOW, given_by=by
    )


def story(who: UUID, held: int, _part: str, by: UUID) -> Story:
    """What somebody tells."""
    return Story(
        person_id=who, held_by=held, alias=b"x", note=b"x", picture="none", written_at=NOW, written_by=by
    )


def publication(who: UUID, held: int, _part: str, by: UUID) -> Publication:
    """One use of it."""
    return Publication(
        person_id=who, held_by=held, story=uuid4(), sort="book", year=next(_year), agreed_on=DAY,
        stands_on=DAY, recorded_at=NOW, recorded_by=by,
    )  # fmt: skip


HONOURS: dict[str, tuple[Maker, str]] = {
    "honours_honour": (honour, "casework"),
    "honours_review": (honour_review, "casework"),
    "honours_award": (award, "casework"),
    "honours_story": (story, "casework"),
    "honours_publication": (publication, "casework"),
}
