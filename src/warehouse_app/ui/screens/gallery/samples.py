"""Sample values for the gallery: the facts of the reference pictures, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.ui.kit.values import (
    Answer,
    ChipValue,
    Column,
    Device,
    Event,
    FilterValue,
    Item,
    LineRow,
    NoticeValue,
    Option,
    ScanLine,
    SideValue,
    Slot,
    Step,
    Stop,
    Verdict,
)
from warehouse_app.wording import tr

TOADSTOOLS = Item("SET OF 6 T-LIGHTS TOADSTOOLS", "22807, 2 of 2 scanned")
DEVICES = (Device("Labels"), Device("Scale"), Device("Scanner"))


def right() -> Verdict:
    """Return the verdict of a right item."""
    return Verdict("right", tr("Right item"), item=TOADSTOOLS, done=3, total=5)


def idle() -> Verdict:
    """Return the verdict of an idle bench."""
    return Verdict("idle", tr("Scan a tote"), tr("22 orders are picked. The next one leaves at 15:30."))


def closed() -> Verdict:
    """Return the verdict of a closed order."""
    return Verdict("closed", tr("Closed"), tr("Order 539953 is packed"), done=5, total=5)


def many() -> Verdict:
    """Return a right item of a long order."""
    item = Item("Hanging Medina Lantern Small", "21523, 7 of 24 scanned")
    return Verdict("right", tr("Right item"), item=item, done=118, total=364)


def asked() -> Verdict:
    """Return the question about an item of another order."""
    return Verdict(
        "asked",
        tr("Other order"),
        tr("This item belongs to order 541657 in the same tote."),
        Item("WHITE HANGING HEART T-LIGHT HOLDER", "85123A, needs 6, has 2"),
        place_label=tr("Put it in slot"),
        place="B3",
        answers=(
            Answer("placed", tr("It is in B3"), "Enter", primary=True),
            Answer("back", tr("Put it back"), "2"),
        ),
    )


def stop() -> Stop:
    """Return the stop of a wrong item."""
    return Stop(
        tr("Wrong item"),
        tr("Not in order 539953. Nothing was added to the box."),
        tr("Put it on shelf R2"),
        tr("It is on R2"),
        tr("The order is safe: still 3 of 5."),
        Item("SPACEBOY LUNCH BOX", "22629"),
        (Item("CIRCUS PARADE LUNCH BOX", "22631, 0 of 1"),),
    )


def lines() -> tuple[LineRow, ...]:
    """Return the lines of order 539953."""
    return (
        LineRow("1", "YULETIDE IMAGES S/6 PAPER BOXES", "85018D", 1, 1),
        LineRow("2", "SET OF 6 T-LIGHTS TOADSTOOLS", "22807", 2, 2, last=True),
        LineRow("3", "CIRCUS PARADE LUNCH BOX", "22631", 0, 1),
        LineRow("4", "JUMBO SHOPPER VINTAGE RED PAISLEY", "22411", 0, 1),
    )


def odd_lines() -> tuple[LineRow, ...]:
    """Return lines in their rarer states."""
    return (
        LineRow("1", "REGENCY CAKESTAND 3 TIER", "22423", 2, 3, short=tr("Short: broken")),
        LineRow("2", "JAM MAKING SET WITH JARS", "22960", 1, 2, changed=tr("Now 2, was 3")),
        LineRow("3", "PACK OF 72 RETROSPOT CAKE CASES", "21212", 18, 120),
    )


def side() -> tuple[SideValue, ...]:
    """Return the side cards of a packing bench."""
    return (
        SideValue(
            "clock",
            tr("Leaves at {time}").format(time="15:30"),
            tr("{n} min left").format(n=47),
            ("Royal Mail Tracked 24",),
        ),
        SideValue("gift", tr("Gift"), tr("Wrap in tissue. No prices in the box."), kind="ask", note=True),
        SideValue("package", tr("Box"), "Box M", ("350 × 250 × 200 mm",)),
        SideValue("scale", tr("On the scale"), "0.71 kg"),
        SideValue(
            "inbox", tr("Order {number}").format(number="539953"), "", ("Web shop", "Customer 12748, UK", "Tote T-017")
        ),
    )


def pack_steps() -> tuple[Step, ...]:
    """Return the steps of packing, the first one now."""
    words = (tr("Items"), tr("Box"), tr("Weight"), tr("Label"), tr("Close"))
    return tuple(Step(word, "now" if at == 0 else "todo") for at, word in enumerate(words))


def pick_steps() -> tuple[Step, ...]:
    """Return the steps of a pick."""
    return (Step(tr("Scan place"), "now"), Step(tr("Scan item"), "todo"), Step(tr("Scan slot"), "todo"))


def next_scan() -> ScanLine:
    """Return the scan bar after a right item."""
    return ScanLine(tr("Scan the next item"), code="22807", chip=ChipValue("ok", tr("Right item")), time="14:43:07")


def held_scan() -> ScanLine:
    """Return the scan bar during a stop."""
    return ScanLine(tr("Scans wait until you confirm"), "held_stop", tr("Press Enter, or scan the CONTINUE card"))


def cart() -> tuple[Slot, ...]:
    """Return the slots of cart 3."""
    names = ("537233", "537236", "537238", "537239", "537240", "537241", "537246", "537247", tr("free"))
    codes = [f"{row}{column}" for row in "ABC" for column in "123"]
    return tuple(Slot(code, line, at // 3, at % 3) for at, (code, line) in enumerate(zip(codes, names, strict=True)))


def options() -> tuple[Option, ...]:
    """Return boxes to choose from."""
    return (
        Option(1, "Box M", "350 × 250 × 200 mm", "", "£0.41", suggested=True),
        Option(2, "Box L", "400 × 300 × 250 mm", "", "£0.58"),
        Option(3, "Mailer XL", tr("450 × 350 mm, soft"), tr("Bends: not for glass"), "£0.19"),
    )


def grades() -> tuple[Option, ...]:
    """Return the grades of a returned unit."""
    words = (tr("Sealed"), tr("Like new"), tr("Used"), tr("Damaged"), tr("Parts missing"), tr("Wrong item"))
    return tuple(Option(at, word) for at, word in enumerate(words, 1))


def notice() -> NoticeValue:
    """Return the notice of a printer that is off."""
    return NoticeValue(
        "printer",
        tr("Label printer Zebra-B2 is off"),
        tr("Switch it on, or print on Zebra-B3, 4 m to your left. 1 label waits. Nothing is lost."),
        "printer-x",
        (Answer("other", tr("Use Zebra-B3"), "F5"), Answer("again", tr("Try again"), "F4")),
    )


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One row of the orders table."""

    number: str
    customer: str
    country: str
    lines: int
    units: int
    pence: int
    stock: str
    stage: str
    leaves: str


