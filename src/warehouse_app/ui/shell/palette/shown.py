"""What the palette shows of its state: sections of rows, and where each hit leads. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.search import Hit, HitKind, wanted_words
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.shell.palette.state import Deed, PaletteState, Way
from warehouse_app.wording import tr, trn
from warehouse_app.wording.search import about, kind_words, total_words

_ICONS = {
    HitKind.ORDER: "inbox", HitKind.PRODUCT: "package", HitKind.CUSTOMER: "user", HitKind.PLACE: "map-pin",
    HitKind.TOTE: "shopping-basket", HitKind.CART: "shopping-cart", HitKind.PARCEL: "box", HitKind.SERIAL: "hash",
    HitKind.LOT: "layers", HitKind.BATCH: "route", HitKind.MANIFEST: "truck", HitKind.PERSON: "id-card",
    HitKind.PURCHASE: "clipboard-list", HitKind.SUPPLIER: "store",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a section: its name and how many there are."""

    words: str
    total: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `at` is its place among what can be chosen; `picture` is a product's name, drawn instead of the icon."""

    at: int
    title: str
    line: str = ""
    icon: str = ""
    picture: str = ""
    key: str = ""
    off: bool = False


def lines(state: PaletteState, now: str) -> tuple[Head | Line, ...]:
    """Return sections and rows from top to bottom."""
    if state.ways:
        ways = (Line(at, way.words, icon=way.icon) for at, way in enumerate(state.ways))
        return (Head(tr("What you can do with it")), *ways)
    found = _deeds(0, state.leading)
    before = len(state.leading)
    totals = {group.kind: total_words(group) for group in state.found.groups}
    last = None
    for at, hit in enumerate(state.hits):
        if hit.kind is not last:
            found.append(Head(kind_words(hit.kind), totals.get(hit.kind, "")))
            last = hit.kind
        found.append(_hit(before + at, hit, now))
    return (*found, *_deeds(before + len(state.hits), state.following))


def _deeds(first: int, deeds: tuple[Deed, ...]) -> list[Head | Line]:
    found: list[Head | Line] = []
    for words, screens in ((tr("Screens"), True), (tr("Do"), False)):
        mine = [(first + at, deed) for at, deed in enumerate(deeds) if deed.screen is screens]
        if mine:
            found.append(Head(words, str(len(mine))))
            found += [Line(at, one.words, one.reason, one.icon, key=one.key, off=bool(one.reason)) for at, one in mine]
    return found


def _hit(at: int, hit: Hit, now: str) -> Line:
    title, line = hit.code, about(hit)
    if hit.kind is HitKind.PRODUCT:
        return Line(at, calm(hit.name or hit.code), line, picture=hit.name or hit.code)
    if hit.kind in (HitKind.CUSTOMER, HitKind.PERSON) and hit.name:
        title = hit.name
    if hit.kind is HitKind.ORDER and hit.facts["stage"] not in ("Shipped", "Cancelled"):
        leaves = tr("leaves {when}").format(when=figures.when(str(hit.facts["ship_by"]), now))
        line = f"{line}, {leaves}" if hit.facts["ship_by"] else line
    return Line(at, title, line, _ICONS[hit.kind])


def told(state: PaletteState) -> str:
    """Return how much was found and how fast, or that nothing was."""
    if state.missed:
        return tr("Nothing has the code {code}").format(code=state.missed)
    if not state.wanted or state.scope == ">" or state.ways or state.waiting:
        return ""
    total = sum(group.total for group in state.found.groups)
    more = any(group.more for group in state.found.groups)
    if not total:
        return "" if state.shown_deeds else tr("Nothing found")
    counted = trn("more than {n} hit", "more than {n} hits", total) if more else trn("{n} hit", "{n} hits", total)
    words = counted.format(n=figures.number(total))
    return tr("{hits} in {n} ms").format(hits=words, n=state.took_ms)


def marked(state: PaletteState) -> tuple[str, ...]:
    """Return the beginnings of words that are marked in the rows."""
    return wanted_words(state.wanted)


def ways(hit: Hit) -> tuple[Way, ...]:
    """Return what can be done with a hit, the first of it when it is opened."""
    code = {"text": hit.code}
    copy = Way(tr("Copy {text}").format(**code), "copy", copies=hit.code)
    order = Way(tr("Open order {text}"), "inbox", "orders")
    stock = Way(tr("Where {text} is, and its story"), "boxes", "stock")
    found: tuple[Way, ...]
    if hit.kind is HitKind.ORDER:
        found = (_to(order, f"row:{hit.ref}", hit.code),)
        if hit.name:
            theirs = Way(tr("All orders of customer {text}"), "user", "orders")
            found += (_to(theirs, f"find:{hit.name}", hit.name),)
    elif hit.kind is HitKind.CUSTOMER:
        found = (_to(Way(tr("All orders of customer {text}"), "inbox", "orders"), f"find:{hit.code}", hit.code),)
    elif hit.kind is HitKind.PARCEL:
        found = (_to(order, f"row:{hit.facts['order_id']}", str(hit.facts["order"])),)
    elif hit.kind in (HitKind.PLACE, HitKind.TOTE, HitKind.CART):
        stands = Way(tr("What stands in {text}"), "map-pin", "stock")
        found = (_to(stands, f"place:{hit.code}", hit.code),)
        if hit.kind is HitKind.PLACE:
            found += (_to(Way(tr("Change place {text}"), "pencil", "places"), f"place:{hit.code}", hit.code),)
    elif hit.kind is HitKind.LOT:
        found = (_to(Way(tr("Lot {text}"), "layers", "stock"), f"lot:{hit.code}", hit.code),
                 _to(stock, f"product:{hit.ref}", hit.ref))  # fmt: skip
    elif hit.kind in (HitKind.PRODUCT, HitKind.SERIAL):
        card = Way(tr("Product {text}: name, size, barcodes"), "tag", "products")
        found = tuple(_to(way, f"product:{hit.ref}", hit.ref) for way in (stock, card))
    elif hit.kind in _PAPERS:
        icon, screen = _PAPERS[hit.kind]
        found = (_to(Way(_open_words(hit.kind), icon, screen), f"{hit.kind.value}:{hit.code}", hit.code),)
    else:
        found = (_to(Way(tr("Open {text}"), "id-card", "people"), f"person:{hit.code}", hit.name or hit.code),)
    return (*found, copy)


_PAPERS = {
    HitKind.BATCH: ("route", "batches"), HitKind.MANIFEST: ("truck", "manifests"),
    HitKind.PURCHASE: ("clipboard-list", "purchases"), HitKind.SUPPLIER: ("store", "suppliers"),
}  # fmt: skip
"""What is opened by its own code: icon and screen."""


def _open_words(kind: HitKind) -> str:
    return {
        HitKind.BATCH: tr("Open batch {text}"), HitKind.MANIFEST: tr("Open manifest {text}"),
        HitKind.PURCHASE: tr("Open purchase order {text}"), HitKind.SUPPLIER: tr("Open supplier {text}"),
    }[kind]  # fmt: skip


def _to(way: Way, what: str, text: str) -> Way:
    return Way(way.words.format(text=text), way.icon, way.screen, what)


def deed_line(deed: Deed) -> str:
    """Return a deed as one line for a screen reader."""
    return ", ".join(part for part in (deed.words, deed.key, deed.reason) if part)
