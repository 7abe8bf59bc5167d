"""Carriers: which services are theirs, and every label that is bought of one, written before it is asked for."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Table
from sqlalchemy import text as text_clause

from warehouse_app.store.schema.base import METADATA, key, link, maybe_text, number, text, text_key

carrier_service = Table(
    "carrier_service",
    METADATA,
    text_key("service"),
    text("carrier", None),
    text("at", None),
    text("who"),
    CheckConstraint("service <> '' AND carrier <> ''", name="named"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""A service that is not here is of the house's own carrier."""

_LIVING = text_clause("state IN ('wanted', 'sent', 'unknown', 'booked', 'bought', 'refused')")

label_purchase = Table(
    "label_purchase",
    METADATA,
    key(),
    link("parcel_id", "parcel.id", index=True),
    text("carrier", None),
    text("service"),
    text("intent", None, unique=True),
    text("request_hash"),
    text("state", "wanted"),
    text("station"),
    text("who"),
    text("tracking"),
    number("price_minor"),
    text("currency"),
    text("why"),
    text("offers"),
    number("attempts"),
    text("at", None),
    maybe_text("sent_at"),
    maybe_text("answered_at"),
    CheckConstraint("price_minor >= 0 AND attempts >= 0", name="counts"),
    Index("uq_label_purchase_living", "parcel_id", unique=True, sqlite_where=_LIVING, postgresql_where=_LIVING),
    Index("ix_label_purchase_state", "state"),
    sqlite_strict=True,
)
"""`intent` is the key under which the carrier is asked, now and ever; `request_hash` what it was asked for, salted by
that key. `why` are the carrier's own words, `offers` other services with their prices, as JSON. A parcel has one living
purchase at most: the database says so.
"""
