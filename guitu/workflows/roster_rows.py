"""From an accepted row of a roster to what the rooms are asked to write: nothing is written here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guitu.casework.episodes.commands import NewEpisode
from guitu.casework.episodes.queries import EpisodeRow
from guitu.casework.people.commands import Addition, NewContact, NewFact, NewPerson
from guitu.domain.episode import EpisodeKind
from guitu.domain.kernel import phone
from guitu.domain.roster.columns import group_of
from guitu.domain.roster.rows import RosterRow
from guitu.workflows.placing import Place

_RELATIONS = (
    ("友邻同事", "other"),
    ("妻夫爱人配偶老婆老公", "spouse"),
    ("父母爸妈", "parent"),
    ("兄弟姐妹哥", "sibling"),
    ("儿女子", "child"),
)
_DOCUMENT_LENGTH = 64


def relation(words: str) -> str:
    """The code of a relative's word: spouse, parent, sibling, child, other; "" for none.

    >>> [relation(w) for w in ("妻子", "岳父", "姐姐", "女儿", "邻居", "")]
    ['spouse', 'parent', 'sibling', 'child', 'other', '']
    """
    if not words:
        return ""
    return next((code for signs, code in _RELATIONS if any(sign in words for sign in signs)), "other")


def contacts(row: RosterRow, *, as_of: date, allow_demo: bool) -> tuple[NewContact, ...]:
    """Own phones, the relative's phones, where the person lives and where they are registered."""
    found = [NewContact("phone", number, as_of=as_of) for number in row.values.phones]
    related = relation(row.facts.get("family_relation", ""))
    theirs = phone.read(row.facts.get("family_phone", ""), allow_demo=allow_demo).phones
    found += [NewContact("phone", p.number, of="relative", relation=related, as_of=as_of) for p in theirs]
    for kind, key, region in (
        ("address", "residence_address", row.values.residence),
        ("domicile", "domicile_address", row.values.domicile),
    ):
        if row.facts.get(key):
            found.append(NewContact(kind, row.facts[key], region=region, as_of=as_of))
    return tuple(found)


def facts(row: RosterRow, *, as_of: date) -> tuple[NewFact, ...]:
    """Every known column that said something, in its record group."""
    return tuple(
        NewFact(group, key, text, as_of)
        for key, text in row.facts.items()
        if text and (group := group_of(key))
    )


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all rows of one import share.

    ``by`` the account, None from the command line; ``today`` the civil day of ``at``.
    """

    batch: UUID
    by: UUID | None
    at: datetime
    today: date
    allow_demo: bool


def new_person(row: RosterRow, person_id: UUID, *, held_by: int, on: Occasion) -> NewPerson:
    """The file of somebody nobody knew."""
    values = row.values
    day = _as_of(row, on.today)
    return NewPerson(
        id=person_id,
        held_by=held_by,
        name=values.name or "",
        sex=values.sex or "unknown",
        birth_on=values.birth,
        citizen_id=values.citizen_id,
        created_at=on.at,
        batch=on.batch,
        contacts=contacts(row, as_of=day, allow_demo=on.allow_demo),
        facts=facts(row, as_of=day),
        recorded_by=on.by,
    )


def addition(row: RosterRow, person_id: UUID, *, held_by: int, on: Occasion) -> Addition:
    """What the row adds to a file that exists."""
    day = _as_of(row, on.today)
    return Addition(
        person_id=person_id,
        held_by=held_by,
        recorded_at=on.at,
        recorded_by=on.by,
        batch=on.batch,
        contacts=contacts(row, as_of=day, allow_demo=on.allow_demo),
        facts=facts(row, as_of=day),
    )


def _as_of(row: RosterRow, today: date) -> date:
    """A roster says what was known when somebody left, or now where they have not left yet."""
    return min(row.values.released_on or today, today)


def new_episodes(
    row: RosterRow,
    person_id: UUID,
    ids: tuple[UUID, UUID],
    *,
    invited: bool,
    place: Place,
    facility: int | None,
    on: Occasion,
) -> list[NewEpisode]:
    """Aftercare where the person is invited; community rehabilitation where an order number stands there.

    The day the order was received is not guessed: a duty asks for it. What was due before today is not held
    against anybody here (``kept_since``).
    """
    released_on = row.values.released_on
    late = released_on is not None and released_on < on.today
    common = NewEpisode(
        id=ids[0],
        person_id=person_id,
        held_by=place.held_by,
        kind=EpisodeKind.AFTERCARE.value,
        region=place.region,
        opened_on=on.today,
        created_at=on.at,
        released_on=released_on,
        kept_since=on.today if late else None,
        facility_unit=facility,
        centre_unit=place.centre,
        station_unit=place.station,
        batch=on.batch,
    )
    found = [common] if invited else []
    if row.order_number:
        found.append(
            common._replace(
                id=ids[1],
                kind=EpisodeKind.COMMUNITY_REHAB.value,
                order_document=row.order_number[:_DOCUMENT_LENGTH],
                executing_unit=place.executing,
            )
        )
    return found


def as_row(episode: NewEpisode) -> EpisodeRow:
    """A new episode as the outlook reads stored ones."""
    values = episode._asdict()
    del values["created_at"]
    values["kind"] = EpisodeKind(episode.kind)
    return EpisodeRow(**values)
