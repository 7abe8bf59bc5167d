"""Import: files become products, places, stock, customers, orders, documents and people, a small step at a time."""

from warehouse_app.application.importing.mappings import (
    KeptMapping,
    RemoveMapping,
    SaveMapping,
    find_mappings,
    mapping_of,
    save_mapping,
)
from warehouse_app.application.importing.run import ImportProgress, generate_places, run_import
from warehouse_app.application.importing.values import ImportReport, ImportRequest, RejectedRecord, Took

__all__ = [
    "ImportProgress",
    "ImportReport",
    "ImportRequest",
    "KeptMapping",
    "RejectedRecord",
    "RemoveMapping",
    "SaveMapping",
    "Took",
    "find_mappings",
    "generate_places",
    "mapping_of",
    "run_import",
    "save_mapping",
]
