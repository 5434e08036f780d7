"""How Chinese names sound: readings to search by and a key to sort by, from pypinyin's tables.

Phrases decide characters with several readings (重庆 is chóng). Surnames have readings of their own (单 is
shàn); those come from the table below, followed by what somebody who does not know it would type (dān).
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from guitu.domain.kernel import names

Reading = names.Reading

_CACHED = 1 << 16
_PAIR = 2

# surname → its readings, each a syllable and tone number per character, the right one first
_SURNAMES: dict[str, tuple[str, ...]] = {
    "单": ("shan4", "dan1"),
    "仇": ("qiu2", "chou2"),
    "曾": ("zeng1", "ceng2"),
    "解": ("xie4", "jie3"),
    "任": ("ren2",),
    "华": ("hua4",),
    "查": ("zha1", "cha2"),
    "盖": ("ge3", "gai4"),
    "朴": ("piao2", "pu3"),
    "区": ("ou1", "qu1"),
    "乐": ("yue4", "le4"),
    "覃": ("qin2", "tan2"),
    "缪": ("miao4", "mou2", "miu4"),
    "翟": ("zhai2", "di2"),
    "冼": ("xian3",),
    "洗": ("xian3", "xi3"),
    "员": ("yun4", "yuan2"),
    "繁": ("po2", "fan2"),
    "种": ("chong2", "zhong3"),
    "折": ("she2", "zhe2"),
    "宁": ("ning4",),
    "燕": ("yan1",),
    "秘": ("bi4", "mi4"),
    "召": ("shao4", "zhao4"),
    "黑": ("he4", "hei1"),
    "那": ("na1",),
    "能": ("nai4", "neng2"),
    "都": ("du1", "dou1"),
    "沈": ("shen3",),
    "柏": ("bai3", "bo2"),
    "纪": ("ji3",),
    "隗": ("wei3", "kui2"),
    "郇": ("xun2", "huan2"),
    "乜": ("nie4", "mie1"),
    "费": ("fei4", "bi4"),
    "车": ("che1", "ju1"),
    "重": ("chong2", "zhong4"),
    "葛": ("ge3",),
    "应": ("ying1",),
    "贾": ("jia3", "gu3"),
    "尉": ("wei4", "yu4"),
    "蔚": ("yu4", "wei4"),
    "谌": ("chen2", "shen4"),
    "臧": ("zang1",),
    "牟": ("mou2", "mu4"),
    "祭": ("zhai4", "ji4"),
    "撒": ("sa3",),
    "盛": ("sheng4", "cheng2"),
    "过": ("guo1",),
    "行": ("xing2", "hang2"),
    "要": ("yao1",),
    "占": ("zhan1",),
    "莘": ("shen1", "xin1"),
    "冯": ("feng2",),
    "句": ("gou1", "ju4"),
    "郗": ("xi1", "chi1"),
    "宓": ("mi4", "fu2"),
    "褚": ("chu3",),
    "瞿": ("qu2",),
    "粘": ("nian2", "zhan1"),
    "薄": ("bo2", "bao2"),
    "强": ("qiang2", "jiang4"),
    "隽": ("juan4", "jun4"),
    "荥": ("xing2", "ying2"),
    "令": ("ling4",),
    "长": ("chang2", "zhang3"),
    "尹": ("yin3",),
    "尉迟": ("yu4 chi2", "wei4 chi2"),
    "万俟": ("mo4 qi2", "wan4 si4"),
    "长孙": ("zhang3 sun1", "chang2 sun1"),
    "单于": ("chan2 yu2", "dan1 yu2"),
    "澹台": ("tan2 tai2", "dan4 tai2"),
    "乐正": ("yue4 zheng4", "le4 zheng4"),
    "令狐": ("ling2 hu2",),
    "鲜于": ("xian1 yu2",),
}


@lru_cache(maxsize=_CACHED)
def reading(name: str) -> tuple[Reading, ...]:
    """The readings of a normalised name without tones, the likeliest first; never empty.

    One syllable for each Han character, one for each Latin word; "" for a character that no table knows.
    Only surnames have more than one.

    >>> reading("单雄信")
    (('shan', 'xiong', 'xin'), ('dan', 'xiong', 'xin'))
    """
    surname, given = names.split(name)
    tail = tuple(map(_plain, _syllables(given)))
    heads = dict.fromkeys(tuple(map(_plain, head)) for head in _surname(surname))
    return tuple(head + tail for head in heads)


@lru_cache(maxsize=_CACHED)
def sort_key(name: str) -> str:
    """A key by which normalised names of people sort as in a dictionary: by sound, tone, character in turn.

    >>> sorted(["张明", "李强", "章明", "张安", "厉行"], key=sort_key)
    ['李强', '厉行', '张安', '张明', '章明']
    """
    surname, given = names.split(name)
    written = [*surname, *names.units(given)]
    spoken = [*_surname(surname)[0], *_syllables(given)]
    return _join(spoken, written)


def place_key(text: str) -> str:
    """The same kind of key for places, units and other words, which have no surname.

    >>> sorted(["长沙市", "重庆市", "厦门市"], key=place_key)
    ['长沙市', '重庆市', '厦门市']
    """
    return _join(_spoken(text), names.units(text))


def _join(spoken: Iterable[str], written: Iterable[str]) -> str:
    return " ".join(sound + sign for sound, sign in zip(spoken, written, strict=True))


def _plain(syllable: str) -> str:
    bare = syllable.rstrip("12345").lower()
    return bare if bare.isascii() else ""


@lru_cache(maxsize=1 << 12)
def _surname(surname: str) -> tuple[tuple[str, ...], ...]:
    known = _SURNAMES.get(surname)
    return tuple(tuple(spoken.split()) for spoken in known) if known else (_syllables(surname),)


@lru_cache(maxsize=_CACHED)
def _syllables(text: str) -> tuple[str, ...]:
    """One syllable with tone number for each unit; Latin words and unknown characters are their own sound."""
    if len(text) == _PAIR == len(names.units(text)) and not _is_phrase(text):
        return _spoken(text[0]) + _spoken(text[1])  # most given names: ten times faster than asking for both
    return _spoken(text)


@lru_cache(maxsize=_CACHED)
def _spoken(text: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # here, because its tables take a third of a second to load

    found: list[str] = []
    for han, units in groupby(names.units(text), key=names.is_han):
        if han:
            found += lazy_pinyin(
                "".join(units), style=Style.TONE3, errors=_unknown, neutral_tone_with_five=True
            )
        else:
            found += units
    return tuple(sound for run in found for sound in run.split())


def _is_phrase(text: str) -> bool:
    from pypinyin.constants import PHRASES_DICT  # here for the same reason

    return text in PHRASES_DICT


def _unknown(run: str) -> str:
    return " ".join(run)
