"""What a witness answers to a head: its signature, or why not, and where it stands itself."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.head import Head, to_sign
from guitu.domain.ledger.tree import is_consistent
from guitu.foundation.audit.keys import hash_of, verifies
from guitu.runtime.witness.store import Seen, Store, head_of_json

Answer = dict[str, object]


def answer(store: Store, said: Mapping[str, Any], *, at: datetime) -> Answer:
    """Judge one head that a log sent; what is accepted is on the disk before this returns.

    Refusals: "unreadable", "stranger" (a key never heard before), "unsigned", "smaller" (the log shrank),
    "other" (same size, other content), "elsewhere" (the proof starts where the witness does not stand; it
    says where), "inconsistent" (the log was changed before that place).
    """
    try:
        head, key = head_of_json(said), str(said["key"])
        signature = b64decode(said["signature"], validate=True)
        proof = [b64decode(each, validate=True) for each in said["proof"]]
        start = int(said["from"])
        if not store.trusts(key):
            return {"refused": "stranger"}
        if not verifies(head.suite, key, to_sign(head), signature):
            return {"refused": "unsigned"}
        before = store.last(head.log)
        refused = _refusal(before, head, start, proof)
    except (DomainError, KeyError, TypeError, ValueError):
        return {"refused": "unreadable"}
    if refused:
        return refused
    if before is None or before.head.size < head.size:
        before = store.cosign(head, key=key, signature=signature, at=at)
    return {
        "witness": store.key.public,
        "seen_at": before.seen_at.isoformat(),
        "at": before.head.at.isoformat(),
        "cosignature": b64encode(before.cosignature).decode(),
    }


def _refusal(before: Seen | None, head: Head, start: int, proof: list[bytes]) -> Answer | None:
    if before is None:
        return None if start == 0 else {"refused": "elsewhere", "size": 0}
    stands = {"size": before.head.size}
    if head.size < before.head.size:
        return {"refused": "smaller", **stands}
    if head.size == before.head.size:
        return None if head.root == before.head.root else {"refused": "other", **stands}
    if start != before.head.size:
        return {"refused": "elsewhere", **stands}
    hashed = hash_of(head.suite)
    if not is_consistent(start, before.head.root, head.size, head.root, proof, hashed):
        return {"refused": "inconsistent", **stands}
    return None
