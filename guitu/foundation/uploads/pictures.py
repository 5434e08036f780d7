"""A picture somebody sent, opened and written anew: what is kept was made by us, whatever was sent.

Only what a picture shows survives: where it was taken, by which phone, thumbnails, comments, scripts and
whatever was glued behind it do not. What a file is follows from its bytes; its name is never asked.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from guitu.domain.kernel.errors import DomainError

BYTES_MOST = 12 * 1024 * 1024
PIXELS_MOST = 40_000_000
"""Of the picture as sent; one from a phone has 12 million. Each takes three bytes of memory."""

EDGE_MOST = 2400  # pixels; enough to read a page of print
_READ = ("JPEG", "PNG", "WEBP")
_QUALITY = 85


def rewritten(content: bytes) -> tuple[bytes, str]:
    """The picture as we keep it, and its media type.

    Raises:
        DomainError: "upload.empty", "upload.too-large", "upload.too-many-pixels", "upload.not-a-picture".
    """
    if not content:
        raise DomainError("upload.empty")
    if len(content) > BYTES_MOST:
        raise DomainError("upload.too-large", most=BYTES_MOST // 1024 // 1024)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _anew(content)
    # what Pillow raises for broken, cut and hostile files; each says the same: this is no picture
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        OverflowError,
        IndexError,
        TypeError,
        KeyError,
    ):
        raise DomainError("upload.not-a-picture") from None


def _anew(content: bytes) -> tuple[bytes, str]:
    with Image.open(io.BytesIO(content), formats=_READ) as sent:
        width, height = sent.size
        if width * height > PIXELS_MOST:  # said by the header; nothing is unpacked yet
            raise DomainError("upload.too-many-pixels", most=PIXELS_MOST // 10_000)
        sent.draft("RGB", (EDGE_MOST, EDGE_MOST))
        sent.load()
        upright = ImageOps.exif_transpose(sent)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((EDGE_MOST, EDGE_MOST))
    bare = Image.new(plain.mode, plain.size)  # carries no info of the one before
    bare.paste(plain)
    made = io.BytesIO()
    if clear:
        bare.save(made, "PNG")
        return made.getvalue(), "image/png"
    bare.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue(), "image/jpeg"
