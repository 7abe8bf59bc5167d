"""Rules and homes that files of places and products tell: only what a file fills in is changed, kept for undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from warehouse_app.application.importing.values import Facts
from warehouse_app.domain.importing.values import HomeDraft, PlaceDraft
from warehouse_app.domain.putaway.rules import Home, text_of, value_of
from warehouse_app.store import storagerules
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import changes
from warehouse_app.store.importing.catalogue import ProductKnown
from warehouse_app.store.importing.changes import Change

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RuleNews:
    """What is new of a rule, and a home that is new or other than before."""

    rule: Mapping[str, object] = field(default_factory=dict)
    home: HomeDraft | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is new."""
        return bool(self.rule) or self.home is not None


def home_refusal(draft: PlaceDraft, products: Mapping[str, ProductKnown]) -> tuple[str, str, Facts] | None:
    """Return why a place cannot be the home that a file says."""
    home = draft.home
    if home is None:
        return None
    if home.sku not in products:
        return "home_of", "unknown_sku", {"sku": home.sku}
    if draft.kind != "bin":
        return "home_of", "home_in_bins", {"place": draft.code}
    if home.most is not None and home.most < home.least:
        return "home_most", "home_span", {"least": home.least, "most": home.most}
    return None


def place_news(
    desk: Desk, draft: PlaceDraft, place_id: int | None, products: Mapping[str, ProductKnown]
) -> RuleNews:  # fmt: skip
    """Return what a file tells anew of a place (None: one that is not there yet)."""
    now = storagerules.place_rule(desk, place_id or 0) if draft.rules else None
    told = {} if now is None else _news(draft.rules, lambda name: text_of(getattr(now, name)))
    home = draft.home
    if home is not None and place_id is not None:
        there = {each.product_id: each for each in storagerules.homes_at(desk, place_id)}
        old = there.get(products[home.sku].id)
        if old is not None and (old.least, old.most, old.fixed) == (home.least, home.most, home.fixed):
            home = None
    return RuleNews(told, home)


def product_news(desk: Desk, rules: Pairs, product_id: int | None) -> RuleNews:
    """Return what a file tells anew of what a product asks (None: one that is not there yet)."""
    pairs = tuple(rules)
    now = storagerules.product_rule(desk, product_id or 0) if pairs else None
    return RuleNews({} if now is None else _news(pairs, lambda name: text_of(getattr(now, name))))


def _news(pairs: Pairs, before: Callable[[str], str]) -> dict[str, object]:
    return {name: value_of(name, text) for name, text in pairs if before(name) != text_of(value_of(name, text))}


def store_place(
    desk: Desk, place_id: int, place: str, news: RuleNews, products: Mapping[str, ProductKnown]
) -> list[Change]:  # fmt: skip
    """Write what is new of a place, and return it as it is kept for undoing."""
    kept: list[Change] = []
    if news.rule:
        now = storagerules.place_rule(desk, place_id)
        kept.append(_rule_change(changes.PLACE_RULE, place_id, {name: getattr(now, name) for name in news.rule}, news))
        storagerules.set_place_rule(desk, place_id, news.rule)
    if news.home is not None:
        home, product = news.home, products[news.home.sku].id
        old = {each.product_id: each for each in storagerules.homes_at(desk, place_id)}.get(product)
        new = Home(product, home.sku, place_id, place, home.least, home.most, home.fixed)
        kept.append(Change(changes.HOME, f"{product} {place_id}", _home(old), _home(new)))
        storagerules.set_home(desk, new)
    return kept


def store_product(desk: Desk, product_id: int, news: RuleNews) -> list[Change]:
    """Write what is new of what a product asks, and return it as it is kept for undoing."""
    if not news.rule:
        return []
    now = storagerules.product_rule(desk, product_id)
    before = {name: getattr(now, name) for name in news.rule}
    storagerules.set_product_rule(desk, product_id, news.rule)
    return [_rule_change(changes.PRODUCT_RULE, product_id, before, news)]


def _rule_change(kind: str, number: int, before: Mapping[str, object], news: RuleNews) -> Change:
    return Change(kind, str(number), changes.columns(before), changes.columns(news.rule))


def _home(home: Home | None) -> str:
    if home is None:
        return ""
    return changes.columns({"least": home.least, "most": home.most, "fixed": home.fixed})
