"""The columns a release roster can have, the words people head them with, and where each belongs.

A column's meaning is found in this order: what the sender said last time, the words as they stand, the words
without the note in brackets, then a pattern. A column nobody knows is kept in the list of unknown columns and
shown; it is never dropped in silence.
"""

# ruff: noqa: E501 - the words of one column stay together

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Group = Literal["background", "conduct", "supervision", "treatment_history"]
GROUPS: tuple[Group, ...] = ("background", "conduct", "supervision", "treatment_history")

REQUIRED = ("name", "citizen_id", "released_on")
"""Without these no row can be accepted."""

IGNORE = ""
"""A sender's mapping to this key means: this column is known and not wanted."""

# key: (group or None where the column is no fact of its own, words as they are normalised)
_COLUMNS: dict[str, tuple[Group | None, str]] = {
    "serial": (None, "序号 编号 序列 序 no 行号 顺序号"),
    "name": (None, "姓名 戒毒人员姓名 人员姓名 名字 解戒人员姓名 学员姓名 戒毒人员 本人姓名 解除人员姓名 解戒人员 对象姓名 照管对象姓名"),
    "former_name": ("background", "曾用名 别名 绰号 曾用名别名 别名绰号 化名 曾用名或别名"),
    "sex": ("background", "性别 男女"),
    "ethnicity": ("background", "民族 族别"),
    "citizen_id": (
        None,
        "身份证号码 身份证号 身份证 公民身份号码 公民身份证号码 公民身份证号 居民身份证号码 居民身份证号 证件号码 证件号 有效证件号码 "
        "身份号码 身份证件号码 身份证明号码 身份证编号 本人身份证号 本人身份证号码 戒毒人员身份证号 戒毒人员身份证号码",
    ),
    "birth_on": ("background", "出生日期 出生年月 出生年月日 出生时间 生日"),
    "education": ("background", "文化程度 学历 教育程度 受教育程度 最高学历 文化"),
    "marital_status": ("background", "婚姻状况 婚姻 婚否 婚姻情况"),
    "occupation": ("background", "职业 工作单位 单位及职业 入所前职业 原职业 从业状况 就业状况 就业情况 职业状况"),
    "political_status": ("background", "政治面貌"),
    "skills": ("background", "技能特长 特长 技能 职业技能 就业技能 掌握技能 技能情况 就业技能情况 职业技能证书 技能证书"),
    "domicile_address": (
        "background",
        "户籍地址 户籍地 户籍所在地 户籍 户口所在地 户籍详细地址 户籍地详址 户籍地详细地址 户籍住址 户口地址 户籍所在地详址 户籍所在地地址 身份证地址 籍贯地址",
    ),
    "domicile_code": ("background", "户籍地代码 户籍地行政区划代码 户籍区划代码 户籍地区划 户籍地区划代码 户籍地编码 户籍行政区划 户籍地区划编码"),
    "residence_address": (
        "background",
        "现居住地址 居住地址 现住址 现居住地 居住地 家庭住址 现居地 现居住详址 现住地址 住址 现居住地详址 居住地详址 实际居住地 实际居住地址 "
        "家庭地址 现住地 常住地址 常住地 经常居住地 居住地详细地址 现居住地详细地址 解除后居住地 出所后居住地 地址 详细地址 去向地址",
    ),
    "residence_code": (
        "background",
        "居住地代码 居住地行政区划代码 现居住地代码 居住地区划代码 现居住地区划代码 居住地区划 居住地编码 现住地代码 现居住地行政区划代码",
    ),
    "phone": (
        "background",
        "联系电话 电话 本人电话 手机 手机号 手机号码 联系方式 电话号码 本人联系电话 本人联系方式 本人手机 移动电话 本人手机号 本人手机号码 联系手机",
    ),
    "family_name": ("background", "家属姓名 亲属姓名 家庭联系人 联系人 联系人姓名 紧急联系人 紧急联系人姓名 家属 监护人 监护人姓名 担保人 家庭成员姓名"),
    "family_relation": ("background", "与本人关系 关系 与戒毒人员关系 家属关系 与其关系 与学员关系 亲属关系 联系人关系 与本人的关系"),
    "family_phone": (
        "background",
        "家属电话 家属联系电话 亲属电话 联系人电话 紧急联系人电话 家属联系方式 亲属联系电话 亲属联系方式 家庭电话 家属手机 监护人电话 家属手机号 联系人联系方式 联系人手机",
    ),
    "facility": (
        "supervision",
        "强戒所名称 强制隔离戒毒所 戒毒所 戒毒所名称 所在戒毒所 强戒所 执行场所 场所名称 所属场所 解除单位 原戒毒所 执行单位 戒毒场所 "
        "强制隔离戒毒所名称 执行戒毒所 收治单位 解除场所 移送单位",
    ),
    "admitted_on": (
        "supervision",
        "入所日期 入所时间 收治日期 收治时间 入戒日期 强戒起始日期 强戒开始日期 强制隔离戒毒起始日期 戒毒起始日期 收戒日期 收戒时间 入所年月日 强戒起日 起始日期 执行起始日期",
    ),
    "released_on": (
        "supervision",
        "解除日期 解除时间 出所日期 出所时间 解戒日期 解戒时间 解除强制隔离戒毒日期 解除强戒日期 强制隔离戒毒解除日期 解除强制隔离戒毒时间 "
        "期满日期 拟解除日期 拟出所日期 预计解除日期 强戒解除日期 强戒截止日期 强戒终止日期 释放日期 离所日期 离所时间 戒毒期满日期 解除年月日 "
        "出所年月日 执行截止日期 拟解戒日期 实际出所日期 实际解除日期",
    ),
    "detox_order_number": (
        "supervision",
        "强制隔离戒毒决定书文号 强制隔离戒毒决定书编号 强戒决定书文号 强戒决定书编号 强戒文书号 强戒文号 强戒决定书号 强制隔离戒毒决定书号 强制隔离戒毒文书编号 强戒决定书",
    ),
    "rehab_order_number": (
        "supervision",
        "责令社区康复决定书文号 社区康复决定书文号 社区康复决定书编号 责令社区康复决定书编号 社康决定书文号 社康决定书编号 社康文号 责令社康文号 "
        "责令社区康复文书号 社区康复文书编号 社区康复决定书号 社康决定书号 责令社区康复决定书号 责令社区康复决定书 社区康复决定书 社康决定书 社康文书号",
    ),
    "rehab_from": ("supervision", "社区康复起始日期 社区康复开始日期 社康起始日期 康复起始日期 社区康复期限起 社康开始日期 社区康复起"),
    "rehab_to": ("supervision", "社区康复截止日期 社区康复结束日期 社康截止日期 康复截止日期 社区康复期限止 社康结束日期 社区康复终止日期 社区康复止"),
    "release_kind": ("supervision", "解除类别 解除原因 解除类型 解戒类别 出所类型 出所原因 出所方式 离所原因 解除方式"),
    "receiving_township": (
        "supervision",
        "接收街道 接收乡镇 接收街道乡镇 接收单位 接收地 移交街道 接收镇街 接收街镇 帮教单位 接收乡镇街道 接收镇街道 移交乡镇街道 社区康复执行地 "
        "执行地 社康执行地 所属街道 所属乡镇 镇街 街道 乡镇 街道乡镇 乡镇街道 所属乡镇街道 接茬帮教单位 对接乡镇街道 接收社区 安置地 接收机关",
    ),
    "police_station": ("supervision", "派出所 管辖派出所 辖区派出所 户籍派出所 居住地派出所 所属派出所 责任派出所 接收派出所"),
    "assessment": ("conduct", "诊断评估结果 诊断评估 评估结果 诊断评估结论 综合诊断评估结果 诊断评估等级 评估结论 综合评估"),
    "conduct": ("conduct", "现实表现 所内表现 戒治表现 表现 在所表现 戒断情况 戒治情况"),
    "rewards": ("conduct", "奖惩情况 奖惩 奖励情况 处罚情况 所内奖惩"),
    "harm_level": ("conduct", "危害程度 风险评估 风险等级 危险程度 风险评估等级 复吸风险"),
    "drug": (
        "treatment_history",
        "主要滥用毒品 毒品种类 吸食毒品种类 滥用毒品种类 吸毒种类 滥用毒品 主要毒品 吸食毒品 毒品类型 吸食种类 主要滥用毒品种类 主要吸食毒品 涉毒种类 滥用种类",
    ),
    "first_use_on": ("treatment_history", "初次吸毒时间 首次吸毒时间 初次吸毒日期 首次吸毒日期 初吸时间 初次吸食时间"),
    "use_years": ("treatment_history", "吸毒年限 吸毒史 吸毒时长 滥用年限 吸食年限"),
    "detention_count": (
        "treatment_history",
        "强戒次数 强制隔离戒毒次数 戒毒次数 第几次强戒 入所次数 强制戒毒次数 几进宫 累计强戒次数 收戒次数",
    ),
    "health": ("treatment_history", "健康状况 身体状况 患病情况 疾病情况 病史 身体健康状况 既往病史 病残情况"),
    "treatment": ("treatment_history", "治疗情况 戒毒方式 维持治疗 戒治方式 药物维持治疗 心理状况 心理评估"),
    "needs": ("conduct", "帮扶需求 需求 困难 家庭困难 生活困难 就业意愿 就业需求 帮教意见 帮教建议"),
    "remark": ("background", "备注 说明 其他 备考 注 其他情况 备注说明 其他需要说明的情况"),
}  # fmt: skip

