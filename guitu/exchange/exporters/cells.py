"""Cells that a spreadsheet takes for text, whatever somebody typed into a name or a remark.

A spreadsheet reads a cell that begins with a sign as a formula, and Chinese input methods type the same signs
full width. Every writer of tables puts every text through ``neutral``; nothing else may write a cell.
"""

import unicodedata

SIGNS = frozenset("=+-@|%")
"""What begins a formula somewhere, in every width and size that Unicode has of it."""

DASHES = frozenset("−‐‑‒–—―﹘➖➕")
"""What is typed, or put there by an input method, for minus and plus."""

QUOTES = frozenset('"“”„‟＂«»`´')
MARK = "'"
LONGEST = 32_000
"""Characters; a spreadsheet's cell ends at 32,767."""

# Unassigned, private and surrogate code points, controls and formats (zero width, direction, BOM): nobody
# types them on purpose, and a spreadsheet that skips them would find the sign behind.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def neutral(text: str) -> str:
    """``text`` on one line, without what cannot be seen, and marked with ' where it would begin a formula."""
    shown = "".join(map(_seen, text[:LONGEST])).strip()
    return MARK + shown if _begins_formula(shown) else shown


def _seen(character: str) -> str:
    if character in "\t\r\n\v\f\u2028\u2029\x85":
        return " "
    return "" if unicodedata.category(character) in _UNSEEN else character


def _begins_formula(text: str) -> bool:
    """Whether, past blanks and quotes, the first character is a sign."""
    for character in text:
        if not character.isspace() and character not in QUOTES:
            return character in DASHES or unicodedata.normalize("NFKC", character)[:1] in SIGNS
    return False
