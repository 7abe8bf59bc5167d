"""Shipping: parcels are scanned onto a manifest, the manifest is handed over, the orders are closed."""

from warehouse_app.application.shipping.finding import (
    find_manifests,
    find_parcels,
    manifest_detail,
    parcel_detail,
)
from warehouse_app.application.shipping.handing import CloseManifest, HandOverPart, SealManifest, close_manifest
from warehouse_app.application.shipping.loading import (
    LoadScan,
    OpenManifest,
    UnloadParcel,
    load_scan,
    load_state,
)
from warehouse_app.domain.shipping.values import LoadAnswer, LoadState, ManifestClosed

__all__ = [
    "CloseManifest",
    "HandOverPart",
    "LoadAnswer",
    "LoadScan",
    "LoadState",
    "ManifestClosed",
    "OpenManifest",
    "SealManifest",
    "UnloadParcel",
    "close_manifest",
    "find_manifests",
    "find_parcels",
    "load_scan",
    "load_state",
    "manifest_detail",
    "parcel_detail",
]
