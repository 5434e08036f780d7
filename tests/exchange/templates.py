"""Templates as offices send them, good and bad: made from the ones that ship by changing a part."""

# ruff: noqa: E501 - a corpus, one kind a line

import io
import zipfile
from collections.abc import Mapping

from guitu.domain.letters.catalogue import FORMS
from guitu.exchange.exporters.letter_forms import packed, template

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts(kind: str) -> dict[str, bytes]:
    """The parts of the template that ships."""
    with zipfile.ZipFile(io.BytesIO(template(FORMS[kind]))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(kind: str, part: str, before: str, after: str) -> bytes:
    """The template with one place of one part changed."""
    found = parts(kind)
    assert before.encode() in found[part]
    return packed({**found, part: found[part].replace(before.encode(), after.encode(), 1)})


def saying(kind: str, words: str) -> bytes:
    """The template with one more paragraph."""
    return changed(kind, BODY, "<w:sectPr>", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p><w:sectPr>")


def with_parts(kind: str, more: Mapping[str, bytes]) -> bytes:
    """The template with more parts."""
    return packed({**parts(kind), **more})


def related(kind: str, relation: str, target: str, *, mode: str = "") -> bytes:
    """The template with one more relation."""
    said = f' TargetMode="{mode}"' if mode else ""
    more = f'<Relationship Id="rId9" Type="{_OFFICE}/{relation}" Target="{target}"{said}/></Relationships>'
    return changed(kind, RELATIONS, "</Relationships>", more)


def bomb(kind: str) -> bytes:
    """Small in the mail, large unpacked."""
    return with_parts(kind, {"word/media/a.png": b"\x00" * (20 << 20)})


K = "warning_letter"
TAGS = {
    "attribute": "{{ name.__class__ }}",
    "item": "{{ name['x'] }}",
    "call": "{{ name() }}",
    "filter": "{{ name|upper }}",
    "arithmetic": "{{ 'a' * 1000000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "loop": "{% for x in name %}{{ name }}{% endfor %}",
    "set": "{% set name = 1 %}",
    "include": "{% include 'x' %}",
    "import": "{% import 'x' as name %}",
    "extends": "{% extends 'x' %}",
    "macro": "{% macro name() %}{% endmacro %}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "split over runs": "{{ name</w:t></w:r><w:r><w:t>.__class__ }}",
    "merged cells": "{% if loop.first %}x{% endif %}",
    "comparison": "{% if name == 'x' %}x{% endif %}",
    "rich": "{{r name.xml }}",
    "constant": "{{ 'x' }}",
}
"""Tags that are more than a name."""

REFUSED: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "text": ("告诫书 {{ name }}".encode(), "not-docx"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "not-docx"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "cut": (template(FORMS[K])[:900], "damaged"),
    "other zip": (packed({"a.txt": b"x"}), "not-docx"),
    "large": (b"PK\x03\x04" + b"x" * (3 << 20), "too-large"),
    "bomb": (bomb(K), "too-heavy"),
    "open braces": (saying(K, "{{" * 100_000), "too-heavy"),
    "a great many names": (saying(K, "{{ name }}" * 20_000), "too-heavy"),
    "macro": (with_parts(K, {"word/vbaProject.bin": b"x"}), "macros"),
    "macro type": (changed(K, TYPES, ".document.main+xml", ".document.macroEnabled.main+xml"), "macros"),
    "embedded": (with_parts(K, {"word/embeddings/a.xlsx": b"x"}), "macros"),
    "script": (with_parts(K, {"word/run.js": b"x"}), "macros"),
    "anything": (with_parts(K, {"word/a.dat": b"x"}), "macros"),
    "link": (related(K, "hyperlink", "https://elsewhere.example/", mode="External"), "outside"),
    "picture elsewhere": (related(K, "image", "file:///etc/passwd", mode="External"), "outside"),
    "share": (related(K, "image", r"\\elsewhere\x"), "outside"),
    "template elsewhere": (related(K, "attachedTemplate", "https://elsewhere.example/x.dotm"), "outside"),
    "chunk": (related(K, "aFChunk", "x.html"), "outside"),
    "entity": (changed(K, BODY, "<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "entities"),
    "entity outside": (changed(K, BODY, "<w:document", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document'), "entities"),
    "encoding": (changed(K, BODY, 'encoding="UTF-8"', 'encoding="UTF-16"'), "damaged"),
    "broken": (changed(K, BODY, "</w:body>", "</w:boddy>"), "damaged"),
    "no types": (changed(K, TYPES, "document.main+xml", "nothing+xml"), "damaged"),
    "dde": (saying(K, "</w:t></w:r><w:r><w:instrText> DDEAUTO c:\\\\x </w:instrText></w:r><w:r><w:t>"), "field-code"),
    "include": (changed(K, BODY, "<w:sectPr>", '<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p><w:sectPr>'), "field-code"),
    "braces": (saying(K, "{{ name }"), "syntax"),
    "if without end": (saying(K, "{% if name %}x"), "syntax"),
    "strange name": (saying(K, "{{ risk_level }}"), "unknown-name"),
    "no appeal": (changed(K, BODY, "{{ appeal }}", "以后再说"), "lacks"),
    "no number": (changed(K, BODY, "{{ number }}", "1"), "lacks"),
    **{f"tag: {name}": (saying(K, tag), "computes") for name, tag in TAGS.items()},
}  # fmt: skip
"""What must not be taken, and why."""
