"""How goods are kept: what a place can take, what a product asks for, where it is at home, kits and their recipes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_number, number, text

place_rule = Table(
    "place_rule",
    METADATA,
    Column("place_id", ForeignKey("place.id"), primary_key=True, autoincrement=False),
    text("use", "pick"),
    text("zone"),
    text("climate"),
    text("hazard"),
    maybe_number("most_units"),
    maybe_number("most_g"),
    maybe_number("volume_mm3"),
    maybe_number("most_pallets"),
    number("mixes_products", 1),
    number("mixes_lots", 1),
    number("mixes_owners", 1),
    number("locked"),
    text("locked_why"),
    Index("ix_place_rule_zone", "zone", "use"),
    sqlite_strict=True,
)
"""What a place is for and can take; a place without a row takes anything. `use`: pick (forward), bulk (reserve), stage
(goods that orders wait for, near the packing benches).

`climate`, `hazard` and `zone` are words of the house (cold, frozen, flammable), "" for none. Numbers that are absent
are no limit. A locked place gives and takes nothing but by count.
"""

product_rule = Table(
    "product_rule",
    METADATA,
    Column("product_id", ForeignKey("product.id"), primary_key=True, autoincrement=False),
    text("climate"),
    text("hazard"),
    text("zone"),
    text("demand_class"),
    maybe_number("shelf_days"),
    number("min_days"),
    number("inspect"),
    number("upright"),
    number("fragile"),
    number("nest_mm"),
    text("apart"),
    sqlite_strict=True,
)
"""What a product asks of its place and of its box: climate and hazard are bound to be met, `zone` is where it is put
rather than elsewhere. `demand_class` is A, B or C, or "" for not known; `min_days` a lot must still have
when it comes in; `inspect` 1: what comes in is locked away until somebody released it.

`upright` 1: stands as it is; `fragile` 1: nothing lies on it; `nest_mm` is how much one more makes a nested stack
higher, 0 for what does not nest; goods whose `apart` (a word of the house) differs never share a box.
"""

home_place = Table(
    "home_place",
    METADATA,
    link("product_id", "product.id"),
    link("place_id", "place.id", index=True),
    number("least"),
    maybe_number("most"),
    number("fixed"),
    PrimaryKeyConstraint("product_id", "place_id"),
    CheckConstraint("least >= 0 AND (most IS NULL OR most >= least)", name="span"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Forward bins of a product: filled up to `most` from bulk when less than `least` stands there. `fixed` 1: its only
home, and goods of others are not proposed there.
"""

putaway_load = Table(
    "putaway_load",
    METADATA,
    key(),
    text("station", None),
    text("who"),
    link("source_id", "place.id"),
    link("item_id", "item.id"),
    number("qty", None),
    maybe_link("target_id", "place.id", index=True),
    text("why"),
    text("passed"),
    text("at", None),
    Index("ix_putaway_load_station", "station", "id"),
    Index("ix_putaway_load_cell", "source_id", "item_id"),
    CheckConstraint("qty > 0", name="qty"),
    sqlite_strict=True,
)
"""What was taken off the dock and is on its way: one stop of a station's tour. In the ledger the goods stay where they
were until they are put down, so that their promises stay whole, and a tour that is broken off leaves nothing to mend.

`why` is the reason for which `target_id` was proposed, `passed` the places that were passed over (numbers, by commas).
"""
