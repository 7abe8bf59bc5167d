"""Labels as they were approved by eye: a label changes where somebody means it to, and nowhere else.

`python -m tests.documents.test_label_approved` writes the approved labels anew; look at what changed, and print one.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from warehouse_app.documents import zpl
from warehouse_app.documents.label import AddressLabelData, address_label

APPROVED = Path(__file__).parent / "approved"
PLAIN = AddressLabelData(
    order="536365",
    parcel="PA-00000123-K",
    tracking="PA-00000123-K",
    sender=("Sample Gifts Ltd", "14 Albion Yard", "London N1 9AA", "United Kingdom"),
    recipient=("Zoë Müller", "Rue de l'Église 4", "75001 Paris", "France"),
    number=1,
    of=2,
    weight_g=1236,
    carrier="House carrier",
    service="Standard",
    ship_date="2010-12-02",
)
LABELS = {
    "plain": PLAIN,
    "tracked": replace(PLAIN, tracking="00340434161094022115", reprint=2, weight_computed=True, weight_g=20_050, of=0),
    "bare": AddressLabelData(order="536366", parcel="PA-1-A", tracking="PA-1-A", customer="17850", country="EIRE"),
    "slotted": replace(PLAIN, slot="BA000007, slot A2", of=0),
    "wordy": replace(PLAIN, order="ORDER 12345 OF THE CUSTOMER 67890 OF MAY", reprint=1),
    "endless": replace(PLAIN, order="ORDER 12345 OF THE CUSTOMER 67890 OF MAY " * 3, of=0),
    "crowded": replace(
        PLAIN,
        order="AN-ORDER-WITH-A-NUMBER-OF-FORTY-FOUR-SIGNS-X",
        sender=tuple(f"Line {n} of a sender who has much to say" for n in range(14)),
        recipient=("The Honourable " + "Bartholomew " * 6, "1 Long Street", "L" * 170, "Paris", "France"),
        carrier="A carrier with a name that never seems to end",
        service="A service with a name that never seems to end",
        ship_date="On a day that nobody has thought of yet",
        parcel="A-PARCEL-WITH-A-CODE-OF-FORTY-FIVE-SIGNS-XXXX",
        number=11_800_000,
        of=12_000_000,
        weight_g=10**20,
        reprint=10**20,
    ),
}


def rendered(name: str) -> dict[str, str]:
    """Return a label as its parts, and as it is sent to printers of both densities, by the names of their files."""
    model = address_label(LABELS[name])
    parts = "".join(f"{part}\n" for part in model.elements)
    return {f"{name}.txt": parts, **{f"{name}-{dpi}.zpl": zpl.render(model, dpi).decode() for dpi in (203, 300)}}


@pytest.mark.parametrize("name", LABELS)
def test_a_label_stays_to_the_dot_as_it_was_approved(name: str) -> None:
    for file, document in rendered(name).items():
        assert document == (APPROVED / file).read_text("utf-8"), file


if __name__ == "__main__":
    APPROVED.mkdir(exist_ok=True)
    for each in LABELS:
        for path, made in rendered(each).items():
            (APPROVED / path).write_text(made, "utf-8")
