"""The form of one kind of entry, made from what the domain declares for it.

The form checks shape only; whether the details make sense together is the domain's to say.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.casework.journal.queries import Line
from guitu.domain.journal import codes
from guitu.domain.journal.detail import Detail
from guitu.domain.journal.kinds import KINDS
from guitu.domain.plans.opinions import LONGEST, SPEAKERS
from guitu.foundation.ids import new_id
from guitu.web.encounters.needs import NEED_FIELDS, Needs, need_fields
from guitu.web.encounters.sheets import REASONS, Sheet
from guitu.web.shell import terms
from guitu.web.shell.forms import DateInput, Form, dress
from guitu.web.shell.tags import code_word, field_word, outcome_word, said

_FEW = 6  # choices that stand as buttons; more become a list
_GOOD = "【好的事】"  # stands in the note in the language of the file
Episodes = Sequence[tuple[UUID, str]]
Centres = Sequence[tuple[int, str]]


class EntryForm(Form):
    """One entry. ``said`` gives what the workflow asks for."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(
        self,
        data: Any = None,
        *,
        sheet: Sheet,
        today: date,
        episodes: Episodes = (),
        centres: Centres = (),
        initial: Mapping[str, object],
        hears: bool = False,
        needs: Needs | None = None,
    ) -> None:
        """A form for ``sheet``; ``episodes`` the orders to choose from where the entry belongs to one.

        ``centres`` those somebody can have been delivered to. ``needs`` those that are open, where the form
        takes needs as well; None where it does not.

        ``hears`` whether it also takes something good and an opinion about our work.
        """
        started = {"entry_id": new_id(), "happened_on": today, **sheet.given, **initial}
        super().__init__(data, initial=started)
        self.sheet = sheet
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        declared = KINDS[sheet.kind].declared()
        self._add_outcome()
        self._add_details(declared)
        self._add_follows(declared, centres)
        if sheet.reasons:
            self._add_reasons(declared)
        if sheet.belongs and episodes:
            self._add_episode(episodes)
        self.fields["note"] = forms.CharField(
            label=_("说明"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
        )
        if hears:
            self._add_heard()
        if needs is not None:
            self.fields.update(need_fields(needs))
        for field in self.fields.values():
            dress(field)

    def _add_details(self, declared: Mapping[str, Detail]) -> None:
        for name in (*self.sheet.front, *self.sheet.folded):
            self.fields[name] = _field(name, declared[name])
        for _outcome, names in self.sheet.only_with:
            for name in names:
                self.fields[name] = _field(name, declared[name])
                self.fields[name].sometimes = True  # type: ignore[attr-defined] # needed with one outcome

    def _add_heard(self) -> None:
        self.fields["good"] = forms.CharField(
            label=_("有什么做得好、值得高兴的事"), required=False, max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields["opinion"] = forms.CharField(
            label=_("对我们工作的意见（会有答复，没有任何后果）"), required=False, max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields["opinion_from"] = forms.ChoiceField(
            label=_("谁的意见"), required=False, choices=[(c, said(w)) for c, w in SPEAKERS.items()],
            widget=forms.RadioSelect,
        )  # fmt: skip

    def _add_outcome(self) -> None:
        """The outcome, where there is a choice; the first likely one is not presumed."""
        shown = (*self.sheet.likely, *self.sheet.others)
        if len(shown) == 1:
            self.fields["outcome"] = forms.CharField(widget=forms.HiddenInput, initial=shown[0])
            return
        self.fields["outcome"] = forms.ChoiceField(
            label=_("结果"),
            choices=[(code, outcome_word(code, self.sheet.kind)) for code in shown],
            widget=forms.RadioSelect,
        )

    def _add_reasons(self, declared: Mapping[str, Detail]) -> None:
        if "reason_kind" in declared:
            kind = forms.ChoiceField(
                label=_("是谁的原因"),
                required=False,
                choices=[(code, code_word(code)) for code in codes.REASON_KINDS],
                widget=forms.RadioSelect,
            )
            kind.sometimes = True  # type: ignore[attr-defined] # needed with some outcomes: not "optional"
            self.fields["reason_kind"] = kind
        self.fields["reason"] = forms.ChoiceField(
            label=_("具体原因"), required=False, choices=[("", "—"), *_reasons_by_kind()]
        )

    def _add_follows(self, declared: Mapping[str, Detail], centres: Centres) -> None:
        for *_answer, names in self.sheet.follows:
            for name in names:
                self.fields[name] = _centre(centres) if name == "to_centre" else _field(name, declared[name])

    def _add_episode(self, episodes: Episodes) -> None:
        widget: forms.Widget = forms.Select() if len(episodes) > 1 else forms.HiddenInput()
        self.fields["episode"] = forms.TypedChoiceField(
            label=_("属于"),
            choices=[(str(id_), words) for id_, words in episodes],
            coerce=UUID,
            widget=widget,
        )
        self.initial.setdefault("episode", str(episodes[0][0]))

    def parts(self) -> dict[str, Any]:
        """The fields by the place they stand in, for the template."""
        return {
            "front": [self[name] for name in self.sheet.front],
            "folded": [self[name] for name in self.sheet.folded],
            "reasons": [self[name] for name in ("reason_kind", "reason") if name in self.fields],
            "only_with": [
                (outcome, [self[name] for name in names]) for outcome, names in self.sheet.only_with
            ],
            "follows": [
                (detail, answer, [self[name] for name in names])
                for detail, answer, names in self.sheet.follows
            ],
            "heard": [self[name] for name in ("good", "opinion", "opinion_from") if name in self.fields],
            "needs": [self[name] for name in NEED_FIELDS if name in self.fields],
            "several": self["episode"] if self._asks_which() else None,
        }

    def _asks_which(self) -> bool:
        return "episode" in self.fields and not self["episode"].is_hidden

    def said(self) -> dict[str, Any]:
        """The entry as the workflow takes it; empty answers are left out."""
        given = self.cleaned_data
        names = [*self.sheet.front, *self.sheet.folded]
        if given["outcome"] in self.sheet.reasons.split("|"):
            names += [name for name in REASONS if name in given]
        names += [
            name for outcome, some in self.sheet.only_with if outcome == given["outcome"] for name in some
        ]
        names += [
            name for detail, answer, some in self.sheet.follows if given[detail] == answer for name in some
        ]
        details = {name: _plain(given[name]) for name in names if given[name] not in (None, "", [])}
        return {
            "kind": self.sheet.kind,
            "outcome": given["outcome"],
            "happened_on": given["happened_on"],
            "details": details,
            "note_text": self._note(),
            "episode": given.get("episode"),
            "entry_id": given["entry_id"],
        }

    def _note(self) -> str:
        """What was told, with something good first where something was said."""
        good, told = self.cleaned_data.get("good", ""), str(self.cleaned_data["note"])
        return "\n\n".join(words for words in (f"{_GOOD}{good}" if good else "", told) if words)

    def opinion(self) -> tuple[str, str] | None:
        """Whose opinion about our work, and which; None where nobody gave one."""
        speaker, words = self.cleaned_data.get("opinion_from", ""), self.cleaned_data.get("opinion", "")
        return (speaker, words) if words.strip() else None


class CorrectionForm(EntryForm):
    """The same entry written anew, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = forms.ChoiceField(
            label=_("为什么更正"), choices=list(terms.CORRECTIONS.items()), widget=forms.RadioSelect
        )

    def said(self) -> dict[str, Any]:
        """The corrected entry with its reason."""
        return {**super().said(), "reason": self.cleaned_data["why"]}


def from_line(line: Line) -> dict[str, object]:
    """What stands in an entry, to be corrected."""
    found: dict[str, object] = {
        **line.details,
        "happened_on": line.happened_on,
        "outcome": line.outcome,
        "note": line.note,
    }
    if line.episode_id:
        found["episode"] = str(line.episode_id)
    return found


def _reasons_by_kind() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (code_word(kind), [(code, code_word(code)) for code, of in codes.REASONS.items() if of == kind])
        for kind in codes.REASON_KINDS
    ]


def _field(name: str, declared: Detail) -> forms.Field:
    """A detail's form field. Only what the domain needs in every entry is required here too."""
    label, required = field_word(name), declared.need != "optional"
    sort, allowed = declared.shape.sort, declared.shape.allowed
    if sort in ("one", "some"):
        choices = [(code, code_word(code)) for code in allowed]
        if sort == "some":
            return forms.MultipleChoiceField(
                label=label, required=required, choices=choices, widget=forms.CheckboxSelectMultiple
            )
        if len(choices) <= _FEW:
            return forms.ChoiceField(
                label=label, required=required, choices=choices, widget=forms.RadioSelect
            )
        return forms.ChoiceField(label=label, required=required, choices=[("", "—"), *choices])
    if sort == "day":
        return forms.DateField(label=label, required=required, widget=DateInput())
    if sort == "number":
        return forms.FloatField(label=label, required=required)
    return forms.CharField(label=label, required=required, max_length=60)


def _centre(centres: Centres) -> forms.Field:
    return forms.TypedChoiceField(
        label=field_word("to_centre"),
        required=False,
        choices=[("", "—"), *((str(number), name) for number, name in centres)],
        coerce=int,
        empty_value=None,
        help_text=_(
            "场所和日期都填写的，档案封存后，该场所会新建一份只有姓名、性别、出生日期和身份证号的档案，准备出所。"
        ),
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
