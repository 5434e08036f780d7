"""Seekers and vacancies drawn at random, all made up."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from guitu.domain.employers import SCHEDULES, SKILLS, Vacancy
from guitu.domain.matching.seeker import Firm, Near, Seeker

DAY = date(2026, 3, 2)
CODES = sorted(SKILLS)[:8]
REGIONS = [
    430102001000, 430102002000, 430102000000, 430103001000, 430100000000, 430200000000, 110101001000,
]  # fmt: skip
ids = st.integers(1, 10**9).map(lambda n: UUID(int=n))
some_skills = st.frozensets(st.sampled_from(CODES), max_size=4)
seekers = st.builds(
    Seeker,
    id=ids,
    region=st.sampled_from(REGIONS),
    skills=some_skills,
    wants=some_skills,
    schedules=st.frozensets(st.sampled_from(SCHEDULES), max_size=3),
    hours_most=st.none() | st.integers(10, 60),
    nights=st.sampled_from([True, False, None]),
    farthest=st.sampled_from(list(Near)),
    firm=st.frozensets(st.sampled_from(list(Firm)), max_size=3),
)
vacancies = st.builds(
    Vacancy,
    id=ids,
    employer=ids,
    employer_name=st.just("演示服装厂"),
    title=st.just("普工"),
    region=st.sampled_from(REGIONS),
    open_until=st.integers(0, 30).map(lambda n: DAY + timedelta(days=n)),
    skills=some_skills,
    schedule=st.sampled_from(["", *SCHEDULES]),
    hours_week=st.none() | st.integers(10, 70),
    night_work=st.sampled_from([True, False, None]),
)
