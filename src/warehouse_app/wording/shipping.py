"""Words of the loading bench, of manifests, and of recipients whose address is not known."""

from __future__ import annotations

from warehouse_app.wording import tr

WORDS = {
    "loaded": ("Parcel {parcel} is on {manifest}", "{waiting} wait. Scan the next one"),
    "loaded.last": (
        "Parcel {parcel} is on {manifest}",
        "No other one waits. Hand over with F9 in the window, or: warehouse manifest close {manifest}",
    ),
    "unloaded": ("Parcel {parcel} is off {manifest}", "Put it back to the others"),
    "manifest_chosen": ("Manifest {manifest}", "Scan the parcels"),
    "load_paused": ("Paused", "Scan the next parcel to go on"),
    "not_labelled": ("Parcel {parcel} has no label yet", "Take it back to the pack bench, then press Enter"),
    "old_label": (
        "Parcel {parcel} of order {order} has another label now",
        "Put the new label on; print it again if it is not there",
    ),
    "already_loaded": ("Parcel {parcel} is on {manifest} already", "Counted once. Go on"),
    "already_handed_over": ("Parcel {parcel} left at {when} with {manifest}", "Set it aside and call a supervisor"),
    "voided": ("Parcel {parcel} was unpacked", "Throw this label away, then press Enter"),
    "wrong_carrier": ("Parcel {parcel} goes with {carrier}", "Put it to the parcels of {carrier}, then press Enter"),
    "no_such_manifest": ("There is no manifest {manifest}", "Check the number"),
    "manifest_not_open": ("Manifest {manifest} is {state}", "Open another one"),
    "manifest_empty": ("Nothing is on manifest {manifest}", "Scan its parcels first"),
    "must_come_off": ("These must stay: {parcels}", "Scan each at the loading bench to take it off {manifest}"),
    "not_on_manifest": ("Parcel {parcel} is on no open manifest", "Check the number"),
}
"""Code -> what happened, what to do."""


def recipient_of(customer: str, country: str, name: str = "") -> tuple[str, ...]:
    """Return for whom something is: the name where there is one, the customer's number, the country.

    Only without both it says that the customer is not known.
    """
    number = tr("Customer {code}").format(code=customer) if customer else "" if name else tr("Customer unknown")
    return tuple(part for part in (name, number, country) if part)
