"""What the crew page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.crew.values import BenchScan, Caps, CrewRow, Message, Presence, WaitingBatch
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue, Kind, Option
from warehouse_app.ui.screens.crew.state import VIEWS, CrewScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.crew import at_words, presence_words, to_words, verdict_words
from warehouse_app.wording.people import need_right

_ROOMY = 860
CAPS = ("batches", "orders", "units", "kg")
_GRAMS = 1_000

_MARKS: dict[Presence, tuple[Kind, str]] = {
    Presence.WORKING: ("ok", "circle-check"), Presence.IDLE: ("ask", "clock"), Presence.STALE: ("stop", "hourglass"),
    Presence.FREE: ("info", "user"), Presence.AWAY: ("neutral", "circle-dashed"),
}  # fmt: skip


def chip(row: CrewRow) -> ChipValue:
    """Return how a person is at work, as a chip."""
    kind, icon = _MARKS[row.presence]
    return ChipValue(kind, presence_words(row.presence), icon)


def columns(now: str) -> tuple[Column[CrewRow], ...]:
    """Return the columns of the board."""
    return (
        Column(tr("Who"), lambda row: row.name, 0, "strong"),
        Column(tr("Is"), chip, 126, "chip", sort=lambda row: list(Presence).index(row.presence)),
        Column(tr("Where"), lambda row: row.station or figures.NOTHING, 84, "code"),
        Column(tr("On"), lambda row: at_words(row.at) if row.at is not None else figures.NOTHING, 160),
        Column(tr("Since"), lambda row: since(row, now), 76, sort=lambda row: row.at.since if row.at else "9"),
        Column(tr("Last scan"), lambda row: ago(row.last, now), 84, sort=lambda row: row.last or "0", room=_ROOMY),
        Column(tr("Units an hour"), lambda row: figures.number(row.rate) if row.rate else figures.NOTHING, 112,
               "number", sort=lambda row: row.rate),
        Column(tr("Units"), lambda row: figures.number(row.units) if row.units else figures.NOTHING, 72, "number",
               sort=lambda row: row.units, room=_ROOMY),
        Column(tr("Waits"), lambda row: " ".join(row.given) or figures.NOTHING, 120, room=_ROOMY),
        Column(tr("Skills"), lambda row: " ".join(row.skills) or figures.NOTHING, 110, room=_ROOMY),
    )  # fmt: skip


def since(row: CrewRow, now: str) -> str:
    """Return for how long a person is at what they are at."""
    return figures.NOTHING if row.at is None else ago(row.at.since, now)


def ago(moment: str, now: str) -> str:
    """Return how long ago something was."""
    minutes = figures.minutes_until(now, moment) if moment else None
    return figures.NOTHING if minutes is None else figures.span(max(0, minutes))


def views(state: CrewScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "all": tr("Everybody"), "work": tr("At work"), "look": tr("Need a look"), "free": tr("Free"),
        "away": tr("Not seen today"),
    }  # fmt: skip
    rows = None if state.board is None else state.board.rows
    return tuple(
        FilterValue(name, text, None if rows is None else sum(row.presence in VIEWS[name] for row in rows))
        for name, text in words.items()
    )


def footer(state: CrewScreen) -> str:
    """Return the sums under the board."""
    rows = state.rows
    units = sum(row.units for row in rows)
    people = trn("{n} person", "{n} people", len(rows)).format(n=figures.number(len(rows)))
    done = trn("{n} unit today", "{n} units today", units).format(n=figures.number(units))
    return f"{people}, {done}"


def empty(state: CrewScreen) -> tuple[str, str]:
    """Return what is said where nobody is shown."""
    if state.text or state.view != "all":
        return tr("Nobody in this view"), tr("Choose another view, or take the search away with Esc.")
    return tr("Nobody works here yet"), tr("People are added on the People screen.")


def facts(row: CrewRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a person at work."""
    found = [(tr("Where"), row.station or figures.NOTHING)]
    if row.at is not None:
        found.append((tr("On"), at_words(row.at)))
        found.append((tr("Since"), f"{figures.stamp(row.at.since, now)} ({since(row, now)})"))
        if row.at.wanted:
            done = tr("{done} of {all} units").format(
                done=figures.number(row.at.done), all=figures.number(row.at.wanted)
            )
            found.append((tr("Done"), done))
        if row.at.due:
            found.append((tr("First leaves"), figures.stamp(row.at.due, now)))
    if row.last:
        found.append((tr("Last scan"), f"{figures.stamp(row.last, now)} ({ago(row.last, now)})"))
    found.append((tr("Today"), today_words(row)))
    found.append((tr("Waits for them"), " ".join(row.given) or tr("no batch")))
    found.append((tr("Skills"), ", ".join(row.skills) or tr("none")))
    found.append((tr("Is given at most"), caps_words(row.caps)))
    if row.unseen:
        found.append((tr("Not read"), trn("{n} message", "{n} messages", row.unseen).format(n=row.unseen)))
    return tuple(found)