KEYS: tuple[str, ...] = tuple(_COLUMNS)
"""Every key a column can have."""

_LABELS: dict[str, tuple[str, str]] = {
    "serial": ("序号", "Serial number"),
    "name": ("姓名", "Name"),
    "former_name": ("曾用名", "Former name"),
    "sex": ("性别", "Sex"),
    "ethnicity": ("民族", "Ethnicity"),
    "citizen_id": ("身份证号码", "Citizen id"),
    "birth_on": ("出生日期", "Date of birth"),
    "education": ("文化程度", "Education"),
    "marital_status": ("婚姻状况", "Marital status"),
    "occupation": ("职业", "Occupation"),
    "political_status": ("政治面貌", "Political status"),
    "skills": ("技能特长", "Skills"),
    "domicile_address": ("户籍地址", "Domicile"),
    "domicile_code": ("户籍地代码", "Domicile code"),
    "residence_address": ("现居住地址", "Residence"),
    "residence_code": ("居住地代码", "Residence code"),
    "phone": ("联系电话", "Phone"),
    "family_name": ("家属姓名", "Relative"),
    "family_relation": ("与本人关系", "Relationship"),
    "family_phone": ("家属电话", "Relative's phone"),
    "facility": ("戒毒所名称", "Rehabilitation centre"),
    "admitted_on": ("入所日期", "Admitted on"),
    "released_on": ("解除日期", "Released on"),
    "detox_order_number": ("强制隔离戒毒决定书文号", "Compulsory order number"),
    "rehab_order_number": ("责令社区康复决定书文号", "Community rehabilitation order number"),
    "rehab_from": ("社区康复起始日期", "Community rehabilitation from"),
    "rehab_to": ("社区康复截止日期", "Community rehabilitation to"),
    "release_kind": ("解除类别", "Kind of release"),
    "receiving_township": ("接收街道（乡镇）", "Receiving township"),
    "police_station": ("派出所", "Police station"),
    "assessment": ("诊断评估结果", "Diagnostic assessment"),
    "conduct": ("现实表现", "Conduct"),
    "rewards": ("奖惩情况", "Rewards and penalties"),
    "harm_level": ("危害程度", "Assessed risk"),
    "drug": ("主要滥用物质", "Main substance"),
    "first_use_on": ("首次使用时间", "First use"),
    "use_years": ("使用年限", "Years of use"),
    "detention_count": ("强制隔离戒毒次数", "Times in compulsory rehabilitation"),
    "health": ("健康状况", "Health"),
    "treatment": ("治疗情况", "Treatment"),
    "needs": ("帮扶需求", "Needs"),
    "remark": ("备注", "Remark"),
}

