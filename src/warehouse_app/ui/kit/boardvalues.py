"""The frozen values that the widgets of a board render: stages and bars. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.ui.kit.values import Kind


@dataclass(frozen=True, slots=True)
class StageCard:
    """One order: its code, one fact, and its mark (stop late, ask soon)."""

    code: str
    fact: str = ""
    mark: Kind = "neutral"


@dataclass(frozen=True, slots=True)
class StageValue:
    """What a column shows. `foot` (and its border) says where the day is most at risk.

    The figures stand alone beside their marks where the flags have no room for their words.
    """

    name: str
    words: str
    count: str
    oldest: str = ""
    late: str = ""
    soon: str = ""
    late_figure: str = ""
    soon_figure: str = ""
    cards: tuple[StageCard, ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows: labels under the bars, the bars, the line, where now is (in bars, below 0: nowhere).

    `sentence` says the same for those who do not see it.
    """

    labels: tuple[str, ...] = ()
    bars: tuple[int, ...] = ()
    line: tuple[int, ...] = ()
    now: float = -1.0
    now_words: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Ranks:
    """What a chart of named things shows, largest first: (name, figure, its words). `sentence` says the same."""

    rows: tuple[tuple[str, int, str], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One row of "Needs you"."""

    icon: str
    token: str
    title: str
    line: str
    deed: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure at the top: its name, label, value and one line; `mark` is a kind whose icon stands before it."""

    name: str
    label: str
    value: str
    line: str
    mark: str = ""
