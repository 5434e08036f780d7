"""What a .docx must not be before anything parses it.

Templates come by mail and by stick. This module looks at the bytes, at the zip directory and once at each XML
part: it builds no tree, follows no link, and no part is larger than what was allowed. It imports nothing of
the house but the error, because it runs in a small child process.
"""

import re
import zipfile
from pathlib import Path

from guitu.domain.kernel.errors import DomainError

MEGABYTE = 1 << 20
FILE_BYTES_MOST = 2 * MEGABYTE
UNPACKED_BYTES_MOST = 16 * MEGABYTE
XML_PART_BYTES_MOST = 2 * MEGABYTE
PARTS_MOST = 200
BRACES_MOST = (
    1000  # of one part; a form has some forty, and what reads them slows with each that is left open
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"
_PROGRAMS = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/|\.bin$|\.exe$|\.js$", re.IGNORECASE)
_PICTURES = re.compile(r"^word/media/[^/]+\.(png|jpe?g|emf|wmf|gif)$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels)$", re.IGNORECASE)

_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([^"']+)""")
_OUTSIDE = re.compile(
    rb"""<(?:\w+:)?Relationship\b[^>]*\bTargetMode\s*=\s*["']External["'][^>]*>""", re.IGNORECASE
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*)["']""")
_REACHES_OUT = re.compile(rb"^\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_FOREIGN = re.compile(
    rb"relationships/(aFChunk|oleObject|package|attachedTemplate|subDocument|frame|control)\b"
)
_FIELD = re.compile(rb"""<w:instrText\b[^>]*>([^<]*)|<w:fldSimple\b[^>]*\bw:instr\s*=\s*["']([^"']*)""")
_HARMLESS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", ""})


def clear(path: Path) -> dict[str, bytes]:
    """Look the file over; returns its XML parts by name.

    Raises:
        DomainError: "letter-template.…" with the reason: empty, too-large, encrypted, not-docx, damaged,
            too-heavy, macros, outside, entities, field-code.
    """
    _check_head(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_archive(archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise DomainError("letter-template.damaged") from error


def _check_head(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise DomainError("letter-template.empty")
    if size > FILE_BYTES_MOST:
        raise DomainError("letter-template.too-large", most=FILE_BYTES_MOST // MEGABYTE)
    content = path.read_bytes()
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise DomainError("letter-template.encrypted")
    if not content.startswith(b"PK\x03\x04"):
        raise DomainError("letter-template.not-docx")


def _check_archive(archive: zipfile.ZipFile) -> dict[str, bytes]:
    parts = archive.infolist()
    _check_directory(parts)
    for part in parts:
        if not _XML.search(part.filename):
            _check_other(part.filename)
    # a directory that lies about sizes is stopped by ``zipfile`` itself
    kept = {part.filename: archive.read(part) for part in parts if _XML.search(part.filename)}
    for name, content in kept.items():
        _check_xml(name, content)
    return kept


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & 0x1 for part in parts):
        raise DomainError("letter-template.encrypted")
    if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_BYTES_MOST:
        raise DomainError("letter-template.too-heavy")
    if any(_XML.search(part.filename) and part.file_size > XML_PART_BYTES_MOST for part in parts):
        raise DomainError("letter-template.too-heavy")
    if len({name.lower() for name in names}) != len(names):
        raise DomainError("letter-template.damaged")  # two parts of one name: readers disagree which counts
    if _MAIN not in names:
        raise DomainError("letter-template.not-docx")
    if any(_PROGRAMS.search(name) for name in names):
        raise DomainError("letter-template.macros")


def _check_other(name: str) -> None:
    """Beside XML only folders, pictures and the thumbnail that Word saves."""
    if not (name.endswith("/") or _PICTURES.search(name) or name.lower().startswith("docprops/thumbnail.")):
        raise DomainError("letter-template.macros")


def _check_xml(name: str, content: bytes) -> None:
    head = content[:200]
    declared = _DECLARED.search(head)
    if b"\x00" in content or (declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii")):
        raise DomainError("letter-template.damaged")  # in another encoding these patterns would see nothing
    if content.count(b"{") > BRACES_MOST:
        raise DomainError("letter-template.too-heavy")
    if _ENTITY.search(content):
        raise DomainError("letter-template.entities")
    if name == "[Content_Types].xml" and b"macroenabled" in content.lower():
        raise DomainError("letter-template.macros")
    if name.endswith(".rels"):
        _check_relations(content)
    _check_fields(content)


def _check_relations(content: bytes) -> None:
    if _FOREIGN.search(content):
        raise DomainError("letter-template.outside", target="attached")
    for relation in _RELATION.findall(content):
        target = _TARGET.search(relation)
        said = target.group(1) if target else b""
        if _OUTSIDE.match(relation) or _REACHES_OUT.match(said):
            raise DomainError("letter-template.outside", target=said.decode("utf-8", "replace")[:60])


def _check_fields(content: bytes) -> None:
    """A field may count pages; every other one can fetch, run or include something."""
    found = [(a or b).decode("utf-8", "replace").strip() for a, b in _FIELD.findall(content)]
    for code in found:
        if code.split(" ")[0].upper() not in _HARMLESS:
            raise DomainError("letter-template.field-code", field=code[:40])
