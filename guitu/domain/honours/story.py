"""What may be told of somebody: under another name, with nothing by which they are found, for one use each.

A story is read against what the file knows of the person; whatever it repeats is refused. A machine sees only
what it was told: two people still read every story.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from guitu.domain.kernel.errors import DomainError

MOST: Final = 6000
MOST_ALIAS: Final = 20
_SHORT: Final = 2  # one character is in every text


class Use(StrEnum):
    """Where a story is told. Each is agreed to on its own."""

    BOOK = "book"
    WEB = "web"
    TALK = "talk"
    MEDIA = "media"
    EXHIBITION = "exhibition"


class Picture(StrEnum):
    """What a picture may show. A face only where the person agreed to that apart."""

    NONE = "none"
    HANDS = "hands"
    BACK = "back"
    OBJECTS = "objects"
    FACE = "face"


class Fact(NamedTuple):
    """Something by which a person is found: what it is (a code), and how the file has it."""

    what: str
    words: str


_DIGITS: Final = re.compile(r"\d{6,}[xX]?")
_KINDS: Final = (
    "省|市|县|区|镇|乡|村|街道|社区|小区|大道|路|巷|弄|号楼|大学|学院|中学|小学|学校|幼儿园|公司|集团|工厂|厂|医院|"
    "戒毒所|派出所|合作社"
)
_PLACE: Final = re.compile(rf"([\u4e00-\u9fff]{{2}})({_KINDS})")
# What reads like a name before such a word and is none: "a firm", "our village", "went to school".
_PLAIN: Final = frozenset(
    [
        *("我们", "他们", "她们", "自己", "本地", "当地", "农村", "乡村", "社会", "附近", "外地", "民办"),
        *("家里", "城里", "镇上", "村里", "县里", "有个", "有家"),
    ]
)
_PLAIN_LAST: Final = frozenset("的了在到回去进出上下家所个条座间从离过走这那某各每同全老小大念读")


def plain(text: str) -> str:
    """A text as it is compared: width, case, spaces and signs taken away.

    >>> plain("Ａ b-１２ 3。欧 阳")
    'ab123欧阳'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def check_story(
    *, alias: str, words: str, picture: Picture, face_agreed: bool, known: Iterable[Fact]
) -> None:
    """Whether a story can be kept to be told.

    Args:
        alias: what the person is called in it.
        words: the story.
        picture: what a picture may show.
        face_agreed: whether the person agreed to their face, apart from everything else.
        known: what the file knows that would give them away.

    Raises:
        DomainError: "story.alias", "story.words", "story.face", "story.number", "story.place"; "story.tells"
            with ``what`` it repeats and the words found.
    """
    if len(plain(alias)) < _SHORT or len(alias) > MOST_ALIAS:
        raise DomainError("story.alias", field="alias", most=MOST_ALIAS)
    if not plain(words) or len(words) > MOST:
        raise DomainError("story.words", field="words", most=MOST)
    if picture is Picture.FACE and not face_agreed:
        raise DomainError("story.face", field="picture")
    facts = tuple(known)
    for field, text in (("alias", alias), ("words", words)):
        _check_text(field, text, facts)


def _check_text(field: str, text: str, known: Iterable[Fact]) -> None:
    bare = plain(text)
    for fact in known:
        if told(fact, bare):
            raise DomainError("story.tells", field=field, what=fact.what, found=fact.words.strip())
    number = _DIGITS.search(bare)
    if number:
        raise DomainError("story.number", field=field, found=number[0])
    place = named_place(text)
    if place:
        raise DomainError("story.place", field=field, found=place)


def told(fact: Fact, bare: str) -> bool:
    """Whether a text, made plain, repeats a fact. One single character tells nothing."""
    needle = plain(fact.words)
    return len(needle) >= _SHORT and needle in bare


def named_place(text: str) -> str:
    """What first reads like the name of a place, a school or a firm; "" where nothing does.

    >>> named_place("他在一家公司做工，后来去了岳阳市"), named_place("回到村里，开了小店")
    ('岳阳市', '')
    """
    for found in _PLACE.finditer(text):
        before = found[1]
        if before not in _PLAIN and before[-1] not in _PLAIN_LAST:
            return found[0]
    return ""


def parts_of_address(address: str) -> tuple[str, ...]:
    """What of an address would give somebody away: itself, and each named piece of it.

    >>> parts_of_address("湖南省长沙市芙蓉区文艺路 12 号")
    ('湖南省长沙市芙蓉区文艺路 12 号', '湖南省', '长沙市', '芙蓉区', '文艺路', '湖南', '长沙', '芙蓉', '文艺')
    """
    pieces = re.findall(rf"[\u4e00-\u9fff]+?(?:{_KINDS})", unicodedata.normalize("NFKC", address))
    stems = [re.sub(rf"(?:{_KINDS})$", "", piece) for piece in pieces]
    whole = [address.strip()] if address.strip() else []
    return tuple(dict.fromkeys([*whole, *pieces, *(stem for stem in stems if len(stem) >= _SHORT)]))


def parts_of_name(name: str) -> tuple[str, ...]:
    """A name and what of it would still be heard: the given name, and each part of a name with dots.

    >>> parts_of_name("王小明"), parts_of_name("欧阳大海"), parts_of_name("李白")
    (('王小明', '小明'), ('欧阳大海', '阳大海', '大海'), ('李白',))
    >>> parts_of_name("阿依古丽·买买提")[1:]
    ('阿依古丽', '买买提')
    """
    whole = name.strip()
    pieces = re.split(r"[·•．.・]", whole)
    parts = pieces if len(pieces) > 1 else [whole[1:], whole[-2:] if len(whole) > _SHORT else ""]
    return tuple(dict.fromkeys([whole, *(part for part in parts if len(part) >= _SHORT)]))


class Standing(NamedTuple):
    """Whether one use of a story is told now, and whether it waits for the person's own word."""

    is_told: bool
    waits: bool


def after_relapse(*, stands_since: int, relapses: Iterable[int]) -> Standing:
    """A use the person agreed to, or agreed to again, on a day (ordinal). A later relapse pauses it quietly.

    >>> after_relapse(stands_since=10, relapses=[3]), after_relapse(stands_since=10, relapses=[10])
    (Standing(is_told=True, waits=False), Standing(is_told=False, waits=True))
    """
    waits = any(day >= stands_since for day in relapses)
    return Standing(not waits, waits)
