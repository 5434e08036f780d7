"""Forms in the house's clothes: Tabler's classes, sentences for errors, no colon behind a label.

Forms check shape; the domain checks meaning, and ``blame`` puts its sentence beside the field it names.
"""

from types import TracebackType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.kernel.errors import DomainError
from guitu.web.shell.words import sentence

_CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "",
    forms.CheckboxSelectMultiple: "",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}
_ERRORS = {
    "required": _("这一项还没有填写。"),
    "invalid_choice": _("请从选项中选择。"),
    "max_length": _("太长了，请缩短。"),
}
_INVALID: dict[type[forms.Field], Any] = {
    forms.DateField: _("日期没有看懂。请写成 2026-11-22 这样的格式。"),
    forms.UUIDField: _("页面已失效。请刷新后重新填写。"),
    forms.IntegerField: _("请填写数字。"),
}


class DateInput(forms.DateInput):
    """The phone's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class Form(forms.Form):
    """A form whose fields wear the house's clothes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)

    def blame(self, error: DomainError) -> None:
        """Say the domain's refusal beside the field it is about, or above the form."""
        named = error.facts.get("field")
        place = str(named) if named in self.fields else None
        self.add_error(place, sentence(error))

    def blaming(self) -> "_Blaming":
        """What is done inside may be refused: the form says so and the page goes on below the block.

        What is unknown, or not the viewer's, is raised on: it is answered with a 404 and not beside a field.
        """
        return _Blaming(self)


class _Blaming:
    # a class, and no generator, so that mypy knows that the block may be left early
    def __init__(self, form: Form) -> None:
        self._form = form

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, DomainError) or error.code.endswith(".unknown"):
            return False
        self._form.blame(error)
        return True


def dress(field: forms.Field) -> None:
    """Give a field its class and its sentences."""
    widget = field.widget
    css = next((name for kind, name in _CLASSES.items() if type(widget) is kind), "form-control")
    if css:
        widget.attrs.setdefault("class", css)
    for code, words in _ERRORS.items():
        if code in field.error_messages and code != "max_length":
            field.error_messages[code] = words
    for kind, words in _INVALID.items():
        if isinstance(field, kind):
            field.error_messages["invalid"] = words
