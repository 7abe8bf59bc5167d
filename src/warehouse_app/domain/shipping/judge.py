"""What the loading bench says no to, and the pure judgement of a parcel scanned there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.orders.addressing import OldLabel
from warehouse_app.domain.packing.refusals import OrderCancelled, OrderOnHold
from warehouse_app.domain.refusals import Refusal, RefusalClass
from warehouse_app.domain.shipping.states import ParcelState


@dataclass(frozen=True, slots=True)
class NotLabelled(Refusal):
    """The parcel is not closed: it is still being packed."""

    code: ClassVar[str] = "not_labelled"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str


@dataclass(frozen=True, slots=True)
class WaitsForLabel(Refusal):
    """The parcel is packed, and its carrier has not sent its label."""

    code: ClassVar[str] = "waits_for_label"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    carrier: str


@dataclass(frozen=True, slots=True)
class AlreadyLoaded(Refusal):
    """The parcel is on a manifest."""

    code: ClassVar[str] = "already_loaded"
    parcel: str
    manifest: str


@dataclass(frozen=True, slots=True)
class AlreadyGone(Refusal):
    """The parcel was handed over; `when` is UTC, to the minute."""

    code: ClassVar[str] = "already_handed_over"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    manifest: str
    when: str


@dataclass(frozen=True, slots=True)
class ParcelVoided(Refusal):
    """The parcel was unpacked and its label is void."""

    code: ClassVar[str] = "voided"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str


@dataclass(frozen=True, slots=True)
class WrongCarrier(Refusal):
    """The parcel goes with another carrier."""

    code: ClassVar[str] = "wrong_carrier"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    carrier: str
    manifest_carrier: str


@dataclass(frozen=True, slots=True)
class NoSuchManifest(Refusal):
    """There is no manifest of that number."""

    code: ClassVar[str] = "no_such_manifest"
    manifest: str


@dataclass(frozen=True, slots=True)
class ManifestNotOpen(Refusal):
    """The manifest is closed, or being closed."""

    code: ClassVar[str] = "manifest_not_open"
    manifest: str
    state: str


@dataclass(frozen=True, slots=True)
class ManifestEmpty(Refusal):
    """There is no parcel on the manifest."""

    code: ClassVar[str] = "manifest_empty"
    manifest: str


@dataclass(frozen=True, slots=True)
class MustComeOff(Refusal):
    """Parcels of cancelled or held orders are on the manifest: scan each once more to take it off."""

    code: ClassVar[str] = "must_come_off"
    klass: ClassVar[RefusalClass] = "stop"
    manifest: str
    parcels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotOnManifest(Refusal):
    """The parcel is on no open manifest."""

    code: ClassVar[str] = "not_on_manifest"
    parcel: str


@dataclass(frozen=True, slots=True)
class ParcelNow:
    """What decides whether a parcel may be loaded. `manifest` is the one it is on, or empty."""

    code: str
    state: str
    carrier: str
    order: str
    order_state: str
    hold: str = ""
    hold_reason: str = ""
    manifest: str = ""
    handed_at: str = ""
    old_label: bool = False


def may_leave(parcel: ParcelNow) -> Refusal | None:
    """Return what keeps the parcel's order in the house: cancelled, or on hold."""
    if parcel.order_state == "cancelled":
        return OrderCancelled(parcel.order)
    if parcel.hold:
        return OrderOnHold(parcel.order, parcel.hold, parcel.hold_reason)
    return None


def may_load(parcel: ParcelNow, carrier: str) -> Refusal | None:
    """Return why the parcel cannot be put on the open manifest of `carrier`, or None."""
    if parcel.state == ParcelState.VOIDED:
        return ParcelVoided(parcel.code)
    if parcel.handed_at:
        return AlreadyGone(parcel.code, parcel.manifest, shown_time(parcel.handed_at))
    stays = may_leave(parcel)
    if stays is not None:
        return stays
    if parcel.state == ParcelState.MANIFESTED:
        return AlreadyLoaded(parcel.code, parcel.manifest)
    if parcel.state == ParcelState.WAITS:
        return WaitsForLabel(parcel.code, parcel.carrier)
    if parcel.state != ParcelState.LABELLED:
        return NotLabelled(parcel.code)
    if parcel.old_label:
        return OldLabel(parcel.code, parcel.order)
    return WrongCarrier(parcel.code, parcel.carrier, carrier) if parcel.carrier != carrier else None


def shown_time(at: str) -> str:
    """Return UTC ISO text to the minute, as facts carry it."""
    return at[:16].replace("T", " ") + " UTC" if at else ""
