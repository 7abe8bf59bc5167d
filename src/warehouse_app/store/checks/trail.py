"""The audit trail proven anew: links, entries and seals are hashed again from what stands in their rows.

Chains are read as a stream, so that a long history needs no more memory than a short one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import text

from warehouse_app.domain.doctoring import Check
from warehouse_app.domain.items import Item
from warehouse_app.domain.jsonable import encode
from warehouse_app.domain.ledger.audit import GENESIS, Anchor, Head, digest, seal_hash
from warehouse_app.store.checks.asking import AT_ONCE, Question, stream, told
from warehouse_app.store.desk import Desk

_WHO = (
    *(("order_event", "who", "order_event.id"), ("order_hold", "who", "order_hold.order_id")),
    *(("purchase_event", "who", "purchase_event.id"), ("receipt", "who", "receipt.id")),
    *(("receipt_line", "who", "receipt_line.seq"), ("parked", "who", "parked.id")),
    *(("transfer_deed", "who", "transfer_deed.seq"),),
    *(("import_run", "who", "import_run.id"), ("manifest_parcel", "who", "manifest_parcel.parcel_id")),
    *(("print_hop", "who", "print_hop.id"), ("count_request", "who", "count_request.id")),
    *(("count_request", "person", "count_request.id"), ("count_request", "decided_by", "count_request.id")),
    *(("count_line", "who", "count_line.id"), ("count_plan", "who", "count_plan.id")),
    *(("move_task", "who", "move_task.id"), ("move_task", "person", "move_task.id")),
    *(("kit", "who", "kit.product_id"), ("kit_work", "who", "kit_work.id")),
    *(("release_channel", "who", "release_channel.code"), ("wave", "who", "wave.code")),
    *(("putaway_load", "who", "putaway_load.id"), ("layout", "who", "layout.id")),
    *(("message", "who", "message.id"), ("message", "person", "message.id")),
    *(("message_seen", "person", "message_seen.message_id"), ("exception_rest", "who", "exception_rest.name")),
    *(("person_skill", "person", "person_skill.skill"), ("person_cap", "person", "person_cap.units")),
    *(("batch_part", "person", "batch_part.batch_id"), ("product_scan", "who", "product_scan.product_id")),
    *(("role_scan", "who", "role_scan.role"), ("photo", "who", "photo.id")),
    *(("carton", "who", "carton.product_id"), ("measured", "who", "measured.product_id")),
    *(("instruction", "who", "instruction.id"), ("product_care", "who", "product_care.product_id")),
    *(("pack_confirm", "who", "pack_confirm.pack_id"),),
    *(("verdict_class", "who", "verdict_class.code"), ("near_miss", "who", "near_miss.id")),
    *(("near_miss", "picker", "near_miss.id"), ("near_miss", "settled_by", "near_miss.id")),
    *(("lot_block", "who", "lot_block.id"), ("lot_block", "released_by", "lot_block.id")),
    *(("capture_rule", "who", "capture_rule.id"), ("captured", "who", "captured.id")),
    *(("person_way", "who", "person_way.training"), ("person_way", "person", "person_way.training")),
    *(("training_result", "person", "training_result.id"),),
    *(("proof_rule", "who", "proof_rule.level"), ("proof_rule", "person", "proof_rule.level")),
    *(("weight_check", "who", "weight_check.id"), ("weight_check", "lent_by", "weight_check.id")),
    *(("weight_kept", "who", "weight_kept.product_id"),),
    *(("refund", "who", "refund.id"), ("refund", "approved_by", "refund.id")),
    *(("store_credit", "who", "store_credit.id"), ("work_order", "who", "work_order.id")),
    *(("work_order", "done_by", "work_order.id"), ("supplier_return", "who", "supplier_return.id")),
    *(("returns", "who", "returns.id"), ("return_unit", "who", "return_unit.id")),
    *(("return_event", "who", "return_event.id"), ("return_answer", "who", "return_answer.unit_id")),
    *(("return_reason", "who", "return_reason.code"), ("return_policy", "who", "return_policy.name")),
    *(("return_check", "who", "return_check.id"), ("carrier_claim", "who", "carrier_claim.id")),
    *(("carrier_service", "who", "carrier_service.service"), ("label_purchase", "who", "label_purchase.id")),
    *(("pack", "person", "pack.id"), ("batch", "person", "batch.id"), ("sign_on", "person", "sign_on.token_hash")),
)


_UNKNOWN_ACTOR = (
    "SELECT 'person ' || who FROM (SELECT who FROM audit UNION SELECT who FROM entry UNION SELECT who FROM scan) w"
    " WHERE who <> 'system' AND who NOT IN (SELECT id FROM person)"
)


_UNKNOWN_PERSON = (
    "SELECT '{table} ' || {key} || ' names ' || {column} FROM {table} WHERE COALESCE({column}, '') NOT IN"
    " ('', 'system') AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = {table}.{column})"
)


def _unknown_person(table: str, column: str, key: str) -> str:
    return _UNKNOWN_PERSON.replace("{table}", table).replace("{column}", column).replace("{key}", key)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "every command has its link in the audit trail",
        "SELECT COUNT(*) FROM command",
        "SELECT 'command ' || c.id FROM command c LEFT JOIN audit a ON a.command_id = c.id"
        " WHERE COALESCE(a.value_hash, '') <> c.request_hash OR a.name <> c.name"
        " UNION ALL SELECT 'link ' || a.command_id FROM audit a"
        " WHERE NOT EXISTS (SELECT 1 FROM command c WHERE c.id = a.command_id)",
    ),
    Question(
        "whoever acted is known",
        "SELECT COUNT(*) FROM audit",
        " UNION ALL ".join((_UNKNOWN_ACTOR, *(_unknown_person(*each) for each in _WHO))),
    ),
    Question(
        "an override was given by a second person, with a reason, and used once",
        "SELECT COUNT(*) FROM permit",
        "SELECT 'override ' || p.id FROM permit p WHERE p.given_by = p.person OR p.reason = '' OR p.until <= p.at"
        " OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.command_id = p.id AND a.who = p.given_by AND a.verdict = 'done')"
        " OR (p.used_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.command_id = p.used_by"
        " AND a.who = p.person AND a.name = p.name AND a.at < p.until))"
        " UNION ALL SELECT 'command ' || used_by || ' used ' || COUNT(*) || ' overrides' FROM permit"
        " WHERE used_by IS NOT NULL GROUP BY used_by HAVING COUNT(*) > 2",
    ),
    Question(
        "nothing happened in the future",
        "SELECT (SELECT COUNT(*) FROM entry) + (SELECT COUNT(*) FROM audit) + (SELECT COUNT(*) FROM scan)",
        "SELECT 'entry ' || id || ' at ' || at FROM entry WHERE at > :late"
        " UNION ALL SELECT 'link ' || command_id || ' at ' || at FROM audit WHERE at > :late"
        " UNION ALL SELECT 'scan ' || id || ' at ' || at FROM scan WHERE at > :late"
        " UNION ALL SELECT 'seal ' || n || ' at ' || at FROM seal WHERE at > :late"
        " UNION ALL SELECT 'promise ' || promise_id || ' ' || what || ' at ' || at FROM promise_log WHERE at > :late"
        " UNION ALL SELECT 'job ' || intent || ' at ' || at FROM outbox WHERE at > :late",
    ),
)

_LINKS = (
    "SELECT a.writer, a.n, a.command_id, a.at, a.who, a.station, a.name, a.verdict, a.value_hash, a.entries_hash,"
    " a.hash, {contents}"
    " FROM audit a ORDER BY a.writer, a.n"
)
_ENTRIES = (
    "SELECT e.seq, e.id, e.kind, e.why, e.reverses, e.content, g.item_id, g.source, g.target, g.qty, g.line_id"
    " FROM entry e LEFT JOIN leg g ON g.entry_seq = e.seq ORDER BY e.seq, g.n"
)
_ITEMS = text("SELECT id, sku, lot, serial, grade, owner FROM item")
_SEALS = text("SELECT n, at, previous, hash FROM seal ORDER BY n")
_COMPANY = text("SELECT value FROM company WHERE name = 'id'")
_HEADS = (
    "SELECT h.seal_n, h.writer, h.n, h.hash, a.hash FROM seal_head h"
    " LEFT JOIN audit a ON a.writer = h.writer AND a.n = h.n ORDER BY h.seal_n, h.writer"
)
_UNSEALED = text(
    "SELECT COUNT(*) FROM audit a LEFT JOIN (SELECT writer, MAX(n) AS n FROM seal_head GROUP BY writer) h"
    " ON h.writer = a.writer WHERE a.n > COALESCE(h.n, 0)",
)
_NO_ENTRIES = digest(())
_COUNTS = ("SELECT COUNT(*) FROM audit", "SELECT COUNT(*) FROM leg", "SELECT COUNT(*) FROM seal_head")
_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


Watch = Callable[[int], None]
"""Told of so many rows more that were hashed; it may raise to stop."""


def _nobody(_rows: int) -> None:
    """Nobody watches."""


def _watched(rows: Iterable[Any], watch: Watch) -> Iterator[Any]:
    """Yield the rows of a stream and tell of them in portions."""
    count = 0
    for row in rows:
        count += 1
        if count == AT_ONCE:
            watch(count)
            count = 0
        yield row
    watch(count)


def size(desk: Desk) -> int:
    """Return how many rows a proof of the whole trail reads."""
    return sum(int(desk.connection.execute(text(each)).scalar() or 0) for each in _COUNTS)


def chains(desk: Desk, watch: Watch = _nobody) -> Check:
    """Hash every link again: numbers without gaps, each over its own row, its entries and its predecessor."""
    count = int(desk.connection.execute(text("SELECT COUNT(*) FROM audit")).scalar() or 0)

    def broken() -> Iterator[str]:
        writer, number, previous = "", 0, GENESIS
        for row in _watched(stream(desk, _LINKS), watch):
            if row[0] != writer:
                writer, number, previous = row[0], 0, GENESIS
            if row[1] != number + 1:
                yield f"writer {writer}: link {number + 1} is missing"
            elif hashed(link_text(previous, row)) != row[10]:
                yield f"writer {writer} link {row[1]}"
            if (_NO_ENTRIES if row[11] is None else hashed(f'["{row[11]}"]')) != row[9]:
                yield f"writer {writer} link {row[1]}: other entries"
            number, previous = row[1], row[10]

    return told("the audit chains are whole", count, broken())


def link_text(previous: str, row: Sequence[Any]) -> str:
    """Return what a link's hash is taken over, as `link_hash` has it, without making a value of each of a million."""
    return "\x1f".join((previous, row[0], str(row[1]), *row[2:10]))


