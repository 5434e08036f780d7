"""Which number is wanted for outside."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.disclosure.quarters import Quarter, quarter_from
from guitu.web.shell.forms import Form


class OutwardForm(Form):
    """A figure, a region and a quarter, each from what the asker may choose."""

    metric = forms.ChoiceField(label=_("指标"))
    place = forms.TypedChoiceField(label=_("地区"), coerce=int)
    quarter = forms.ChoiceField(label=_("季度"))

    def __init__(
        self,
        data: Any = None,
        *,
        metrics: Sequence[tuple[str, str]],
        places: Sequence[tuple[int, str]],
        quarters: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        for name, choices in (("metric", metrics), ("place", places), ("quarter", quarters)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
            field.choices = choices

    def question(self) -> tuple[str, int, Quarter]:
        """What was chosen, once it is valid."""
        chosen = self.cleaned_data
        return chosen["metric"], chosen["place"], quarter_from(chosen["quarter"])
