"""Whatever a customer typed: the label stays one label, says nothing to the printer, and every code is its own."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts import naughty
from warehouse_app.documents import zpl, zpl_reader
from warehouse_app.documents.foreign import prove_foreign
from warehouse_app.documents.label import AddressLabelData, address_label
from warehouse_app.documents.model import Expected, LabelModel, Symbol
from warehouse_app.documents.proof import prove, prove_label
from warehouse_app.documents.reading.codes import READERS, UNREAD
from warehouse_app.documents.reading.commands import commands
from warehouse_app.documents.reading.state import SETTERS, SHAPERS
from warehouse_app.documents.symbols import Symbology, takes
from warehouse_app.domain.refusals import Usage

COMMANDS = (
    *(
        "^XZ^XA^FDx^FS",
        "~JR",
        "^FS^PQ9999^FS",
        "_5EXZ",
        "^FH\\^FD",
        "\\&\\&",
        "^CC*",
        "*XZ",
        "~DGR:A.GRF,1,1,FF",
        "^JUS",
    ),
    *("\x10\x02\x03\x04\x05", "\x1b@\x1bi", "a\nb\r\nc\td\x00e", "\x7f\x80\x9f", ">;>8>6", "^FN1", "${x}{{x}}%s"),
    *("\u202egnp.exe", "\u2066\u2067abc\u2069", "abc\u200f\u200edef", "\u200b\u2060\ufeff", "a" * 10_000, "^" * 10_000),
    *(
        "~" * 10_000,
        "_" * 10_000,
        "\u0300" * 10_000,
        "東" * 10_000,
        "\u202e" * 10_000,
        "^XA^XZ" * 2_000,
        "\ud800\udfff",
    ),
)
MAY_LACK = {"text_missing", "signs_missing", "shaping_missing", "signs_unknown"}
FIELDS = frozenset({"XA", "CI", "PW", "LL", "LH", "BY", "FO", "A", "BC", "FH", "FD", "FS", "GF", "GB", "XZ"})
NAUGHTY = (*COMMANDS, *naughty())


def typed(text: str) -> AddressLabelData:
    """A label on which every text that people type is this one."""
    return AddressLabelData(
        order=text,
        parcel=text,
        tracking="PA-00000123-K",
        sender=(text, text),
        recipient=(text, text, text),
        customer=text,
        country=text,
        carrier=text,
        service=text,
        ship_date=text,
    )


@pytest.mark.slow
def test_no_string_that_broke_programs_commands_the_printer() -> None:
    for text in NAUGHTY:
        document = zpl.render(address_label(typed(text)))
        found, before = commands(document)
        assert not before
        assert {command.name for command in found} <= FIELDS
        names = [command.name for command in found]
        assert (names[0], names[-1], names.count("XA"), names.count("XZ")) == ("XA", "XZ", 1, 1)
        assert not any(command.control for command in found)
        assert b"~" not in document
        assert not any(byte < 0x20 and byte != 0x0A for byte in document)
        label = zpl_reader.read(document)
        assert [part.text for part in label.elements if isinstance(part, zpl_reader.ReadCode)] == ["PA-00000123-K"]


@pytest.mark.slow
def test_a_label_with_any_string_is_proven_or_held_for_what_it_lacks() -> None:
    for text in NAUGHTY:
        data = typed(text)
        proof = prove_label(zpl.render(address_label(data)), data)
        assert {problem.code for problem in proof.problems} <= MAY_LACK, text
        assert proof.found == ("PA-00000123-K",)


def test_what_turns_or_hides_text_stands_on_no_label() -> None:
    for text in ("\u202egnp.exe", "\u2066abc\u2069", "abc\u200fdef", "a\u200bb", "a\u00adb"):
        for part in zpl_reader.read(zpl.render(address_label(typed(text)))).elements:
            if isinstance(part, zpl_reader.ReadText):
                assert not set(part.text) & set("\u202e\u2066\u2069\u200f\u200b\u00ad")


@pytest.mark.parametrize("kind", Symbology)
def test_a_code_of_any_string_is_that_string_or_is_refused(kind: Symbology) -> None:
    asked = [text for text in NAUGHTY if takes(kind, text)]
    assert kind not in {Symbology.QR, Symbology.DATAMATRIX, Symbology.PDF417} or len(asked) > 100
    for text in asked[:: max(1, len(asked) // 60)]:
        model = LabelModel(100, 100, (Symbol(0, 0, 1_000, 1_000, kind, text),))
        with suppress(Usage):
            proof = prove(zpl.render(model), Expected((text,), (), 100, 100))
            assert (proof.problems, proof.found) == ((), (text,))


def test_strings_sent_as_labels_of_others_never_raise() -> None:
    for text in NAUGHTY:
        content = text.encode("utf-8", "surrogatepass")
        prove_foreign(content)
        proof = prove_foreign(b"^XA^FO10,10^A0N,20,20^FD" + content + b"^FS^FO10,90^BY2^BCN,50,N^FDAB^FS^XZ")
        assert proof.ok is not bool(proof.problems)


NAMES = (
    *READERS,
    *UNREAD,
    *SETTERS,
    *SHAPERS,
    "A0",
    "AD",
    "A@",
    "FD",
    "FV",
    "FH",
    "FS",
    "FS",
    "GB",
    "GC",
    "GE",
    "GD",
    "GF",
)
MORE = ("XG", "IM", "FX", "XA", "XZ", "DF", "XF", "SN", "CC", "CD", "CT", "B", "", "ZZ")
GIVEN = st.lists(
    st.sampled_from(["", "N", "R", "B", "Y", "0", "1", "3", "50", "200", "-5", "99999999", "1.5", "x", "_", "~", "W"]),
    max_size=8,
).map(",".join)
DATA = st.text("0123456789ABab>;:5678_^~\\&,äé東\x1d()[] ", max_size=30)
COMMAND = st.tuples(st.sampled_from((*NAMES, *MORE)), GIVEN | DATA).map(lambda pair: "^" + "".join(pair))


@given(st.lists(COMMAND, max_size=20), st.sampled_from(["utf-8", "utf-16-le", "cp850"]), st.sampled_from([203, 600]))
@settings(max_examples=300, deadline=None)
def test_commands_in_any_order_are_judged_and_never_raise(parts: list[str], charset: str, dpi: int) -> None:
    proof = prove_foreign(f"^XA{''.join(parts)}^XZ".encode(charset, "replace"), dpi)
    assert proof.ok is not bool(proof.problems)
