"""A thousand address labels made and proven, each as the print worker does it: rendered, read back, drawn, decoded.

The yardstick is the decoder alone, on the same pictures: no proof of a printed code can do with less.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace

import zxingcpp

from warehouse_app.documents import zpl, zpl_reader
from warehouse_app.documents.label import AddressLabelData, address_label
from warehouse_app.documents.proof import prove_label

LABELS, SMALL = 1_000, 40
FIRST = AddressLabelData(
    order="536365",
    parcel="PA-00000000-K",
    tracking="PA-00000000-K",
    sender=("Sample Gifts Ltd", "14 Albion Yard", "London N1 9AA", "United Kingdom"),
    recipient=("Zoë Müller", "Rue de l'Église 4", "75001 Paris", "France"),
    number=1,
    of=3,
    weight_g=1_236,
    carrier="House carrier",
    service="Standard",
    ship_date="2010-12-02",
)
NAMES = ("Zoë Müller", "Пётр Ильич", "Ann Smith", "Łukasz Wójcik", "Maria da Silva")


def sample(number: int) -> AddressLabelData:
    """Return the facts of one label: every fifth name goes as a picture, every second code is a carrier's."""
    code = f"PA-{number:08d}-K"
    return replace(
        FIRST,
        order=str(536_365 + number),
        parcel=code,
        tracking=code if number % 2 else f"{34043416109402 + number * 131:020d}",
        recipient=(NAMES[number % len(NAMES)], f"{number} Long Street", *FIRST.recipient[2:]),
        weight_g=200 + number,
    )


def measure(count: int) -> dict[str, float]:
    """Return processor seconds of all labels and of the decoder alone, on one core."""
    for number in range(5):
        prove_label(zpl.render(address_label(sample(number))), sample(number))
    began = time.process_time()
    for number in range(count):
        data = sample(number)
        if not prove_label(zpl.render(address_label(data)), data).ok:
            sys.exit(f"label {number} is not proven")
    whole = time.process_time() - began
    pictures = [zpl_reader.draw(zpl_reader.read(zpl.render(address_label(sample(number))))) for number in range(40)]
    began = time.process_time()
    for number in range(count):
        zxingcpp.read_barcodes(pictures[number % len(pictures)], try_downscale=False)
    alone = time.process_time() - began
    return {"whole_s": whole, "decoder_s": alone}


def main() -> None:
    """Print figures and goals as JSON."""
    count = SMALL if "--smoke" in sys.argv else LABELS
    took = measure(count)
    ratio = round(took["whole_s"] / took["decoder_s"], 2)
    thousand = round(took["whole_s"] * 1_000 / count, 1)
    print(
        json.dumps(
            {
                "name": "labels made and proven",
                "figures": {"labels": count, **{name: round(seconds, 2) for name, seconds in took.items()}},
                "goals": [
                    {"name": "processor of 1 000 labels made and proven, s", "value": thousand, "at_most": 60},
                    {"name": "made and proven / decoded alone", "value": ratio, "at_most": 4.0},
                ],
            }
        )
    )


if __name__ == "__main__":
    main()
