"""Returns: what is announced and what came back, unit by unit, and the money, orders and claims of it.

What was returned moves in the ledger alone; a unit's row says whose it was, how it was judged, and by which entries.
Personal words stand in `return_words` only.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy import text as text_clause

from warehouse_app.store.schema.base import METADATA, key, link, maybe_link, maybe_number, maybe_text, number, text

returns = Table(
    "returns",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("kind", "customer"),
    text("state", "requested"),
    text("channel"),
    text("external"),
    maybe_link("order_id", "orders.id", index=True),
    maybe_link("customer_id", "customer.id", index=True),
    maybe_link("parcel_id", "parcel.id", index=True),
    maybe_link("policy_id", "return_policy.id"),
    maybe_link("document_id", "document.id", index=True),
    text("warehouse", None),
    text("outcome"),
    text("carrier"),
    text("tracking"),
    text("slot"),
    maybe_number("weight_g"),
    number("damaged"),
    number("empty"),
    text("currency"),
    text("decision"),
    text("override"),
    text("requested_at", None),
    maybe_text("authorised_at"),
    maybe_text("expires_on"),
    maybe_text("received_at"),
    maybe_text("settled_at"),
    maybe_text("closed_at"),
    text("settle_id"),
    number("settles"),
    text("message"),
    text("station"),
    text("who"),
    maybe_number("import_id"),
    text("before_known"),
    Index("ix_returns_state", "state", "id"),
    Index("ix_returns_tracking", "tracking"),
    Index("ix_returns_external", "external"),
    Index(
        "ix_returns_slot", "slot", sqlite_where=text_clause("slot <> ''"), postgresql_where=text_clause("slot <> ''")
    ),
    Index("ix_returns_came", text_clause("coalesce(received_at, '')"), "id"),
    Index("ix_returns_requested_at", "requested_at", "id"),
    Index("ix_returns_expires_on", "state", "expires_on"),
    Index("ix_returns_settled_at", "settled_at"),
    Index("ix_returns_import_id", "import_id"),
    sqlite_strict=True,
)
"""One return: announced by a customer or channel, undelivered, or blind (it came and nobody knows whose it is).

`parcel_id` is the parcel by which it had been sent, where that is known. `slot` is where an unopened parcel is parked.
`decision` is why it was rejected, `override` why it was taken although the policy says no. `settle_id` is the command
that posted it, `settles` how often that was done (each undone first), `message` what the customer is told: JSON of a
code of wording with its facts, none of them personal.
"""

return_words = Table(
    "return_words",
    METADATA,
    Column("return_id", ForeignKey("returns.id"), primary_key=True, autoincrement=False),
    text("words"),
    text("sender"),
    sqlite_strict=True,
)
"""What the customer wrote, and who the sender on a blind parcel says to be. Personal: erased with the customer."""

return_unit = Table(
    "return_unit",
    METADATA,
    key(),
    link("return_id", "returns.id", index=True),
    maybe_link("line_id", "order_line.id", index=True),
    maybe_link("product_id", "product.id", index=True),
    maybe_link("item_id", "item.id"),
    text("sku", None),
    number("qty", None),
    text("state", "expected"),
    maybe_link("reason_id", "return_reason.id", index=True),
    maybe_link("source_id", "place.id", index=True),
    maybe_link("place_id", "place.id"),
    text("grade"),
    text("finding"),
    text("disposition"),
    text("why"),
    text("note"),
    text("outcome"),
    number("fee_minor"),
    maybe_link("variant_id", "product.id"),
    maybe_number("variant_e4"),
    maybe_number("kept_e4"),
    text("entry_id"),
    text("traced_id"),
    text("identified"),
    text("settled_id"),
    text("back_id"),
    text("at"),
    text("who"),
    CheckConstraint("qty > 0", name="qty"),
    CheckConstraint("kept_e4 IS NULL OR kept_e4 BETWEEN 0 AND 10000", name="kept"),
    CheckConstraint("variant_e4 IS NULL OR variant_e4 >= 0", name="variant"),
    Index("ix_return_unit_state", "state", "disposition", "id"),
    sqlite_strict=True,
)
"""One unit of goods, or several that are alike in all of this. `line_id` is the order line it was sold by, none while
that is not known or where it was never sold. `item_id` is the thing as it came. `source_id` is the parcel it was taken
out of in the books, UNTRACED where none is known; `place_id` where it stands now. `entry_id` brought it to the bench,
`traced_id` proved a blind one (parcel to UNTRACED), `settled_id` took it on, `back_id` sent it to the customer again.
`why` is why its disposition was changed. `variant_id` is given for it in exchange, at `variant_e4` a unit (none: at the
price of what came back); `kept_e4` is kept of its price where a person said so.
"""

return_answer = Table(
    "return_answer",
    METADATA,
    link("unit_id", "return_unit.id"),
    link("check_id", "return_check.id", index=True),
    number("yes", None),
    text("at", None),
    text("who"),
    PrimaryKeyConstraint("unit_id", "check_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How a question of a checklist was answered for a unit."""

