"""The print protocol: what we ask is well formed, and an answer is read or refused, whatever came over the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.devices.printers import ipp

URI = "ipp://localhost:631/printers/zebra"


def attribute(tag: int, name: str, value: bytes) -> bytes:
    return bytes((tag,)) + len(name).to_bytes(2, "big") + name.encode() + len(value).to_bytes(2, "big") + value


JOB = b"\x02" + attribute(0x21, "job-id", b"\x00\x00\x00\x11") + attribute(0x23, "job-state", b"\x00\x00\x00\x09")
WHOLE = b"\x01\x01\x00\x00\x00\x00\x00\x01\x01" + attribute(0x47, "attributes-charset", b"utf-8") + JOB + JOB + b"\x03"


def test_a_request_can_be_read_as_it_is_written() -> None:
    more = {"job-name": "Étikett", "limit": 5, "my-jobs": True, "requested-attributes": ("job-id", "job-name")}
    asked = ipp.request(ipp.GET_JOBS, URI, "warehouse", more)
    assert asked[:8] == b"\x01\x01\x00\x0a\x00\x00\x00\x01"
    for name in ("attributes-charset", "printer-uri", "requesting-user-name", *more):
        assert asked.count(name.encode()) >= 1
    assert "Étikett".encode() in asked
    assert asked.endswith(b"\x03")


def test_an_answer_names_its_jobs() -> None:
    answer = ipp.parse(WHOLE)
    assert answer.done
    assert [ipp.number(job, "job-id") for job in answer.jobs] == [17, 17]


def test_several_values_of_one_attribute_are_kept_in_order() -> None:
    reasons = attribute(0x44, "printer-state-reasons", b"media-empty-error") + attribute(0x44, "", b"paused")
    answer = ipp.parse(WHOLE[:8] + b"\x04" + reasons + b"\x03")
    assert ipp.texts(answer.printer, "printer-state-reasons") == ("media-empty-error", "paused")


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_refused(data: bytes) -> None:
    try:
        ipp.parse(data)
    except ipp.NotIppError:
        return


@given(st.integers(0, len(WHOLE) - 1))
def test_an_answer_cut_short_is_refused(size: int) -> None:
    with pytest.raises(ipp.NotIppError):
        ipp.parse(WHOLE[:size])


@given(st.data())
def test_an_answer_with_some_bytes_wrong_is_read_or_refused(data: st.DataObject) -> None:
    spoiled = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(spoiled) - 1), max_size=4)):
        spoiled[at] = data.draw(st.integers(0, 255))
    try:
        answer = ipp.parse(bytes(spoiled))
    except ipp.NotIppError:
        return
    for job in answer.jobs:
        assert ipp.number(job, "job-id") is None or isinstance(ipp.number(job, "job-id"), int)