def entries(desk: Desk, watch: Watch = _nobody) -> Check:
    """Hash every entry again from its row and legs."""
    count = int(desk.connection.execute(text("SELECT COUNT(*) FROM entry")).scalar() or 0)

    def broken() -> Iterator[str]:
        items = {row[0]: canonical(Item(*row[1:])) for row in desk.connection.execute(_ITEMS)}
        for _seq, rows in groupby(_watched(stream(desk, _ENTRIES), watch), key=itemgetter(0)):
            legs = list(rows)
            if hashed(entry_text(legs, items)) != legs[0][5]:
                yield f"entry {legs[0][1]}"

    return told("every entry is as it was posted", count, broken())


def entry_text(legs: list[Any], items: Mapping[int, str]) -> str:
    """Return the canonical JSON of an entry, as `digest` has it, put together by hand: there may be a million."""
    _seq, entry_id, kind, why, reverses, *_ = legs[0]
    told_legs = ",".join(
        f'{{"$":"Leg","item":{items.get(item, "null")},"line":{"null" if line is None else line},"qty":{qty},'
        f'"source":{source},"target":{target}}}'
        for *_, item, source, target, qty, line in legs
        if item is not None
    )
    return (
        f'{{"$":"Entry","id":{_json(entry_id)},"kind":"{kind}","legs":[{told_legs}],'
        f'"reverses":{_json(reverses)},"why":{_json(why)}}}'
    )