# Patterns for words nobody listed; the first that fits counts. Each is held against the normalised words.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r".*(家属|亲属|监护|联系人|家长|父母|配偶).*(电话|手机|联系方式).*", "family_phone"),
        (r".*(家属|亲属|监护人|联系人).*(姓名|名字)", "family_name"),
        (r".*(家属|亲属|监护|联系人|子女|配偶).*(身份证|证件).*", "?"),
        (r".*(电话|手机).*", "phone"),
        (r".*(公民)?身份(证|号).*", "citizen_id"),
        (r".*(社区康复|社康).*(文书|文号|决定书|编号).*", "rehab_order_number"),
        (r".*(社区康复|社康|社区戒毒|社戒).*", "?"),
        (r".*(强戒|强制隔离|强隔).*(文书|文号|决定书|编号).*", "detox_order_number"),
        (r".*(解除|出所|解戒|离所|释放).*(日期|时间|年月日|日)", "released_on"),
        (r".*(入所|收治|收戒|入戒).*(日期|时间|年月日|日)", "admitted_on"),
        (r".*(户籍|户口).*(代码|编码|区划码)", "domicile_code"),
        (r".*(居住|住).*(代码|编码|区划码)", "residence_code"),
        (r".*(户籍|户口)(?!.*派出所).*(地|址).*", "domicile_address"),
        (r".*(居住|现住|常住).*(地|址).*", "residence_address"),
        (r".*(接收|移交|接茬|对接).*(街道|乡|镇|单位|地).*", "receiving_township"),
        (r".*派出所.*", "police_station"),
        (r".*(毒品).*(种类|类型|名称)", "drug"),
        (r".*诊断评估.*", "assessment"),
        (r".*(戒毒|解戒|解除)人员.*姓名", "name"),
    )
)
UNKNOWN: tuple[None, str] = (None, "")
_REPEATABLE = frozenset({"phone"})
_NUMBERING = re.compile(r"^[(\[]?\d{1,2}[)\].、:]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_MARKS = re.compile(r"[\s*★☆※#:;,.、/\\|\-_—·…?!'\"“”()\[\]【】〔〕<>]+")
_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    ``number`` counts from 1. ``words`` as they stand in the header. ``key`` None where nobody knows it.
    ``found`` how the key was found: "sender", "words", "pattern", "place" (a second phone behind a relative's
    name), or "" where it was not.
    """

    number: int
    words: str
    key: str | None
    found: str


def group_of(key: str) -> Group | None:
    """The record group of a column; None where it is no fact of its own (name, id, serial number)."""
    return _COLUMNS[key][0]


def label(key: str) -> tuple[str, str]:
    """What a column is called, in Chinese and in English."""
    return _LABELS[key]


def normalise(words: str) -> str:
    """Header words as they are compared: narrow, small, without marks, spaces, stars and numbering.

    >>> normalise("* 姓  名"), normalise("接收街道（乡镇）"), normalise("1、手机")
    ('姓名', '接收街道乡镇', '手机')
    """
    narrow = unicodedata.normalize("NFKC", words).lower().strip()
    return _MARKS.sub("", _NUMBERING.sub("", narrow.strip("*★※ ")))


def _without_notes(words: str) -> str:
    narrow = unicodedata.normalize("NFKC", words)
    return normalise(_BRACKETS.sub("", narrow))


_BY_WORDS: dict[str, str] = {word: key for key, (_, words) in _COLUMNS.items() for word in words.split()}


@lru_cache(maxsize=4096)
def key_of(words: str) -> tuple[str | None, str]:
    """The key that header words stand for and how it was found.

    ``UNKNOWN`` where nobody knows; (None, "pattern") where it is known to be none of ours (a relative's id).

    >>> key_of("联 系 电 话（必填）")
    ('phone', 'words')
    """
    if not words or len(words) > _LONGEST_WORDS:
        return UNKNOWN
    whole, bare = normalise(words), _without_notes(words)
    for candidate in (whole, bare):
        if candidate in _BY_WORDS:
            return _BY_WORDS[candidate], "words"
    for candidate in dict.fromkeys((bare, whole)):
        for pattern, key in _PATTERNS:
            if candidate and pattern.fullmatch(candidate):
                return (None if key == "?" else key), "pattern"
    return UNKNOWN


def assign(headers: Sequence[str], sender: Mapping[str, str]) -> tuple[Column, ...]:
    """Give every header that holds words its column.

    Args:
        headers: the words of each column from column A on; "" where there are none.
        sender: what this sender's words mean, by normalised words; ``IGNORE`` for "not wanted".

    Of two columns of one meaning the first counts, except phones; a second name or phone that stands behind
    a relative's columns belongs to the relative.
    """
    columns: list[Column] = []
    taken: set[str] = set()
    last: str | None = None
    for number, words in enumerate(headers, 1):
        if not words:
            continue
        told = sender.get(normalise(words))
        key, found = (told, "sender") if told is not None else key_of(words)
        if key and key in taken and told is None:
            key, found = _second(key, last, taken)
        columns.append(Column(number, words, key, found))
        if key:
            taken.add(key)
        last = key or last
    return tuple(columns)


def _second(key: str, last: str | None, taken: set[str]) -> tuple[str | None, str]:
    if key == "phone" and "family_phone" not in taken and last in {"family_name", "family_relation"}:
        return "family_phone", "place"
    if key == "name" and "family_name" not in taken:
        return "family_name", "place"
    if key in _REPEATABLE:
        return key, "words"
    return None, ""
