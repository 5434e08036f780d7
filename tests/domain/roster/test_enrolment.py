from dataclasses import replace
from datetime import date

import pytest

from guitu.domain.roster.enrolment import why_not_invited
from guitu.domain.roster.rows import Values
from guitu.domain.rules.model import Enrolment, Source

SOURCE = Source("一份文件", "一条", "一句")
CLAUSE = Enrolment(3, (), date(2017, 1, 1).toordinal(), SOURCE)
WUHAI = replace(CLAUSE, domicile_in=(1503,), released_from_ordinal=date(2020, 5, 1).toordinal())
TODAY = date(2026, 11, 22)


def asked(clause, released_on, domicile=None):
    reason = why_not_invited(
        clause, Values(released_on=released_on, domicile=domicile), today=TODAY, cell="C2"
    )
    return reason and reason.code


@pytest.mark.parametrize(
    ("clause", "released_on", "domicile", "code"),
    [
        (CLAUSE, date(2026, 4, 22), None, None),
        (CLAUSE, date(2027, 1, 1), None, None),
        (CLAUSE, date(2023, 11, 22), None, None),
        (CLAUSE, date(2023, 11, 21), None, "invite.too-long-ago"),
        (CLAUSE, date(2016, 12, 31), None, "invite.before-the-clause"),
        (WUHAI, date(2026, 4, 22), 150302000000, None),
        (WUHAI, date(2026, 4, 22), None, None),
        (WUHAI, date(2026, 4, 22), 430102001000, "invite.domicile-elsewhere"),
        (None, date(2026, 4, 22), None, "invite.no-clause"),
    ],
)
def test_the_clause_of_the_place_decides_whom_an_import_invites(clause, released_on, domicile, code):
    assert asked(clause, released_on, domicile) == code
