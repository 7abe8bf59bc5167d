"""Orders of kits that are sold by their parts, as they come in: each by the recipe that holds, once and for all."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.importing.papers import order_key
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.importing.kits import exploded
from warehouse_app.domain.importing.values import OrderDraft
from warehouse_app.domain.moving.kits import Recipe
from warehouse_app.domain.people import Right
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import papers
from warehouse_app.store.moving import kits


class LooseKits:
    """The recipes of one import; they are asked for with its first order."""

    def __init__(self, runner: Runner, session: Session) -> None:
        self._runner, self._session = runner, session
        self._all: Mapping[str, Mapping[int, Recipe]] | None = None

    def of(self, draft: OrderDraft) -> OrderDraft:
        """Return an order with the lines of the parts of its kits; one without such kits is what it was."""
        if self._all is None:
            self._all = self._runner.ask(kits.loose, self._session, Right.IMPORT)
        all_kits = self._all
        named = {line.sku for line in draft.lines if line.sku in all_kits} if all_kits else frozenset()
        if not named:
            return draft
        begun = self._runner.ask(lambda desk: _begun(desk, draft), self._session, Right.IMPORT)
        recipes = ((sku, _recipe(all_kits[sku], begun)) for sku in named)
        return exploded(draft, {sku: recipe for sku, recipe in recipes if recipe is not None})


def _begun(desk: Desk, draft: OrderDraft) -> Mapping[int, int] | None:
    """Return by which recipes an order was begun whose import was cut off; None for any other."""
    paper = papers.orders_known(desk, [order_key(draft)]).get(order_key(draft))
    return kits.of_order(desk, paper.id) if paper is not None and paper.state == papers.DRAFT else None


def _recipe(versions: Mapping[int, Recipe], begun: Mapping[int, int] | None) -> Recipe | None:
    if begun is None:
        return next((each for each in versions.values() if each.active), None)
    return next((each for each in versions.values() if begun.get(each.product) == each.version), None)
