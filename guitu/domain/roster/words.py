"""What the import says, in Chinese and in English side by side, because its answer carries both.

A page shows the reader's language, ``--json`` prints both, so these pairs live here and not in the catalogue of
translations. Each sentence says what happened, why and what to do. ``{…}`` are facts: numbers, days and addresses
of cells, never names or ids.
"""

# ruff: noqa: E501 - a sentence stays on one line, so that the two languages can be compared

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Weight = Literal["reject", "duplicate", "doubt"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages."""

    zh: str
    en: str


_REJECT: dict[str, tuple[str, str]] = {
    "name.missing": (
        "没有姓名。请补上姓名后重新导入这一行。",
        "The name is missing. Add it and import this row again.",
    ),
    "name.unreadable": (
        "姓名栏里不是姓名。请核对是否错列。",
        "What stands in the name column is no name. Check whether columns are shifted.",
    ),
    "citizen-id.empty": (
        "没有身份证号码。没有号码就无法认定是哪一位，请补上。",
        "The citizen id is missing. Without it nobody can say who is meant; add it.",
    ),
    "citizen-id.precision": (
        "身份证号码按数字存放，末尾几位已被表格软件改成 0。请把该列设为文本后重新填写。",
        "The id was kept as a number, so the spreadsheet replaced its last digits by zeros. Set the column to text and enter it again.",
    ),
    "citizen-id.length": (
        "身份证号码应为 18 位（或旧号 15 位），这里是 {length} 位。",
        "A citizen id has 18 characters (an old one 15); this one has {length}.",
    ),
    "citizen-id.characters": (
        "身份证号码里有不该有的字符。",
        "The citizen id holds characters that do not belong in it.",
    ),
    "citizen-id.region": ("身份证号码的开头不正确。", "The beginning of the citizen id is wrong."),
    "citizen-id.birth": (
        "身份证号码中的出生日期不存在。",
        "The birth date inside the citizen id does not exist.",
    ),
    "citizen-id.check-digit": (
        "身份证号码的校验位不符，可能有一位抄错。请对照证件核对。",
        "The check digit of the citizen id does not fit; a digit may be wrong. Compare it with the card.",
    ),
    "citizen-id.made-up": (
        "这是演示用的虚构号码（99 开头），只有演示环境接受。",
        "This is a made-up number (beginning 99), accepted in demonstrations only.",
    ),
    "released-on.empty": (
        "没有解除日期。请补上后重新导入这一行。",
        "The release date is missing. Add it and import this row again.",
    ),
    "released-on.no-day": (
        "解除日期只写到年或月，没有日。请写明到日。",
        "The release date has no day. Write the full date.",
    ),
    "released-on.impossible": (
        "解除日期在日历上不存在。请核对。",
        "The release date does not exist in any calendar. Check it.",
    ),
    "released-on.unreadable": (
        "解除日期无法辨认。请写成 2025-03-01 这样的日期。",
        "The release date cannot be read. Write it like 2025-03-01.",
    ),
    "released-on.implausible": (
        "解除日期 {day} 太早或太晚，不像真的。请核对。",
        "The release date {day} is too early or too late to be true. Check it.",
    ),
    "released-on.before-birth": (
        "解除日期早于身份证上的出生日期。",
        "The release date is before the birth date of the citizen id.",
    ),
    "released-on.before-admission": (
        "解除日期 {released_on} 早于入所日期 {admitted_on}。请核对两个日期。",
        "The release date {released_on} is before the admission date {admitted_on}. Check both.",
    ),
}

_DUPLICATE: dict[str, tuple[str, str]] = {
    "duplicate.in-file": (
        "与本表第 {row} 行是同一个人的同一次解除，只登记一次。",
        "The same person and the same release as row {row} of this table; recorded once.",
    ),
    "duplicate.in-records": (
        "这个人的这次解除已经登记过，没有改动。",
        "This release of this person is on record already; nothing was changed.",
    ),
}

_DOUBT: dict[str, tuple[str, str]] = {
    "name.unusual": ("姓名里有少见的字符，请核对。", "The name holds unusual characters; check it."),
    "sex.disagrees": (
        "性别与身份证号码不符，已按身份证号码登记。请核对。",
        "The sex disagrees with the citizen id; the id was followed. Check it.",
    ),
    "sex.unreadable": (
        "性别无法辨认，已按身份证号码登记。",
        "The sex cannot be read; the citizen id was followed.",
    ),
    "birth-on.disagrees": (
        "出生日期与身份证号码不符，已按身份证号码登记。请核对。",
        "The birth date disagrees with the citizen id; the id was followed. Check it.",
    ),
    "admitted-on.no-day": (
        "入所日期没有写到日，未登记。",
        "The admission date has no day and was not recorded.",
    ),
    "admitted-on.impossible": (
        "入所日期在日历上不存在，未登记。",
        "The admission date does not exist and was not recorded.",
    ),
    "admitted-on.unreadable": (
        "入所日期无法辨认，未登记。",
        "The admission date cannot be read and was not recorded.",
    ),
    "rehab-from.unreadable": (
        "社区康复起始日期无法辨认，未登记。",
        "The first day of community rehabilitation cannot be read and was not recorded.",
    ),
    "rehab-to.unreadable": (
        "社区康复截止日期无法辨认，未登记。",
        "The last day of community rehabilitation cannot be read and was not recorded.",
    ),
    "rehab-order.no-number": (
        "写明已责令社区康复，但没有决定书文号，未建立社区康复档案。请向决定机关索取。",
        "Community rehabilitation is said to be ordered, but no order number is given; none was opened. Ask the deciding organ for it.",
    ),
    "phone.digits": (
        "有一个电话号码位数不对，未登记。",
        "A phone number has the wrong number of digits and was not recorded.",
    ),
    "phone.area-code": (
        "有一个固定电话没有区号，未登记。",
        "A landline number lacks its area code and was not recorded.",
    ),
    "phone.made-up": (
        "有一个演示用的虚构电话（12 开头），只有演示环境接受。",
        "A made-up phone number (beginning 12) is accepted in demonstrations only.",
    ),
    "residence.code-unknown": (
        "居住地代码不在区划表中，已改用地址。",
        "The residence code is not in the table of regions; the address was used.",
    ),
    "residence.disagrees": (
        "居住地代码与居住地址不在同一县区，已按代码登记。请核对。",
        "Residence code and address lie in different counties; the code was followed. Check it.",
    ),
    "residence.unknown": (
        "居住地无法对应到区划。档案先放在待分配队列。",
        "The residence matches no region. The file waits in the queue of unplaced files.",
    ),
    "residence.coarse": (
        "居住地只能对应到县区以上，没有乡镇街道。",
        "The residence could be placed in a county or larger region only, not in a township.",
    ),
    "domicile.code-unknown": (
        "户籍地代码不在区划表中，已改用地址。",
        "The domicile code is not in the table of regions; the address was used.",
    ),
    "domicile.disagrees": (
        "户籍地代码与户籍地址不在同一县区，已按代码登记。请核对。",
        "Domicile code and address lie in different counties; the code was followed. Check it.",
    ),
    "domicile.unknown": ("户籍地无法对应到区划。", "The domicile matches no region."),
    "domicile.coarse": (
        "户籍地只能对应到县区以上，没有乡镇街道。",
        "The domicile could be placed in a county or larger region only, not in a township.",
    ),
    "township.unknown": (
        "接收街道（乡镇）不在区划表中，改按居住地确定负责单位。",
        "The receiving township is not in the table of regions; the residence decides who is responsible.",
    ),
    "township.ambiguous": (
        "全国有 {count} 个同名的街道（乡镇），改按居住地确定负责单位。",
        "{count} townships of the country have this name; the residence decides who is responsible.",
    ),
    "person.other-release": (
        "本表第 {row} 行是同一个人，但解除日期不同。请核对哪一个正确。",
        "Row {row} of this table is the same person with another release date. Check which is right.",
    ),
    "person.same-name-and-birth": (
        "已有同名同出生日期、号码不同的档案。是不是同一个人，请在导入页上回答。",
        "A file with the same name and birth date but another id exists. Say on the import page whether it is the same person.",
    ),
    "invite.too-long-ago": (
        "解除已超过 {years} 年，不在主动邀请后续照管的范围内。",
        "Released more than {years} years ago: outside the range that is invited into aftercare.",
    ),
    "invite.before-the-clause": (
        "解除日期早于 {day}，不在主动邀请后续照管的范围内。",
        "Released before {day}: outside the range that is invited into aftercare.",
    ),
    "invite.domicile-elsewhere": (
        "户籍不在本地，不在主动邀请后续照管的范围内。",
        "The domicile is elsewhere: outside the range that is invited into aftercare.",
    ),
    "invite.no-clause": (
        "当地没有主动邀请的规定，未发出邀请。",
        "The place has no rule on whom to invite; nobody was invited.",
    ),
}

_FILE: dict[str, tuple[str, str]] = {
    "roster-file.missing": ("找不到这个文件。请核对路径。", "There is no such file. Check the path."),
    "roster-file.empty": (
        "文件是空的。请重新导出或索取。",
        "The file is empty. Export it again or ask for it.",
    ),
    "roster-file.too-large": (
        "文件超过 {megabytes} MB，不像一份名册。请拆分后导入。",
        "The file is larger than {megabytes} MB, which is no roster. Split it.",
    ),
    "roster-file.encrypted": (
        "文件有密码保护，无法读取。请取消密码后另存为 .xlsx。",
        "The file is protected by a password. Remove the password and save it as .xlsx.",
    ),
    "roster-file.old-xls": (
        "这是旧的 .xls 文件。请用表格软件打开，另存为 .xlsx 后再导入。",
        "This is an old .xls file. Open it in a spreadsheet program, save it as .xlsx and import that.",
    ),
    "roster-file.not-xlsx": (
        "这不是 .xlsx 表格。请用表格软件另存为 .xlsx 后再导入。",
        "This is no .xlsx workbook. Save it as .xlsx in a spreadsheet program and import that.",
    ),
    "roster-file.damaged": (
        "文件已损坏，无法读取。请重新导出或索取。",
        "The file is damaged and cannot be read. Export it again or ask for it.",
    ),
    "roster-file.bomb": (
        "文件解压后大得不合常理，已拒绝打开。",
        "Unpacked, the file would be unreasonably large. It was not opened.",
    ),
    "roster-file.too-many-parts": (
        "文件内部的部件或工作表多得不合常理，已拒绝打开。",
        "The file has an unreasonable number of parts or sheets. It was not opened.",
    ),
    "roster-file.too-heavy": (
        "读取这个文件所需的内存或时间超出限度，已停止。请删去多余的工作表和空白格式后再导入。",
        "Reading the file took more memory or time than allowed and was stopped. Remove superfluous sheets and formatting and try again.",
    ),
    "roster-file.macros": (
        "文件带有宏或嵌入对象，已拒绝打开。请另存为不带宏的 .xlsx。",
        "The file carries macros or embedded objects and was not opened. Save it as .xlsx without them.",
    ),
    "roster-file.outside-links": (
        "文件连接到外部数据，已拒绝打开。请断开链接，只保留数值。",
        "The file is linked to outside data and was not opened. Break the links and keep the values.",
    ),
    "roster-file.entities": (
        "文件的 XML 里有实体声明，正常的表格不会有。已拒绝打开。",
        "The XML of the file declares entities, which no ordinary workbook does. It was not opened.",
    ),
    "roster-file.encoding": (
        "文件内部不是 UTF-8 编码，正常的表格不会这样。已拒绝打开。",
        "The file is not UTF-8 inside, unlike any ordinary workbook. It was not opened.",
    ),
    "roster-file.columns": (
        "表格超过 {most} 列，不像一份名册，已拒绝打开。请删去多余的列。",
        "The sheet has more than {most} columns, which is no roster. Remove the superfluous ones.",
    ),
    "roster-file.cells": (
        "表格的行列大得不合常理，已拒绝打开。请删去多余的行列后再导入。",
        "The sheet is unreasonably large. Remove superfluous rows and columns and try again.",
    ),
    "roster-file.active-formula": (
        "文件里有会连接外部或运行命令的公式，已拒绝打开。请只保留数值。",
        "The file holds formulas that reach outside or run commands. It was not opened. Keep the values only.",
    ),
    "roster-file.formula": (
        "单元格 {cell} 是公式。名册应当只有数值，请“选择性粘贴—数值”后再导入。",
        "Cell {cell} is a formula. A roster should hold values only: paste as values and import that.",
    ),
    "roster-file.no-header": (
        "没有找到名册的表头。表中至少要有姓名、身份证号码和解除日期三列。",
        "No header of a roster was found. The table needs at least name, citizen id and release date.",
    ),
    "roster-file.missing-columns": (
        "工作表“{sheet}”缺少必需的列：{columns_zh}。可以在导入页上指定列的含义。",
        "Sheet “{sheet}” lacks required columns: {columns_en}. Columns can be assigned on the import page.",
    ),
    "roster-file.community-correction": (
        "这像是社区矫正对象的名单。社区矫正由司法行政机关另行管理，本系统不收这类人员的信息。如需统计，只在“社区矫正人数”里填一个数字。",
        "This looks like a list of people under community correction. That is another office's task; this system does not take their data. If you must report how many, enter the bare number under “Community correction: a number”.",
    ),
}

_WEIGHTS: dict[str, Weight] = {
    **dict.fromkeys(_REJECT, "reject"),
    **dict.fromkeys(_DUPLICATE, "duplicate"),
    **dict.fromkeys(_DOUBT, "doubt"),
}
_ALL = {**_REJECT, **_DUPLICATE, **_DOUBT, **_FILE}


def weight(code: str) -> Weight:
    """What a reason does to its row."""
    return _WEIGHTS[code]


def codes() -> tuple[str, ...]:
    """Every code that has words."""
    return tuple(_ALL)


def sentence(code: str, facts: Mapping[str, object]) -> Sentence:
    """The words of a reason or of a refused file, filled with its facts.

    Raises:
        KeyError: a code without words; a test holds that there is none.
    """
    zh, en = _ALL[code]
    return Sentence(zh.format_map(facts), en.format_map(facts))
