"""Printers answer what is known of a job and never more, whatever the line does."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from warehouse_app.devices.printers import open_printer, parse_target
from warehouse_app.devices.printers.file import file_name
from warehouse_app.devices.printers.status import parse_status
from warehouse_app.devices.printers.twin import Behaviour, Mood, PrinterTwin
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.printer import Language, Outcome, PrinterCard, PrinterKind

LABEL = b"^XA^CI28^FO10,10^A0N,30,30^FDhello^FS^XZ\n"
LARGE = b"^XA" + b" " * 6_000_000 + b"^XZ"


def tcp(target: str, **more: object) -> PrinterCard:
    values = {"connect_ms": 2_000, "send_ms": 5_000} | more
    return PrinterCard("P1", PrinterKind.TCP, Language.ZPL203, target, **values)  # type: ignore[arg-type]


def folder(path: Path, language: Language = Language.ZPL203) -> PrinterCard:
    return PrinterCard("F1", PrinterKind.FILE, language, str(path))


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_job_taken_over_is_sent_and_arrives_whole() -> None:
    with PrinterTwin() as twin:
        result = open_printer(tcp(twin.target)).send(LABEL, "Label", "J1")
        assert result.outcome is Outcome.SENT
        assert result.reason == ""
        assert twin.wait_jobs(1)
        assert twin.jobs == [LABEL]
        assert twin.labels() == 1


def test_a_printer_that_is_off_has_certainly_got_nothing() -> None:
    result = open_printer(tcp(f"127.0.0.1:{closed_port()}")).send(LABEL, "Label", "J1")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_unreachable")


def test_a_printer_switched_off_between_two_jobs_refuses_the_second() -> None:
    with PrinterTwin() as twin:
        printer = open_printer(tcp(twin.target))
        assert printer.send(LABEL, "Label", "J1").outcome is Outcome.SENT
        twin.close()
        assert printer.send(LABEL, "Label", "J2").outcome is Outcome.NOT_SENT
        assert twin.labels() == 1


def test_a_name_that_cannot_be_resolved_is_not_sent() -> None:
    name = "x" * 70 + ".invalid"  # longer than a name may be, so no resolver is asked
    assert open_printer(tcp(f"{name}:9100")).send(LABEL, "Label", "J1").outcome is Outcome.NOT_SENT


@pytest.mark.parametrize("after", range(len(LABEL) + 1))
def test_a_reset_after_any_byte_is_unknown_and_never_called_sent(after: int) -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=after)) as twin:
        result = open_printer(tcp(twin.target)).send(LABEL, "Label", "J1")
        assert result.outcome in ({Outcome.UNKNOWN, Outcome.NOT_SENT} if after == 0 else {Outcome.UNKNOWN})
        assert twin.labels() <= 1


def test_a_reset_in_the_middle_of_a_large_job_is_unknown() -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=100_000)) as twin:
        result = open_printer(tcp(twin.target)).send(LARGE, "Label", "J1")
        assert (result.outcome, result.reason) == (Outcome.UNKNOWN, "printer_broke_off")
        assert twin.labels() == 0


def test_a_printer_that_takes_the_call_and_stalls_is_unknown() -> None:
    with PrinterTwin(Behaviour(Mood.STALL)) as twin:
        result = open_printer(tcp(twin.target, send_ms=150)).send(LABEL, "Label", "J1")
        assert (result.outcome, result.reason) == (Outcome.UNKNOWN, "printer_slow")


def test_a_large_job_to_a_stalled_printer_ends_at_the_deadline() -> None:
    with PrinterTwin(Behaviour(Mood.STALL)) as twin:
        result = open_printer(tcp(twin.target, send_ms=150)).send(LARGE, "Label", "J1")
        assert (result.outcome, result.reason) == (Outcome.UNKNOWN, "printer_slow")


def test_a_slow_printer_is_waited_for() -> None:
    with PrinterTwin(Behaviour(Mood.SLOW, gulp=4, pause_ms=2)) as twin:
        assert open_printer(tcp(twin.target)).send(LABEL, "Label", "J1").outcome is Outcome.SENT
        assert twin.jobs == [LABEL]


def test_a_printer_too_slow_for_the_deadline_is_unknown() -> None:
    with PrinterTwin(Behaviour(Mood.SLOW, gulp=1, pause_ms=1_000)) as twin:
        assert open_printer(tcp(twin.target, send_ms=100)).send(LABEL, "Label", "J1").outcome is Outcome.UNKNOWN


def test_a_printer_that_never_closes_is_unknown_unless_its_card_says_so() -> None:
    with PrinterTwin(Behaviour(Mood.KEEP_OPEN)) as twin:
        assert open_printer(tcp(twin.target, send_ms=100)).send(LABEL, "Label", "J1").outcome is Outcome.UNKNOWN
        card = tcp(twin.target, send_ms=2_000, wait_close=False)
        assert open_printer(card).send(LABEL, "Label", "J2").outcome is Outcome.SENT


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (Behaviour(paper_out=True), "printer_paper_out"),
        (Behaviour(head_open=True), "printer_head_open"),
        (Behaviour(paused=True), "printer_paused"),
    ],
)
def test_a_printer_that_says_it_cannot_is_not_sent_to(behaviour: Behaviour, reason: str) -> None:
    with PrinterTwin(behaviour) as twin:
        printer = open_printer(tcp(twin.target, ask_status=True))
        result = printer.send(LABEL, "Label", "J1")
        assert (result.outcome, result.reason) == (Outcome.NOT_SENT, reason)
        assert not printer.status().ready
        assert twin.jobs == []


def test_a_ready_printer_says_so_and_gets_the_label_without_the_question() -> None:
    with PrinterTwin() as twin:
        printer = open_printer(tcp(twin.target, ask_status=True))
        assert printer.status().known
        assert printer.send(LABEL, "Label", "J1").outcome is Outcome.SENT
        assert twin.jobs == [LABEL]


def test_a_printer_without_status_prints_all_the_same() -> None:
    with PrinterTwin(Behaviour(answers_status=False)) as twin:
        printer = open_printer(tcp(twin.target, ask_status=True))
        assert not printer.status().known
        assert printer.send(LABEL, "Label", "J1").outcome is Outcome.SENT


@pytest.mark.parametrize(
    "answer", [b"", b"\x02\x03", b"\x02a\x03\x02b\x03\x02c\x03", b"\xff" * 50, b"\x02030,1\x03", b"HTTP/1.1 400"]
)
def test_a_status_that_is_none_stands_against_nothing(answer: bytes) -> None:
    status = parse_status(answer)
    assert not status.known
    assert status.ready


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("printer-1:9100", ("printer-1", 9100)),
        (" 10.0.0.9 ", ("10.0.0.9", 9100)),
        ("[::1]:6101", ("::1", 6101)),
        ("[fe80::1]", ("fe80::1", 9100)),
    ],
)
def test_a_target_names_host_and_port(target: str, address: tuple[str, int]) -> None:
    assert parse_target(target) == address


@pytest.mark.parametrize(
    "target", ["", ":9100", "a:0", "a:65536", "a:99999999999", "a b:1", "http://a:1", "::1", "a:x"]
)
def test_a_target_that_is_none_is_a_wrong_call(target: str) -> None:
    with pytest.raises(Usage):
        parse_target(target)


def test_a_folder_keeps_each_job_as_one_file(tmp_path: Path) -> None:
    printer = open_printer(folder(tmp_path / "new" / "labels"))
    result = printer.send(LABEL, "Label", "label-PA-0001-K")
    assert result.outcome is Outcome.SENT
    assert Path(result.where).read_bytes() == LABEL
    assert [path.name for path in (tmp_path / "new" / "labels").iterdir()] == ["label-PA-0001-K.zpl"]


def test_the_same_job_again_is_one_file_and_another_content_never_replaces_it(tmp_path: Path) -> None:
    printer = open_printer(folder(tmp_path, Language.PDF))
    first, again = printer.send(b"one", "", "J1"), printer.send(b"one", "", "J1")
    other = printer.send(b"two", "", "J1")
    assert first == again
    assert sorted(path.name for path in tmp_path.iterdir()) == ["J1-2.pdf", "J1.pdf"]
    assert Path(first.where).read_bytes() == b"one"
    assert Path(other.where).read_bytes() == b"two"


def test_a_file_system_without_links_is_served_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_link)
    printer = open_printer(folder(tmp_path))
    assert printer.send(b"one", "", "J1").outcome is Outcome.SENT
    assert printer.send(b"two", "", "J1").outcome is Outcome.SENT
    contents = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert contents == {"J1.zpl": b"one", "J1-2.zpl": b"two"}


def test_a_folder_that_is_a_file_has_got_nothing(tmp_path: Path) -> None:
    (tmp_path / "labels").write_text("in the way")
    printer = open_printer(folder(tmp_path / "labels"))
    result = printer.send(LABEL, "Label", "J1")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_folder")
    assert not printer.status().ready


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert open_printer(folder(tmp_path)).send(LABEL, "Label", "J1").outcome is Outcome.NOT_SENT
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b\\c", "CON", "nul.zpl", "", "...", "\x00\x01", "x" * 999, "ü"])
def test_no_key_leaves_the_folder(tmp_path: Path, key: str) -> None:
    result = open_printer(folder(tmp_path)).send(LABEL, "Label", key)
    assert result.outcome is Outcome.SENT
    assert Path(result.where).parent == tmp_path
    assert not file_name(key).startswith(".")


def test_many_jobs_at_once_are_all_kept(tmp_path: Path) -> None:
    printer = open_printer(folder(tmp_path))
    threads = [threading.Thread(target=printer.send, args=(b"%d" % number, "", "same")) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"%d" % number for number in range(8)}
