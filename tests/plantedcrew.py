"""Corruptions planted in what people are given and told, and in what rests."""

from __future__ import annotations

from tests.planted import Plant, deeds

WHOLE = "limits of people, messages and what rests are whole"

CREW: dict[str, tuple[Plant, ...]] = {
    WHOLE: (
        deeds("UPDATE person_cap SET units = -1"),
        deeds("UPDATE message SET until = at"),
        deeds("UPDATE message SET station = 'B1', person = who"),
        deeds("UPDATE message_seen SET at = '2010-01-01T00:00:00.000000Z'"),
        deeds("UPDATE exception_rest SET reason = ''"),
    ),
}
