"""The yearly book of those who tell their story: a .docx, written story by story.

It is given aliases, words and what a picture may show, and knows nothing else of anybody. The text of a
document is one part of a zip; it is written as it comes, so that many stories need no more memory than one.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from guitu.exchange.exporters.letter_forms import DAY

KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_XML}<Types xmlns="{_P}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT = (
    f'{_XML}<Relationships xmlns="{_P}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_BESIDE = (
    f'{_XML}<Relationships xmlns="{_P}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Noto Serif" w:eastAsia="SimSun" w:hAnsi="Noto Serif"/><w:sz w:val="24"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
    '<w:spacing w:after="120" w:line="400" w:lineRule="auto"/><w:ind w:firstLineChars="200"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/>'
    '<w:spacing w:before="2400" w:after="480"/></w:pPr><w:rPr><w:b/><w:sz w:val="48"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:pageBreakBefore/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Aside"><w:name w:val="Aside"/>'
    '<w:rPr><w:color w:val="666666"/><w:sz w:val="20"/></w:rPr></w:style></w:styles>'
)


class Chapter(NamedTuple):
    """One story: what the person is called in it, its words, and what a picture may show ("" none)."""

    alias: str
    words: str
    picture: str


def book(title: str, foreword: Iterable[str], chapters: Iterable[Chapter]) -> bytes:
    """The whole book; the same bytes for the same stories.

    Args:
        title: on the first page.
        foreword: paragraphs under it, such as how many stories there are.
        chapters: in order; each is written and let go.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _ROOT),
            ("word/_rels/document.xml.rels", _BESIDE),
            ("word/styles.xml", _STYLES),
        ):
            archive.writestr(_info(name), words)
        with archive.open(_info("word/document.xml"), "w") as part:
            for piece in _document(title, foreword, chapters):
                part.write(piece.encode())
    return written.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _document(title: str, foreword: Iterable[str], chapters: Iterable[Chapter]) -> Iterator[str]:
    yield f'{_XML}<w:document xmlns:w="{_W}"><w:body>'
    yield _paragraph(title, "Title")
    for words in foreword:
        yield _paragraph(words, "Normal")
    for chapter in chapters:
        yield _paragraph(chapter.alias, "Heading1")
        if chapter.picture:
            yield _paragraph(chapter.picture, "Aside")
        for line in chapter.words.splitlines():
            if line.strip():
                yield _paragraph(line.strip(), "Normal")
    yield (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'
        "</w:body></w:document>"
    )


def _paragraph(words: str, style: str) -> str:
    safe = escape("".join(c for c in words if c == "\t" or c >= " "))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{safe}</w:t></w:r></w:p>'
    )
