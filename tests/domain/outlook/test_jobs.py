"""A job is asked after at one, three and six months, and no more once it ended."""

from datetime import date

from guitu.domain.journal.entry import Entry
from guitu.domain.outlook.jobs import started

ONE, OTHER = "019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"


def _step(job: str, day: int, placement: str | None = ONE) -> Entry:
    details = {"service": "job_placement", "job": job} | ({"placement": placement} if placement else {})
    return Entry(f"{job}{day}", "service", date(2026, 3, day), "done", details)


def test_a_job_counts_from_the_day_it_began_until_it_ended():
    began = date(2026, 3, 2).toordinal()
    assert started({"service": [_step("hired", 2)]}) == (began,)
    assert started({"service": [_step("hired", 2), _step("kept_one_month", 9)]}) == (began,)
    assert started({"service": [_step("hired", 2), _step("job_ended", 9)]}) == ()


def test_two_jobs_are_two_and_the_end_of_one_is_not_the_end_of_the_other():
    both = [_step("hired", 2), _step("hired", 5, OTHER)]
    assert len(started({"service": both})) == 2
    assert started({"service": [*both, _step("job_ended", 9)]}) == (date(2026, 3, 5).toordinal(),)


def test_whoever_began_anew_after_an_end_is_asked_again():
    again = [_step("hired", 2, None), _step("job_ended", 5, None), _step("hired", 9, None)]
    assert started({"service": again}) == (date(2026, 3, 9).toordinal(),)
    assert (
        started({"service": [Entry("x", "service", date(2026, 3, 2), "done", {"service": "relief"})]}) == ()
    )
