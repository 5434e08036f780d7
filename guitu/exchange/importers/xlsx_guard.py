"""What an .xlsx file must not be before anything parses it.

Rosters come by mail and by stick. This module looks at the bytes, at the zip directory and once at every XML
part in slices of a megabyte: it never builds a tree, never follows a link and holds no part as a whole. What
it finds is either a refusal with a code or the few facts the parser needs. It imports nothing of the house
but the error, because it runs in a small child process.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guitu.domain.kernel.errors import DomainError

MEGABYTE = 1 << 20
FILE_BYTES_MOST = 40 * MEGABYTE
UNPACKED_BYTES_MOST = 120 * MEGABYTE
PACKING_RATIO_MOST = 120  # real rosters pack 10 to 30 times
RATIO_MATTERS_FROM = 2 * MEGABYTE
PARTS_MOST = 1000
COLUMNS_MOST = 300
ROWS_MOST = 200_000
CELLS_MOST = 1_200_000  # width × height: the parser lays sheets out as full rectangles
CELL_BYTES_MOST = MEGABYTE
SHEETS_MOST = 60

_SLICE = MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACRO_PARTS = re.compile(r"vbaproject|/macrosheets/|/activex/|/embeddings/|\.bin$", re.IGNORECASE)
_BINARY_ALLOWED = re.compile(r"printersettings", re.IGNORECASE)
_OUTSIDE_PARTS = re.compile(r"/externallinks/|xl/connections\.xml|/querytables/", re.IGNORECASE)
_XML_PART = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)

_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# cells that are only styled (<c r="XFD9" s="1"/>) hold nothing and are not laid out
_CELL_REF = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,9})(\d{1,12})["'][^>]*(?<!/)>""")
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*)?(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3}\d{1,7})["'][^>]*>\s*<(?:\w+:)?f\b"""
)
_ANY_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ACTIVE_FORMULA = re.compile(
    rb"<(?:\w+:)?f\b[^>]*>[^<]*("
    rb"\||\[\d+\]|\\\\|://|"
    rb"\b(?:HYPERLINK|WEBSERVICE|FILTERXML|CALL|EXEC|REGISTER(?:\.ID)?|RTD|DDE|IMAGE|INDIRECT|EVALUATE)\s*\()",
    re.IGNORECASE,
)
_DATE_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""", re.IGNORECASE)
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b[^>]*?\b\w+:id\s*=\s*["']([^"']+)["']""")
_RELATION = re.compile(rb"""<(?:\w+:)?Relationship\b([^>]*)>""")
_ATTRIBUTE = re.compile(rb"""\b(Id|Target)\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Clearance:
    """A file that may be parsed.

    ``formulas`` has one set of cell addresses ("F12") per sheet, in the workbook's order.
    ``epoch_1904`` means that serial numbers count from 1904, as old Macintosh workbooks do.
    """

    formulas: tuple[frozenset[str], ...]
    epoch_1904: bool


def clear(path: Path) -> Clearance:
    """Look the file over.

    Raises:
        DomainError: "roster-file.…" with the reason: empty, too-large, encrypted, old-xls, not-xlsx, damaged,
            bomb, too-many-parts, macros, outside-links, entities, encoding, columns, cells, active-formula.
    """
    _check_head(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_archive(archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise DomainError("roster-file.damaged") from error


def _check_head(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise DomainError("roster-file.empty")
    if size > FILE_BYTES_MOST:
        raise DomainError("roster-file.too-large", megabytes=FILE_BYTES_MOST // MEGABYTE)
    with path.open("rb") as file:
        head = file.read(8)
        if head == _OLE:
            file.seek(0)
            encrypted = _ENCRYPTED in file.read()
            raise DomainError("roster-file.encrypted" if encrypted else "roster-file.old-xls")
    if not head.startswith(b"PK\x03\x04"):
        raise DomainError("roster-file.not-xlsx")


def _check_archive(archive: zipfile.ZipFile) -> Clearance:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    _check_directory(parts)
    _check_names(names)
    total = 0
    formulas: dict[str, frozenset[str]] = {}
    for part in parts:
        looked = _Look(part.filename)
        for block in _blocks(archive, part):
            total += len(block)
            if total > UNPACKED_BYTES_MOST:
                raise DomainError("roster-file.bomb")
            looked.at(block)
        looked.finish()
        if looked.is_sheet:
            formulas[part.filename] = frozenset(looked.formulas)
    order, epoch_1904 = _workbook(archive, set(names))
    return Clearance(tuple(formulas.get(name, frozenset()) for name in order), epoch_1904)


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > PARTS_MOST:
        raise DomainError("roster-file.too-many-parts")
    if any(part.flag_bits & 0x1 for part in parts):
        raise DomainError("roster-file.encrypted")
    if sum(part.file_size for part in parts) > UNPACKED_BYTES_MOST:
        raise DomainError("roster-file.bomb")
    for part in parts:
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > PACKING_RATIO_MOST * part.compress_size:
            raise DomainError("roster-file.bomb")


def _check_names(names: list[str]) -> None:
    lowered = [name.lower() for name in names]
    if len(set(lowered)) != len(lowered):
        raise DomainError("roster-file.damaged")  # two parts of one name: readers disagree which one counts
    if "xl/workbook.bin" in lowered or "xl/workbook.xml" not in lowered:
        raise DomainError("roster-file.not-xlsx")
    if any(_MACRO_PARTS.search(name) and not _BINARY_ALLOWED.search(name) for name in names):
        raise DomainError("roster-file.macros")
    if any(_OUTSIDE_PARTS.search(name) for name in names):
        raise DomainError("roster-file.outside-links")


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part unpacked in slices; a directory that lies about sizes is stopped by ``zipfile`` itself."""
    with archive.open(part) as stream:
        while block := stream.read(_SLICE):
            yield block


class _Look:
    """One pass over one part: what was left of the last slice is looked at again with the next one."""

    def __init__(self, name: str) -> None:
        self.is_xml = bool(_XML_PART.search(name))
        self.is_sheet = (
            self.is_xml and name.lower().startswith("xl/worksheets/") and "/_rels/" not in name.lower()
        )
        self.is_types = name == "[Content_Types].xml"
        self.formulas: set[str] = set()
        self._tail = b""
        self._first = True
        self._width = 0
        self._height = 0
        self._cells_in_row = 0
        self._rows_seen = 0

    def at(self, block: bytes) -> None:
        """Look at the next slice.

        Raises:
            DomainError: see ``clear``.
        """
        if not self.is_xml:
            return
        if self._first:
            self._first = False
            _check_encoding(block)
        text = self._tail + block
        if _ENTITY.search(text):
            raise DomainError("roster-file.entities")
        if self.is_types and b"macroenabled" in text.lower():
            raise DomainError("roster-file.macros")
        if self.is_sheet:
            cut = self._cut(text)
            self._measure(text[:cut])
            self._tail = text[cut:]
        else:
            self._tail = text[-64:]

    def finish(self) -> None:
        """Look at what is left after the last slice."""
        if self.is_sheet:
            self._measure(self._tail)

    def _cut(self, text: bytes) -> int:
        """Where the last cell of the slice begins, so that a cell and its formula are seen together."""
        cut = max(text.rfind(b"<c "), text.rfind(b":c "))
        if cut <= 0:
            cut = text.rfind(b"<")
        if text[cut : cut + 1] == b":":
            cut = text.rfind(b"<", 0, cut)
        if len(text) - cut > CELL_BYTES_MOST + _SLICE:
            raise DomainError("roster-file.cells")
        return max(cut, 0)

    def _measure(self, text: bytes) -> None:
        found = _CELL_REF.findall(text)
        if found:
            self._width = max(self._width, *map(_column, {letters for letters, _ in found}))
            self._height = max(self._height, *map(int, {number for _, number in found}))
        if len(found) < len(_CELL.findall(text)):
            self._count_unaddressed(text)
        if self._width > COLUMNS_MOST:
            raise DomainError("roster-file.columns", most=COLUMNS_MOST)
        if self._height > ROWS_MOST or self._width * self._height > CELLS_MOST:
            raise DomainError("roster-file.cells")
        if _ANY_FORMULA.search(text):
            self._take_formulas(text)

    def _count_unaddressed(self, text: bytes) -> None:
        """Some writers leave addresses out; then a cell's place is its turn in its row."""
        for n, row in enumerate(_ROW.split(text)):
            self._rows_seen += n > 0
            self._cells_in_row = len(_CELL.findall(row)) + (self._cells_in_row if n == 0 else 0)
            self._width = max(self._width, self._cells_in_row)
        self._height = max(self._height, self._rows_seen)

    def _take_formulas(self, text: bytes) -> None:
        if _ACTIVE_FORMULA.search(text):
            raise DomainError("roster-file.active-formula")
        found = {ref.decode().upper() for ref in _FORMULA.findall(text)}
        self.formulas |= found or {"?"}  # a formula without an address: nobody can say which column it is in


def _check_encoding(block: bytes) -> None:
    """Only UTF-8: in another encoding the patterns of this module would see nothing."""
    head = block[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise DomainError("roster-file.encoding")
    declared = re.search(rb"""encoding\s*=\s*["']([^"']+)""", head)
    if declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise DomainError("roster-file.encoding")


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _workbook(archive: zipfile.ZipFile, names: set[str]) -> tuple[tuple[str, ...], bool]:
    """The parts of the sheets in the workbook's order, and whether it counts days from 1904."""
    book = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    relations = archive.read("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in names else b""
    targets: dict[bytes, bytes] = {}
    for relation in _RELATION.findall(relations):
        pairs = dict(_ATTRIBUTE.findall(relation))
        targets[pairs.get(b"Id", b"")] = pairs.get(b"Target", b"")
    ids = _SHEET.findall(book)
    if len(ids) > SHEETS_MOST:
        raise DomainError("roster-file.too-many-parts")
    order = tuple(_part_name(targets.get(key, b"").decode("utf-8", "replace")) for key in ids)
    return order, bool(_DATE_1904.search(book))


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
