"""Sentences about families: relatives' own word, children, carers, and who is kept apart."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

FAMILY: Final[Mapping[str, str]] = {
    "family.apart-first": _("这位家人还在限制联系之中，没有删去。请先由两位同事解除，再按本人的意愿删去。"),
    "family.apart-unchanged": _(
        "这位家人在限制联系之中，资料不能改，没有保存。写错了的，请先由两位同事解除，再改。"
    ),
    "family.carer": _("没有写明由哪一位家人照顾，没有保存。选“下面选的家人”，就选一位；不选，就不要填。"),
    "family.choose": _("有一项没有选择，没有保存。请从选项中选择。"),
    "family.day": _("日期还没有到，没有保存。请填写今天或以前的日期。"),
    "family.erased": _("这位家人的资料已经按本人意愿删去，不能再用。需要时请重新写下，并重新询问。"),
    "family.kept-apart": _(
        "现在不能经家人这条路联系，或者写在这里，没有保存。请不要再试，先问负责这个人的工作人员，另选一条路。"
    ),
    "family.lift-asked": _("已经有人提出解除，正等另一位同事决定，没有再变动。请刷新页面。"),
    "family.lift-not-asked": _("还没有人提出解除，不能决定。请先写明为什么可以解除，再由另一位同事决定。"),
    "family.lift-own": _("您自己提出的解除，不能由您决定。请由另一位负责这个人的同事决定。"),
    "family.lift-why": _("没有写明为什么可以解除，没有提出。请写一句话，决定的同事才知道。"),
    "family.name": _("没有写姓名或者称呼，或者超过 %(most)s 字，没有保存。请写怎样称呼这个人。"),
    "family.nobody": _("没有选择和谁谈，没有保存。请至少选择一位同意参加的家人。"),
    "family.not-agreed": _("有一位家人没有同意参加家庭会谈，没有保存。请先单独问过，再安排。"),
    "family.not-apart": _("这项限制已经解除，没有再变动。请刷新页面。"),
    "family.phone": _("电话没有看懂，没有保存。请只写一个号码，手机 11 位，座机带区号。"),
    "family.purpose": _("没有选择是哪一项，没有保存。请刷新页面，从列出的事项中选择。"),
    "family.relation": _("没有选择与本人的关系，没有保存。请从选项中选择。"),
    "family.school-not-agreed": _(
        "照顾孩子的人没有同意和学校联系，没有保存。请先单独问过；是家人照顾的，还要这位家人自己愿意接受帮助。"
    ),
    "family.speaker": _("没有选择是谁说的，没有保存。请选择家人自己或者监护人。"),
    "family.unknown": _("没有找到这一条，或者不在您的工作范围之内。请从本人的家庭页面打开。"),
    "family.withdraw-first": _("这位家人没有收回同意，没有删去。请先按本人的意愿收回，再删去。"),
    "family.withdrew": _("这位家人已经收回全部同意，不能再联系、再写。本人愿意时，先从“重新询问”开始。"),
    "family.words": _("超过 %(most)s 字，没有保存。请写得短一些。"),
}