def today_words(row: CrewRow) -> str:
    """Return what a person did today: units with the rate, or scans where nothing was moved."""
    if not row.units:
        return trn("{n} scan", "{n} scans", row.scans).format(n=figures.number(row.scans))
    units = trn("{n} unit", "{n} units", row.units).format(n=figures.number(row.units))
    return tr("{units}, {rate} an hour").format(units=units, rate=figures.number(row.rate)) if row.rate else units


def caps_words(caps: Caps) -> str:
    """Return the limits of a person."""
    parts = [
        trn("{n} batch", "{n} batches", caps.batches).format(n=caps.batches) if caps.batches else "",
        trn("{n} order", "{n} orders", caps.orders).format(n=caps.orders) if caps.orders else "",
        trn("{n} unit", "{n} units", caps.units).format(n=caps.units) if caps.units else "",
        figures.weight(caps.weight_g) if caps.weight_g else "",
    ]
    return ", ".join(part for part in parts if part) or tr("no limit")


def options(state: CrewScreen, now: str) -> tuple[Option, ...]:
    """Return the batches that are offered to the chosen person."""
    if not state.asking:
        return ()
    return tuple(Option(n, each.code, _about(each, now)) for n, each in enumerate(state.offers, 1))


def _about(each: WaitingBatch, now: str) -> str:
    parts = [trn("{n} order", "{n} orders", each.orders).format(n=each.orders),
             trn("{n} unit", "{n} units", each.units).format(n=each.units)]  # fmt: skip
    if each.due:
        parts.append(tr("leaves {when}").format(when=figures.stamp(each.due, now)))
    if each.skills:
        parts.append(tr("needs {skills}").format(skills=" ".join(each.skills)))
    if each.person:
        words = tr("taken over from {who}") if each.state == "picking" else tr("was for {who}")
        parts.append(words.format(who=each.name))
    return ", ".join(parts)


_VERDICTS: dict[str, tuple[Kind, str]] = {
    "accepted": ("ok", "circle-check"), "done": ("ok", "circle-check"), "asked": ("ask", "triangle-alert"),
    "refused": ("stop", "octagon-x"), "unknown": ("ask", "clock"),
}  # fmt: skip


def scan_columns() -> tuple[Column[BenchScan], ...]:
    """Return the columns of the last scans of a bench."""
    return (
        Column(tr("At"), lambda one: figures.seconds(one.at), 84, sort=lambda one: one.at),
        Column(tr("Scanned"), lambda one: code(one.raw) or figures.NOTHING, 0, "strong"),
        Column(tr("Answer"), _answer, 190, "chip", sort=lambda one: one.verdict),
    )


def _answer(one: BenchScan) -> ChipValue:
    kind, icon = _VERDICTS.get(one.verdict, ("neutral", ""))
    return ChipValue(kind, verdict_words(one), icon)


def message_columns(now: str) -> tuple[Column[Message], ...]:
    """Return the columns of the messages that stand."""
    return (
        Column(tr("Message"), lambda one: one.text, 0, "strong"),
        Column(tr("To"), to_words, 92),
        Column(tr("Sent"), lambda one: figures.when(one.at, now), 62, sort=lambda one: one.at),
        Column(tr("Read"), lambda one: figures.number(len(one.seen)), 48, "number", sort=lambda one: len(one.seen)),
    )


