"""Words of what was found: the name of each kind, one and many, and the line beside each hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from warehouse_app.domain.search import Hit, HitGroup, HitKind
from warehouse_app.wording import tr, trn
from warehouse_app.wording.codes import said as said_code

_Facts = Mapping[str, str | int]


def kind_words(kind: HitKind) -> str:
    """Return what several things of a kind are called."""
    return {
        HitKind.ORDER: tr("Orders"), HitKind.PRODUCT: tr("Products"), HitKind.CUSTOMER: tr("Customers"),
        HitKind.PLACE: tr("Places"), HitKind.TOTE: tr("Totes"), HitKind.CART: tr("Carts"),
        HitKind.PARCEL: tr("Parcels"), HitKind.SERIAL: tr("Serial numbers"), HitKind.LOT: tr("Lots"),
        HitKind.BATCH: tr("Batches"), HitKind.MANIFEST: tr("Manifests"),
        HitKind.PURCHASE: tr("Purchase orders"), HitKind.SUPPLIER: tr("Suppliers"), HitKind.PERSON: tr("People"),
    }[kind]  # fmt: skip


def total_words(group: HitGroup) -> str:
    """Return how many hits a kind has."""
    return tr("more than {n}").format(n=group.total) if group.more else str(group.total)


def about(hit: Hit) -> str:
    """Return the line beside a hit: what it is and how it stands, in a few words."""
    return _ABOUT[hit.kind](hit, hit.facts)


def _count(fact: object) -> int:
    return int(str(fact))


def _order(hit: Hit, facts: _Facts) -> str:
    lines = trn("{n} line", "{n} lines", _count(facts["lines"])).format(n=facts["lines"])
    customer = tr("customer {code}").format(code=hit.name) if hit.name else ""
    return _joined(customer, facts["country"], lines, tr(str(facts["stage"])))


def _product(hit: Hit, facts: _Facts) -> str:
    return tr("{sku}, {n} free").format(sku=hit.code, n=facts["free"])


def _place(_hit: Hit, facts: _Facts) -> str:
    if not facts["units"]:
        return _joined(said_code(str(facts["kind"])), tr("empty"))
    one = tr("{n} of {sku}").format(n=facts["units"], sku=facts["sku"])
    several = trn("{n} unit of {skus} products", "{n} units of {skus} products", _count(facts["units"])).format(
        n=facts["units"], skus=facts["skus"]
    )
    return _joined(said_code(str(facts["kind"])), one if facts["skus"] == 1 else several)


def _parcel(_hit: Hit, facts: _Facts) -> str:
    return _joined(tr("order {order}").format(order=facts["order"]), facts["state"], facts["tracking"])


def _thing(hit: Hit, facts: _Facts) -> str:
    where = tr("in {place}").format(place=facts["place"]) if facts["place"] else ""
    return _joined(facts["sku"], hit.name, where)


def _batch(_hit: Hit, facts: _Facts) -> str:
    return _joined(facts["state"], trn("{n} order", "{n} orders", _count(facts["orders"])).format(n=facts["orders"]))


def _manifest(_hit: Hit, facts: _Facts) -> str:
    return _joined(
        facts["carrier"],
        facts["state"],
        trn("{n} parcel", "{n} parcels", _count(facts["parcels"])).format(n=facts["parcels"]),
    )


def _purchase(hit: Hit, facts: _Facts) -> str:
    due = tr("due {day}").format(day=facts["due"]) if facts["due"] else ""
    return _joined(hit.name, facts["state"], due)


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


_ABOUT: dict[HitKind, Callable[[Hit, _Facts], str]] = {
    HitKind.ORDER: _order,
    HitKind.PRODUCT: _product,
    HitKind.CUSTOMER: lambda hit, facts: _joined(hit.code, facts["country"]),
    HitKind.PLACE: _place,
    HitKind.TOTE: _place,
    HitKind.CART: _place,
    HitKind.PARCEL: _parcel,
    HitKind.SERIAL: _thing,
    HitKind.LOT: _thing,
    HitKind.BATCH: _batch,
    HitKind.MANIFEST: _manifest,
    HitKind.PURCHASE: _purchase,
    HitKind.SUPPLIER: lambda hit, facts: _joined(hit.name, facts["country"]),
    HitKind.PERSON: lambda hit, _facts: hit.code,
}
