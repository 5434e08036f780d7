"""From a code or the words of an address to a region number.

The table of regions is a value: whoever owns it hands over pairs of number and name. Addresses are read from
the left, the largest region first, with the words people leave out (a prefecture above a county-level city,
"省", "土家族苗族自治州"). Where two regions could be meant, none is chosen.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.cells import tight

_PEOPLES = (
    "壮族|回族|维吾尔|土家族|苗族|侗族|瑶族|蒙古族|蒙古|哈萨克|藏族|彝族|白族|傣族|景颇族|傈僳族|哈尼族|布依族|黎族|羌族|朝鲜族|畲族|满族|"
    "仡佬族|水族|纳西族|拉祜族|佤族|毛南族|仫佬族|土族|撒拉族|东乡族|保安族|裕固族|锡伯|柯尔克孜|塔吉克|达斡尔族|鄂温克族|鄂伦春|各族|独龙族|怒族|普米族|布朗族"
)
_SELF_RULE = re.compile(
    rf"(?P<short>.{{2,}}?)(?:{_PEOPLES})+族?(?P<kind>自治区|自治州|自治县|自治旗|乡|民族乡)$"
)
_TAIL = re.compile(
    r"(?P<short>.{2,})(?:特别行政区|自治区|省|市|县|区|地区|盟|自治州|自治县|街道|镇|乡|苏木)$"
)
_OFFICE = re.compile(
    r"(社区戒毒社区康复工?作?(办公室|中心|站)|戒毒康复(办公室|中心)|禁毒办|综治办|综治中心|办事处|街道办|党政办|派出所|司法所|人民政府|政府)+$"
)
_COUNTY_LENGTH = 10**6
_SKIP = 5
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A region an address names and how small it is."""

    number: int
    level: regions.Level


class Gazetteer:
    """The regions of the country by number and by name."""

    def __init__(self, table: Iterable[tuple[int, str]]) -> None:
        self._names: dict[int, str] = {regions.NATION: ""}
        self._names.update(table)
        self._children: dict[int, dict[str, int]] = defaultdict(dict)
        self._short: dict[int, dict[str, int]] = defaultdict(dict)
        self._anywhere: dict[str, list[int]] = defaultdict(list)
        for number, name in self._names.items():
            if number != regions.NATION:
                self._take(number, name)
        self._lengths = {
            id(names): _lengths(names) for tree in (self._children, self._short) for names in tree.values()
        }
        self._far = _lengths(self._anywhere)

    def _take(self, number: int, name: str) -> None:
        above = regions.parent(number)
        while above is not None and above not in self._names:
            above = regions.parent(above)
        parent = above or regions.NATION
        self._children[parent][name] = number
        for short in _shorter(name):
            # two siblings of one short name: neither answers to it
            self._short[parent][short] = 0 if short in self._short[parent] else number
        self._anywhere[name].append(number)

    def knows(self, number: int) -> bool:
        """Whether the table has this region."""
        return number in self._names and number != regions.NATION

    def name(self, number: int) -> str:
        """Its own name without those around it; "" where the table does not have it."""
        return self._names.get(number, "")

    def settle(self, number: int) -> int | None:
        """``number`` itself or the nearest region around it that the table has; None where there is none."""
        if self.knows(number):
            return number
        return next((around for around in regions.ancestors(number) if self.knows(around)), None)

    def address(self, words: str) -> Found | None:
        """The smallest region that an address names from its beginning, or None.

        >>> table = [(430000000000, "湖南省"), (430100000000, "长沙市"), (430181000000, "浏阳市")]
        >>> Gazetteer(table).address("湖南浏阳市淳口镇81号")
        Found(number=430181000000, level='county')
        """
        rest = tight(words)
        here = regions.NATION
        step = self._step(here, rest) or self._later_start(rest)
        while step is not None:
            here, rest = step
            step = self._step(here, rest)
        return None if here == regions.NATION else Found(here, regions.level(here))

    def _step(self, here: int, rest: str) -> tuple[int, str] | None:
        """One region further in: full names first, also of the next level, then short names."""
        if not rest:
            return None
        children = self._children.get(here, {})
        found = self._prefix(children, rest)
        if found is None and here != regions.NATION:
            grandchildren = [
                found for n in children.values() if (found := self._prefix(self._children.get(n, {}), rest))
            ]
            found = grandchildren[0] if len({number for number, _ in grandchildren}) == 1 else None
        return found or self._prefix(self._short.get(here, {}), rest)

    def _prefix(self, names: dict[str, int], rest: str) -> tuple[int, str] | None:
        for length in self._lengths.get(id(names), ()):
            number = names.get(rest[:length]) if length <= len(rest) else None
            if number:
                return number, rest[length:]
        return None

    def _lone_start(self, rest: str) -> tuple[int, str] | None:
        """An address that begins with a prefecture or county whose name stands only once in the country."""
        for length in self._far:
            numbers = [n for n in self._anywhere.get(rest[:length], ()) if n % _COUNTY_LENGTH == 0]
            if len(numbers) == 1 and length > _SHORTEST:
                return numbers[0], rest[length:]
        return None

    def _later_start(self, rest: str) -> tuple[int, str] | None:
        """The same a few characters in: "湘西龙山县", where the prefecture has a name nobody writes out."""
        starts = (self._lone_start(rest[skip:]) for skip in range(_SKIP))
        return next((start for start in starts if start), None)

    def township(self, words: str, within: Iterable[int | None]) -> int | None:
        """The township named alone, as on a receiving list.

        Args:
            words: "卜里坪街道", also with the office's name behind it or the counties before it.
            within: regions to look in, the likeliest first (the residence, then the domicile).

        Raises:
            DomainError: "township.ambiguous" where several could be meant, "township.unknown" where none is.
        """
        bare = _OFFICE.sub("", tight(words)) or tight(words)
        for around in within:
            found = self._in_county(bare, around)
            if found:
                return found
        named = self.address(bare)
        if named and named.level in {"township", "village"}:
            return named.number
        numbers = [n for n in self._anywhere.get(bare, ()) if n % _COUNTY_LENGTH]
        if len(numbers) > 1:
            raise DomainError("township.ambiguous", count=len(numbers))
        if not numbers:
            raise DomainError("township.unknown")
        return numbers[0]

    def _in_county(self, bare: str, around: int | None) -> int | None:
        if around is None:
            return None
        county = around - around % _COUNTY_LENGTH
        if county not in self._names:
            county = around - around % (100 * _COUNTY_LENGTH)  # a city without counties (东莞)
        return self._children.get(county, {}).get(bare) or self._short.get(county, {}).get(bare) or None


def _lengths(names: Iterable[str]) -> tuple[int, ...]:
    """The lengths of the names, the longest first."""
    return tuple(sorted({len(name) for name in names}, reverse=True))


def _shorter(name: str) -> tuple[str, ...]:
    """What people call a region when they are brief."""
    found = _SELF_RULE.match(name)
    if found:
        kind = found["kind"].removeprefix("自治").removeprefix("民族")
        return found["short"], found["short"] + kind
    found = _TAIL.match(name)
    if found and len(found["short"]) > 1:
        return (found["short"],)
    return ()


def region_of_code(text: str) -> int:
    """The region number of a code cell.

    Raises:
        DomainError: "region.digits" or "region.length".
    """
    return regions.normalise(re.sub(r"[\s'’-]", "", text.split("(")[0]) or "?")
