"""What the print worker asks of a label that a carrier made: may exactly these bytes be sent?"""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse_app.application.label_files import fault_of, look_at
from warehouse_app.application.papers import Fault
from warehouse_app.domain.refusals import Usage

CARRIERS = Path(__file__).parents[1] / "documents" / "carriers"


@pytest.mark.parametrize("file", sorted(CARRIERS.glob("*.zpl")), ids=lambda file: file.stem)
def test_a_carriers_label_may_be_sent_as_it_is(file: Path) -> None:
    assert fault_of(file.read_bytes()) is None


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"^XA^FO9,9^BRN^FD12^FS^FO9,90^A0N,20,20^FDAnn^FS^XZ", Fault("proof_unread_barcode", "^BR GS1 DataBar")),
        (b"^XA^FO9,9^A0N,20,20^FDAnn^FS^XGLOGO,1,1^FS^XZ", Fault("proof_missing_graphic", "LOGO")),
        (b"^XA^FO9,9^A0N,20,20^FDAnn^FS^FO9,90^B2N,50^FDAnn Lee^FS^XZ", Fault("proof_broken_code")),
        (b"Ann Lee", Fault("proof_unreadable")),
    ],
)
def test_a_label_that_cannot_be_judged_is_held_and_quotes_nobody(content: bytes, fault: Fault) -> None:
    assert fault_of(content) == fault


def test_a_label_is_looked_at_with_all_that_is_known_of_it() -> None:
    seen = look_at((CARRIERS / "kmart.zpl").read_bytes())
    assert (seen.form, len(seen.pages), seen.ok, seen.remarks) == ("zpl", 1, True, ())
    assert seen.codes == ("42054956", "00000123455555555558")
    with pytest.raises(Usage) as refused:
        look_at(b"hello")
    assert refused.value.code == "no_label"
