"""Places and stock of a file: places with where they lie; balances asserted, or opening stock received.

What a file said of a cell is remembered: the same words again change nothing, even after goods moved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass

from warehouse_app.application.importing import storage
from warehouse_app.application.importing.storage import RuleNews
from warehouse_app.application.importing.values import Facts, Noted, NotTaken, Took
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.values import Fate, PlaceDraft, StockDraft
from warehouse_app.domain.items import GRADE_A, Item, Tracking
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import CONTAINERS, MAIN_BIN, OUTSIDE, PlaceKind
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.planning.layout import GeneratedPlace, generate_warehouse, slot_products
from warehouse_app.store import inventory, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import catalogue, changes, floor
from warehouse_app.store.importing.catalogue import ProductKnown
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.importing.floor import ClaimKey, PlaceKnown

OPENING, ASSERT = "opening", "assert"
LETTERS = 26
NUMBERED = 1_000
_PART = re.compile(r"([A-Za-z]?)[ -]?(\d{1,3})|([A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlaces(Command):
    """Store places. Those of drafts without a warehouse belong to `warehouse`."""

    run: int
    warehouse: str
    drafts: tuple[PlaceDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStock(Command):
    """Assert the balances of cells: each is counted as `qty`. With `again` also where the same was said before."""

    run: int
    warehouse: str
    again: bool
    drafts: tuple[StockDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOpening(Command):
    """Receive opening stock from the supplier, once for each product; every draft names its bin."""

    run: int
    warehouse: str
    drafts: tuple[StockDraft, ...]


@handles(ImportPlaces, right=Right.IMPORT, answer=Took)
def _import_places(desk: Desk, command: ImportPlaces, _: Session) -> Took:
    return take_places(desk, command, write=True)


@handles(ImportStock, right=Right.IMPORT, answer=Took)
def _import_stock(desk: Desk, command: ImportStock, _: Session) -> Took:
    return take_stock(desk, command, write=True)


@handles(ImportOpening, right=Right.IMPORT, answer=Took)
def _import_opening(desk: Desk, command: ImportOpening, _: Session) -> Took:
    return take_opening(desk, command, write=True)


def part_number(text: str) -> int | None:
    """Return the number an aisle, bay or level is kept as: 3, 03, A3 and A03 are 3, C is 3, B03 is 1003.

    None when the text has no such form.
    """
    match = _PART.fullmatch(text.strip())
    if match is None:
        return None
    letter = (match[1] or match[3] or "A").upper()
    index = ord(letter) - ord("A")
    return index + 1 if match[3] else index * NUMBERED + int(match[2])


@dataclass(frozen=True, slots=True)
class _Setting:
    """What places are judged against."""

    warehouse: str
    warehouses: frozenset[str]
    here: Mapping[tuple[str, str], PlaceKnown]
    containers: Mapping[tuple[PlaceKind, str], PlaceKnown]
    told: frozenset[tuple[str, str]]


def take_places(desk: Desk, command: ImportPlaces, *, write: bool) -> Took:
    """Judge the places and, with `write`, store what is new of them."""
    known = floor.places_known(desk, [code for d in command.drafts for code in (d.code, d.parent) if code])
    setting = _Setting(
        command.warehouse,
        frozenset(floor.warehouses(desk)) | {command.warehouse},
        {(each.warehouse, each.code): each for each in known},
        {(each.kind, each.code): each for each in known if each.kind in CONTAINERS},
        frozenset((d.warehouse or command.warehouse, d.code) for d in command.drafts),
    )
    fresh: list[PlaceDraft] = []
    changed: list[tuple[PlaceKnown, Mapping[str, object]]] = []
    ruled: list[tuple[PlaceDraft, RuleNews]] = []
    products = catalogue.products_known(desk, [draft.home.sku for draft in command.drafts if draft.home])
    refused: list[NotTaken] = []
    fates: list[Fate] = []
    for at, draft in enumerate(command.drafts):
        why = _place_refusal(draft, setting) or storage.home_refusal(draft, products)
        there = setting.here.get((draft.warehouse or setting.warehouse, draft.code))
        if why is not None:
            field, reason, facts = why
            refused.append(NotTaken(at, field, draft.code, reason, facts))
            fates.append(Fate.REJECTED)
            continue
        rules = storage.place_news(desk, draft, None if there is None else there.id, products)
        ruled += [(draft, rules)] if rules else []
        news = {} if there is None else _place_news(draft, there, setting)
        if there is None:
            fresh.append(draft)
        elif news:
            changed.append((there, news))
        fates.append(Fate.CREATED if there is None else Fate.UPDATED if news or rules else Fate.UNCHANGED)
    if write and (fresh or changed or ruled):
        _store_places(desk, command, fresh, changed)
        _store_rules(desk, command, ruled, products, there={place.id for place in setting.here.values()})
    updated = fates.count(Fate.UPDATED)
    unchanged = fates.count(Fate.UNCHANGED)
    return Took(len(fresh), updated, unchanged, tuple(refused), fates=() if write else tuple(fates))


def _place_refusal(draft: PlaceDraft, setting: _Setting) -> tuple[str, str, Facts] | None:
    warehouse, kind = draft.warehouse or setting.warehouse, PlaceKind(draft.kind.upper())
    there = setting.here.get((warehouse, draft.code))
    if warehouse not in setting.warehouses:
        return "warehouse", "unknown_warehouse", {"warehouse": warehouse}
    if there is not None and "kind" in draft.given and there.kind is not kind:
        return "kind", "place_kind_fixed", {"place": draft.code, "kind": there.kind.value.lower()}
    if there is None and (kind, draft.code) in setting.containers:
        other = setting.containers[kind, draft.code].warehouse
        return "code", "container_elsewhere", {"place": draft.code, "warehouse": other}
    if draft.parent and not {(warehouse, draft.parent)} & (setting.here.keys() | setting.told):
        return "parent", "unknown_place", {"place": draft.parent}
    for name in ("aisle", "bay", "level"):
        text = str(getattr(draft, name))
        if text and part_number(text) is None:
            return name, "part_form", {"found": text}
    return None


def _layout(draft: PlaceDraft) -> dict[str, object]:
    parts = {name: part_number(str(getattr(draft, name))) for name in ("aisle", "bay", "level")}
    return {"walk_seq": draft.walk_seq, **parts, "x_mm": draft.x_mm, "y_mm": draft.y_mm, "side": draft.side}


def _place_news(draft: PlaceDraft, there: PlaceKnown, setting: _Setting) -> dict[str, object]:
    told = _layout(draft)
    news = {name: told[name] for name in floor.LAYOUT if name in draft.given and told[name] != there.values[name]}
    parent = setting.here.get((there.warehouse, draft.parent))
    if parent is not None and parent.id not in {there.parent, there.id}:
        news["parent_id"] = parent.id
    return news


def _store_places(
    desk: Desk,
    command: ImportPlaces,
    fresh: Sequence[PlaceDraft],
    changed: Iterable[tuple[PlaceKnown, Mapping[str, object]]],
) -> None:
    own, run = command.warehouse, command.run or None
    floor.add_places(desk, [(d.warehouse or own, d.kind.upper(), d.code, *_layout(d).values(), run) for d in fresh])
    kept = []
    for place, news in changed:
        floor.change_place(desk, place.id, news)
        old = {name: place.parent if name == "parent_id" else place.values[name] for name in news}
        kept.append(Change(changes.PLACE, str(place.id), changes.columns(old), changes.columns(news)))
    changes.keep(desk, command.run, kept)
    within = [draft for draft in fresh if draft.parent]
    if within:
        found = floor.places_known(desk, [code for d in within for code in (d.code, d.parent)])
        ids = {(each.warehouse, each.code): each.id for each in found}
        for d in within:
            where = d.warehouse or own
            floor.change_place(desk, ids[where, d.code], {"parent_id": ids[where, d.parent]})
    desk.touch(Touched.PLACE)


def _store_rules(
    desk: Desk,
    command: ImportPlaces,
    ruled: Sequence[tuple[PlaceDraft, RuleNews]],
    products: Mapping[str, ProductKnown],
    *,
    there: AbstractSet[int],
) -> None:
    """Write what is new of rules and homes, and keep it for undoing, but of places that go with the import."""
    found = floor.places_known(desk, [draft.code for draft, _ in ruled])
    ids = {(each.warehouse, each.code): each.id for each in found}
    kept: list[Change] = []
    for draft, news in ruled:
        place = ids[draft.warehouse or command.warehouse, draft.code]
        changed = storage.store_place(desk, place, draft.code, news, products)
        kept += changed if place in there else ()
    changes.keep(desk, command.run, kept)


def take_stock(desk: Desk, command: ImportStock, *, write: bool) -> Took:
    """Judge the balances and, with `write`, count what is new of them."""
    drafts = command.drafts
    keys = [_claim(ASSERT, command.warehouse, draft) for draft in drafts]
    claims = floor.claims_known(desk, keys)
    products = catalogue.products_known(desk, [draft.sku for draft in drafts])
    known = {each.code: each for each in floor.places_known(desk, [k.place for k in keys]) if _is_here(each, command)}
    made = sorted({key.place for key in keys} - known.keys())
    refused: list[NotTaken] = []
    told: dict[ClaimKey, int] = {}
    posted: list[Change] = []
    for at, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
        tracking = Tracking(str(products[draft.sku].values["tracking"])) if draft.sku in products else None
        why = _stock_refusal(draft, tracking, known.get(key.place))
        if why is None and write and (command.again or claims.get(key) != draft.qty):
            why = _count(desk, command, at, key, posted)
        if why is not None:
            refused.append(NotTaken(at, why[0], draft.sku, why[1], why[2]))
        elif command.again or claims.get(key) != draft.qty:
            told[key] = draft.qty
    if write:
        floor.put_claims(desk, told, claims, command.run)
        changes.keep(desk, command.run, [*posted, *_claim_changes(told, claims)])
    created = sum(key not in claims for key in told)
    unchanged = len(drafts) - len(told) - len(refused)
    named = {key.place for draft, key in zip(drafts, keys, strict=True) if draft.place and key in told}
    noted = tuple(Noted("place_made", code) for code in made if code in named)
    fates = () if write else _fates(len(drafts), refused, [(key in told, key in claims) for key in keys])
    return Took(created, len(told) - created, unchanged, tuple(refused), noted, fates=fates)


def _fates(count: int, refused: Sequence[NotTaken], told: Sequence[tuple[bool, bool]]) -> tuple[Fate, ...]:
    """Return the fates of drafts: refused, told anew or for the first time, or known just so."""
    bad = {each.at for each in refused}
    words = {True: Fate.UPDATED, False: Fate.CREATED}
    return tuple(
        Fate.REJECTED if at in bad else words[told[at][1]] if told[at][0] else Fate.UNCHANGED for at in range(count)
    )


def _claim(purpose: str, warehouse: str, draft: StockDraft) -> ClaimKey:
    grade = draft.grade.upper() or GRADE_A
    return ClaimKey(purpose, warehouse, draft.place or MAIN_BIN, draft.sku, draft.lot, draft.serial, grade)


def _is_here(place: PlaceKnown, command: ImportStock) -> bool:
    return place.warehouse == command.warehouse or place.kind in OUTSIDE


def _stock_refusal(
    draft: StockDraft, tracking: Tracking | None, place: PlaceKnown | None
) -> tuple[str, str, Facts] | None:
    if tracking is None:
        return "sku", "unknown_sku", {"sku": draft.sku}
    if place is not None and place.kind in CONTAINERS | OUTSIDE:
        return "place", "no_stock_place", {"place": place.code, "kind": place.kind.value.lower()}
    if place is not None and draft.qty > 0 and not place.active:
        return "place", "stock_place_unused", {"place": place.code}
    for name, needed in (("lot", tracking is Tracking.LOT), ("serial", tracking is Tracking.SERIAL)):
        given = bool(getattr(draft, name))
        if needed and not given:
            return name, f"{name}_missing", {"sku": draft.sku}
        if given and not needed and not (name == "lot" and tracking is Tracking.SERIAL):
            return name, f"{name}_not_tracked", {"sku": draft.sku}
    return None


def _claim_changes(told: Mapping[ClaimKey, int], before: Mapping[ClaimKey, int]) -> list[Change]:
    return [
        Change(changes.CLAIM, json.dumps(key), str(before[key]) if key in before else "", str(qty))
        for key, qty in told.items()
    ]


def _count(
    desk: Desk, command: ImportStock, at: int, key: ClaimKey, posted: list[Change]
) -> tuple[str, str, Facts] | None:
    item = Item(key.sku, key.lot, key.serial, key.grade)
    try:
        with apart(desk):
            place = places.known(desk, key.warehouse, key.place, PlaceKind.BIN)
            entry = EntryId(f"{command.id}.{at}")
            if inventory.recount(desk, entry, place.id, item, command.drafts[at].qty, "import") is not None:
                posted.append(Change(changes.ENTRY, entry))
    except Refused as no:
        facts = {name: value if isinstance(value, int) else str(value) for name, value in no.refusal.facts().items()}
        return "qty", no.refusal.code, facts
    return None


@contextmanager
def apart(desk: Desk) -> Iterator[None]:
    """Undo what one draft wrote when it is refused, and nothing else."""
    entries = len(desk.entries)
    desk.savepoint("draft")
    try:
        yield
    except Refused:
        desk.back_to("draft")
        desk.memory.forget()
        del desk.entries[entries:]
        raise
    finally:
        desk.release("draft")


def slots_for(desk: Desk, warehouse: str, drafts: Sequence[StockDraft]) -> dict[str, str]:
    """Return SKU -> bin for opening stock: the fastest movers nearest to the depot, or MAIN without coordinates."""
    bins = floor.slots(desk, warehouse)
    if not bins:
        return dict.fromkeys((draft.sku for draft in drafts), MAIN_BIN)
    generated = [
        GeneratedPlace(
            each.code, str(each.aisle), each.bay or 0, each.level or 0, "right" if each.side == "right" else "left",
            each.x_mm, each.y_mm, each.walk_seq if each.walk_seq is not None else each.id,
        )
        for each in bins
    ]  # fmt: skip
    return slot_products({draft.sku: draft.qty for draft in drafts}, generated)


def take_opening(desk: Desk, command: ImportOpening, *, write: bool) -> Took:
    """Judge the opening stock and, with `write`, receive what was not received before."""
    keys = [ClaimKey(OPENING, command.warehouse, "", draft.sku) for draft in command.drafts]
    claims = floor.claims_known(desk, keys)
    products = catalogue.products_known(desk, [draft.sku for draft in command.drafts])
    refused: list[NotTaken] = []
    fresh: list[StockDraft] = []
    for at, (draft, key) in enumerate(zip(command.drafts, keys, strict=True)):
        if draft.sku not in products and write:
            refused.append(NotTaken(at, "sku", draft.sku, "unknown_sku", {"sku": draft.sku}))
        elif key not in claims:
            fresh.append(draft)
        elif claims[key] != draft.qty:
            refused.append(NotTaken(at, "sku", draft.sku, "opening_changed", {"sku": draft.sku, "known": claims[key]}))
    if write and fresh:
        floor.number_items(desk, {draft.sku: products[draft.sku].id for draft in fresh})
        supplier = places.outside(desk, PlaceKind.SUPPLIER).id
        codes = {draft.place or MAIN_BIN for draft in fresh}
        bins = {code: places.known(desk, command.warehouse, code, PlaceKind.BIN).id for code in sorted(codes)}
        legs = tuple(Leg(Item(d.sku), supplier, bins[d.place or MAIN_BIN], d.qty) for d in fresh if d.qty)
        entry = EntryId(f"{command.id}.1")
        if legs:
            ledger.post(desk, Entry(entry, EntryKind.RECEIVE, legs, OPENING))
        told = {ClaimKey(OPENING, command.warehouse, "", draft.sku): draft.qty for draft in fresh}
        floor.put_claims(desk, told, (), command.run)
        kept = [Change(changes.ENTRY, entry)] if legs else []
        changes.keep(desk, command.run, [*kept, *_claim_changes(told, {})])
    fates = () if write else _fates(len(keys), refused, [(key not in claims, False) for key in keys])
    return Took(len(fresh), 0, len(keys) - len(fresh) - len(refused), tuple(refused), fates=fates)


def generated(aisles: int, bays: int, levels: int) -> tuple[PlaceDraft, ...]:
    """Return the bins of a generated warehouse as drafts. Raises Usage for sizes that are none."""
    if min(aisles, bays, levels) < 1 or aisles > LETTERS * 4 or bays >= NUMBERED or levels > LETTERS:
        raise Usage("warehouse_size", aisles=aisles, bays=bays, levels=levels)
    given = frozenset((*floor.LAYOUT, "kind"))
    return tuple(
        PlaceDraft(
            code=each.code, aisle=each.aisle, bay=str(each.bay), level=str(each.level), side=each.side,
            x_mm=each.x_mm, y_mm=each.y_mm, walk_seq=each.sequence, given=given,
        )
        for each in generate_warehouse(aisles, bays, levels)
    )  # fmt: skip
