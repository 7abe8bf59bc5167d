"""What may leave the machine holds nothing about anybody, and still says where and why the program failed."""

from __future__ import annotations

import json
import sqlite3
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse_app.system import logs
from warehouse_app.system.home import MOST_CRASHES, LocalHome
from warehouse_app.system.redaction import redacted_facts
from warehouse_app.system.scrub import scrubbed, scrubbed_log

CANARIES = (
    "Jane", "Roe", "Jane Roe", "JANE-ROE", "Mill Lane", "12 Mill", "YO1 7HH", "jane.roe@example.org",
    "+44 20 7946 0018", "02079460018", "US-ABCDEFGHIJ23-Q", "883018", "hunter2", "Zoë", "Мельник",
)  # fmt: skip
SAID = "for Jane Roe, 12 Mill Lane, YO1 7HH, jane.roe@example.org, +44 20 7946 0018 / 02079460018, Zoë Мельник"


def report(caught: Exception) -> str:
    return "warehouse_app 0.1.0, Python 3.11.7\nuser add --name Jane Roe\n\n" + "".join(
        traceback.format_exception(caught)
    )


def fails(with_what: str) -> Exception:
    """Return an exception as the program would meet it, with what it was working on in its message."""
    try:
        try:
            sqlite3.connect(":memory:").execute("SELECT thing FROM nowhere WHERE name = ?", (with_what,))
        except sqlite3.Error as error:
            raise KeyError(with_what) from error
    except KeyError as caught:
        caught.add_note(f"while packing for {with_what} with password: hunter2, pin=883018, badge US-ABCDEFGHIJ23-Q")
        return caught
    raise AssertionError


@pytest.mark.parametrize("canary", CANARIES)
def test_a_report_that_is_sent_holds_nothing_about_anybody(canary: str) -> None:
    sent = scrubbed(report(fails(SAID)), Path("/home/jane"))
    assert canary not in sent


def test_a_report_that_is_sent_still_says_where_and_why() -> None:
    sent = scrubbed(report(fails(SAID)), Path("/home/jane"))
    assert sent.startswith("warehouse_app 0.1.0, Python 3.11.7")
    assert "KeyError" in sent
    assert "sqlite3.OperationalError: no such table: " in sent
    assert "in fails" in sent
    assert "raise KeyError(with_what) from error" in sent
    assert "The above exception was the direct cause" in sent


def test_paths_of_the_users_home_are_gone_and_ours_stay() -> None:
    text = (
        'Traceback (most recent call last):\n  File "/home/jane/warehouse_app/store/orders.py", line 40, in add\n'
        '    row["total"]\n  File "/home/jane/secret/notes.txt", line 1, in x\nOSError: /home/jane/Orders of Jane.csv\n'
    )
    sent = scrubbed(text, Path("/home/jane"))
    assert 'File "warehouse_app/store/orders.py", line 40, in add' in sent
    assert "jane" not in sent.lower()
    assert "notes" not in sent


def test_code_that_is_not_code_is_masked_like_anything_else() -> None:
    head = "ValueError: bad row\n    Jane Roe, 12 Mill Lane\n"
    text = head + '  File "x.py", line 1, in y\n    ok = 1\n    Jane\nValueError: Jane\n'
    sent = scrubbed(text, Path("/home/jane")).splitlines()
    assert "Roe" not in sent[1]
    assert sent[-1] == "ValueError: …"


def test_log_lines_keep_time_event_and_codes_only() -> None:
    lines = [
        {"at": "2010-12-06T09:00:00+00:00", "event": "trouble", "code": "printer_unreachable", "printer": "JANE-DESK"},
        {
            "at": "2010-12-06T09:00:01+00:00",
            "event": "imported",
            "file": "/home/jane/Roe.csv",
            "rows": 40,
            "name": SAID,
        },
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\nnot json Jane\n"
    sent = scrubbed_log(text, Path("/home/jane"))
    assert [json.loads(line)["event"] for line in sent.splitlines()] == ["trouble", "imported"]
    assert json.loads(sent.splitlines()[0])["code"] == "printer_unreachable"
    assert json.loads(sent.splitlines()[1])["rows"] == 40
    assert [canary for canary in (*CANARIES, "JANE") if canary in sent] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pin", "883018"), ("customer_name", "Jane Roe"), ("email", "jane.roe@example.org"), ("street", "12 Mill Lane"),
        ("phone", "02079460018"), ("user", "JANE-ROE"), ("why", "mail to jane.roe@example.org bounced"),
        ("url", "postgresql://jane:hunter2@db/x"), ("text", "badge US-ABCDEFGHIJ23-Q"),
    ],
)  # fmt: skip
def test_the_log_itself_never_holds_secrets_or_persons(tmp_path: Path, name: str, value: str) -> None:
    log = logs.Log(tmp_path, lambda: datetime(2010, 12, 6, 9, tzinfo=UTC))
    log.write("something", {name: value, "count": 3})
    written = (tmp_path / logs.NAME).read_text(encoding="utf-8")
    assert '"count": 3' in written
    for secret in ("883018", "Jane", "JANE", "jane.roe", "Mill", "02079460018", "hunter2", "ABCDEFGHIJ23"):
        assert secret not in written
    assert redacted_facts({"event": "x", "rows": 4}) == {"event": "x", "rows": 4}


def test_logs_turn_over_by_size_and_only_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 2_000)
    log = logs.Log(tmp_path, lambda: datetime(2010, 12, 6, 9, tzinfo=UTC))
    for n in range(200):
        log.write("tick", {"n": n})
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["warehouse.log", "warehouse.log.1", "warehouse.log.2", "warehouse.log.3"]
    assert all(path.stat().st_size <= 2_000 for path in tmp_path.iterdir())
    newest = (tmp_path / "warehouse.log").read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(newest)["n"] == 199


def test_reports_are_offered_once_and_only_so_many_are_kept(tmp_path: Path) -> None:
    home = LocalHome(tmp_path / "home")
    home.crash("one")
    assert len(home.new_reports()) == 1
    home.reports_seen()
    assert home.new_reports() == ()
    assert LocalHome(tmp_path / "home").new_reports() == ()
    for n in range(MOST_CRASHES + 5):
        home.crash(f"report {n}")
    assert len(list((home.path / "logs").glob("crash-*.txt"))) == MOST_CRASHES
