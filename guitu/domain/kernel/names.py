"""Chinese personal names: one spelling for what people type, surname and given name, tokens to find them by.

Names will be stored encrypted, so they are found by equality of tokens, never by sorting or comparing in the
database. Pinyin comes from outside as readings, because this package reads no tables; a reading holds one
syllable without tone for each character of the name (for each word of a name in Latin letters).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from guitu.domain.kernel import citizen_id, phone
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.surnames import COMPOUND_SURNAMES

Kind = Literal["name", "part", "pinyin", "initials", "id", "phone"]
Token = tuple[Kind, str]
Reading = tuple[str, ...]

# Han with its extensions and 〇, and the private area in which old systems keep rare characters
_HAN = r"\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    r"\U000e0100-\U000e01ef]"
)
_DOT = re.compile(r"\s*[·•・‧∙⋅●◦᛫⸱]\s*")
_FULL_STOP = re.compile(rf"(?<=[{_HAN}])\s*[.。]\s*(?=[{_HAN}])")
_GAP = re.compile(rf"(?<=[{_HAN}·])\s+|\s+(?=[{_HAN}·])")
_NUMBERING = re.compile(r"^[\s*★☆#]*(?:[0-9]+\s*[.、)]?\s*)?")
_NOTE = re.compile(r"[\s,;:/、|]*[(\[【〔<{《,;:/、|0-9].*$", re.DOTALL)
_EDGES = " ·.。-_*★☆#'’‘`\""
_ALLOWED = re.compile(rf"[{_HAN}\w·.'’ \-]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_UNIT = re.compile(rf"[{_HAN}]|[^\s·{_HAN}]+")
_LONGEST = 50
_COMPOUND = 2


def normalise(text: str) -> str:
    """The name as we write it: narrow letters, ``·`` for any middle dot, no inner spaces, marks or notes.

    >>> normalise("  王　小 明（别名：小王）"), normalise("买买提•艾力"), normalise("ＭＡＲＩＡ  Santos")
    ('王小明', '买买提·艾力', 'MARIA Santos')
    """
    return split_note(text)[0]


def split_note(text: str) -> tuple[str, str]:
    """The name and whatever was written behind it: something in brackets, an id, a second name.

    >>> split_note("2、李四/430102"), split_note("张 三")
    (('李四', '430102'), ('张三', ''))
    """
    before, now = "", _narrow(text)
    while now != before:  # what one pass uncovers the next one cleans
        before, now = now, _narrow(now)
    now = _NUMBERING.sub("", now, count=1)
    name = _NOTE.sub("", now)
    return _trim(name), now[len(name) :].strip(" ,;:/、|()[]【】〔〕<>{}《》")


def parse(text: str) -> str:
    """The normalised name, if it can be one.

    Raises:
        DomainError: "name.empty", "name.length" (over 50 characters), "name.characters" (a question mark or a
            box stands where a rare character was lost, or there is something no name holds).
    """
    name = normalise(text)
    if not name:
        raise DomainError("name.empty")
    if len(name) > _LONGEST:
        raise DomainError("name.length", length=len(name))
    if not _ALLOWED.fullmatch(name):
        raise DomainError("name.characters")
    return name


def split(name: str) -> tuple[str, str]:
    """Surname and given name of a normalised name; no surname where there is none to see.

    Names with a middle dot and names in Latin letters are all given name.

    >>> split("欧阳文"), split("欧阳"), split("张明"), split("买买提·艾力")
    (('欧阳', '文'), ('欧', '阳'), ('张', '明'), ('', '买买提·艾力'))
    """
    if "·" in name or not is_han(name):
        return "", name
    if len(name) > _COMPOUND and name[:_COMPOUND] in COMPOUND_SURNAMES:
        return name[:_COMPOUND], name[_COMPOUND:]
    return name[0], name[1:]


def units(name: str) -> list[str]:
    """What has one syllable in a reading: each Han character and each Latin word, dots and spaces left out.

    >>> units("阿·Qiang")
    ['阿', 'Qiang']
    """
    return _UNIT.findall(name)


def is_han(text: str) -> bool:
    """Whether it begins with a Han character."""
    return bool(_IS_HAN.match(text))


def tokens(name: str, readings: Iterable[Reading] = ()) -> frozenset[Token]:
    """Everything a normalised name can be found by; about twelve tokens with one reading.

    The full name; surname, given name and every pair of neighbours; each character of the given name; the
    pinyin of all three; the initials of the full and of the given name.

    >>> sorted(text for kind, text in tokens("王小明") if kind == "part")
    ['小', '小明', '明', '王', '王小']
    >>> sorted(text for kind, text in tokens("王小明", [("wang", "xiao", "ming")]) if kind == "pinyin")
    ['wang', 'wangxiaoming', 'xiaoming']
    """
    if not name:
        return frozenset()
    surname, given = split(name)
    found: set[Token] = {("name", _key(name))}
    found.update(("part", part) for part in _parts(name, surname, given) if part and part != _key(name))
    for reading in readings:
        found.update(_spoken(name, surname, reading))
    return frozenset(found)


def query_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of which a person must hold one to be found by ``text``, the most telling first.

    Chinese looks for a whole name or a part; letters for pinyin or initials, whatever their case and spacing;
    digits for an id or a phone number. Nothing that can be looked for gives an empty tuple.

    >>> query_tokens("小明"), query_tokens("Wang Xiao-ming")
    ((('name', '小明'), ('part', '小明')), (('pinyin', 'wangxiaoming'), ('initials', 'wangxiaoming')))
    >>> query_tokens("123 1035 4284"), query_tokens("？")
    ((('phone', '12310354284'),), ())
    """
    digits = citizen_id.normalise(text)
    if re.fullmatch(r"[0-9]{17}[0-9X]", digits):
        return (("id", digits),)
    if re.fullmatch(r"\+?[0-9]+", digits):
        numbers = phone.read(text, allow_demo=True).phones
        return (("phone", numbers[0].number if numbers else digits),)
    if _IS_HAN.search(text):
        name = _key(normalise(text))
        return (("name", name), ("part", name)) if name else ()
    letters = letters_key(text)
    return (("pinyin", letters), ("initials", letters)) if letters else ()