return_event = Table(
    "return_event",
    METADATA,
    key(),
    link("return_id", "returns.id", index=True),
    text("at", None),
    text("who"),
    text("what", None),
    text("why"),
    text("command_id", None),
    sqlite_strict=True,
)
"""The story of a return: requested, authorised, received, parked, identified, graded, settled, undone, ..."""

refund = Table(
    "refund",
    METADATA,
    key(),
    text("code", None, unique=True),
    link("return_id", "returns.id", index=True),
    maybe_link("order_id", "orders.id", index=True),
    text("kind", "payment"),
    text("state", "proposed"),
    number("amount_minor", None),
    number("tax_minor"),
    text("currency", None),
    text("intent", None, unique=True),
    text("provider"),
    text("reference"),
    text("trouble"),
    number("attempts"),
    text("at", None),
    text("who"),
    text("approved_by"),
    maybe_text("sent_at"),
    maybe_text("answered_at"),
    CheckConstraint("amount_minor > 0 AND tax_minor >= 0 AND tax_minor <= amount_minor", name="amount"),
    CheckConstraint("kind IN ('payment', 'credit', 'exchange')", name="kind"),
    Index("ix_refund_state", "state", "id"),
    Index(
        "ix_refund_reference",
        "reference",
        sqlite_where=text_clause("reference <> ''"),
        postgresql_where=text_clause("reference <> ''"),
    ),
    sqlite_strict=True,
)
"""Money that goes back: to the original payment, as store credit, or into the order that is sent instead (its code is
the `reference` of an exchange). `intent` is its idempotency key; a refund of which nobody knows whether it was paid is
`unknown` until it is reconciled, and is never sent under another key.
"""

_POSTAGE = text_clause("what = 'postage'")

