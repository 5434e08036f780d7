"""Large things sealed piece by piece, never whole in memory: an uploaded file, a backup of keys.

Each piece is bound to its number and to whether it is the last, so that a stream that lost, repeated or
exchanged a piece does not open.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader
from typing import BinaryIO

from guitu.domain.kernel.errors import DomainError

_LENGTH = 4  # bytes
_MOST = 1 << 26
Turn = Callable[[bytes, bytes], bytes]


def write(file: BinaryIO, pieces: Iterable[bytes], *, seal: Turn, bound: bytes) -> int:
    """Write the pieces sealed; returns how many bytes they held."""
    size = number = 0
    for number, piece in enumerate(pieces, 1):
        _put(file, seal(piece, _place(bound, number, last=False)))
        size += len(piece)
    _put(file, seal(b"", _place(bound, number + 1, last=True)))
    return size


def read(file: BufferedReader, *, unseal: Turn, bound: bytes) -> Iterator[bytes]:
    """The pieces again.

    Raises:
        DomainError: "secret.damaged".
    """
    number = 0
    while head := file.read(_LENGTH):
        number += 1
        length = int.from_bytes(head)
        sealed = file.read(min(length, _MOST))
        if len(sealed) != length:
            break
        last = not file.peek(1)
        piece = unseal(sealed, _place(bound, number, last=last))
        if last:
            return
        yield piece
    raise DomainError("secret.damaged")


def _put(file: BinaryIO, sealed: bytes) -> None:
    file.write(len(sealed).to_bytes(_LENGTH))
    file.write(sealed)


def _place(bound: bytes, number: int, *, last: bool) -> bytes:
    return bound + number.to_bytes(8) + (b"!" if last else b".")