def letters_key(text: str) -> str:
    """Letters only, lower case, without tones; ü is v, as on a keyboard, also when a passport spells it yu.

    >>> letters_key("Lǚ Xíng"), letters_key("LYU")
    ('lvxing', 'lv')
    """
    plain = re.sub("[üǖǘǚǜ]", "v", unicodedata.normalize("NFC", text.casefold()))
    bare = unicodedata.normalize("NFD", plain)
    return re.sub(r"(?<=[ln])yu", "v", re.sub(r"[^a-z]", "", bare))


def _narrow(text: str) -> str:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _DOT.sub("·", _INVISIBLE.sub("", text))
    text = _FULL_STOP.sub("·", text)
    return _trim(re.sub(r"\s+", " ", _GAP.sub("", text)))


def _trim(text: str) -> str:
    return text.strip(_EDGES)


def _key(name: str) -> str:
    """A name as a token: dots are forgotten, because half of all people leave them out; letters are small."""
    return re.sub(r"[·\s]", "", name).casefold()


def _parts(name: str, surname: str, given: str) -> set[str]:
    if not surname:
        return {_key(part) for part in re.split(r"[·\s]", name)}
    pairs = {name[place : place + 2] for place in range(len(name) - 1)}
    return {surname, given, *given, *pairs}


def _spoken(name: str, surname: str, reading: Reading) -> set[Token]:
    given = reading[len(surname) :]
    groups = [reading, reading[: len(surname)], given]
    if not surname:
        groups += _by_part(name, reading)
    found: set[Token] = {("pinyin", "".join(group)) for group in groups if any(group)}
    found.update(
        ("initials", "".join(syllable[:1] for syllable in group)) for group in (reading, given) if any(group)
    )
    return found


def _by_part(name: str, reading: Reading) -> list[Reading]:
    """The syllables of each part of a name with dots or spaces: one for each Han character or Latin word."""
    groups, place = [], 0
    for part in re.split(r"[·\s]", name):
        length = len(units(part))
        groups.append(reading[place : place + length])
        place += length
    return groups
