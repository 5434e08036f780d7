"""The file an officer sends, and what they say its columns mean."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guitu.domain.roster import columns
from guitu.web.shell.forms import Form
from guitu.web.shell.workbooks import WorkbookField

PREFIX = "column."
NOT_KNOWN, NOT_WANTED = "?", "-"


class RosterForm(Form):
    """One workbook."""

    file = WorkbookField(label=_("出所名单"))


def changed_columns(body: QueryDict, shown: Mapping[str, str | None]) -> dict[str, str]:
    """What a page says of columns that it was not told, by normalised words.

    Args:
        body: the form; a column that stands on several sheets comes several times.
        shown: what the page said each means; None where nobody knew.
    """
    changed: dict[str, str] = {}
    for name, values in body.lists():
        if not name.startswith(PREFIX):
            continue
        words = columns.normalise(name[len(PREFIX) :])
        for value in values:
            key = columns.IGNORE if value == NOT_WANTED else value
            is_known = key == columns.IGNORE or key in columns.KEYS
            if is_known and key != shown.get(words):
                changed[words] = key
    return changed
