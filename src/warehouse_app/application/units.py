"""Numbers of shipping units (SSCC): given out once each, in the same commit as what they are for, never again.

A unit is what stands on one pallet: a container of that kind, or all that a manifest hands over.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.papers import bare, sender
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.manifest import kilograms
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.barcodes.sscc import APPLICATION, NoPrefix, NumbersUsedUp, capacity, is_prefix, sscc
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.values import NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import papers, places, templates
from warehouse_app.store.desk import Desk
from warehouse_app.wording import trn


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberUnit(Command):
    """Give the pallet of a container or manifest its number; one that has it keeps it."""

    unit: str


@handles(NumberUnit, right=Right.PRINT, answer=str)
def number_unit(desk: Desk, command: NumberUnit, _session: Session) -> str:
    """Return the unit's SSCC. Raises Refused (NoSuchPaper, NoPrefix, NumbersUsedUp)."""
    return numbered(desk, command.unit)


def numbered(desk: Desk, code: str) -> str:
    """Return the SSCC of a container's or manifest's pallet, given out now where it has none; for handlers.

    Raises Refused as `number_unit` does.
    """
    what, ref = _unit(desk, code)
    known = templates.unit(desk, what, ref)
    if known:
        return known
    prefix = value_of(desk, "company.gs1_prefix")
    if not is_prefix(prefix):
        raise Refused(NoPrefix(prefix))
    number = desk.next_number(f"sscc:{prefix}")
    if number > capacity(prefix):
        raise Refused(NumbersUsedUp(prefix))
    made = sscc(prefix, number)
    templates.keep_unit(desk, made, what, ref)
    return made


def unit_values(desk: Desk, code: str) -> Values:
    """Return what a pallet's label says. Raises Refused(NoSuchPaper): no such unit, or it has no number yet."""
    return values_of_unit(desk, unit_ref(desk, code))


def unit_ref(desk: Desk, code: str) -> int:
    """Return the row of the pallet of a container or manifest. Raises Refused(NoSuchPaper), as `unit_values` does."""
    found = templates.unit_id(desk, *_unit(desk, code))
    if found is None:
        raise Refused(NoSuchPaper("pallet", code))
    return found


def values_of_unit(desk: Desk, row_id: int) -> Values:
    """Return what the label of a numbered pallet says. Raises Refused(NoSuchPaper)."""
    found = templates.unit_by_id(desk, row_id)
    if found is None:
        raise Refused(NoSuchPaper("pallet", str(row_id)))
    number, what, ref = found
    return {
        "company": value_of(desk, "company.name"),
        "sender": sender(desk),
        "unit": ref,
        "content": _content(desk, ref) if what == "manifest" else "",
        "sscc": number,
        "code": APPLICATION + number,
    }


def _unit(desk: Desk, code: str) -> tuple[str, str]:
    manifest = papers.manifest_id(desk, bare(OwnKind.MANIFEST, code))
    if manifest is not None:
        head = papers.manifest(desk, manifest)
        return "manifest", head.code if head else code
    found = [each.code for each in places.with_code(desk, code.strip().upper()) if each.kind is PlaceKind.LPN]
    if not found:
        raise Refused(NoSuchPaper("pallet", code))
    return "container", found[0]


def _content(desk: Desk, code: str) -> str:
    number = papers.manifest_id(desk, code)
    rows = papers.manifest_rows(desk, number) if number is not None else ()
    weight = kilograms(sum(row.weight_g for row in rows))
    return trn("{n} parcel, {weight} kg", "{n} parcels, {weight} kg", len(rows)).format(n=len(rows), weight=weight)
