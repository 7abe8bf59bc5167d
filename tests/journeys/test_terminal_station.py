"""Line mode: one answer a line, in order, and the same answer again for the same id."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.journeys.program import ROOT, Program, one_sentence
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.bootstrap.window import alone
from warehouse_app.bootstrap.wire import open_company
from warehouse_app.domain.bench import Work
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.system.home import LocalHome
from warehouse_app.system.locks import claim_in
from warehouse_app.terminal.spoken import BELL, greeting, spoken
from warehouse_app.terminal.station import Line, Station, mode_of, parse_line


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("floor") / "home").begin()


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("B1", Line("B1", "")),
        ("B1\tid-1", Line("B1", "id-1")),
        ("\tid-1", Line("", "id-1")),
        ("B1\t", Line("B1", "")),
        ("", Line("", "")),
        ("two\twords here", Line("two\twords here", "")),
        ("A\tB\tid", Line("A\tB", "id")),
    ],
)
def test_a_line_is_a_scan_and_maybe_an_id(raw: str, line: Line) -> None:
    assert parse_line(raw) == line


def test_every_line_has_one_answer_in_order(program: Program) -> None:
    scans = ["NOPE", "", "x" * 10_000, "https://example.org/x", "\x1b[31mred", "*0", program.badge, "ÄÖÜ"]
    told = program.start("station", "pick", "--badge", program.badge, stdin="\n".join(scans) + "\n")
    assert told.code == 0, told.err
    assert [line["scan"] for line in told.lines] == scans
    for line in told.lines:
        assert set(line) >= {"scan", "verdict", "class", "code", "say", "state"}
        assert line["verdict"] in {"accepted", "refused", "asked", "done", "unknown"}
        assert isinstance(line["state"]["expects"], list)
        assert line["say"]
        assert "$" not in line["state"]
    assert told.err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
@pytest.mark.parametrize(("options", "spoken"), [(("--words",), True), ((), False)])
def test_a_person_at_a_terminal_may_ask_for_sentences_instead_of_json(
    program: Program, options: tuple[str, ...], *, spoken: bool
) -> None:
    shown, terminal = os.openpty()
    words = ("station", "pick", "--badge", program.badge, *options)
    with os.fdopen(shown, encoding="utf-8") as reader:
        done = subprocess.run(
            [sys.executable, "-m", "warehouse_app", *words], input=b"NOPE\n", stdout=terminal, stderr=subprocess.PIPE,
            env=program.environment(), check=False, timeout=60,
        )  # fmt: skip
        os.close(terminal)
        lines: list[str] = []
        with contextlib.suppress(OSError):  # how the end of a terminal is told on Linux
            lines.extend(reader)
    assert done.returncode == 0, done.stderr
    if spoken:
        assert [line.strip() for line in lines] == [
            "Scan a batch. Ctrl D ends it, and pauses what is open.",
            "NOTE  Unknown code NOPE. Scan again, or set it aside",
        ]
    else:
        assert [json.loads(line)["code"] for line in lines] == ["unknown_barcode"]


@pytest.mark.parametrize(
    ("verdict", "klass", "line"),
    [
        ("accepted", None, "OK    Right place"),
        ("done", None, "DONE  Right place"),
        ("refused", "note", "NOTE  Right place"),
        ("refused", "stop", f"{BELL}STOP  Right place"),
        ("asked", None, "?     Right place"),
        ("unknown", "note", "?     Right place"),
    ],
)
def test_the_weight_of_an_answer_stands_in_front(verdict: str, klass: str | None, line: str) -> None:
    assert spoken({"verdict": verdict, "class": klass, "say": "Right place"}) == line


def test_what_came_from_outside_draws_nothing_on_the_terminal() -> None:
    assert "\x1b" not in spoken({"verdict": "refused", "class": "note", "say": "Unknown code \x1b[31mred"})


def test_an_open_question_is_told_again_where_a_shot_was_no_answer() -> None:
    state = {"work": "receive", "phase": "over", "ask": {"over": 3, "sku": "MUG", "paper": "P1"}}
    answer = {
        "verdict": "refused",
        "class": "note",
        "code": "answer_first",
        "say": "A question is open",
        "state": state,
    }
    told = "NOTE  A question is open. 3 more of MUG than P1 still waits for. 1: take them in. 2: leave them"
    assert spoken(answer) == told
    assert "3 more of MUG" not in spoken({**answer, "code": "unknown_barcode"})


def test_the_greeting_tells_the_question_or_the_stop_that_waits() -> None:
    state = {"phase": "idle", "ask": {"things": 2}, "expects": [{"kind": "item", "code": "4006381333931"}]}
    begins = "Scan what lies on the dock. A product, a pallet or a tote: 2 things wait. Ctrl D"
    assert greeting(state, Work.PUTAWAY).startswith(begins)
    stop = {"code": "place_locked", "facts": {"place": "A01", "reason": "wet floor"}}
    assert greeting({**state, "stop": stop}, Work.PUTAWAY).startswith("A01 is locked: wet floor. Press Enter")


def test_the_greeting_names_what_is_waited_for_and_no_more_than_a_few() -> None:
    expects = [{"kind": "item", "code": f"A{n}"} for n in range(9)]
    assert greeting({"expects": expects}, Work.PACK).startswith("Scan item A0 or item A1 or item A2. Ctrl D")
    assert greeting({"expects": []}, Work.LOAD).startswith("Scan a parcel. Ctrl D")


def test_bytes_that_are_no_text_are_a_scan_like_any_other(program: Program) -> None:
    raw = b"\xff\xfe\x00\n" + b"y" * 200_000 + b"\nNOPE\n"
    told = program.call("station", "pick", "--badge", program.badge, stdin=raw)
    assert [line["verdict"] for line in told.lines] == ["refused"] * 3
    assert told.lines[2]["code"] == "unknown_barcode"


def test_the_same_id_is_answered_as_the_first_time(program: Program) -> None:
    words = ("station", "pick", "--station", "P7", "--badge", program.badge)
    first = program.call(*words, stdin="B99\tmy-1\nB99\tmy-2\n").lines
    again = program.call(*words, stdin="B99\tmy-1\nB98\tmy-2\n").lines
    assert again[0] == first[0]
    assert again[1]["code"] == "id_used"
    scans = program.call("export", "scans", "--json").lines
    mine = [row for row in scans if row["station"] == "P7" and row["raw"] in {"B99", "B98"}]
    assert len(mine) == 2
    elsewhere = program.call("station", "pick", "--station", "P8", "--badge", program.badge, stdin="B98\tmy-1\n")
    assert elsewhere.lines[0]["code"] == "unknown_barcode"


def test_a_badge_scanned_in_the_wrong_field_is_kept_nowhere(program: Program) -> None:
    program.call("station", "pick", "--badge", program.badge, stdin=f"{program.badge}\n")
    body = program.badge.split("-")[1]
    for row in program.call("export", "scans", "--json").lines:
        assert body not in row["raw"]
    for file in program.home.rglob("*"):
        if file.is_file():
            assert body.encode() not in file.read_bytes(), file.name


def test_a_station_is_open_once(program: Program) -> None:
    words = ("station", "pick", "--station", "B1", "--badge", program.badge)
    claimed = claim_in(program.home / "company.db.claims", "station-B1-pick")
    assert claimed is not None
    told = program.call(*words, stdin="X\n")
    claimed.close()
    assert told.code == 3
    assert "Station B1 is open in another window" in one_sentence(told)
    assert program.call(*words, stdin="X\n").code == 0


def test_two_homes_on_one_database_see_each_other_at_a_station(program: Program, tmp_path: Path) -> None:
    words = ("--database", f"sqlite:///{program.home / 'company.db'}", "station", "pick", "--station", "B7")
    elsewhere = Program(tmp_path / "other home")
    elsewhere.user, elsewhere.pin, elsewhere.badge = program.user, program.pin, program.badge
    with open_window(program.home, "B7"):
        told = elsewhere.call(*words, "--badge", program.badge, stdin="X\n")
    assert told.code == 3
    assert "Station B7 is open in another window" in one_sentence(told)
    assert elsewhere.call(*words, "--badge", program.badge, stdin="X\n").code == 0


def test_two_windows_of_one_station_are_one_too_many(program: Program, tmp_path: Path) -> None:
    from warehouse_app.bootstrap.machine import Machine
    from warehouse_app.bootstrap.window import show

    with open_window(program.home, "B8"), pytest.raises(Usage) as caught:
        show(Machine(), LocalHome(tmp_path / "mine"), f"sqlite:///{program.home / 'company.db'}", station="b8")
    assert caught.value.code == "station_open"


@contextlib.contextmanager
def open_window(home: Path, station: str) -> Iterator[None]:
    """Hold a station as its window does."""
    company = open_company(LocalHome(home))
    try:
        with alone(company, station):
            yield
    finally:
        company.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("pick", "--badge", "US-AAAAAAAAAAAA-0"), 1),
        (("pick", "--badge", "nonsense"), 1),
        (("dance",), 2),
        (("pick", "--station", "../B1"), 2),
    ],
)
def test_a_station_that_cannot_begin_says_why(program: Program, words: tuple[str, ...], code: int) -> None:
    more = () if "--badge" in words else ("--badge", program.badge)
    told = program.call("station", *words, *more, stdin="X\n")
    assert told.code == code
    one_sentence(told)


def test_an_owner_has_no_bench(program: Program) -> None:
    owner = program.other("Olga", "owner")
    told = owner.call("station", "pick", "--badge", owner.badge, stdin="X\n")
    assert told.code == 1
    assert "right" in one_sentence(told)


def test_answers_come_at_once_and_not_at_the_end(program: Program, tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "warehouse_app", "station", "pick", "--badge", program.badge, "--home", program.home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "", "HOME": str(tmp_path)},
        text=True,
        encoding="utf-8",
    )
    with running:
        assert running.stdin is not None
        assert running.stdout is not None
        for n in range(3):
            running.stdin.write(f"SCAN-{n}\n")
            running.stdin.flush()
            assert f'"SCAN-{n}"' in running.stdout.readline()
        running.stdin.close()
    assert running.returncode == 0


@pytest.mark.parametrize(("code", "verdict"), [("database_busy", "refused"), ("database_io", "unknown")])
def test_trouble_is_one_answer_and_the_next_line_goes_on(company: Company, code: str, verdict: str) -> None:
    class Failing(Runner):
        down = True

        def perform(self, command: Command, session: Session) -> Outcome[Any]:
            if self.down:
                raise Trouble(code, database="company.db")
            return super().perform(command, session)

    runner = Failing(company.store, company.clock, company.ids, company.runner.writer)
    bench = Station(runner, company.picker, mode_of("pick"))
    bench.begin()
    down = bench.answer(Line("B1", "one"))
    runner.down = False
    again = bench.answer(Line("B1", "one"))
    assert (down["verdict"], down["code"], down["id"]) == (verdict, code, "one")
    assert "company.db" in str(down["say"])
    assert down["state"] == again["state"]
    assert again["code"] == "unknown_barcode"


def test_what_was_perhaps_done_is_never_told_as_not_done(company: Company) -> None:
    """The answer to the COMMIT is lost, and then the server is gone: the deed may stand all the same."""

    class Leaving(Runner):
        asked = 0

        def perform(self, command: Command, session: Session) -> Outcome[Any]:
            self.asked += 1
            if self.asked == 1:
                super().perform(command, session)
                raise Trouble("outcome_unknown", database="company")
            if self.asked == 2:
                raise Trouble("database_away", database="company")
            return super().perform(command, session)

    bench = Station(
        Leaving(company.store, company.clock, company.ids, company.runner.writer), company.picker, mode_of("pick")
    )
    bench.begin()
    told = bench.answer(Line("B1", "one"))
    assert (told["verdict"], told["code"]) == ("unknown", "outcome_unknown")
    assert bench.answer(Line("B1", "one"))["code"] == "unknown_barcode"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "Is that all? Answer with a digit",
            "?     Is that all? Answer with a digit. 1: That is all. 2: Go on counting",
        ),
        (
            "More than ordered. 1: take them in. 2: leave them",
            "?     More than ordered. 1: take them in. 2: leave them",
        ),
    ],
)
def test_a_person_at_a_terminal_is_told_what_each_digit_answers(said: str, line: str) -> None:
    choices = [
        {"key": "1", "code": "count_is_that_all_yes", "facts": {}},
        {"key": "2", "code": "count_go_on", "facts": {}},
    ]
    assert spoken({"verdict": "asked", "class": None, "say": said, "state": {"choices": choices}}) == line


@pytest.mark.parametrize("work", list(Work))
def test_every_bench_says_what_is_scanned_first_and_each_thing_it_waits_for(work: Work) -> None:
    assert greeting({"expects": []}, work).startswith("Scan ")
    waits = [{"kind": "number", "code": ""}, {"kind": "lpn", "code": "P1"}, {"kind": "choice", "code": "2"}]
    assert greeting({"expects": waits}, work).startswith("Scan a number or pallet P1 or answer 2.")
