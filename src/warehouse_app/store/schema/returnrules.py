"""The rules of returns as data: reasons, what channels call them, policies, what each says of a grade, checklists."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, Table

from warehouse_app.store.schema.base import METADATA, key, link, maybe_text, number, text

return_reason = Table(
    "return_reason",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("fault", None),
    text("evidence"),
    text("category"),
    number("n"),
    text("at", None),
    text("who"),
    maybe_text("dropped_at"),
    CheckConstraint("fault IN ('customer', 'shop', 'carrier', 'supplier')", name="fault"),
    sqlite_strict=True,
)
"""Why goods come back: words of the house. `fault` says who pays by default; `evidence` which claim of packing it makes
(wrong_item, missing_item, damaged), "" for none; `category` (of `product_care`) "" holds for all.
"""

return_reason_text = Table(
    "return_reason_text",
    METADATA,
    link("reason_id", "return_reason.id"),
    text("language", None),
    text("words", None),
    PrimaryKeyConstraint("reason_id", "language"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

return_reason_map = Table(
    "return_reason_map",
    METADATA,
    text("channel_kind", None),
    text("theirs", None),
    link("reason_id", "return_reason.id", index=True),
    PrimaryKeyConstraint("channel_kind", "theirs"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a kind of channel (shopify, amazon, ...) calls a reason, in capitals."""

return_policy = Table(
    "return_policy",
    METADATA,
    key(),
    text("name", None),
    text("channel"),
    text("category"),
    text("country"),
    number("window_days", 30),
    number("keep_below_minor"),
    text("pays", "fault"),
    number("postage_back"),
    number("authorised", 1),
    number("weigh"),
    text("exchange_on", "receipt"),
    number("tax_e4"),
    text("instructions"),
    text("at", None),
    text("who"),
    maybe_text("dropped_at"),
    CheckConstraint("window_days >= 0 AND keep_below_minor >= 0 AND tax_e4 >= 0", name="figures"),
    CheckConstraint("pays IN ('customer', 'shop', 'fault')", name="pays"),
    CheckConstraint("exchange_on IN ('now', 'receipt')", name="exchange_on"),
    sqlite_strict=True,
)
"""What may come back and on which terms; where a field is empty it holds for all, and the most specific holds.

`keep_below_minor`: goods worth less are not asked back. `pays` is who pays the postage of the return, `postage_back`
whether what was paid for sending comes back where all is returned. `authorised`: a request within it needs nobody's
yes. `tax_e4` is the tax within prices (0.2 of the price before tax is 2000). `weigh`: the bench asks for the weight of
such a parcel, also where its table asks for none. A dropped one stays: returns point to it.
"""

return_rule = Table(
    "return_rule",
    METADATA,
    link("policy_id", "return_policy.id"),
    text("grade", None),
    text("disposition", None),
    text("stock_grade", "A"),
    number("fee_e4"),
    number("photo"),
    PrimaryKeyConstraint("policy_id", "grade"),
    CheckConstraint("fee_e4 BETWEEN 0 AND 10000", name="fee"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a policy says of each grade: where such goods go, as which grade of stock, what is kept of the price
(10 000 is all of it), and whether a photo is asked for.
"""

return_check = Table(
    "return_check",
    METADATA,
    key(),
    text("category", None),
    number("n"),
    text("grade"),
    text("at", None),
    text("who"),
    maybe_text("dropped_at"),
    Index("ix_return_check_category", "category", "n"),
    sqlite_strict=True,
)
"""One question of the checklist of a category ("": of all goods); answered with no, goods are no better than `grade`
("" says nothing).
"""

return_check_text = Table(
    "return_check_text",
    METADATA,
    link("check_id", "return_check.id"),
    text("language", None),
    text("words", None),
    PrimaryKeyConstraint("check_id", "language"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
