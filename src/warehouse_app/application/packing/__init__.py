"""Packing: an order is opened at a bench, every unit is proven by a scan, the parcel is closed and its label asked for.

The whole state is in the database, so a new process at the same station resumes at the same line.
"""

from warehouse_app.application.packing.bench_now import PackScan, PauseBench
from warehouse_app.application.packing.beside import called, pack_beside
from warehouse_app.application.packing.boxing import work_ahead
from warehouse_app.application.packing.scanning import nothing_here, pack_scan
from warehouse_app.application.packing.state import pack_state
from warehouse_app.application.packing.unpacking import Unpacked, UnpackParcel, unpack_parcel
from warehouse_app.domain.packing.values import PackAnswer, PackState

__all__ = [
    "PackAnswer",
    "PackScan",
    "PackState",
    "PauseBench",
    "UnpackParcel",
    "Unpacked",
    "called",
    "nothing_here",
    "pack_beside",
    "pack_scan",
    "pack_state",
    "unpack_parcel",
    "work_ahead",
]