refund_line = Table(
    "refund_line",
    METADATA,
    link("refund_id", "refund.id"),
    number("n", None),
    maybe_link("line_id", "order_line.id", index=True),
    maybe_link("unit_id", "return_unit.id", index=True),
    number("qty"),
    number("amount_minor", None),
    number("fee_minor"),
    text("what", None),
    PrimaryKeyConstraint("refund_id", "n"),
    CheckConstraint("amount_minor >= 0 AND fee_minor >= 0", name="amount"),
    Index("ix_refund_line_postage", "refund_id", sqlite_where=_POSTAGE, postgresql_where=_POSTAGE),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""For what a refund is: `what` is goods, postage, difference or goodwill. What an order line was refunded is the sum
of its rows of refunds that were neither cancelled nor failed for good, and never more than was paid for it.
"""

store_credit = Table(
    "store_credit",
    METADATA,
    key(),
    link("customer_id", "customer.id", index=True),
    maybe_link("refund_id", "refund.id", index=True),
    maybe_link("order_id", "orders.id", index=True),
    text("currency", None),
    number("amount_minor", None),
    text("why"),
    text("at", None),
    text("who"),
    CheckConstraint("amount_minor <> 0", name="amount"),
    sqlite_strict=True,
)
"""What a customer may still spend: given (above zero), spent or taken back (below). The balance is the sum."""

return_order = Table(
    "return_order",
    METADATA,
    link("return_id", "returns.id"),
    link("order_id", "orders.id"),
    text("kind", None),
    maybe_link("unit_id", "return_unit.id", index=True),
    text("at", None),
    PrimaryKeyConstraint("return_id", "order_id"),
    Index("ix_return_order_order_id", "order_id"),
    CheckConstraint("kind IN ('exchange', 'replacement', 'repair')", name="kind"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Orders that a return gave rise to."""

return_order_line = Table(
    "return_order_line",
    METADATA,
    Column("line_id", ForeignKey("order_line.id"), primary_key=True, autoincrement=False),
    link("return_id", "returns.id", index=True),
    link("of_line", "order_line.id", index=True),
    maybe_link("unit_id", "return_unit.id", index=True),
    text("kind", None),
    number("qty", None),
    CheckConstraint("kind IN ('exchange', 'replacement', 'repair')", name="kind"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""A line of such an order, and the line it stands for: a replacement is worth what was paid for what it replaces."""

carrier_claim = Table(
    "carrier_claim",
    METADATA,
    key(),
    text("code", None, unique=True),
    maybe_link("return_id", "returns.id", index=True),
    maybe_link("parcel_id", "parcel.id", index=True),
    text("carrier"),
    text("kind", None),
    text("state", "draft"),
    text("deadline"),
    text("currency"),
    number("amount_minor"),
    number("paid_minor"),
    text("note"),
    text("at", None),
    text("who"),
    maybe_text("sent_at"),
    maybe_text("answered_at"),
    CheckConstraint("kind IN ('damage', 'empty', 'loss')", name="kind"),
    CheckConstraint("amount_minor >= 0 AND paid_minor >= 0", name="amount"),
    Index("ix_carrier_claim_state", "state", "deadline", "id"),
    sqlite_strict=True,
)
"""What is claimed of a carrier, until when."""

work_order = Table(
    "work_order",
    METADATA,
    key(),
    text("code", None, unique=True),
    text("kind", None),
    text("state", "open"),
    maybe_link("unit_id", "return_unit.id", index=True),
    link("item_id", "item.id"),
    link("place_id", "place.id"),
    number("qty", None),
    text("note"),
    number("cost_minor"),
    text("result"),
    text("entry_id"),
    text("at", None),
    text("who"),
    text("done_by"),
    maybe_text("done_at"),
    CheckConstraint("kind IN ('repack', 'refurbish', 'repair')", name="kind"),
    CheckConstraint("qty > 0 AND cost_minor >= 0", name="figures"),
    Index("ix_work_order_state", "state", "id"),
    sqlite_strict=True,
)
"""Work on goods before they can be sold or sent back. `result` is restock, send_back or scrap once it is done."""

supplier_return = Table(
    "supplier_return",
    METADATA,
    key(),
    text("code", None, unique=True),
    link("supplier_id", "supplier.id", index=True),
    text("state", "open"),
    text("warehouse", None),
    text("reference"),
    text("currency"),
    number("credit_minor"),
    text("note"),
    text("at", None),
    text("who"),
    maybe_text("sent_at"),
    maybe_text("closed_at"),
    Index("ix_supplier_return_state", "state", "id"),
    sqlite_strict=True,
)
"""Goods that go back to a supplier, with a paper of their own: open, sent, credited, refused or cancelled."""

supplier_return_line = Table(
    "supplier_return_line",
    METADATA,
    link("supplier_return_id", "supplier_return.id"),
    number("n", None),
    maybe_link("unit_id", "return_unit.id", index=True),
    link("item_id", "item.id"),
    link("place_id", "place.id"),
    number("qty", None),
    text("why"),
    text("entry_id"),
    PrimaryKeyConstraint("supplier_return_id", "n"),
    UniqueConstraint("unit_id", "supplier_return_id"),
    CheckConstraint("qty > 0", name="qty"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

left_sum = Table(
    "left_sum",
    METADATA,
    text("kind", None),
    text("per", None),
    text("span", None),
    text("name", None),
    number("units", None),
    PrimaryKeyConstraint("kind", "per", "span", "name"),
    CheckConstraint("per IN ('day', 'month')", name="per"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Units that left the house on a day and in a month (UTC), by product, channel, carrier and packer (`kind`): those of
parcels that were handed over, less those of which that was taken back then. It follows the ledger up to the entry that
`cost_cursor` names for `left`, and can be made anew: what came back is weighed against it.
"""
