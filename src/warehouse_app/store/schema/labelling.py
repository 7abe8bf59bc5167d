"""Labels that were bought and printed before their goods were packed."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table

from warehouse_app.store.schema.base import METADATA, number, text

label_ahead = Table(
    "label_ahead",
    METADATA,
    Column("parcel_id", ForeignKey("parcel.id"), primary_key=True, autoincrement=False),
    number("weight_g", None),
    number("low_g", None),
    number("high_g", None),
    text("station"),
    text("at", None),
    CheckConstraint("low_g <= weight_g AND weight_g <= high_g AND low_g > 0", name="span"),
    sqlite_strict=True,
)
"""For which weight the first label of a parcel was bought when its batch was released, and between which it stays good;
`station` is where it was asked to print.
"""
