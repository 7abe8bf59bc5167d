"""Import: files become products, places, stock, customers, orders, documents and people, a small step at a time."""

from warehouse_app.application.importing.fates import Fates
from warehouse_app.application.importing.log import (
    ForgetRejected,
    ImportRow,
    KeptReject,
    find_imports,
    import_detail,
    kept_rejects,
    rejected_file,
)
from warehouse_app.application.importing.mappings import (
    KeptMapping,
    RemoveMapping,
    SaveMapping,
    find_mappings,
    mapping_of,
    save_mapping,
)
from warehouse_app.application.importing.run import ImportProgress, find_warehouses, generate_places, run_import
from warehouse_app.application.importing.undo import ImportStands, Reach, Undone, reach, undo_import
from warehouse_app.application.importing.values import ImportReport, ImportRequest, RejectedRecord, Took

__all__ = [
    "Fates",
    "ForgetRejected",
    "ImportProgress",
    "ImportReport",
    "ImportRequest",
    "ImportRow",
    "ImportStands",
    "KeptMapping",
    "KeptReject",
    "Reach",
    "RejectedRecord",
    "RemoveMapping",
    "SaveMapping",
    "Took",
    "Undone",
    "find_imports",
    "find_mappings",
    "find_warehouses",
    "generate_places",
    "import_detail",
    "kept_rejects",
    "mapping_of",
    "reach",
    "rejected_file",
    "run_import",
    "save_mapping",
    "undo_import",
]
