"""A person's copy of their own file: one for machines (JSON), one to read (.docx), with the same content.

The files' names say nothing about whose they are. Words come from the caller: ``say(table, code)``.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

Say = Callable[[str, str], str]  # the name of a list of words, a code -> its words

_TITLES: Final[Mapping[str, str]] = {
    "about": "这份副本",
    "identity": "身份",
    "contacts": "联系方式",
    "facts": "档案资料",
    "episodes": "照管和决定",
    "entries": "发生过的事",
    "duties": "安排的事项",
    "releases": "出所以后，我们记到的情况",
    "appointments": "约过的检测",
    "samples": "采过的样本",
    "draws": "参加过的随机抽检",
    "handoffs": "出所与移交",
    "transfers": "转到其他单位",
    "letters": "出具过的文书",
    "messages": "发给您的消息",
    "plans": "您的计划",
    "honours": "您的荣誉",
    "stories": "您的故事，和您同意用在哪里",
    "support": "支持您的人和安全计划",
    "group": "工作小组",
    "opinions": "对我们工作的意见和答复",
    "work": "您的工作",
    "health": "您的健康档案",
    "referrals": "转介给谁、办了什么",
    "applications": "您在办和办过的事",
    "gifts": "资助、借款和物品",
    "unfair": "您说过的不公对待",
    "requests": "您提出过的请求",
    "notices": "封存后被查阅的情况",
    "looks": "谁看过您的档案",
    "kept": "为什么保存、保存到何时",
}
_LABELS: Final[Mapping[str, str]] = {
    "made_at": "时间", "compartments": "包含的部分", "held_by": "负责单位", "name": "姓名", "sex": "性别",
    "birth_on": "出生日期", "citizen_id": "身份证号", "disputed": "本人异议", "kind": "种类", "value": "内容",
    "of": "谁的", "relation": "与本人关系", "as_of": "截至", "is_current": "现用", "group": "类别",
    "field": "项目", "phase": "状态", "opened_on": "建档", "released_on": "出所", "order_document": "文号",
    "term_from": "期限自", "term_to": "期限至", "happened_on": "日期", "outcome": "结果", "details": "细节",
    "note": "文字", "recorded_on": "记录于", "corrected": "后来更正", "rule": "规则", "due_on": "期限",
    "state": "状态", "asked_on": "提出", "words": "您的原话", "reason": "理由", "answer": "答复",
    "basis": "依据", "document": "文书编号", "day": "日期", "unit": "单位", "role": "岗位", "act": "做了什么",
    "purpose": "用途", "times": "次数", "table": "表", "columns": "字段", "why": "目的", "ground": "依据",
    "until": "期限", "number": "编号", "letter": "文书",
    "mode": "方式", "sample": "样本", "appointment": "结果", "seal_a": "A样本封签号",
    "version": "第几版", "progress": "进展",
    "seal_b": "B样本封签号", "medicines": "您说的用药", "from_unit": "转出单位", "to_unit": "接收单位",
    "months": "满几个月", "window": "结果",
    "offer": "结果", "message": "状态", "token": "代号", "place": "抽中的次序",
}  # fmt: skip
# Which list of words a column's codes are found in; a column not named here is printed as it stands.
_WORDS: Final[Mapping[tuple[str, str], str]] = {
    ("about", "compartments"): "compartment",
    ("identity", "sex"): "sex",
    ("contacts", "kind"): "contact",
    ("contacts", "of"): "of",
    ("contacts", "relation"): "relation",
    ("facts", "group"): "group",
    ("facts", "field"): "fact",
    ("episodes", "kind"): "episode",
    ("episodes", "phase"): "phase",
    ("entries", "kind"): "kind",
    ("entries", "outcome"): "outcome",
    ("duties", "kind"): "kind",
    ("duties", "state"): "duty",
    ("releases", "window"): "window",
    ("appointments", "mode"): "code",
    ("appointments", "sample"): "code",
    ("appointments", "appointment"): "appointment",
    ("samples", "sample"): "code",
    ("samples", "outcome"): "outcome",
    ("transfers", "offer"): "offer",
    ("letters", "letter"): "code",
    ("messages", "message"): "message",
    ("plans", "progress"): "progress",
    ("requests", "kind"): "asked",
    ("requests", "of"): "about",
    ("requests", "state"): "request",
    ("requests", "reason"): "refusal",
    ("notices", "basis"): "basis",
    ("looks", "role"): "role",
    ("looks", "act"): "act",
}
_LEAD: Final = (
    "这是为您保存的全部资料中您可以查阅的部分。您可以要求更正、补充、删除，也可以对处理提出异议；"
    "单位应当在十五日内答复，不同意的要说明理由。对答复不服的，可以在六十日内申请行政复议，"
    "或者在六个月内向人民法院提起行政诉讼。心理咨询记录由咨询师本人保管，可以当面向其了解。"
)


def as_json(copy: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """The copy for machines."""
    return (json.dumps(copy, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def as_docx(copy: Mapping[str, Sequence[Mapping[str, Any]]], *, say: Say) -> bytes:
    """The copy to read."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.add_heading("个人资料副本", level=0)
    document.add_paragraph(_LEAD)
    for section, rows in copy.items():
        document.add_heading(_TITLES[section], level=1)
        if not rows:
            document.add_paragraph("没有。")
        elif len(rows) == 1:
            for name, words in _cells(section, rows[0], say):
                document.add_paragraph(f"{name}：{words}")
        else:
            _table(document, section, rows, say)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _table(document: Any, section: str, rows: Sequence[Mapping[str, Any]], say: Say) -> None:
    table = document.add_table(rows=1, cols=len(rows[0]))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, rows[0], strict=True):
        cell.text = _LABELS[name]
    for row in rows:
        for cell, (_, words) in zip(table.add_row().cells, _cells(section, row, say), strict=True):
            cell.text = words


def _cells(section: str, row: Mapping[str, Any], say: Say) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        yield _LABELS[name], _said(section, name, value, say)


def _said(section: str, name: str, value: Any, say: Say) -> str:
    if name == "disputed":
        return say("disputed", value) if value else ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{say('detail', key)} {_one('code', said, say)}" for key, said in value.items())
    known = _WORDS.get((section, name))
    return _one(known, value, say)


def _one(words: str | None, value: Any, say: Say) -> str:
    if isinstance(value, list):
        return "、".join(_one(words, each, say) for each in value)
    return (
        say(words, str(value)) if words and value not in ("", None) else "" if value is None else str(value)
    )


def save(
    copy: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path, *, on: date, say: Say
) -> tuple[Path, Path]:
    """Write both into a folder, readable by its owner only; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = {"json": as_json(copy), "docx": as_docx(copy, say=say)}
    paths = []
    for ending, content in made.items():
        path = folder / f"copy-{on.isoformat()}.{ending}"
        path.touch(mode=0o600)
        path.write_bytes(content)
        paths.append(path)
    return paths[0], paths[1]
