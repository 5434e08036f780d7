"""What a snapshot holds: tables under the names of the database, and how each is copied out."""

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
                "episode_id": "UUID",
                "happened_on": "DATE",
                "recorded_at": "TIMESTAMPTZ",
                "outcome": "VARCHAR",
                "details": "JSON",
            },
            "select person_id, id, held_by, kind, episode_id, happened_on, recorded_at, outcome, details"
            " from journal_entry",
            extra="id not in (select id from gone) as counts",
        ),
        "handoffs_handoff": Table(
            {
                "person_id": "UUID",
                "held_by": "BIGINT",
                "released_on": "DATE",
                "state": "VARCHAR",
                "contact_on": "DATE",
            },
            "select person_id, held_by, released_on, state, contact_on from handoffs_handoff",
        ),
        "work_placement": Table(
            {
                "person_id": "UUID",
                "held_by": "BIGINT",
                "employer": "UUID",
                "state": "VARCHAR",
                "hired_on": "DATE",
            },
            "select person_id, held_by, employer, state, hired_on from work_placement",
        ),
        "employers_base": Table(
            {"employer_id": "UUID", "from_on": "DATE", "to_on": "DATE", "ended_on": "DATE"},
            "select employer_id, from_on, to_on, ended_on from employers_base",
        ),
        "support_application": Table(
            {
                "person_id": "UUID",
                "held_by": "BIGINT",
                "kind": "VARCHAR",
                "state": "VARCHAR",
                "begun_on": "DATE",
            },
            "select person_id, held_by, kind, state, begun_on from support_application",
        ),
        "records_cohort": Table(
            {
                "region": "BIGINT",
                "kind": "VARCHAR",
                "year": "INTEGER",
                "month": "INTEGER",
                "months": "INTEGER",
                "outcome": "VARCHAR",
                "released_year": "SMALLINT",
                "released_month": "SMALLINT",
                "at_6": "VARCHAR",
                "at_12": "VARCHAR",
                "at_24": "VARCHAR",
                "at_36": "VARCHAR",
                "watched_months": "SMALLINT",
                "watched_end": "VARCHAR",
                "recommitted": "BOOLEAN",
            },
            "select region, kind, year, month, months, outcome, released_year, released_month,"
            " at_6, at_12, at_24, at_36, watched_months, watched_end, recommitted from records_cohort",
        ),
        "outcomes_release": Table(
            {
                "person_id": "UUID",
                "released_on": "DATE",
                "episode_id": "UUID",
                "held_by": "BIGINT",
                "times": "SMALLINT",
                "at_6": "VARCHAR",
                "at_12": "VARCHAR",
                "at_24": "VARCHAR",
                "at_36": "VARCHAR",
                "relapsed_on": "DATE",
                "died_on": "DATE",
                "known_on": "DATE",
            },
            "select person_id, released_on, episode_id, held_by, times, at_6, at_12, at_24, at_36,"
            " relapsed_on, died_on, known_on from outcomes_release",
        ),
        "honours_honour": Table(
            {
                "person_id": "UUID",
                "held_by": "BIGINT",
                "sort": "VARCHAR",
                "code": "VARCHAR",
                "state": "VARCHAR",
                "is_shown": "BOOLEAN",
            },
            "select person_id, held_by, sort, code, state, is_shown from honours_honour",
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
