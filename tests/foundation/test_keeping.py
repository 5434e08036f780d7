"""Every column about somebody has a purpose, a ground and a retention, and the page says the same."""

import pytest
from django.apps import apps

from guitu.domain.keeping import GROUND, KEPT, UNTIL, WHY, Ground, Until, Why, kept_for, lines
from guitu.foundation.tables import KEY
from guitu.runtime import fields_page

# Regions, units, rules, the log's tree and signatures, and accounts' own devices: nobody in care is there.
ABOUT_NOBODY = {
    "organisations_region", "organisations_unit", "organisations_unitregion", "records_correctioncount",
    "audit_head", "audit_cosignature", "audit_alert", "intake_sendercolumn", "exports_request",
    "accounts_signinattempt", "accounts_device", "accounts_signin", "accounts_flag", "accounts_proposal",
    "accounts_standin", "letters_counter", "employers_employer", "employers_base", "employers_vacancy",
    "employers_course", "employers_batch", "employers_batchrow", "employers_feed", "employers_feedrun",
    "publications_issue", "publications_cell", "publications_answer", "exports_report",
}  # fmt: skip


def tables() -> dict[str, set[str]]:
    """Our own tables and their columns."""
    return {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields if field.column}
        for model in apps.get_models()
        if model.__module__.startswith("guitu.")
    }


@pytest.mark.parametrize("table", sorted(set(tables()) - ABOUT_NOBODY))
def test_every_column_has_purpose_ground_and_retention(table: str) -> None:
    missing = {column for column in tables()[table] if kept_for(table, column) is None}
    assert missing == set(), f"say in guitu/domain/keeping.py why {table} keeps them"


def test_what_is_called_about_nobody_has_no_person() -> None:
    assert {table for table in ABOUT_NOBODY if KEY in tables().get(table, set())} == set()


def test_nothing_is_declared_that_is_not_there_or_twice() -> None:
    there = {(table, column) for table, columns in tables().items() for column in columns}
    said = [(table, column) for table, column, _ in lines()]
    assert set(said) <= there
    assert len(said) == len(set(said))


def test_every_word_is_said_in_both_languages_and_used() -> None:
    assert set(WHY) == set(Why)
    assert set(GROUND) == set(Ground)
    assert set(UNTIL) == set(Until)
    assert all(words.zh and words.en for said in (WHY, GROUND, UNTIL) for words in said.values())
    used = [kept for some in KEPT.values() for kept in some]
    assert {kept.why for kept in used} == set(Why)
    assert {kept.ground for kept in used} == set(Ground)
    assert {kept.until for kept in used} == set(Until)


def test_the_page_is_the_programs_own() -> None:
    """``python -m guitu.runtime.fields_page`` writes it anew."""
    assert fields_page.PAGE.read_text(encoding="utf-8") == fields_page.text()
