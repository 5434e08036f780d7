"""What is typed about a survey: shape only; the domain judges the meaning."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.analytics.places import Place
from guitu.domain.instruments.model import Definition
from guitu.domain.plans.catalogue import Word
from guitu.domain.surveys.campaign import AUDIENCES, LONGEST_TITLE, MODES, About, is_shipped
from guitu.domain.surveys.size import CONFIDENCES
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import said
from guitu.workflows.survey import Wanted

_USUAL_DAYS = 30


def _from(words: Mapping[str, Word]) -> list[tuple[str, str]]:
    return [(str(code), said(word)) for code, word in words.items()]


def _called(definition: Definition) -> str:
    """Of an office's own several versions may stand beside each other."""
    title = said(definition.title)
    return title if is_shipped(definition) else f"{title} · {definition.version}"


class SurveyForm(Form):
    """A new survey."""

    made = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("名称"), max_length=LONGEST_TITLE, help_text=_("答题的人看得到，请写得中性。")
    )
    questionnaire = forms.ChoiceField(label=_("问卷"))
    audience = forms.ChoiceField(label=_("问谁"), widget=forms.RadioSelect)
    region = forms.TypedChoiceField(label=_("地区"), coerce=int)
    opens_on = forms.DateField(label=_("从哪天"), widget=DateInput())
    closes_on = forms.DateField(label=_("到哪天"), widget=DateInput())
    modes = forms.MultipleChoiceField(label=_("怎么答"), widget=forms.CheckboxSelectMultiple)
    confidence = forms.TypedChoiceField(label=_("置信水平"), coerce=float, required=False)
    error = forms.DecimalField(
        label=_("误差不超过（百分点）"), required=False, min_value=0, max_value=100, decimal_places=1
    )
    pick = forms.IntegerField(
        label=_("抽多少人"), required=False, min_value=1, help_text=_("不填，就按公式算出来的人数。")
    )
    by_region = forms.BooleanField(label=_("按下一级地区分层，按人数比例抽"), required=False)
    evaluator = forms.TypedChoiceField(
        label=_("交给第三方机构"), coerce=int, empty_value=None, required=False,
        help_text=_("第三方只看得到代号和抽中的样本，看不到名册。"),
    )  # fmt: skip
    by_pseudonym = forms.BooleanField(
        label=_("答案带本次调查的代号"),
        required=False,
        help_text=_("只在要知道谁答了什么时（如第三方复核）才选；结束时代号一律删除。"),
    )

    def __init__(
        self,
        body: Any,
        *,
        places: Iterable[Place],
        evaluators: Iterable[UnitRow],
        questionnaires: Mapping[str, tuple[Definition, object]],
        today: date,
    ) -> None:
        super().__init__(
            body,
            initial={
                "made": new_id(), "audience": "register", "opens_on": today,
                "closes_on": today + timedelta(days=_USUAL_DAYS), "modes": list(MODES), "confidence": 0.9,
                "error": 5, "by_region": True,
            },
        )  # fmt: skip
        self._choose(
            questionnaire=[(key, _called(definition)) for key, (definition, _body) in questionnaires.items()],
            audience=_from(AUDIENCES),
            region=[(place.number, place.name) for place in places],
            modes=_from(MODES),
            confidence=[(one, f"{one:.0%}") for one in CONFIDENCES],
            evaluator=[("", _("不交给第三方")), *((row.number, row.name) for row in evaluators)],
        )

    def _choose(self, **choices: list[Any]) -> None:
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]  # a ChoiceField

    def about(self) -> About:
        """The survey as the workflow takes it."""
        typed = self.cleaned_data
        return About(
            title=typed["title"], region=typed["region"], audience=typed["audience"],
            opens_on=typed["opens_on"], closes_on=typed["closes_on"], modes=frozenset(typed["modes"]),
            evaluator=typed["evaluator"], by_pseudonym=typed["by_pseudonym"],
        )  # fmt: skip

    def wanted(self) -> Wanted | None:
        """How large the sample is to be; None where nobody is drawn."""
        typed = self.cleaned_data
        if typed["audience"] != "register":
            return None
        error = float(typed["error"]) / 100 if typed["error"] is not None else 0.0
        return Wanted(typed["confidence"] or 0.0, error, typed["pick"], typed["by_region"])


class SaltForm(Form):
    """Digits said aloud at the draw."""

    salt = forms.CharField(
        label=_("现场报出的数"), max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("请在场的人随便报几个数字，照着填。谁也不能事先算出会抽到谁。"),
    )  # fmt: skip


class EnterForm(Form):
    """Which sheet, and how it came."""

    made = forms.UUIDField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(label=_("怎么答的"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("表上的编号"), max_length=40, required=False, help_text=_("16 个字母和数字，横线可以不写。")
    )

    def __init__(self, body: Any, *, modes: Iterable[str], number: str = "") -> None:
        listed = [mode for mode in modes if mode != "link"]
        super().__init__(
            body, initial={"made": new_id(), "number": number, "mode": listed[0] if listed else ""}
        )
        self.fields["mode"].choices = [(mode, said(MODES[mode])) for mode in listed]  # type: ignore[attr-defined]
