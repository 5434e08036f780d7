"""A questionnaire that an office brings: made readable, and judged by what a survey of people needs.

It is FHIR's own Questionnaire. What an office may leave out is put in (an English wording, who published it);
what would tell who somebody is, is refused, and what may do so is said before anybody is asked.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from guitu.domain.instruments import shapes
from guitu.domain.instruments.model import NUMBERS, Definition, Item, Words
from guitu.domain.instruments.reading import InstrumentRefusedError
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling
from guitu.domain.surveys.campaign import CLOSED_KINDS

WIDEST: Final = 200  # so many values a number may take: more of them tell who somebody is; proposed
MOST_KEPT: Final = 60  # questionnaires of one office; proposed
STATES: Final = ("draft", "active", "retired")

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_LETTERS: Final = re.compile(r"[A-Za-z]{2}")
_CITIZEN_ID: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_ASKS_WHO: Final = re.compile(
    r"姓名|名字|贵姓|全名|身份证|证件号|护照号|社保号|社会保障号|医保号|手机|电话|联系方式|微信|QQ|邮箱"
    r"|住址|地址|门牌|车牌|银行卡|出生日期|出生年月|生日|单位名称|工作单位"
    r"|\b(your|full|first|last) name\b"
    r"|\b(id|identity|passport|phone|mobile|telephone|account) (card )?number\b"
    r"|\b(home|e-?mail) address\b|\bdate of birth\b|\bbirthday\b",
    re.IGNORECASE,
)
_HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})  # also what turns the direction round


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with a questionnaire, and what its office should look at again before it asks anybody."""

    faults: tuple[DomainError, ...]
    doubts: tuple[DomainError, ...]


def judge(definition: Definition) -> Judged:
    """Every fault and every doubt, in the order of the form."""
    faults: list[DomainError] = []
    doubts: list[DomainError] = []
    if definition.url.startswith("urn:guitu:"):
        faults.append(DomainError("questionnaire.url-ours"))
    for at, said in _texts(definition):
        faults += _of_words(at, said)
        doubts += _doubts_of_words(at, said)
    for item in definition.questions:
        who = _ASKS_WHO.search(item.text.zh) or _ASKS_WHO.search(item.text.en)
        if who and item.kind == "boolean":  # yes or no tells no name
            doubts.append(DomainError("questionnaire.may-ask-who", at=_at(item), word=who.group()))
        elif who:
            faults.append(DomainError("questionnaire.asks-who", at=_at(item), word=who.group()))
        faults += _of_kind(item)
    if any(said.zh == said.en and _CHINESE.search(said.en) for _, said in _texts(definition)):
        doubts.append(DomainError("questionnaire.no-english"))
    return Judged(tuple(faults), tuple(doubts))


def refuse(judged: Judged) -> None:
    """Stop where something is wrong.

    Raises:
        InstrumentRefusedError: with every fault.
    """
    if judged.faults:
        raise InstrumentRefusedError(list(judged.faults))


def _texts(definition: Definition) -> Iterator[tuple[str, Words]]:
    """Every wording a respondent may see, with where it stands."""
    yield "title", definition.title
    yield "description", definition.about
    for item in definition.items:
        yield _at(item), item.text
        for option in item.options:
            yield f"{_at(item)} {option.code}"[:60], option.words


def _at(item: Item) -> str:
    return item.id if item.prefix in ("", item.id) else f"{item.id}（{item.prefix}）"


def _of_words(at: str, said: Words) -> Iterator[DomainError]:
    if said.zh and _LETTERS.search(said.zh) and not _CHINESE.search(said.zh):
        yield DomainError("questionnaire.no-chinese", at=at)
    for text in (said.zh, said.en):
        if any(unicodedata.category(ch) in _HIDDEN for ch in text if ch != "\n"):
            yield DomainError("questionnaire.hidden", at=at)
            return
    if any(_CITIZEN_ID.search(unicodedata.normalize("NFKC", text)) for text in (said.zh, said.en)):
        yield DomainError("questionnaire.number-inside", at=at)


def _doubts_of_words(at: str, said: Words) -> Iterator[DomainError]:
    word = telling(said.zh) or telling(said.en)
    if word:
        yield DomainError("questionnaire.telling", at=at, word=word)


def _of_kind(item: Item) -> Iterator[DomainError]:
    if item.kind not in CLOSED_KINDS:
        yield DomainError("survey.own-words", item=item.text.zh)
    if item.kind in NUMBERS and not _is_narrow(item):
        yield DomainError("questionnaire.number-wide", at=_at(item), most=WIDEST)
    if item.danger is not None:
        yield DomainError("questionnaire.danger", at=_at(item))


def _is_narrow(item: Item) -> bool:
    low, high = item.least, item.most
    if low is None or high is None:
        return False
    return 0 <= float(high) - float(low) < WIDEST  # type: ignore[arg-type]  # numbers, of a question of that kind


# —— what may be left out ——


def filled(data: Mapping[str, Any], *, unit: int, publisher: str) -> dict[str, Any]:
    """A copy in which what an office may leave out stands: English as the Chinese, who and where it is from.

    The file must be parsed, shallow enough, and a mapping; anything odd stays as it is and is refused later.
    """
    made = dict(data)
    name = made.get("name")
    if "url" not in made and isinstance(name, str):
        made["url"] = f"urn:office:{unit}:{name.lower()}"
    made.setdefault("status", "active")
    made.setdefault("publisher", publisher)
    made.setdefault("copyright", "来源没有写明许可。")
    for field in ("title", "description", "copyright"):
        _translate(made, field)
    if not shapes.extensions(made, shapes.PART):
        listed = made.get("extension")
        made["extension"] = [
            *(listed if isinstance(listed, list) else []), {"url": shapes.PART, "valueCode": "casework"}
        ]  # fmt: skip
    made["item"] = _items(made.get("item"), depth=0)
    return made


def _items(listed: object, *, depth: int) -> object:
    if not isinstance(listed, list) or depth > shapes.MOST_DEPTH + 1:
        return listed
    return [_item(each, depth) if isinstance(each, Mapping) else each for each in listed]


def _item(raw: Mapping[str, Any], depth: int) -> dict[str, Any]:
    made = dict(raw)
    _translate(made, "text")
    options = made.get("answerOption")
    if isinstance(options, list):
        made["answerOption"] = [_option(each) for each in options]
    if "item" in made:
        made["item"] = _items(made["item"], depth=depth + 1)
    return made


def _option(raw: object) -> object:
    coding = raw.get("valueCoding") if isinstance(raw, Mapping) else None
    if not isinstance(raw, Mapping) or not isinstance(coding, Mapping):
        return raw
    made = dict(coding)
    _translate(made, "display")
    return {**raw, "valueCoding": made}


def _translate(holder: dict[str, Any], field: str) -> None:
    """The Chinese stands for the English where a file has none."""
    said, beside = holder.get(field), holder.get(f"_{field}")
    if not isinstance(said, str) or not said.strip() or shapes.extensions(beside, shapes.TRANSLATION):
        return
    parts = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": said}]
    translation = {"url": shapes.TRANSLATION, "extension": parts}
    rest = dict(beside) if isinstance(beside, Mapping) else {}
    listed = rest.get("extension")
    rest["extension"] = [*(listed if isinstance(listed, list) else []), translation]
    holder[f"_{field}"] = rest
