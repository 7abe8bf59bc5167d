"""What each list that keeps views can be asked for, by the name of its screen."""

from __future__ import annotations

from warehouse_app.application import adjusting, catalogue, orders, places, print_deeds, stock, trail
from warehouse_app.application.counting import decide
from warehouse_app.application.instructions.telling import INSTRUCTIONS
from warehouse_app.application.listing import NotInList
from warehouse_app.application.moving.tasklist import MOVES
from warehouse_app.application.proofrules import RULES
from warehouse_app.application.purchasing import looking as purchasing
from warehouse_app.application.purchasing.suppliers import SUPPLIERS
from warehouse_app.application.receiving import looking as receiving
from warehouse_app.application.releasing.rulelist import RULES as RELEASE_RULES
from warehouse_app.application.returning.afterwards import SUPPLIER_RETURNS, WORK
from warehouse_app.application.returning.claims import CLAIMS
from warehouse_app.application.returning.lists import REFUNDS, RETURNS
from warehouse_app.application.returning.rulelist import RULES as RETURN_RULES
from warehouse_app.application.savedviews import LISTS
from warehouse_app.application.training.results import LESSONS
from warehouse_app.application.transfers.queries import TRANSFERS
from warehouse_app.application.verdicts import MISSES
from warehouse_app.application.verdicts.capture import RULES as CAPTURE
from warehouse_app.application.verdicts.lots import LOTS
from warehouse_app.application.verdicts.table import VERDICTS
from warehouse_app.application.weights.books import WEIGHTS
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.savedviews import Known

_NONE: frozenset[str] = frozenset()
_STOCK = (stock.PRODUCTS, stock.PLACES, stock.LOTS)

KNOWN: dict[str, Known] = {
    "orders": orders.ORDERS.known,
    "adjustments": adjusting.ADJUSTMENTS.known,
    "products": catalogue.PRODUCTS.known,
    "counts": decide.COUNTS.known,
    "places": places.PLACES.known,
    "moves": MOVES.known,
    "stock": Known(
        frozenset({"products", "places", "lots"}),
        frozenset().union(*(each.sorts for each in _STOCK)),
        _NONE,
        "products",
    ),
    "transfers": TRANSFERS.known,
    "prints": print_deeds.PRINTS.known,
    "purchases": purchasing.PURCHASES.known,
    "suppliers": SUPPLIERS.known,
    "weights": WEIGHTS.known,
    "instructions": INSTRUCTIONS.known,
    "nearmisses": MISSES.known,
    "proof": RULES.known,
    "lots": LOTS.known,
    "capture": CAPTURE.known,
    "verdicts": VERDICTS.known,
    "releaserules": RELEASE_RULES.known,
    "lessons": LESSONS.known,
    "manifests": Known(frozenset({"open", "closed", "all"}), _NONE, _NONE),
    "people": Known(frozenset({"all", "here", "locked"}), _NONE, _NONE),
    "receipts": receiving.RECEIPTS.known,
    "returncases": RETURNS.known,
    "refunds": REFUNDS.known,
    "claims": CLAIMS.known,
    "returnwork": WORK.known,
    "supplierreturns": SUPPLIER_RETURNS.known,
    "returnrules": RETURN_RULES.known,
    "audit": Known(
        trail.TRAIL.known.views, trail.TRAIL.sorts, frozenset({"span", "who", "station", "deed", "thing"}), "people"
    ),
}
"""Screen -> what a view of it may name. The audit keeps days ("span") and codes; its list has moments and rows."""


def known_of(listed: str) -> Known:
    """Return what a list can be asked for. Raises Refused(NotInList)."""
    if listed not in KNOWN:
        raise Refused(NotInList("", "list", listed[:40], LISTS))
    return KNOWN[listed]


def check_view(listed: str, query: ListQuery) -> None:
    """Refuse a query that names what the list does not have. Raises Refused(NotInList)."""
    known = known_of(listed)
    asked = [("view", query.view, known.views), *(("filter", name, known.filters) for name, _value in query.filters)]
    asked += [("sort", query.sort, known.sorts)] if query.sort else []
    for part, name, names in asked:
        if name not in names:
            raise Refused(NotInList(listed, part, name[:40], tuple(sorted(names))))
