"""What a snapshot holds: five tables under the names of the database, and how each is copied out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` name → type of DuckDB, in the order of ``select``; ``extra`` one more, made on the way."""

    columns: Mapping[str, str]
    select: str
    extra: str = ""


TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        "people_person": Table(
            {"person_id": "UUID", "held_by": "BIGINT", "sealed_on": "DATE"},
            "select person_id, held_by, sealed_on from people_person",
        ),
        "people_personalias": Table(
            {"person_id": "UUID", "canonical": "UUID", "undone_at": "TIMESTAMPTZ"},
            "select person_id, canonical, undone_at from people_personalias where undone_at is null",
        ),
        "episodes_episode": Table(
            {
                "person_id": "UUID",
                "id": "UUID",
                "held_by": "BIGINT",
                "kind": "VARCHAR",
                "phase": "VARCHAR",
                "opened_on": "DATE",
                "released_on": "DATE",
                "term_from": "DATE",
                "term_to": "DATE",
                "facility_unit": "BIGINT",
            },
            "select person_id, id, held_by, kind, phase, opened_on, released_on, term_from, term_to,"
            " facility_unit from episodes_episode",
        ),
        "agenda_duty": Table(
            {
                "person_id": "UUID",
                "episode_id": "UUID",
                "rule": "VARCHAR",
                "n": "SMALLINT",
                "held_by": "BIGINT",
                "kind": "VARCHAR",
                "nature": "VARCHAR",
                "opens_on": "DATE",
                "due_on": "DATE",
                "state": "VARCHAR",
                "done_on": "DATE",
                "done_by": "UUID",
            },
            "select person_id, episode_id, rule, n, held_by, kind, nature, opens_on, due_on, state,"
            " done_on, done_by from agenda_duty",
        ),
        "journal_entry": Table(
            {
                "person_id": "UUID",
                "id": "UUID",
                "held_by": "BIGINT",
                "kind": "VARCHAR",
                "happened_on": "DATE",
                "recorded_at": "TIMESTAMPTZ",
                "outcome": "VARCHAR",
                "details": "JSON",
            },
            "select person_id, id, held_by, kind, happened_on, recorded_at, outcome, details"
            " from journal_entry",
            extra="id not in (select id from gone) as counts",
        ),
    }
)

# Entries that count no more: corrected since, a retraction, or not the latest of several corrections.
GONE: Final = """
    select x.id from journal_entry x
    where x.kind = 'retraction' or x.supersedes is not null and exists (
        select from journal_entry s
        where s.person_id = x.person_id and s.supersedes = x.supersedes
          and (s.recorded_at, s.id) > (x.recorded_at, x.id))
    union select s.supersedes from journal_entry s where s.supersedes is not null"""
