"""Where an order goes, changed before it leaves: what an address must have, and what is said no to.

Addresses are personal: what was typed and what stands there travels with a refusal, and is neither kept nor hashed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from warehouse_app.domain.editing import BadField, ChangedMeanwhile, printable
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.orders.values import Address
from warehouse_app.domain.refusals import Refusal, RefusalClass, Refused

LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "name": 80, "company": 80, "street": 120, "street2": 120, "city": 80, "region": 80, "postcode": 20,
        "country": 60, "email": 254, "phone": 40,
    }
)  # fmt: skip
"""Field of an address -> the most signs it has."""

FIELDS = tuple(LONGEST)


@dataclass(frozen=True, slots=True)
class AddressMoved(ChangedMeanwhile):
    """Somebody else changed the same part of the address since the person read it."""

    code: ClassVar[str] = "address_moved"
    before: str = field(default="", metadata=ASIDE)
    now: str = field(default="", metadata=ASIDE)


@dataclass(frozen=True, slots=True)
class AddressIncomplete(Refusal):
    """A carrier would not find the door: `field` is missing."""

    code: ClassVar[str] = "address_incomplete"
    order: str
    field: str


@dataclass(frozen=True, slots=True)
class ParcelLoaded(Refusal):
    """A parcel of the order stands on a manifest: it comes off before its label is made anew."""

    code: ClassVar[str] = "parcel_loaded"
    order: str
    parcel: str
    manifest: str


@dataclass(frozen=True, slots=True)
class OldLabel(Refusal):
    """The address was changed after the parcel's label was printed, and the new label is not printed yet."""

    code: ClassVar[str] = "old_label"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    order: str


def part(name: str, value: str) -> str:
    """Return a part of an address, trimmed. Raises Refused(BadField), which never tells what was typed."""
    text = value.strip()
    if len(text) > LONGEST[name]:
        raise Refused(BadField(name, "", "too_long", LONGEST[name]))
    if not printable(text):
        raise Refused(BadField(name, "", "not_printable"))
    return text


def missing(address: Address) -> str:
    """Return what a carrier would miss: a street, a town or postcode, a country; "" where nothing is."""
    if not address.street:
        return "street"
    if not (address.city or address.postcode):
        return "city"
    return "" if address.country else "country"
