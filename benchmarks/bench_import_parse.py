"""How long the retail file takes to become drafts, beside csv parsing plus a bare SQLite insert of the same rows."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.ports.intake import IntakeRequest

DEFAULT = Path(__file__).resolve().parents[2] / "shared/data/orders/uci_online_retail_2010-12_2011-05.csv.gz"


def bare(path: Path, folder: Path) -> float:
    begin = time.perf_counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    database = sqlite3.connect(folder / "bare.db")
    database.execute("CREATE TABLE bare(a, b, c, d, e, f, g, h)")
    database.executemany("INSERT INTO bare VALUES (?,?,?,?,?,?,?,?)", rows[1:])
    database.commit()
    database.close()
    return time.perf_counter() - begin


def drafts(path: Path, folder: Path) -> tuple[float, int]:
    begin = time.perf_counter()
    intake = FilesIntake(folder, ZoneInfo("UTC"), ZoneInfo("Europe/London"))
    with intake.open(path, IntakeRequest("orders")) as reading:
        count = sum(len(portion) for portion in reading.chunks())
    return time.perf_counter() - begin, count


def main() -> None:
    path = DEFAULT
    if "--smoke" in sys.argv or not path.is_file():
        path = Path(__file__).resolve().parents[1] / "resources/sample/orders.csv.gz"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = bare(path, folder)
        seconds, count = drafts(path, folder)
    goal = {"name": "drafts / csv and bare insert", "value": round(seconds / base, 2), "at_most": 5.0}
    figures = {"drafts": count, "drafts_s": round(seconds, 3), "bare_s": round(base, 3)}
    print(json.dumps({"name": "import parse", "figures": figures, "goals": [goal]}))


if __name__ == "__main__":
    main()
