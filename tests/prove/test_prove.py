"""The long proof: shares add up, a stop loses nothing that was finished, what is found is told and fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.prove import run
from tests.prove.kept import Kept, Piece, lines
from tests.prove.part import HERE, Part, parts

SAMPLES = "tests.prove.samples"


@pytest.fixture
def found() -> dict[str, Part]:
    return parts(HERE / "samples", SAMPLES)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "build" / "prove.json")


def done(part: Part, number: int, seed: int, package: str) -> Piece:
    """Do a piece here and now, without a process of its own."""
    try:
        return Piece(part.name, number, seed, "c", 1.0, dict(part.run(seed, part.count(number))))
    except AssertionError as error:
        return Piece(part.name, number, seed, "c", 1.0, {}, str(error))


def test_two_shares_add_up_to_the_whole(
    found: dict[str, Part], kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "run_piece", done)
    sound = {"sound": found["sound"]}
    assert run.prove(sound, kept, (1, 2), 1, 5, SAMPLES)
    assert [each.number for each in kept.pieces()] == [0, 2]
    assert "4 | 7 | 57.1 %" in capsys.readouterr().out
    assert run.prove(sound, kept, (2, 2), 1, 5, SAMPLES)
    assert lines(sound.values(), kept.pieces())[0].counts["done"] == 7


def test_what_is_done_is_not_done_again_and_what_failed_is(
    found: dict[str, Part], kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "run_piece", done)
    two = {name: found[name] for name in ("sound", "failing")}
    assert not run.prove(two, kept, (1, 1), 1, 5, SAMPLES)
    before = kept.pieces()
    assert [part.name for part, _ in run.in_turn(list(two.values()), before, (1, 1))] == ["failing"]
    mended = {**two, "failing": replace(found["failing"], run=found["sound"].run)}
    assert run.prove(mended, kept, (1, 1), 1, 5, SAMPLES)
    assert len(kept.pieces()) == len(before)


def test_what_must_be_zero_fails_where_it_is_not(
    found: dict[str, Part], kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "run_piece", done)
    assert not run.prove({"losing": found["losing"]}, kept, (1, 1), 1, 5, SAMPLES)
    assert "lost 1" in capsys.readouterr().out


def test_a_stop_keeps_what_is_finished(found: dict[str, Part], kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(part: Part, number: int, seed: int, package: str) -> Piece:
        if number == 2:
            raise KeyboardInterrupt
        return done(part, number, seed, package)

    monkeypatch.setattr(run, "run_piece", stopped)
    sound = {"sound": found["sound"]}
    run.prove(sound, kept, (1, 1), 1, 5, SAMPLES)
    assert [each.number for each in kept.pieces()] == [0, 1]
    assert [number for _, number in run.in_turn(list(sound.values()), kept.pieces(), (1, 1))] == [2, 3]


def test_another_machine_goes_on_from_what_was_written_down(kept: Kept, tmp_path: Path) -> None:
    first = Piece("even", 0, 7, "abc", 1.0, {"done": 10})
    kept.add(first)
    kept.write_down(tmp_path / "before.json")
    elsewhere = Kept(tmp_path / "elsewhere.json", tmp_path / "before.json")
    assert elsewhere.pieces() == [first]
    second = Piece("even", 1, 8, "abd", 1.0, {"done": 10})
    elsewhere.add(second)
    assert elsewhere.pieces() == [first, second]
    elsewhere.begin_anew()
    assert elsewhere.pieces() == []


def test_all_parts_advance_together(found: dict[str, Part]) -> None:
    other = replace(found["sound"], name="other")
    order = [part.name for part, _ in run.in_turn([found["sound"], other], [], (1, 1))]
    assert order == ["sound", "other"] * 4


@pytest.mark.slow
def test_each_piece_runs_in_a_process_of_its_own_and_ends(found: dict[str, Part]) -> None:
    assert run.run_piece(found["sound"], 3, 5, SAMPLES).counts["done"] == 1
    assert "a planted fault" in run.run_piece(found["failing"], 0, 5, SAMPLES).fault
    assert run.run_piece(found["hanging"], 0, 5, SAMPLES).fault == "not done after 1 s"


def test_the_parts_of_the_product_have_names_of_their_own_and_pieces() -> None:
    for part in parts().values():
        assert 0 < part.piece <= part.whole
        assert sum(part.count(number) for number in range(part.pieces)) == part.whole


@pytest.mark.parametrize("text", ["0/2", "3/2", "two", "1"])
def test_a_share_is_one_of_so_many(text: str) -> None:
    with pytest.raises(ValueError):
        run.share_of(text)
