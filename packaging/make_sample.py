"""Cuts `resources/sample/` out of the two public files it comes from; run by hand when the sample should change.

The orders are the unchanged rows of five working days. Sizes and weights are real ones of other goods: of the rows of
the Olist product table that have all four values and weigh 30 to 500 grams, in the order of their ids, a product gets
the row whose number is the first eight bytes of the SHA-256 of its SKU, modulo the number of rows.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing import retail
from warehouse_app.domain.importing.values import ProductDraft
from warehouse_app.ports.intake import IntakeRequest

DAYS = ("2010-12-06", "2010-12-07", "2010-12-08", "2010-12-09", "2010-12-10")
SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
LIGHTEST_G, HEAVIEST_G = 30, 500
SIZE_COLUMNS = ("product_weight_g", "product_length_cm", "product_width_cm", "product_height_cm")

Size = tuple[int, int, int, int]


def cut_orders(source: Path, target: Path) -> None:
    """Write the header and the rows of DAYS, byte for byte, packed the same way each time."""
    text = gzip.decompress(source.read_bytes()).decode("utf-8").splitlines(keepends=True)
    kept = [text[0], *[line for line in text[1:] if next(csv.reader([line]))[4][:10] in DAYS]]
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as file:
        file.write("".join(kept).encode("utf-8"))
    target.write_bytes(packed.getvalue())


def sizes(source: Path) -> list[Size]:
    """Read grams and millimetres of the goods that are about as heavy as gifts."""
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["product_id"])
    whole = [[int(row[name]) for name in SIZE_COLUMNS] for row in rows if all(row[name] for name in SIZE_COLUMNS)]
    return [(g, x * 10, y * 10, z * 10) for g, x, y, z in whole if LIGHTEST_G <= g <= HEAVIEST_G and x * y * z]


def size_of(sku: str, known: list[Size]) -> Size:
    """Choose the size of a product by its SKU alone."""
    return known[int.from_bytes(hashlib.sha256(sku.encode()).digest()[:8], "big") % len(known)]


def write_products(orders: Path, known: list[Size], target: Path) -> None:
    """Write the stocked products of the orders with their sizes."""
    with (
        tempfile.TemporaryDirectory() as folder,
        FilesIntake(Path(folder), ZoneInfo("UTC"), ZoneInfo(retail.ZONE)).open(
            orders, IntakeRequest("products")
        ) as reading,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sku", "name", "weight_g", "length_mm", "width_mm", "height_mm"])
        for portion in reading.chunks():
            for draft in portion:
                if isinstance(draft, ProductDraft) and draft.kind == "goods":
                    writer.writerow([draft.sku, draft.name, *size_of(draft.sku, known)])


def main() -> None:
    """Read the two source files named on the command line and write the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("retail", type=Path, help="UCI Online Retail, CSV, packed")
    parser.add_argument("olist", type=Path, help="olist products with dimensions and weights, CSV, packed")
    given = parser.parse_args()
    SAMPLE.mkdir(parents=True, exist_ok=True)
    cut_orders(given.retail, SAMPLE / "orders.csv.gz")
    write_products(SAMPLE / "orders.csv.gz", sizes(given.olist), SAMPLE / "products.csv")


if __name__ == "__main__":
    main()
