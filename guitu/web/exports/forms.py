"""What an officer asks for: columns and filters from lists, nothing typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.exchange.exporters.people import COLUMNS, KINDS, MASKABLE
from guitu.exchange.exporters.requests import PURPOSES
from guitu.exchange.exporters.sheets import FORMS
from guitu.web.exports import words
from guitu.web.shell import terms
from guitu.web.shell.forms import Form

_USUAL = ["name", "kind", "phase", "term_to", "worker"]


class ExportForm(Form):
    """One table of people."""

    purpose = forms.ChoiceField(
        label=_("用途"), choices=[(code, words.PURPOSES[code]) for code in PURPOSES], widget=forms.RadioSelect
    )
    whose = forms.ChoiceField(
        label=_("哪些人"),
        choices=[("unit", _("本单位的人员")), ("mine", _("我负责的人员"))],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("类别"),
        required=False,
        choices=[(code, terms.EPISODES.get(code, _("全部"))) for code in KINDS],
    )
    columns = forms.MultipleChoiceField(
        label=_("列"),
        choices=[(code, words.COLUMNS[code]) for code in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
    )
    plain = forms.MultipleChoiceField(
        label=_("不遮盖的列"),
        required=False,
        choices=[(code, words.PLAIN[code]) for code in COLUMNS if code in MASKABLE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "默认遮盖，确有需要才显示完整内容。"
            "显示姓名、证件或电话且一天内超过 50 人时，须由另一单位或另一岗位的人批准。"
        ),
    )
    form = forms.ChoiceField(
        label=_("格式"),
        choices=[(code, f".{code}") for code in FORMS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"whose": "unit", "columns": _USUAL, "form": "xlsx"})
        super().__init__(*args, **kwargs)


class DecisionForm(Form):
    """Yes or no to what somebody else asked for."""

    answer = forms.ChoiceField(choices=[("approve", ""), ("refuse", "")])
