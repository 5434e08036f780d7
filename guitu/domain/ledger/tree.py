"""The Merkle tree of RFC 6962 (section 2.1): hashes of lines, their root, and proofs that it only grew.

The tree is never kept. Its *frontier*, the hashes of its largest full subtrees, is enough to add lines, to
say the root, and to prove that a larger tree begins with this one.
"""

from collections.abc import Callable, Iterable, Sequence

Hash = Callable[[bytes], bytes]


def leaf_hash(line: bytes, hashed: Hash) -> bytes:
    """The hash of one line."""
    return hashed(b"\x00" + line)


def _node_hash(left: bytes, right: bytes, hashed: Hash) -> bytes:
    return hashed(b"\x01" + left + right)


class Frontier:
    """A tree of ``size`` leaves, as the hashes of its largest full subtrees, the largest first."""

    def __init__(self, hashed: Hash, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.hashed = hashed
        self.size = size
        self.nodes = list(nodes)

    def add(self, leaf: bytes) -> None:
        """One leaf hash more."""
        self.nodes.append(leaf)
        self.size += 1
        full = self.size
        while full % 2 == 0:
            right = self.nodes.pop()
            self.nodes[-1] = _node_hash(self.nodes[-1], right, self.hashed)
            full //= 2

    def copy(self) -> "Frontier":
        """The same tree, to go on with elsewhere."""
        return Frontier(self.hashed, self.size, self.nodes)

    @property
    def root(self) -> bytes:
        """The hash over everything; of an empty tree the hash of nothing."""
        if not self.nodes:
            return self.hashed(b"")
        root = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            root = _node_hash(node, root, self.hashed)
        return root


def root_of(leaves: Iterable[bytes], hashed: Hash) -> bytes:
    """The root over leaf hashes."""
    tree = Frontier(hashed)
    for leaf in leaves:
        tree.add(leaf)
    return tree.root


def consistency_proof(before: Frontier, added: Sequence[bytes], hashed: Hash) -> list[bytes]:
    """That the tree with ``added`` leaf hashes behind those of ``before`` begins with ``before``.

    Empty where nothing was added or nothing was there before: then there is nothing to prove.
    """
    if not added or not before.size:
        return []
    known = _places(before)

    def over(low: int, high: int) -> bytes:
        """The root of the leaves from ``low`` up to, not including, ``high``."""
        if high <= before.size:
            return known[low, high]
        return root_of(added[low - before.size : high - before.size], hashed)

    def step(low: int, high: int, *, whole: bool) -> list[bytes]:
        """SUBPROOF of the RFC over the leaves from ``low`` up to ``high``."""
        if high == before.size:
            return [] if whole else [over(low, high)]
        middle = low + _split(high - low)
        if before.size <= middle:
            return [*step(low, middle, whole=whole), over(middle, high)]
        return [*step(middle, high, whole=False), over(low, middle)]

    return step(0, before.size + len(added), whole=True)


def is_consistent(
    first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes], hashed: Hash
) -> bool:
    """Whether ``proof`` shows that the tree of ``second`` leaves begins with that of ``first``.

    The algorithm of RFC 9162, section 2.1.4.2, which reads the same proofs.
    """
    if first > second:
        return False
    if first in {0, second}:
        return not proof and (first == 0 or first_root == second_root)
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    return _climbs(first - 1, second - 1, path, (first_root, second_root), hashed)


def _climbs(fn: int, sn: int, path: Sequence[bytes], roots: tuple[bytes, bytes], hashed: Hash) -> bool:
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = _node_hash(node, fr, hashed), _node_hash(node, sr, hashed)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = _node_hash(sr, node, hashed)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and (fr, sr) == roots


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _places(tree: Frontier) -> dict[tuple[int, int], bytes]:
    """The frontier's nodes by the leaves they stand over."""
    found: dict[tuple[int, int], bytes] = {}
    low = 0
    for node in tree.nodes:
        width = 1 << ((tree.size - low).bit_length() - 1)
        found[low, low + width] = node
        low += width
    return found
