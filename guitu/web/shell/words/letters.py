"""Sentences about letters and forms, and about the templates an office puts in place of ours."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

LETTERS: Final[Mapping[str, str]] = {
    "letter.field-day": _("“%(label)s”没有看懂。请写成 2026-11-22 这样的日期。"),
    "letter.field-missing": _("“%(label)s”还没有填写。请填写后再出具，其余内容都保留着。"),
    "letter.field-shape": _("“%(label)s”里有不能印在文书上的内容（例如 {{ }}）。请改成普通文字。"),
    "letter.field-too-long": _("“%(label)s”太长，最多 %(most)s 个字。请缩短，或者另附材料。"),
    "letter.not-neutral": _(
        "这份文书要交给外单位，“%(word)s”会让旁人知道本人的情况，没有出具。请换成不透露情况的说法。"
    ),
    "letter.printed-already": _("这份文书已经印制过，内容不再变动。请直接下载。"),
    "letter.unknown": _("没有找到这份文书，或者不在您的工作范围之内。请从列表中选择。"),
    "letter.unknown-field": _("这种文书没有“%(field)s”这一项，没有出具。请刷新页面后重新填写。"),
    "letter.unknown-kind": _(
        "没有这一种文书。公安机关的文书由公安机关出具，这里只登记文号。请从列表中选择。"
    ),
    "letter-template.computes": _(
        "模板里的“%(tag)s”不只是一项内容的名称，没有收下。"
        "模板里只能写 {{ 名称 }}、{%% if 名称 %%} 和 {%% endif %%}。"
    ),
    "letter-template.damaged": _("这个文件打不开，可能已损坏，没有收下。请用 Word 或 WPS 重新保存为 .docx。"),
    "letter-template.empty": _("文件是空的，没有收下。请重新选择一个文件。"),
    "letter-template.encrypted": _("这个文件设了密码，没有收下。请去掉密码后再上传。"),
    "letter-template.entities": _("文件里有不该有的定义（DOCTYPE），没有收下。请用 Word 或 WPS 重新保存。"),
    "letter-template.field-code": _(
        "文件里有会取外部内容的域（%(field)s），没有收下。请把它改成普通文字；页码可以保留。"
    ),
    "letter-template.lacks": _("模板里少了必须有的内容：%(names)s。没有收下，原来的模板仍在使用。"),
    "letter-template.macros": _("文件里有宏或者嵌入的程序，没有收下。请另存为不含宏的 .docx。"),
    "letter-template.not-alone": _(
        "模板里的 %(names)s 会换成表格和图，没有收下。"
        "请让它在正文里独占一段（不在表格、文本框、页眉页脚里），并且只写一次。"
    ),
    "letter-template.not-docx": _("这不是 .docx 文件，没有收下。旧的 .doc 请先另存为 .docx。"),
    "letter-template.not-neutral": _(
        "这种文书要交给外单位，模板里的“%(word)s”会让旁人知道本人的情况，没有收下。请换一种说法。"
    ),
    "letter-template.outside": _(
        "文件里有指向外部的链接（%(target)s），没有收下。请去掉链接、外部图片和外部模板。"
    ),
    "letter-template.syntax": _("模板里有一处花括号没有写对：%(tag)s。没有收下，请改成 {{ 名称 }}。"),
    "letter-template.too-large": _("文件超过 %(most)s MB，没有收下。请去掉大图片后再上传。"),
    "letter-template.too-heavy": _("这个文件处理起来太费时间或者内存，没有收下。请用空白文档重新做一份。"),
    "letter-template.unknown": _("没有找到这个模板。请从列表中选择。"),
    "letter-template.unknown-name": _(
        "模板里的 %(names)s 在这种文书里没有，没有收下。可以用的是：%(known)s。"
    ),
}
