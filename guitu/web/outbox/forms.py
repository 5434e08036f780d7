"""How somebody wishes to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.web.outbox.words import WISHES
from guitu.web.shell.forms import Form


class WishForm(Form):
    """The person's own wish, and their mail address if they name one."""

    wish = forms.ChoiceField(
        label=_("本人希望怎样收到消息"), choices=list(WISHES.items()), widget=forms.RadioSelect
    )
    mail = forms.EmailField(
        label=_("电子邮箱"),
        required=False,
        max_length=120,
        help_text=_("只在本人愿意用邮件时填写。"),
        error_messages={"invalid": _("邮箱没有看懂。请写成 name@example.org 这样的格式。")},
    )

    def __init__(self, body: Any, *, wish: str) -> None:
        super().__init__(body, initial={"wish": wish})
