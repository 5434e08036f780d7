"""A workbook that somebody sends: its field, the file in memory alone, where a list of its rows goes on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from django import forms
from django.core.files.base import File
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guitu.exchange.importers.xlsx_guard import FILE_BYTES_MOST


class WorkbookField(forms.FileField):
    """One .xlsx that is small enough and calls itself one; the guard looks inside."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(
            label=label,
            help_text=_("Excel 工作簿（.xlsx），不超过 40 MB。"),
            allow_empty_file=False,
            error_messages={
                "required": _("还没有选择文件。"),
                "empty": _("文件是空的。请重新导出后再上传。"),
            },
            widget=forms.FileInput(
                attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
            ),
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file.

        Raises:
            ValidationError: too large, an old .xls, or something else.
        """
        file = super().clean(data, initial)
        if file.size > FILE_BYTES_MOST:
            raise forms.ValidationError(_("文件超过 40 MB。请删去多余的工作表、图片和空白格式后再上传。"))
        ending = PurePath(file.name).suffix.lower()
        if ending == ".xls":
            raise forms.ValidationError(_("这是旧式的 .xls 表格。请用表格软件另存为 .xlsx 后再上传。"))
        if ending != ".xlsx":
            raise forms.ValidationError(_("这里只读 .xlsx 工作簿。请用表格软件另存为 .xlsx 后再上传。"))
        return file


@contextmanager
def in_memory(file: "File[bytes]") -> Iterator[Path]:
    """The file's content as a path that this process and a child which inherits it can open."""
    descriptor = os.memfd_create("workbook")
    try:
        for piece in file.chunks():
            os.write(descriptor, piece)
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def after_row(request: HttpRequest) -> tuple[int, int] | None:
    """The sheet and row a list of rows goes on after; None for its beginning."""
    parts = request.GET.get("after", "").split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts):
        return None
    return int(parts[0]), int(parts[1])
