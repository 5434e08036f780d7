"""The tree against the RFC's own example, against a naive reading of it, and against lies."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.ledger.tree import Frontier, consistency_proof, is_consistent, leaf_hash, root_of


def sha256(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(n).encode(), sha256) for n in range(count)]


def naive_root(of: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if not of:
        return sha256(b"")
    if len(of) == 1:
        return of[0]
    k = 1
    while k * 2 < len(of):
        k *= 2
    return sha256(b"\x01" + naive_root(of[:k]) + naive_root(of[k:]))


def tree_of(of: list[bytes]) -> Frontier:
    tree = Frontier(sha256)
    for leaf in of:
        tree.add(leaf)
    return tree


# the inputs and roots of the Certificate Transparency reference implementation
INPUTS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def test_the_known_example_gives_its_known_roots() -> None:
    tree = Frontier(sha256)
    for said, root in zip(INPUTS, ROOTS, strict=True):
        tree.add(leaf_hash(bytes.fromhex(said), sha256))
        assert tree.root.hex() == root


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert Frontier(sha256).root == sha256(b"")


@pytest.mark.parametrize("count", range(1, 40))
def test_the_frontier_says_what_the_rfc_says(count: int) -> None:
    assert tree_of(leaves(count)).root == root_of(leaves(count), sha256) == naive_root(leaves(count))


@given(st.integers(1, 300), st.integers(0, 300))
@settings(derandomize=True, max_examples=60)
def test_a_tree_that_grew_can_prove_it(first: int, more: int) -> None:
    grown = leaves(first + more)
    before, after = tree_of(grown[:first]), tree_of(grown)

    proof = consistency_proof(before, grown[first:], sha256)

    assert is_consistent(first, before.root, first + more, after.root, proof, sha256)


@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 199), st.integers(0, 2))
@settings(derandomize=True, max_examples=60)
def test_a_tree_that_was_changed_cannot(first: int, more: int, at: int, how: int) -> None:
    old = leaves(first + more)
    new = list(old)
    new[at % first] = leaf_hash(b"changed", sha256)
    before = tree_of(old[:first])
    proof = consistency_proof(tree_of(new[:first]) if how == 0 else before, new[first:], sha256)
    if how == 2 and proof:
        proof = proof[1:]

    assert not is_consistent(first, before.root, first + more, tree_of(new).root, proof, sha256)


def test_nothing_before_needs_no_proof_and_takes_none() -> None:
    root = tree_of(leaves(5)).root
    empty = Frontier(sha256)

    assert consistency_proof(empty, leaves(5), sha256) == []
    assert is_consistent(0, empty.root, 5, root, [], sha256)
    assert not is_consistent(0, empty.root, 5, root, [root], sha256)


def test_a_tree_does_not_shrink() -> None:
    five, four = tree_of(leaves(5)), tree_of(leaves(4))
    assert not is_consistent(5, five.root, 4, four.root, [], sha256)


def test_a_copy_goes_its_own_way() -> None:
    tree = tree_of(leaves(6))
    copy = tree.copy()
    copy.add(leaves(7)[6])

    assert (tree.size, copy.size) == (6, 7)
    assert tree.root == naive_root(leaves(6))
