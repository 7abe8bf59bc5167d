"""What purchase orders and deliveries of a file may name, asked for at once, and what became of them so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warehouse_app.application.importing.values import Facts, Noted, NotTaken, Took
from warehouse_app.domain.importing.values import Fate
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import buying, floor
from warehouse_app.store.importing.buying import Goods, SoldKnown, SupplierKnown
from warehouse_app.store.importing.changes import Change


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file may name: warehouses, suppliers, products by SKU and by what suppliers call them, with prices."""

    warehouse: str
    warehouses: frozenset[str]
    suppliers: Mapping[str, SupplierKnown]
    goods: Mapping[str, Goods]
    called: Mapping[tuple[int, str], Sequence[Goods]]
    sold: Mapping[tuple[int, int], SoldKnown]

    @classmethod
    def of(cls, desk: Desk, warehouse: str, suppliers: Sequence[str], skus: Sequence[str]) -> Catalogue:
        """Ask for all of it at once."""
        goods, called = buying.goods(desk, skus), buying.called(desk, skus)
        ids = [each.id for each in goods.values()] + [each.id for some in called.values() for each in some]
        return cls(
            warehouse,
            frozenset(floor.warehouses(desk)) | {warehouse},
            buying.suppliers_known(desk, suppliers),
            goods,
            called,
            buying.sold_known(desk, ids),
        )

    def product(self, supplier: int, written: str) -> Goods | tuple[str, Facts]:
        """Return the product of a SKU or of the supplier's own code, or why there is none."""
        found = self.goods.get(written.upper())
        if found is None:
            some = self.called.get((supplier, written), ())
            if len(some) > 1:
                return "several_products", {"sku": written, "skus": ", ".join(each.sku for each in some)}
            found = some[0] if some else None
        if found is None:
            return "unknown_sku", {"sku": written}
        return ("no_goods", {"sku": written}) if found.kind != "goods" else found


@dataclass(slots=True)
class Judged:
    """What became of the drafts so far."""

    created: int = 0
    updated: int = 0
    refused: list[NotTaken] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    stale: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, at: int, field_name: str, value: str, reason: str, facts: Facts) -> None:
        """Take note that a draft is not taken."""
        self.refused.append(NotTaken(at, field_name, value, reason, facts))
        self.fates.append(Fate.REJECTED)

    def took(self, count: int, *, write: bool) -> Took:
        """Return the outcome."""
        same = count - self.created - self.updated - len(self.refused)
        fates = () if write else tuple(self.fates)
        noted = tuple(dict.fromkeys(self.noted))
        return Took(self.created, self.updated, same, tuple(self.refused), noted, fates=fates)
