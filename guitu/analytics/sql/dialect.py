"""What PostgreSQL and DuckDB write differently, so that a statement stands once for both.

The live database corrects while it reads; a snapshot has settled which entries count when it was written.
"""

import re
from dataclasses import dataclass
from typing import Final

# Not corrected since, not itself a retraction, and the latest of several corrections of one entry.
_EFFECTIVE_LIVE = """
          x.kind <> 'retraction'
          and not exists (
              select from journal_entry s where s.person_id = x.person_id and s.supersedes = x.id)
          and (x.supersedes is null or not exists (
              select from journal_entry s
              where s.person_id = x.person_id and s.supersedes = x.supersedes
                and (s.recorded_at, s.id) > (x.recorded_at, x.id)))"""


@dataclass(frozen=True, slots=True)
class Dialect:
    """``effective``: entry ``x`` counts. ``confirmed``: a table of the ``field``s that entry ``x`` confirms.

    ``holds_all``: the codes under a key of ``details`` hold all of a list; ``length`` of a list.
    """

    effective: str
    confirmed: str
    holds_all: str
    length: str
    months: str
    named: bool

    def written(self, statement: str) -> str:
        """The statement with its values as this database names them."""
        return statement if self.named else re.sub(r"%\((\w+)\)s", r"$\1", statement)


LIVE: Final = Dialect(
    effective=_EFFECTIVE_LIVE,
    confirmed=(
        "select jsonb_array_elements_text("
        "coalesce(nullif(x.details -> 'fields', '[]'), x.details -> 'confirmed', '[]')) as field"
    ),
    holds_all="coalesce({list}, '[]') ?& {wanted}::text[]",
    length="cardinality({list}::text[])",
    months="make_interval(months => {months})",
    named=True,
)
COLUMNS: Final = Dialect(
    effective="x.counts",
    confirmed=(
        "select unnest(coalesce(nullif((x.details -> '$.fields')::varchar[], []::varchar[]),"
        " (x.details -> '$.confirmed')::varchar[], []::varchar[])) as field"
    ),
    holds_all="list_has_all(coalesce({list}::varchar[], []::varchar[]), {wanted}::varchar[])",
    length="len({list}::varchar[])",
    months="to_months({months}::int)",
    named=False,
)
