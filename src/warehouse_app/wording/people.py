"""Words of people: what each right lets one do, what each role is, and the noes about them."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "beyond_your_rights": (
        "{user} as {role} may do more than you",
        "Ask an administrator who has these rights to do it",
    ),
}
"""Code -> what happened, what to do."""

RIGHTS: Mapping[str, str] = {
    "pick": "Pick batches",
    "pack": "Pack and verify parcels",
    "load": "Load parcels onto a manifest",
    "view": "See orders, stock and what happened",
    "found goods": "Book goods that were found",
    "take over": "Take over work that another began",
    "allocate": "Promise stock to orders",
    "cancel order": "Cancel orders",
    "hold order": "Hold orders and let them go on",
    "change order": "Change when and how orders leave",
    "plan": "Plan and release batches",
    "assign": "Give batches to people",
    "import": "Bring files in",
    "export": "Write lists to files",
    "stock": "Count, move and correct stock",
    "close manifest": "Hand manifests over to the carrier",
    "print": "Print, print again and choose printers",
    "reverse": "Take entries back",
    "link barcode": "Teach barcodes",
    "edit products": "Make and change products",
    "edit places": "Make and change places",
    "settings": "Change settings and printers",
    "users": "Add people, lock them, give badges and PINs",
    "database": "Back up, restore and repair the database",
}
"""Right -> what it lets one do."""

ROLES: Mapping[str, str] = {
    "picker": "Picker",
    "packer": "Packer",
    "clerk": "Clerk",
    "supervisor": "Supervisor",
    "owner": "Owner",
    "administrator": "Administrator",
}
"""Role -> its name."""
