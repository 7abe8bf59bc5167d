"""The states of parcels, labels and manifests: which may follow which, as one table each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ParcelState(StrEnum):
    """Where a parcel is. One that is awaited has its label, and no goods yet."""

    AWAITED = "awaited"
    OPEN = "open"
    WAITS = "waits_for_label"
    """It is sealed, and its carrier has not sent its label."""
    SEALED = "sealed"
    LABELLED = "labelled"
    MANIFESTED = "manifested"
    HANDED_OVER = "handed_over"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    VOIDED = "voided"
    EXCEPTION = "exception"
    RETURNED = "returned_to_sender"
    LOST = "lost"
    BEFORE = "before"
    """It left before the books began: it never was at a bench, and is on no manifest."""


class LabelState(StrEnum):
    """Where one label is."""

    WANTED = "wanted"
    PURCHASING = "purchasing"
    PURCHASED = "purchased"
    UNKNOWN = "unknown"
    RECONCILED = "reconciled"
    VOIDED = "voided"


class ManifestState(StrEnum):
    """Where a manifest is. `closing` hands over in small parts and can be resumed."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


_P, _L, _M = ParcelState, LabelState, ManifestState
_ON_THE_WAY = frozenset({_P.DELIVERED, _P.EXCEPTION, _P.RETURNED, _P.LOST})

PARCEL_NEXT: Mapping[ParcelState, frozenset[ParcelState]] = MappingProxyType(
    {
        _P.AWAITED: frozenset({_P.OPEN, _P.VOIDED}),
        _P.OPEN: frozenset({_P.SEALED, _P.WAITS, _P.VOIDED}),
        _P.WAITS: frozenset({_P.SEALED, _P.OPEN, _P.VOIDED}),
        _P.SEALED: frozenset({_P.LABELLED, _P.WAITS, _P.OPEN, _P.VOIDED}),
        _P.LABELLED: frozenset({_P.MANIFESTED, _P.WAITS, _P.OPEN, _P.VOIDED}),
        _P.MANIFESTED: frozenset({_P.HANDED_OVER, _P.LABELLED}),
        _P.HANDED_OVER: frozenset({_P.IN_TRANSIT}) | _ON_THE_WAY,
        _P.IN_TRANSIT: frozenset({_P.OUT_FOR_DELIVERY}) | _ON_THE_WAY,
        _P.OUT_FOR_DELIVERY: frozenset({_P.IN_TRANSIT}) | _ON_THE_WAY,
        _P.EXCEPTION: frozenset({_P.IN_TRANSIT, _P.OUT_FOR_DELIVERY, _P.DELIVERED, _P.RETURNED, _P.LOST}),
        _P.VOIDED: frozenset({_P.SEALED}),
        _P.DELIVERED: frozenset(),
        _P.RETURNED: frozenset(),
        _P.LOST: frozenset({_P.DELIVERED, _P.RETURNED}),
        _P.BEFORE: frozenset(),
    },
)
"""Taken off its manifest a parcel is labelled again; lost ones turn up.

A sealed parcel has a label that was not seen on it yet: it is labelled once that is scanned back, where the bench asks
for it. Until it stands on a manifest a parcel can be opened again. One that waits has no label yet: when its carrier
sends it, it is sealed; and one whose label is bought anew waits again."""

LABEL_NEXT: Mapping[LabelState, frozenset[LabelState]] = MappingProxyType(
    {
        _L.WANTED: frozenset({_L.PURCHASING, _L.PURCHASED}),
        _L.PURCHASING: frozenset({_L.PURCHASED, _L.UNKNOWN}),
        _L.UNKNOWN: frozenset({_L.RECONCILED}),
        _L.RECONCILED: frozenset({_L.PURCHASED, _L.VOIDED}),
        _L.PURCHASED: frozenset({_L.VOIDED}),
        _L.VOIDED: frozenset(),
    },
)
"""The house carrier sells nothing, so its labels are purchased at once."""

MANIFEST_NEXT: Mapping[ManifestState, frozenset[ManifestState]] = MappingProxyType(
    {
        _M.OPEN: frozenset({_M.CLOSING}),
        _M.CLOSING: frozenset({_M.CLOSED}),
        _M.CLOSED: frozenset(),
    },
)


def stepped(now: ParcelState, to: ParcelState) -> ParcelState:
    """Return `to` when a parcel may go there from `now`; ValueError when it may not."""
    if to not in PARCEL_NEXT[now]:
        message = f"a parcel cannot go from {now} to {to}"
        raise ValueError(message)
    return to
