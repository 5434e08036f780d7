"""The ledger of clean time: verified, reported, unknown, relapse."""

from datetime import date

from .book import entry, facts, seen

CASE = facts("aftercare", released_on="2026-01-01", consented_on="2026-01-01")


def spans(*entries, on):
    return [
        (date.fromordinal(s.first).isoformat(), date.fromordinal(s.last).isoformat(), s.state)
        for s in seen(CASE, *entries, on=on).clean_time
    ]


def negative(on, sample="urine"):
    return entry("drug_test", on, "negative", sample=sample)


def test_nothing_known_is_unknown_and_not_clean():
    assert spans(on="2026-03-01") == [("2026-01-01", "2026-03-01", "unknown")]


def test_two_negatives_close_enough_verify_the_days_between():
    found = spans(negative("2026-02-01"), negative("2026-05-12"), on="2026-06-01")

    assert found == [
        ("2026-01-01", "2026-01-31", "unknown"),
        ("2026-02-01", "2026-05-12", "verified"),
        ("2026-05-13", "2026-06-01", "unknown"),
    ]


def test_a_day_too_many_and_urine_verifies_nothing_but_hair_does():
    urine = spans(negative("2026-02-01"), negative("2026-05-13"), on="2026-05-13")
    hair = spans(negative("2026-02-01"), negative("2026-05-13", "hair"), on="2026-05-13")

    assert [state for _, _, state in urine] == ["unknown", "reported"]
    assert [state for _, _, state in hair] == ["unknown", "verified"]


def test_contacts_alone_only_report():
    found = spans(entry("talk", "2026-02-01"), entry("home_visit", "2026-04-01"), on="2026-04-10")

    assert [state for _, _, state in found] == ["unknown", "reported", "unknown"]


def test_a_confirmed_relapse_breaks_the_line_until_the_next_evidence():
    found = spans(
        negative("2026-02-01"),
        entry("drug_test", "2026-03-01", "confirmed_positive"),
        negative("2026-04-01"),
        negative("2026-05-01"),
        on="2026-05-01",
    )

    assert found == [
        ("2026-01-01", "2026-02-28", "unknown"),
        ("2026-03-01", "2026-03-31", "relapse"),
        ("2026-04-01", "2026-05-01", "verified"),
    ]


def test_an_unconfirmed_positive_changes_nothing():
    calm = spans(negative("2026-02-01"), negative("2026-04-01"), on="2026-04-01")
    doubt = spans(
        negative("2026-02-01"),
        entry("drug_test", "2026-03-01", "non_negative_unconfirmed"),
        negative("2026-04-01"),
        on="2026-04-01",
    )

    assert doubt == calm


def test_a_test_the_laboratory_cleared_verifies_from_the_day_of_its_sample():
    doubted = entry("drug_test", "2026-03-01", "non_negative_unconfirmed", entry_id="t", sample="urine")
    cleared = entry(
        "drug_test", "2026-03-01", "negative", entry_id="c", supersedes="t", minutes=9,
        sample="urine", level="laboratory",
    )  # fmt: skip

    waiting = spans(negative("2026-02-01"), doubted, on="2026-03-10")
    after = spans(negative("2026-02-01"), doubted, cleared, on="2026-03-10")

    assert [state for _, _, state in waiting] == ["unknown"]
    assert after[1] == ("2026-02-01", "2026-03-01", "verified")


def test_a_test_the_police_confirmed_breaks_on_the_day_of_its_sample():
    doubted = entry("drug_test", "2026-03-01", "non_negative_unconfirmed", entry_id="t")
    confirmed = entry("drug_test", "2026-03-01", "confirmed_positive", supersedes="t", minutes=9)

    found = spans(negative("2026-02-01"), doubted, confirmed, negative("2026-04-01"), on="2026-04-01")

    assert ("2026-03-01", "2026-03-31", "relapse") in found
    assert "verified" not in {state for _, _, state in found}


def test_honours_need_verified_months_and_a_streak_that_still_holds():
    monthly = [negative(date(2026 + (m // 12), m % 12 + 1, 5).isoformat()) for m in range(14)]

    earned = seen(CASE, *monthly, on="2027-03-01").honours
    forgotten = seen(CASE, *monthly, on="2027-12-01").honours
    unverified = seen(
        CASE, *[entry("talk", e.happened_on.isoformat()) for e in monthly], on="2027-03-01"
    ).honours

    assert [(h.months, date.fromordinal(h.reached).isoformat()) for h in earned] == [(12, "2027-01-05")]
    assert forgotten == ()
    assert unverified == ()
