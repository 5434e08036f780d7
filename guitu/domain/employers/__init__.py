"""Work that is offered: employers, job bases, vacancies and training courses. Nobody's file is in here."""

from guitu.domain.employers.offers import (
    COURSE_KINDS,
    SCHEDULES,
    Base,
    Course,
    Employer,
    Vacancy,
)
from guitu.domain.employers.skills import SKILLS, skills_in
from guitu.domain.employers.wages import PERIODS, Wage

__all__ = [
    "COURSE_KINDS",
    "PERIODS",
    "SCHEDULES",
    "SKILLS",
    "Base",
    "Course",
    "Employer",
    "Vacancy",
    "Wage",
    "skills_in",
]