def canonical(item: Item) -> str:
    """Return the canonical JSON of an item."""
    return _json(encode(item))


def hashed(words: str) -> str:
    """Return the hash of a text."""
    return hashlib.sha256(words.encode()).hexdigest()


def seals(desk: Desk, watch: Watch = _nobody) -> Check:
    """Hash every seal again in order, and find the links it sealed as they were."""
    rows = desk.connection.execute(_SEALS).all()

    def broken() -> Iterator[str]:
        heads = groupby(_watched(stream(desk, _HEADS), watch), key=itemgetter(0))
        number, sealed = next(heads, (None, iter(())))
        previous, expected = GENESIS, 1
        for n, at, before, hashed in rows:
            mine: list[Head] = []
            if number == n:
                for _n, writer, link, was, now in sealed:
                    mine.append(Head(writer, link, was))
                    if was != now:
                        yield f"seal {n}: link {link} of {writer} is not as sealed"
                number, sealed = next(heads, (None, iter(())))
            if n != expected or before != previous or seal_hash(before, at, tuple(mine)) != hashed:
                yield f"seal {n}"
            previous, expected = hashed, n + 1
        if number is not None:
            yield f"seal {number} is missing"

    return told("the seals are whole, and what they sealed is there", len(rows), broken())


def anchored(desk: Desk, anchors: Sequence[Anchor]) -> Check:
    """Compare the seals with what was kept of them outside: who seals a changed trail anew is found here alone."""
    company = desk.connection.execute(_COMPANY).scalar() or ""
    mine = [each for each in anchors if each.company == company]
    there = {int(row[0]): (str(row[1]), str(row[3])) for row in desk.connection.execute(_SEALS)}

    def broken() -> Iterator[str]:
        for each in mine:
            found = there.get(each.n)
            if found is None:
                yield f"seal {each.n} of {each.at} is missing"
            elif found != (each.at, each.hash):
                yield f"seal {each.n} of {each.at} is another"

    return told("the seals are as they were anchored outside", len(mine), broken())


def unsealed(desk: Desk) -> int:
    """Return how many links are younger than the newest seal: protected only by their own chain as yet."""
    return int(desk.connection.execute(_UNSEALED).scalar() or 0)
