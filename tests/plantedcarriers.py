"""Corruptions planted in the labels that are bought of carriers."""

from __future__ import annotations

from tests.planted import Plant, deeds

ASKED = "a label that may be bought is asked for by its key until that is known"
ONE = "a parcel has one label of its carrier at most, or waits for it"
TOGETHER = "what belongs together is of one warehouse and one carrier"

_AT = "'2010-12-06T09:00:00.000000Z'"
_PARCEL = "(SELECT MIN(id) FROM parcel WHERE state = 'handed_over')"


def bought(state: str, *, sent: bool = True, carrier: str = "HOUSE") -> str:
    """Return what writes a label that was bought for a parcel that left."""
    when, request = (_AT, "'h'") if sent else ("NULL", "''")
    return (
        "INSERT INTO label_purchase (parcel_id, carrier, intent, state, at, sent_at, request_hash, attempts)"
        f" SELECT {_PARCEL}, '{carrier}', 'k1', '{state}', {_AT}, {when}, {request}, 1"
    )


_ROW = (
    "INSERT INTO outbox (intent, kind, payload, state, attempts, next_at, at)"
    f" VALUES ('k1', 'carrier_label', '', 'waiting', 0, {_AT}, {_AT})"
)
_NEVER = "UPDATE parcel SET state = 'waits_for_label', tracking = '' WHERE id = (SELECT MIN(id) FROM parcel)"

CARRIERS: dict[str, tuple[Plant, ...]] = {
    ASKED: (
        deeds(bought("sent"), also=ONE),
        deeds(bought("unknown"), also=ONE),
        deeds(bought("booked"), also=ONE),
        deeds(bought("voiding")),
        deeds(bought("bought", sent=False)),
    ),
    ONE: (
        deeds(bought("refused")),
        deeds(bought("wanted"), _ROW),
        deeds(bought("bought", carrier="DHL")),
    ),
}