_ORDERS = (
    "537226 15987 GB 9 86 11348 All Packing 15:30|537227 17677 GB 20 700 92240 All Picked 15:30|"
    "537231 13652 GB 18 112 30880 All Picking 15:30|537233 17428 GB 9 148 35300 All Picked 15:30|"
    "537235 17381 GB 5 1464 256764 Part Ready 15:30|537246 12808 PT 7 53 12940 All Packing 16:00|"
    "537250 12708 DE 14 89 19644 All Ready 16:00|537236 16858 GB 10 91 37569 All Picked 17:00|"
    "537238 16161 GB 15 88 16414 All Released 17:00|537239 18219 GB 13 67 21019 All Picking 17:00|"
    "537241 14293 GB 15 172 36492 Part Ready 17:00|537244 17674 GB 11 349 30066 All Packing 17:00|"
    "537248 15899 GB 4 39 5625 None Hold –"
)
_COUNTRY = {"GB": "United Kingdom", "PT": "Portugal", "DE": "Germany"}
_STOCK = {
    "All": ChipValue("ok", "All"),
    "Part": ChipValue("ask", "Part", "contrast"),
    "None": ChipValue("stop", "None"),
}


def orders(count: int = 13) -> tuple[OrderRow, ...]:
    """Return `count` orders, the thirteen of the picture repeated."""
    rows = [one.split(" ") for one in _ORDERS.split("|")]
    made = []
    for at in range(count):
        number, customer, country, line_count, units, pence, stock, stage, leaves = rows[at % len(rows)]
        shown = str(int(number) + (at // len(rows)) * 100)
        made.append(
            OrderRow(shown, customer, _COUNTRY[country], int(line_count), int(units), int(pence), stock, stage, leaves)
        )
    return tuple(made)


def order_columns() -> tuple[Column[OrderRow], ...]:
    """Return the columns of the orders table."""
    return (
        Column(tr("Order"), lambda row: row.number, 81, "code"),
        Column(tr("Customer"), lambda row: row.customer, 90),
        Column(tr("Country"), lambda row: row.country, 134),
        Column(tr("Lines"), lambda row: row.lines, 64, "number", sort=lambda row: row.lines),
        Column(tr("Units"), lambda row: f"{row.units:,}", 66, "number", sort=lambda row: row.units),
        Column(tr("Value"), lambda row: f"£{row.pence / 100:,.2f}", 100, "number", sort=lambda row: row.pence),
        Column(tr("Stock"), lambda row: _STOCK[row.stock], 89, "icon"),
        Column(tr("Stage"), lambda row: row.stage, 89),
        Column(tr("Leaves"), lambda row: row.leaves, 88),
    )


def filters() -> tuple[FilterValue, ...]:
    """Return the views over the orders."""
    return (
        FilterValue("today", tr("To ship today"), 115),
        FilterValue("short", tr("Short"), 11),
        FilterValue("hold", tr("On hold"), 6),
        FilterValue("abroad", tr("Abroad"), 9),
        FilterValue("late", tr("Late"), 2),
    )


def story() -> tuple[Event, ...]:
    """Return the story of order 537235."""
    return (
        Event(tr("Order came in"), "09:45, shop, paid £2,567.64"),
        Event(tr("Confirmed to the customer"), "09:45, mail in English"),
        Event(tr("4 of 5 lines promised"), "09:46, line 3 is 96 short"),
        Event(tr("Purchase order 8812 raised"), "09:52, by rule 14, due 10 Dec"),
        Event(tr("Ready, waits for you"), "Ship 4 lines now, or all on 10 Dec", "now"),
        Event(tr("Pick, pack, hand over"), "Leaves 15:30 if released by 14:55", "to_come"),
    )
