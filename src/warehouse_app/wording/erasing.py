"""Words of erasure: why a customer cannot be forgotten now."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "no_such_customer": (
        "No such customer {customer}",
        "An order without a customer names nobody else; look the number up in the list",
    ),
    "customer_erased": ("{customer} was forgotten already", ""),
    "customer_waits": (
        "The customer still waits for {orders}",
        "Close or cancel what is open: it needs the address",
    ),
}
"""Code -> what happened, what to do."""
