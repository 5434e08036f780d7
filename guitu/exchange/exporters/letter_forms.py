"""The templates that ship: each form of rule book 4.5 laid out as a small .docx, the same bytes every time.

An office may lay out its own. What a person takes home is printed in large type (16 points, else 12).
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

from guitu.domain.letters.form import Digits, Form

DAY: Final = (2026, 1, 1, 0, 0, 0)
"""When every part was written, in the zip directory: a file says nothing about when it was made."""

LARGE, PLAIN = 32, 24  # half points
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = (
    f'{_XML}<Types xmlns="{_P}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT = (
    f'{_XML}<Relationships xmlns="{_P}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_P}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_BESIDE = (
    f'{_XML}<Relationships xmlns="{_P}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/></Relationships>'
)
# No title and no author: a file's properties are read by whoever it is sent to.
_CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_FOOT_TYPE = f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
_FOOT_BESIDE = f'<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/>'
_FOOT_THERE = '<w:footerReference w:type="default" r:id="rId2"/>'
_FOOT = (
    f'{_XML}<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Small"/><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)


def template(form: Form) -> bytes:
    """The form as a .docx whose placeholders are ``{{ code }}``."""
    return laid_out(lines(form), size=LARGE if form.large else PLAIN)


def laid_out(paragraphs: Iterable[tuple[str, str]], *, size: int, numbered: bool = False) -> bytes:
    """Paragraphs, each a style and its words, as a .docx that says nothing of who made it or when.

    ``numbered``: each page carries its number at its foot.
    """
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": _document(paragraphs, _FOOT_THERE if numbered else ""),
        "word/_rels/document.xml.rels": _BESIDE,
        "word/styles.xml": _styles(size),
        "docProps/core.xml": _CORE,
    }
    if numbered:
        parts["[Content_Types].xml"] = _TYPES.replace("</Types>", f"{_FOOT_TYPE}</Types>")
        parts["word/_rels/document.xml.rels"] = _BESIDE.replace(
            "</Relationships>", f"{_FOOT_BESIDE}</Relationships>"
        )
        parts["word/footer1.xml"] = _FOOT
    return packed({name: words.encode() for name, words in parts.items()})


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as one file, the same bytes for the same parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return written.getvalue()


def _styles(size: int) -> str:
    def style(code: str, name: str, paragraph: str, letters: str) -> str:
        kind = ' w:default="1"' if code == "Normal" else ""
        return (
            f'<w:style w:type="paragraph"{kind} w:styleId="{code}"><w:name w:val="{name}"/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )

    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>'
    bold = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:b/>'

    def sized(half_points: int) -> str:
        return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'

    spaced = '<w:spacing w:line="360" w:lineRule="auto" w:after="60"/>'
    return (
        f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{font}{sized(size)}'
        '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "Normal", spaced, "")
        + style("Title", "Title", '<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>',
                bold + sized(size + 12))
        + style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', bold)
        + style("Sign", "Sign", '<w:spacing w:before="240" w:after="60"/>', "")
        + style("Right", "Right", '<w:jc w:val="right"/>', "")
        + style("Small", "Small", "", sized(size - 4))
        + "</w:styles>"
    )  # fmt: skip


def _document(paragraphs: Iterable[tuple[str, str]], foot: str) -> str:
    body = "".join(f"{_paragraph(style, words)}" for style, words in paragraphs)
    page = (
        f'<w:sectPr>{foot}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1304" w:bottom="1440" w:left="1304" w:header="720" w:footer="720" '
        'w:gutter="0"/></w:sectPr>'
    )
    return f'{_XML}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}{page}</w:body></w:document>'


def _paragraph(style: str, words: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def lines(form: Form) -> Iterator[tuple[str, str]]:
    """What stands on the paper, paragraph by paragraph, each with its style."""
    yield "Title", form.title[0]
    yield "Right", "编号：{{ number }}"
    if form.digits is not Digits.NONE:
        yield "", "姓名：{{ name }}　证件号码：{{ id_number }}"
    elif not any("{{ name }}" in words for words in form.body):
        yield "", "姓名：{{ name }}"
    marks = {"# ": "Heading1", "_ ": "Sign"}
    signs = [words for words in form.body if words.startswith("_ ")]
    for words in form.body:
        if words not in signs:
            yield marks.get(words[:2], ""), words.removeprefix("# ")
    if form.burdens:
        yield "Heading1", "您的权利" if form.large else "本人的权利"
        yield "", "{{ appeal }}"
    if not form.neutral:
        yield "Small", "依据：{{ source }}"
    yield (
        "Small",
        "经办：{{ worker }}{% if unit_phone %}　电话：{{ unit_phone }}{% endif %}"
        "{% if unit_address %}　地址：{{ unit_address }}{% endif %}",
    )
    for words in signs:
        yield "Sign", words.removeprefix("_ ")
    yield "Right", "{{ unit }}"
    yield "Right", "{{ issued_on }}"
