"""Files that people send: pictures are written anew, everything else is refused; stored files are sealed."""

import io
import resource
import struct
import zipfile
import zlib
from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image, PngImagePlugin

from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.uploads import store
from guitu.foundation.uploads.pictures import BYTES_MOST, EDGE_MOST, rewritten

# An inert marker that every virus scanner knows; put together here so that no scanner finds this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<script>alert(1)</script>"
ACTIVE = (
    b"<script",
    b"<svg",
    b"<?php",
    b"<html",
    b"javascript:",
    b"%PDF",
    b"PK\x03\x04",
    b"EICAR",
    b"MZ\x90",
)
MEGABYTES_MOST = 300
SECRET = "湖南省长沙市芙蓉区不可见巷"


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, 90).save(made, form, **more)
    return made.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def zipped(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def text_bomb() -> bytes:
    """A small PNG whose compressed comment unpacks to 80 MB."""
    whole = picture()
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 80_000_000))
    return whole[:33] + bomb + whole[33:]


def webp_of(width: int) -> bytes:
    """A header that promises a picture nobody could hold."""
    size = struct.pack("<I", width - 1)[:3]
    body = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size + size
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


REFUSED = {
    "nothing": b"",
    "one byte": b"\x89",
    "only zeros": bytes(4096),
    "text": "王小明".encode(),
    "eicar": EICAR,
    "eicar in a zip": zipped("a.com", EICAR),
    "svg with a script": b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>",
    "svg with an event": b"<svg onload='alert(1)'/>",
    "svg behind a declaration": b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
    "svg that reads a file": b"<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
    "html": b"<!DOCTYPE html>" + SCRIPT,
    "html with a gif's head": b"GIF89a/*" + SCRIPT,
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "ico": picture("ICO"),
    "eps that is a program": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
    "zip": zipped("a.txt", b"a"),
    "zip that unpacks to much": zipped("a", bytes(50_000_000)),
    "zip with a path upwards": zipped("../../etc/cron.d/a", b"* * * * * root id"),
    "workbook with a macro": zipped("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "windows program": b"MZ\x90" + bytes(600),
    "linux program": b"\x7fELF" + bytes(600),
    "shell script": b"#!/bin/sh\nid\n",
    "php": b"<?php system($_GET['c']); ?>",
    "pickle": b"\x80\x04\x95" + b"cos\nsystem\n(S'id'\ntR.",
    "yaml that is python": b"!!python/object/apply:os.system ['id']",
    "png head only": picture()[:24],
    "png cut in the middle": picture(size=(600, 400))[:200],
    "png of no size": png(0, 0, b""),
    "png of 100,000 by 100,000": png(100_000, 100_000, b"\0" * 100),
    "png of 30,000 by 2,000": png(30_000, 2_000, b"\0" * 100),
    "png that unpacks to more than it says": png(6_000, 6_000, bytes(10)),
    "png with a comment of 80 MB": text_bomb(),
    "png with a broken sum": picture().replace(b"IDAT", b"IDAX"),
    "jpeg head only": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "jpeg cut in its head": picture("JPEG")[:150],
    "webp of 16 million by 16 million": webp_of(1 << 24),
    "webp of nothing": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "too many bytes": picture() + bytes(BYTES_MOST),
}

INERT = {
    "png with a script behind it": picture() + SCRIPT,
    "png that is a zip": picture() + zipped("a.com", EICAR),
    "jpeg that is a zip": picture("JPEG") + zipped("a", b"PK"),
    "jpeg that is a page": picture("JPEG") + b"<html>" + SCRIPT,
    "jpeg with a script as comment": picture("JPEG", comment=SCRIPT),
    "jpeg with php as comment": picture("JPEG", comment=b"<?php id(); ?>"),
    "png with eicar behind it": picture() + EICAR,
    "webp with a page behind it": picture("WEBP") + b"<html>" + SCRIPT,
}


def test_there_are_forty_hostile_files():
    assert len(REFUSED) >= 40


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(DomainError) as refused:
        rewritten(content)

    assert refused.value.code.startswith("upload.")


@pytest.mark.parametrize("content", INERT.values(), ids=INERT)
def test_what_is_a_picture_and_something_else_comes_out_as_a_picture_only(content):
    kept, kind = rewritten(content)

    assert kind in {"image/png", "image/jpeg"}
    assert not [found for found in ACTIVE if found in kept]
    assert Image.open(io.BytesIO(kept)).size == (60, 40)


def test_nothing_hostile_takes_much_memory():
    for content in (*REFUSED.values(), *INERT.values()):
        try:
            rewritten(content)
        except DomainError:
            continue

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 < MEGABYTES_MOST + 400  # and pytest


def test_where_and_with_what_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "某牌手机", SECRET
    exif.get_ifd(0x8825)[2] = (28.0, 11.0, 0.0)
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", SECRET)
    for content in (picture("JPEG", exif=exif), picture("PNG", pnginfo=info), picture("WEBP", exif=exif)):
        kept = rewritten(content)[0]
        opened = Image.open(io.BytesIO(kept))
        assert not dict(opened.getexif())
        assert not {"exif", "comment", "Comment", "icc_profile", "xmp"} & set(opened.info)
        assert SECRET.encode() not in kept


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    assert Image.open(io.BytesIO(rewritten(picture("JPEG", exif=exif))[0])).size == (40, 60)


def test_a_large_picture_is_made_smaller_and_a_clear_one_stays_clear():
    kept, kind = rewritten(picture("PNG", size=(5000, 100), mode="RGBA"))

    opened = Image.open(io.BytesIO(kept))
    assert (kind, opened.mode, opened.size[0]) == ("image/png", "RGBA", EDGE_MOST)


# stored


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.GUITU_HOME = tmp_path


def test_a_stored_file_lies_sealed_under_a_name_of_ours(tmp_path):
    number = store.keep(SECRET.encode())

    [place] = (tmp_path / "uploads" / "files").iterdir()
    assert place.name == number.hex
    assert place.stat().st_mode & 0o077 == 0
    assert SECRET.encode() not in place.read_bytes()
    assert store.content_of(number) == SECRET.encode()


def test_a_stored_file_changed_or_exchanged_does_not_open(tmp_path):
    first, second = store.keep(b"one"), store.keep(b"two")
    folder = tmp_path / "uploads" / "files"
    (folder / first.hex).write_bytes((folder / second.hex).read_bytes())
    body = bytearray((folder / second.hex).read_bytes())
    body[-1] ^= 1
    (folder / second.hex).write_bytes(body)

    for number in (first, second, uuid4()):
        with pytest.raises(DomainError, match="file.unknown"):
            store.content_of(number)


def test_a_discarded_file_is_gone():
    number = store.keep(b"one")

    store.discard(number)
    store.discard(number)

    with pytest.raises(DomainError, match="file.unknown"):
        store.content_of(number)


def test_files_that_lay_too_long_are_discarded():
    number = store.keep(b"one")

    assert store.discard_older(timedelta(days=1), at=clock.now()) == 0
    assert store.discard_older(timedelta(days=1), at=clock.now() + timedelta(days=2)) == 1
    with pytest.raises(DomainError, match="file.unknown"):
        store.content_of(number)
