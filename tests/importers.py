"""Files imported into a company of the tests, as people do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from tests.company import Company
from warehouse_app.application.importing import ImportReport, ImportRequest, run_import
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing.mapping import FieldRule, FileMapping

PRODUCTS = "sku,name,barcodes,weight_g\nA-1,Cup,4006381333931,120\nB-2,Plate,,300\n"
SHOP = (
    "Nr;Wer;Wann;Artikel;Anzahl;Preis\n71;Ann Lee;06.05.2011;a-1;2;2,55\n;;;B-2;1;4,00\n72;Bob;07.05.2011;A-1;1;2,55\n"
)
"""A shop's own table: two orders, the second row of the first one without its number."""

SHOP_MAPPING = FileMapping(
    "orders",
    (
        FieldRule("order", ("Nr",)),
        FieldRule("customer_name", ("Wer",)),
        FieldRule("placed_at", ("Wann",)),
        FieldRule("sku", ("Artikel",)),
        FieldRule("qty", ("Anzahl",)),
        FieldRule("price", ("Preis",)),
        FieldRule("currency", constant="EUR"),
    ),
    channel="shop",
    rows="above",
)


class Importer:
    """Imports texts and paths, and answers what is there."""

    def __init__(self, company: Company, folder: Path) -> None:
        self.company, self.folder = company, folder
        self.intake = FilesIntake(folder / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))

    def file(self, content: str | bytes, name: str = "in.csv") -> Path:
        """Return a file of that content."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def request(self, kind: str, content: str | Path, **more: Any) -> ImportRequest:
        """Return the request to import a text or a file."""
        path = content if isinstance(content, Path) else self.file(content, f"{kind}.csv")
        return ImportRequest((path,), kind, **more)

    def take(self, kind: str, content: str | Path, **more: Any) -> ImportReport:
        """Import a text or a file."""
        called = {name: more.pop(name) for name in ("stop", "spill", "session", "pause", "fates") if name in more}
        session = called.pop("session", self.company.supervisor)
        return run_import(self.company.runner, session, self.intake, self.request(kind, content, **more), **called)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Answer a question in SQL."""
        with self.company.store.read() as desk:
            return [tuple(row) for row in desk.connection.execute(text(question))]
