"""The file an officer sends, and what they say its columns mean."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guitu.domain.roster import columns
from guitu.exchange.importers.xlsx_guard import FILE_BYTES_MOST
from guitu.web.shell.forms import Form

PREFIX = "column."
NOT_KNOWN, NOT_WANTED = "?", "-"


class RosterForm(Form):
    """One workbook."""

    file = forms.FileField(
        label=_("出所名单"),
        help_text=_("Excel 工作簿（.xlsx），不超过 40 MB。"),
        allow_empty_file=False,
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的。请重新导出后再上传。")},
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )

    def clean_file(self) -> Any:
        """A file that is small enough and calls itself a workbook; the guard looks inside."""
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES_MOST:
            raise forms.ValidationError(_("文件超过 40 MB。请删去多余的工作表、图片和空白格式后再上传。"))
        ending = PurePath(file.name).suffix.lower()
        if ending == ".xls":
            raise forms.ValidationError(_("这是旧式的 .xls 表格。请用表格软件另存为 .xlsx 后再上传。"))
        if ending != ".xlsx":
            raise forms.ValidationError(_("这里只读 .xlsx 工作簿。请用表格软件另存为 .xlsx 后再上传。"))
        return file


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
