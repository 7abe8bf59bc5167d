"""Finding anything: by the beginning of a code, by words of a name, and by a scan, which means exactly one thing."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.domain.barcodes.meaning import Ambiguous, Candidate, Kind, Meaning, Product, Unknown, understand
from warehouse_app.domain.barcodes.read import Unreadable
from warehouse_app.domain.people import Right
from warehouse_app.domain.search import Found, Hit, HitGroup, HitKind, Rank, asked, wanted_words
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.search import look, tell

SHOWN = 6
"""Hits of one kind that are told; twice as many where nothing else was found."""

NAMED = 5
"""Customers found by a name, and customers of one code, whose newest orders are told."""

_KINDS = {
    Kind.TOTE: HitKind.TOTE,
    Kind.CART: HitKind.CART,
    Kind.PARCEL: HitKind.PARCEL,
    Kind.ORDER: HitKind.ORDER,
    Kind.BATCH: HitKind.BATCH,
    Kind.MANIFEST: HitKind.MANIFEST,
    Kind.PURCHASE: HitKind.PURCHASE,
    Kind.PLACE: HitKind.PLACE,
    Kind.PRODUCT: HitKind.PRODUCT,
}
"""What a scan can open. A badge opens nothing here: it signs people on."""

Ranked = dict[HitKind, dict[int, Rank]]


def find(desk: Desk, text: str, rights: frozenset[Right] = frozenset()) -> Found:
    """Return what a text finds, best group first; people are told of only to those who may see users."""
    text = asked(text)
    if not text:
        return Found("")
    words = wanted_words(text)
    ranked: Ranked = {}
    for hit in _meant(desk, text):
        _rank(ranked, hit[0], (hit[1],), Rank.EXACT)
    for kind, ref, code in look.by_code(desk, text):
        exact = code in (text, text.upper())
        _rank(ranked, kind, (ref,), Rank.EXACT if exact else Rank.PREFIX)
    _rank(ranked, HitKind.PRODUCT, look.by_words(desk, "product", words), Rank.WORDS)
    _rank(ranked, HitKind.CUSTOMER, look.by_words(desk, "customer", words), Rank.WORDS)
    _rank(ranked, HitKind.ORDER, look.by_words(desk, "order", words), Rank.WORDS)
    named = [ref for ref, rank in ranked.get(HitKind.CUSTOMER, {}).items() if rank is not Rank.PREFIX]
    _rank(ranked, HitKind.ORDER, look.orders_of(desk, named[:NAMED]), Rank.WORDS)
    shown = SHOWN if sum(bool(refs) for refs in ranked.values()) > 1 else 2 * SHOWN
    groups = [_group(desk, kind, refs, shown) for kind, refs in ranked.items()]
    if Right.USERS in rights:
        groups.append(_people(desk, words))
    order = {kind: at for at, kind in enumerate(HitKind)}
    told = [group for group in groups if group.hits]
    return Found(text, tuple(sorted(told, key=lambda each: (*_strength(each), order[each.kind]))))


def _strength(group: HitGroup) -> tuple[int, bool]:
    """Return how well a group fits; whose orders they are stands before the orders."""
    rank = group.hits[0].rank
    return rank, rank is Rank.WORDS and group.kind is HitKind.ORDER


def find_code(desk: Desk, text: str) -> tuple[Hit, ...]:
    """Return what a scanned code means: one thing, several that carry the same code, or nothing."""
    ranked: Ranked = {}
    for kind, ref in _meant(desk, text):
        _rank(ranked, kind, (ref,), Rank.EXACT)
    if not ranked:
        # Lots, serials and customers are printed on things too, though no bench asks for them.
        plain = asked(text)
        for kind, ref, code in look.by_code(desk, plain) if plain else ():
            if code in (plain, plain.upper()):
                _rank(ranked, kind, (ref,), Rank.EXACT)
    return tuple(hit for kind, refs in ranked.items() for hit in tell.tell(desk, kind, refs))


def _meant(desk: Desk, text: str) -> tuple[tuple[HitKind, int], ...]:
    """Return the rows a code names exactly, as any bench would understand it."""
    meaning = understand(text, DeskLookup(desk))
    if isinstance(meaning, (Unknown, Unreadable)):
        return ()
    found = meaning.candidates if isinstance(meaning, Ambiguous) else _candidate(meaning)
    rows = ((_KINDS[each.kind], _row(desk, each)) for each in found if each.kind in _KINDS)
    return tuple((kind, ref) for kind, ref in rows if ref)


def _candidate(meaning: Meaning) -> tuple[Candidate, ...]:
    name = type(meaning).__name__.lower()
    kind = next((kind for kind in _KINDS if kind.name.lower() == name), None)
    if kind is None:
        return ()
    ref = meaning.sku if isinstance(meaning, Product) else str(getattr(meaning, name))
    return (Candidate(kind, ref),)


def _row(desk: Desk, candidate: Candidate) -> int:
    if candidate.kind is not Kind.PRODUCT:
        return int(candidate.ref)
    found = products.find(desk, candidate.ref)
    return 0 if found is None else int(found.id)


def _rank(ranked: Ranked, kind: HitKind, refs: Iterable[int], rank: Rank) -> None:
    """Note hits; one that was found better before stays as good as it was."""
    mine = ranked.setdefault(kind, {})
    for ref in refs:
        mine[ref] = min(mine.get(ref, rank), rank)


def _group(desk: Desk, kind: HitKind, refs: dict[int, Rank], shown: int) -> HitGroup:
    best = sorted(refs, key=lambda ref: refs[ref])[:shown]
    hits = tuple(tell.tell(desk, kind, {ref: refs[ref] for ref in best})) if best else ()
    return HitGroup(kind, hits, min(len(refs), look.COUNTED), more=len(refs) > look.COUNTED)


def _people(desk: Desk, words: tuple[str, ...]) -> HitGroup:
    found = look.people(desk, words)
    hits = tuple(Hit(HitKind.PERSON, ref, code, Rank.WORDS, name) for ref, code, name in found[:SHOWN])
    return HitGroup(HitKind.PERSON, hits, min(len(found), look.COUNTED), more=len(found) > look.COUNTED)
