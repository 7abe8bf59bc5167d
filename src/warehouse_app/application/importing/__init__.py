"""Import: files become products, places, stock, customers, orders, documents and people, a small step at a time."""

from warehouse_app.application.importing.run import ImportProgress, generate_places, run_import
from warehouse_app.application.importing.values import ImportReport, ImportRequest, RejectedRecord, Took

__all__ = [
    "ImportProgress",
    "ImportReport",
    "ImportRequest",
    "RejectedRecord",
    "Took",
    "generate_places",
    "run_import",
]
