"""Charts as pictures for documents, drawn without a browser and without a font of our own.

Pillow brings one font, of Latin letters and digits. A picture therefore holds months and numbers alone; its
words stand beside it in the document, whose reader has Chinese fonts.
"""

import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH: Final = 1200
HEIGHT: Final = 460
_TWICE: Final = 2  # drawn larger and made smaller, which smoothes the lines
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 30, 25, 60
_ACCENT, _GRID, _INK, _BAND = "#0f5e5c", "#d8dcdc", "#444b4b", "#d3e5e4"


def line_chart(labels: Sequence[str], values: Sequence[float | None], *, percent: bool) -> bytes:
    """A line with dots as PNG; a gap where a value is None.

    Args:
        labels: under the axis, one for each value; Latin letters and digits.
        values: from 0 to 1 where ``percent``, else counts.
        percent: the axis runs from 0 to 100 %.
    """
    known = [value for value in values if value is not None]
    top = 1.0 if percent else _round_up(max(known, default=0))
    image = Image.new("RGB", (WIDTH * _TWICE, HEIGHT * _TWICE), "white")
    draw = ImageDraw.Draw(image)
    _grid(draw, top, percent=percent)
    places = [
        (_x(n, len(values)), None if value is None else _y(value, top)) for n, value in enumerate(values)
    ]
    _label(draw, labels, [x for x, _ in places])
    for (x0, y0), (x1, y1) in pairwise(places):
        if y0 is not None and y1 is not None:
            draw.line((x0, y0, x1, y1), fill=_ACCENT, width=4 * _TWICE)
    for x, y in places:
        if y is not None:
            draw.ellipse((x - 14, y - 14, x + 14, y + 14), fill=_ACCENT)
    written = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def step_chart(
    shares: Sequence[float | None],
    limits: Sequence[tuple[float, float] | None],
    at_risk: Mapping[int, int],
) -> bytes:
    """A curve that falls in steps, with the band between its limits, as PNG; it ends where nothing is known.

    Args:
        shares: from 0 to 1, one for each month from 0 on.
        limits: lower and upper, one for each month; None: none.
        at_risk: month → the number that stands under the axis there.
    """
    image = Image.new("RGB", (WIDTH * _TWICE, HEIGHT * _TWICE), "white")
    draw = ImageDraw.Draw(image)
    _grid(draw, 1.0, percent=True)
    _below(draw, at_risk, len(shares))
    known = next((n for n, share in enumerate(shares) if share is None), len(shares))
    for n, pair in enumerate(limits[:known]):
        if pair is not None and pair[0] < pair[1]:
            ends = _x(n, len(shares)), _x(min(n + 1, len(shares) - 1), len(shares))
            draw.rectangle((ends[0], _y(pair[1], 1.0), ends[1], _y(pair[0], 1.0)), fill=_BAND)
    line: list[tuple[float, float]] = []
    for n, share in enumerate(shares[:known]):
        if share is not None:
            line += [(_x(n, len(shares)), line[-1][1])] if line else []
            line.append((_x(n, len(shares)), _y(share, 1.0)))
    if len(line) > 1:
        draw.line(line, fill=_ACCENT, width=4 * _TWICE)
    written = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _below(draw: ImageDraw.ImageDraw, at_risk: Mapping[int, int], of: int) -> None:
    """The months under the axis, and under each how many were still watched."""
    font = ImageFont.load_default(20 * _TWICE)
    for month, count in at_risk.items():
        x = _x(month, of)
        draw.text((x, (HEIGHT - _BOTTOM + 6) * _TWICE), f"{month}", fill=_INK, font=font, anchor="mt")
        draw.text((x, (HEIGHT - _BOTTOM + 32) * _TWICE), f"n={count}", fill=_INK, font=font, anchor="mt")


def _grid(draw: ImageDraw.ImageDraw, top: float, *, percent: bool) -> None:
    font = ImageFont.load_default(22 * _TWICE)
    for part in range(5):
        value = top * part / 4
        y = _y(value, top)
        draw.line((_LEFT * _TWICE, y, (WIDTH - _RIGHT) * _TWICE, y), fill=_GRID, width=2)
        words = f"{100 * value:.0f}%" if percent else f"{value:g}"
        draw.text(((_LEFT - 12) * _TWICE, y), words, fill=_INK, font=font, anchor="rm")


def _label(draw: ImageDraw.ImageDraw, labels: Sequence[str], xs: Sequence[float]) -> None:
    font = ImageFont.load_default(20 * _TWICE)
    for label, x in zip(labels, xs, strict=True):
        draw.text((x, (HEIGHT - _BOTTOM + 14) * _TWICE), label, fill=_INK, font=font, anchor="mt")


def _x(n: int, of: int) -> float:
    return _TWICE * (_LEFT + 40 + (WIDTH - _LEFT - _RIGHT - 80) * n / max(1, of - 1))


def _y(value: float, top: float) -> float:
    return _TWICE * (_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - value / top))


def _round_up(most: float) -> float:
    """The least multiple of four that holds the largest value, so that the axis has whole numbers."""
    return max(4.0, -(-most // 4) * 4)