def message_words(state: CrewScreen) -> str:
    """Return the whole of the chosen message, and who read it."""
    one = next((each for each in state.messages if each.id == state.message), None)
    if one is None:
        return ""
    readers = tr("Read by {names}").format(names=", ".join(one.seen)) if one.seen else tr("Nobody has read it yet")
    return f"{one.text}\n{readers}"


def message_form(state: CrewScreen) -> FormValue:
    """Return the form of a new message; to the chosen person, their bench, or everybody."""
    row = state.row
    to = [("all", tr("Everybody"))]
    if row is not None:
        to.insert(0, ("person", row.name))
        if row.station:
            to.insert(1, ("bench", tr("Bench {station}").format(station=row.station)))
    spans = (("60", tr("An hour")), ("480", tr("This shift")), ("1440", tr("A day")))
    fields = (
        FormField("text", tr("Message")), FormField("to", tr("To"), choices=tuple(to)),
        FormField("minutes", tr("Stands for"), choices=spans),
    )  # fmt: skip
    return FormValue(
        "message", tr("Send a message"), tr("Send"), fields, {"text": "", "to": to[0][0], "minutes": "480"}
    )


def person_form(state: CrewScreen) -> FormValue:
    """Return the form of what the chosen person can do and is given."""
    row = state.row
    assert row is not None
    none = tr("Empty: no limit")
    known = ", ".join(each.code for each in state.board.skills) if state.board is not None else ""
    fields = (
        FormField("skills", tr("Skills"), known or tr("None is made yet")),
        FormField("batches", tr("Batches at once"), none), FormField("orders", tr("Orders of a batch"), none),
        FormField("units", tr("Units of a batch"), none), FormField("kg", tr("Weight, kg"), none),
    )  # fmt: skip
    caps = {"batches": row.caps.batches, "orders": row.caps.orders, "units": row.caps.units}
    before = {name: str(value) if value else "" for name, value in caps.items()}
    kg = str(row.caps.weight_g // _GRAMS) if row.caps.weight_g else ""
    heading = tr("What {who} can do").format(who=row.name)
    return FormValue("person", heading, tr("Save"), fields, {"skills": " ".join(row.skills), **before, "kg": kg})


def skill_form() -> FormValue:
    """Return the form of a new skill."""
    fields = (
        FormField("skill", tr("Code"), tr("Short, such as DG or LIFT")),
        FormField("name", tr("Name"), tr("Dangerous goods, lift over 20 kg")),
    )
    return FormValue("skill", tr("New skill"), tr("Save"), fields, {"skill": "", "name": ""})


def needs_form(state: CrewScreen) -> FormValue:
    """Return the form of what a product asks for."""
    known = ", ".join(each.code for each in state.board.skills) if state.board is not None else ""
    fields = (
        FormField("sku", tr("Product"), tr("Its SKU")),
        FormField("skills", tr("Skills"), known or tr("None is made yet")),
    )
    return FormValue("needs", tr("What a product asks for"), tr("Save"), fields, {"sku": "", "skills": ""})


def no_work(state: CrewScreen) -> str:
    """Return why nothing can be given to the chosen person, "" where something can."""
    return "" if state.offered or not state.may else tr("No released batch waits. Flow (F2) releases some.")


def reasons(state: CrewScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    need = "" if state.may else need_right(Right.ASSIGN)
    row = state.row
    choose = "" if row is not None else tr("Choose a person first")
    nothing = "" if state.offered else tr("No released batch waits")
    picks = row is not None and row.at is not None and row.at.work == "pick"
    return {
        "assign": need or choose or nothing,
        "suspend": need or choose or ("" if picks else tr("They pick no cart")),
        "message": need, "change": need or choose, "skill": need, "needs": need,
        "take_back": need or ("" if state.message else tr("Choose a message first")),
        "undo": "" if state.undo is not None else tr("Nothing to take back"),
    }  # fmt: skip
