"""What a template is, as values. Lengths of labels are whole tenths of a millimetre, those of papers millimetres."""

from __future__ import annotations

from dataclasses import dataclass

Align = str  # left, middle, right
ALIGNS = ("left", "middle", "right")
TINTS = ("ink", "quiet", "faint", "white", "go", "ask", "stop")


@dataclass(frozen=True, slots=True)
class Shown:
    """When a part is shown: where the value `when` says something and `unless` says nothing; and in what colour."""

    when: str = ""
    unless: str = ""
    tint: str = "ink"


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text that is too long for its line is set instead: in a block of that height."""

    height: int
    size: int
    least: int


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text: one line, or with `wrap` a block; as large as fits. `whole`: the proof fails where it had to be cut.

    `line_first`: it is tried in one line of `size` before it becomes a block.
    """

    text: str
    x: int
    y: int
    width: int
    size: int
    least: int
    wrap: Wrap | None = None
    line_first: bool = True
    bold: bool = False
    align: Align = "left"
    whole: bool = False
    name: str = ""
    shown: Shown = Shown()


@dataclass(frozen=True, slots=True)
class CodePart:
    """A code in its room. `must`: without it there is no label; else what no bars can say is left to the text.

    `symbologies` are tried in turn; the first that fits the room stands.
    """

    text: str
    x: int
    y: int
    width: int
    height: int
    must: bool = False
    symbologies: tuple[str, ...] = ("code128",)
    shown: Shown = Shown()


@dataclass(frozen=True, slots=True)
class LinePart:
    """A filled bar."""

    x: int
    y: int
    width: int
    height: int
    shown: Shown = Shown()


@dataclass(frozen=True, slots=True)
class BoxPart:
    """A frame."""

    x: int
    y: int
    width: int
    height: int
    edge: int
    shown: Shown = Shown()


@dataclass(frozen=True, slots=True)
class RowsPart:
    """One text for each row of the thing, under each other; more rows than `most` refuse the label, none is lost."""

    cells: tuple[TextPart, ...]
    step: int
    most: int
    shown: Shown = Shown()


Part = TextPart | CodePart | LinePart | BoxPart | RowsPart


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper that carries several labels: its size, where the first one stands, and the steps to the next; all in mm."""

    width: float
    height: float
    x: float
    y: float
    across: int
    down: int
    step_x: float
    step_y: float


@dataclass(frozen=True, slots=True)
class LabelTemplate:
    """A label. With a `sheet` its PDF is that paper; `colour`: it is for colour printers and no thermal printer's."""

    title: str
    width_mm: int
    height_mm: int
    parts: tuple[Part, ...]
    sheet: Sheet | None = None
    colour: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column of a paper's table; `when` leaves it out where that value says nothing."""

    head: str
    text: str
    width: float
    kind: str = "text"
    size: float = 9.0
    bold: bool = False
    lines: int = 1
    lead: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """A paper with a table. Facts, blocks and totals are a name and a text; a note of empty holes is left out."""

    title: str
    number: str
    code: str
    columns: tuple[ColumnPart, ...]
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    totals: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    foot: str = ""
    row_height: float = 0.0
    page: str = ""
    stacked: bool = False


Template = LabelTemplate | PaperTemplate
