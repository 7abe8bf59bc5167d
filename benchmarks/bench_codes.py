"""Codes read: the time of one shot of each kind, and of the worst text found among many that never end."""

from __future__ import annotations

import json
import random
import sys
import time

from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.barcodes.read import read

ROUNDS, SMOKE_ROUNDS = 2_000, 50
TEXTS, SMOKE_TEXTS = 3_000, 50
SHOTS, LONGEST = 15, 500
ITEM = "0104006381333931"
KINDS = {
    "own": make(OwnKind.TOTE, "T-0001"),
    "plain": "A03-17-2",
    "ean": "]E04006381333931",
    "gs1": f"]C1{ITEM}17261231" + "10A7\x1d21S-1",
    "gs1_without_separators": f"{ITEM}17261231" + "10L2110",
    "link": "https://example.com/01/04006381333931/10/A7?17=261231",
    "web": "https://example.com/85123A",
}
PARTS = ("10", "21", "17", "261231", "A", "9", "30", "91", "240", "3103", "000100", "7", "8008", "37")
PLAIN = ("own", "plain", "ean", "web")
PLAIN_US, GS1_US, WORST_MS = 50, 500, 5


def once_us(text: str, rounds: int) -> float:
    """Return the processor time of reading a text, the least of several goes, in microseconds."""
    best = float("inf")
    for _ in range(SHOTS):
        begin = time.process_time()
        for _ in range(rounds):
            read(text)
        best = min(best, time.process_time() - begin)
    return round(best / rounds * 1e6, 1)


def worst_ms(texts: int) -> float:
    """Return the longest processor time among texts that can be cut in very many ways."""
    dice = random.Random(5)
    worst = 0.0
    for _ in range(texts):
        text = (ITEM + "".join(dice.choices(PARTS, k=dice.randint(1, 150))))[:LONGEST]
        begin = time.process_time()
        read(text)
        worst = max(worst, time.process_time() - begin)
    return round(worst * 1000, 2)


def main() -> None:
    """Print the figures as JSON."""
    smoke = "--smoke" in sys.argv
    told = {f"{name}_us": once_us(text, SMOKE_ROUNDS if smoke else ROUNDS) for name, text in KINDS.items()}
    worst = worst_ms(SMOKE_TEXTS if smoke else TEXTS)
    plain = max(told[f"{name}_us"] for name in PLAIN)
    goals = [
        {"name": "reading a plain code, us", "value": plain, "at_most": PLAIN_US},
        {"name": "reading a GS1 code, us", "value": max(told.values()), "at_most": GS1_US},
        {"name": "reading the worst text, ms", "value": worst, "at_most": WORST_MS},
    ]
    print(json.dumps({"name": "codes", "figures": told | {"worst_ms": worst}, "goals": goals}))


if __name__ == "__main__":
    main()
