"""A workbook of vacancies or courses, read line by line: sheets, headers, rows with reasons.

A row is rejected only where nobody could say what is offered, by whom or where. What else cannot be read
stays a doubt on a row that is kept: somebody looks for work, and a missing cell is no reason to hide it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from guitu.domain.employers.columns import Offers, vocabulary
from guitu.domain.employers.drafts import CourseDraft, VacancyDraft
from guitu.domain.employers.reading import course_from, vacancy_from
from guitu.domain.roster.cells import Cell
from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.tables import TableReading

Draft = VacancyDraft | CourseDraft


class ListReading(TableReading):
    """Reads a workbook of vacancies or of courses."""

    def __init__(self, offers: Offers, *, gazetteer: Gazetteer, today: date) -> None:
        make: Callable[..., Draft] = vacancy_from if offers == "vacancies" else course_from

        def read(cells: dict[str, Cell], **how: Any) -> Draft:
            draft = make(cells, **how)
            draft.check(today=today)
            return draft

        super().__init__(vocabulary(offers), read, gazetteer=gazetteer, today=today)
