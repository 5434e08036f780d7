"""The form of one kind of letter, made from its fields; and the file of a template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.letters.form import LONGEST, Field, Shape
from guitu.domain.letters.form import Form as LetterKind
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form, dress
from guitu.web.shell.tags import said

_LINES = 3


class LetterForm(Form):
    """What somebody fills in; ``letter_id`` becomes the entry's, so that sending twice is harmless."""

    letter_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, of: LetterKind, **kwargs: Any) -> None:
        initial = {"letter_id": new_id(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.of = of
        for one in of.fields:
            self.fields[one.code] = _field(one)
            dress(self.fields[one.code])

    def facts(self) -> dict[str, object]:
        """What was filled in, by field."""
        return {one.code: self.cleaned_data.get(one.code) for one in self.of.fields}


def _field(one: Field) -> forms.Field:
    label = said(one.label)
    if one.shape is Shape.DAY:
        return forms.DateField(label=label, required=one.required, widget=DateInput())
    widget = forms.Textarea(attrs={"rows": _LINES}) if one.shape is Shape.TEXT else forms.TextInput()
    longest = LONGEST[one.shape]
    field = forms.CharField(label=label, required=one.required, widget=widget, max_length=longest)
    field.error_messages["max_length"] = _("太长了，最多 %(limit_value)s 个字。请缩短，或者另附材料。")
    return field


class TemplateForm(Form):
    """One template."""

    file = forms.FileField(
        label=_("本单位的模板"),
        help_text=_("Word 或 WPS 文档（.docx），不超过 2 MB，不含宏、链接和外部图片。"),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的。请重新选择。")},
        widget=forms.FileInput(
            attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
        ),
    )
