"""The audit trail: one hash chain per writer, and seals over all chain heads.

Pure: hashes of values, no clock, no store.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from warehouse_app.domain.jsonable import encode

GENESIS = "0" * 64
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Link:
    """One committed command in a writer's chain, done or refused. Persons are named by id only."""

    writer: str
    n: int
    command_id: str
    at: str
    who: str
    station: str
    name: str
    verdict: str
    value_hash: str
    entries_hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link of one chain."""

    writer: str
    n: int
    hash: str


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON (sorted keys, no blanks)."""
    return hashlib.sha256(_canonical(encode(value)).encode()).hexdigest()


def link_hash(previous: str, link: Link) -> str:
    """Return the hash of `link` chained to the hash of its predecessor."""
    parts = (
        previous,
        link.writer,
        str(link.n),
        link.command_id,
        link.at,
        link.who,
        link.station,
        link.name,
        link.verdict,
        link.value_hash,
        link.entries_hash,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def seal_hash(previous: str, at: str, heads: tuple[Head, ...]) -> str:
    """Return the hash of a seal: all chain heads in order of their writers, chained to the previous seal."""
    body = [previous, at]
    body += [f"{head.writer}:{head.n}:{head.hash}" for head in sorted(heads, key=lambda head: head.writer)]
    return hashlib.sha256("\x1f".join(body).encode()).hexdigest()
