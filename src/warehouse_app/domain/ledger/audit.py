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


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is kept of a seal outside the database: whose it is, its number, time and hash, and how many links it has.

    Whoever changes the trail and seals it anew cannot change this.
    """

    company: str
    n: int
    at: str
    hash: str
    links: int


def anchor_line(anchor: Anchor) -> str:
    """Return an anchor as one line of text."""
    values = {name: getattr(anchor, name) for name in Anchor.__slots__}
    return json.dumps(values, ensure_ascii=False)


def read_anchor(line: str) -> Anchor | None:
    """Return the anchor a line holds, None where it holds none."""
    try:
        told = json.loads(line)
        return Anchor(str(told["company"]), int(told["n"]), str(told["at"]), str(told["hash"]), int(told["links"]))
    except (ValueError, TypeError, KeyError):
        return None


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
