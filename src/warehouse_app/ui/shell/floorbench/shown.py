"""What a floor bench's page shows of its state, as kit values: face, panel, lines, choices, scan bar. Pure, no Qt."""

from __future__ import annotations

import re
from dataclasses import replace

from warehouse_app.domain.bench import Verdict as Judged
from warehouse_app.domain.floorwork import Choice, FloorLine, FloorState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import (
    Answer,
    ChipValue,
    Face,
    Item,
    Kind,
    LineRow,
    Option,
    ScanLine,
    Stop,
    Verdict,
)
from warehouse_app.ui.shell.floorbench.state import FloorScreen, touched_line
from warehouse_app.ui.shell.floorbench.work import CARDS
from warehouse_app.wording import tr
from warehouse_app.wording.say import Words, worded, words_of
from warehouse_app.wording.screens import stop_words

_ON_PANEL = 3
"""Answers that stand on the panel itself; more of them are a list beside it."""

_NAMED_KEYS = 2
"""Digits that are named each; of more the first and the last are named."""

_MARKS: dict[str, Kind] = {
    "over": "ask", "under": "ask", "wrong": "ask", "unknown": "ask", "damaged": "ask", "variance": "ask",
    "short": "ask", "price": "ask", "expired": "stop", "urgent": "info", "cross_dock": "info", "recount": "info",
    "counted": "ok", "done": "ok",
}  # fmt: skip
_WHOLE = frozenset({"putaway"})
"""Benches whose lines are done as a whole: they have one figure, how much there is."""

_DIGITS = re.compile(r"\W*1: ")
"""How a second line begins that tells the answers to those who see no buttons."""

_COUNTED = frozenset({"counted", "recount", "variance"})
"""Marks of a line whose figure says something even where it is none."""

_PLACES = frozenset({"wrong_place", "wrong_target"})


def question(state: FloorScreen, now: FloorState) -> Words:
    """Return what the bench asks, and its second line; a phase without words of its own is asked as any bench does."""
    own = str(now.ask.get("question") or "") if state.asking else ""
    own = own if own and worded(own) else f"{state.work}.{now.phase}"
    facts = {"station": code(now.station), **now.facts, **now.ask}
    return words_of(own if worded(own) else f"floor.{now.phase}", facts)


def panel(state: FloorScreen, now_text: str = "") -> Verdict | None:
    """Return the panel: a question, what was done, or what to scan first; None while the face shows the work."""
    now = state.now
    if now is None:
        return Verdict("idle", tr("One moment"))
    if state.asking:
        return _asked(state, now, now_text)
    said = state.said
    if state.idle:
        return _rest(state, now, now_text)
    if not now.hero and touched_line(now) is None and not state.pads:
        what, why = question(state, now)
        if said is not None and said.code != "undone":
            done, _ = words_of(said.code, figures.told(said.facts, now_text))
            why = ". ".join(part for part in (done if done != what else "", why) if part)
        return Verdict("idle", what, why)
    return None


def _asked(state: FloorScreen, now: FloorState, now_text: str) -> Verdict:
    word, why = question(state, now)
    why = "" if _DIGITS.match(why) or why in _plainly() else why
    item = _asked_of(now, now_text)
    answers = (
        tuple(_answer(choice, first=at == 0) for at, choice in enumerate(now.choices))
        if len(now.choices) <= _ON_PANEL
        else ()
    )
    return Verdict("asked", word, why, item, place_label=_label(now), place=now.hero, answers=answers)


def _plainly() -> frozenset[str]:
    """Return what is said of any question: the buttons and the scan bar say it here."""
    return frozenset({tr("Answer with a digit"), tr("Press a number")})


def _asked_of(now: FloorState, now_text: str) -> Item | None:
    """Return the product a question is about, which need not be the one that was scanned before."""
    sku = str(now.ask.get("sku") or "")
    line = next((each for each in now.lines if each.code == sku), None) if sku else None
    if line is not None:
        return _item(line, now_text)
    return Item(str(now.ask.get("name") or "") or sku, code(sku)) if sku else None


def _item(line: FloorLine, now_text: str) -> Item:
    return Item(line.name or line.code, _what(line, now_text), line.picture)


def _label(now: FloorState) -> str:
    """Return what the big thing of a question is: said by its note, or a number of units."""
    return now.hero_note or (tr("Units") if now.hero.isdecimal() else "")


def _answer(choice: Choice, *, first: bool) -> Answer:
    what, _ = words_of(choice.code, choice.facts)
    return Answer(choice.key, what, choice.key, primary=first)


def _rest(state: FloorScreen, now: FloorState, now_text: str) -> Verdict:
    """Return the panel while nothing is open: what was finished stays until the next scan."""
    said = state.said
    what, deed = question(state, now)
    if said is None:
        return Verdict("idle", what, deed)
    word, why = words_of(said.code, said.facts)
    if said.verdict is Judged.DONE:
        about = {str(said.facts.get(name) or "") for name in ("sku", "what")}
        item = None if state.thing is None or state.thing.code not in about else _item(state.thing, now_text)
        item = item if item is None or not why else replace(item, line=why)
        return Verdict("closed", word, why or deed, item, done=now.done, total=now.wanted)
    return Verdict("idle", word, why or what, icon="undo-2" if said.code == "undone" else "")


def face(state: FloorScreen, now_text: str = "") -> Face:
    """Return what the hands do next, under the verdict on the last scan."""
    now = state.now
    if now is None:
        return Face("", "")
    lead, below = question(state, now)
    line = touched_line(now)
    known = ("", below) if line is None else ("", below, line.code, line.name)
    note = below if now.hero_note in known else ". ".join(part for part in (now.hero_note, below) if part)
    reached = "" if line is None else figures.number(line.wanted) if state.work in _WHOLE else _count(line)
    far = now.hero or reached
    if state.pads:
        far = state.typed or now.hero or figures.NOTHING
    word, kind = _word(state, now_text)
    item = None if line is None else _item(line, now_text)
    count = reached if far != reached else ""
    if line is not None and count and not line.wanted:
        so_far = tr("{n} so far") if now.about else "{n}"
        count = so_far.format(n=count) if line.done else ""
    return Face(lead, far, note, word, kind, item, count)


def _word(state: FloorScreen, now_text: str) -> tuple[str, Kind]:
    said = state.said
    if said is None:
        return (tr("Goes on where it stopped") if state.recovered else ""), "ok"
    what, _ = words_of(said.code, figures.told(said.facts, now_text))
    return what, "ask" if said.verdict is Judged.ASKED else "ok"


def _count(line: FloorLine) -> str:
    if line.wanted:
        return tr("{done} of {total}").format(done=figures.number(line.done), total=figures.number(line.wanted))
    return figures.number(line.done)


def _what(line: FloorLine, now_text: str = "") -> str:
    """Return which thing it is: the code of what has a name, lot, serial number, last day, place."""
    told = [code(line.code)] if line.code and line.name else []
    told += [tr("lot {lot}").format(lot=code(line.lot))] if line.lot else []
    told += [tr("serial number {serial}").format(serial=code(line.serial))] if line.serial else []
    told += [tr("best before {day}").format(day=figures.day(line.expiry, now_text))] if line.expiry and now_text else []
    told += [code(line.place)] if line.place and line.name + line.code else []
    return ", ".join(told)


def rows(state: FloorScreen) -> tuple[LineRow, ...]:
    """Return the lines; the one that was touched last is lit."""
    now = state.now
    if now is None:
        return ()
    last = touched_line(now)
    whole = state.at_rest or state.work in _WHOLE
    lying = state.work == "move"  # what is not in hand just lies there
    return tuple(
        _row(line, last=line is last and not state.idle, waits=whole or (lying and not line.done)) for line in now.lines
    )


def _row(line: FloorLine, *, last: bool, waits: bool) -> LineRow:
    """Return a line; what only waits has one figure, how much there is of it."""
    done, total = (line.done or line.wanted, 0) if waits else (line.done, line.wanted)
    figure = bool(done or total) or (not waits and line.mark in _COUNTED)
    return LineRow(
        f"{line.code}|{line.lot}|{line.serial}|{line.place}",
        line.name or line.code or code(line.place),
        _what(line),
        done,
        total,
        line.picture,
        last=last,
        mark=None if line.mark == "counted" and line.done else mark(line.mark),
        counted=figure,
    )


def mark(name: str) -> ChipValue | None:
    """Return what is special about a line, as a chip."""
    if not name:
        return None
    if not worded(f"mark.{name}"):
        return None
    what, _ = words_of(f"mark.{name}", {})
    return ChipValue(_MARKS.get(name, "neutral"), what, "" if name in _MARKS else "tag")


def head(state: FloorScreen) -> tuple[str, str]:
    """Return what stands over the lines: the paper at hand or what they are, and how much of it is done."""
    now = state.now
    if now is None:
        return "", ""
    if listed(state):
        words = tr("Or choose") if now.offered else tr("Waiting") if state.idle else tr("Choose")
        return words, tr("Press a number, or scan")
    note = _progress(now)
    if now.more:
        note = ", ".join(part for part in (note, tr("{n} more").format(n=figures.number(now.more))) if part)
    if now.about:
        own = f"{state.work}.about"
        what, more = words_of(own, {**now.facts, "about": code(now.about)}) if worded(own) else (code(now.about), "")
        return ", ".join(part for part in (what, more) if part), note
    kind = "rest" if state.at_rest else "list"
    own = f"{state.work}.{kind}"
    return words_of(own if worded(own) else f"floor.{kind}", {**now.facts, **now.ask})[0], note


def _progress(now: FloorState) -> str:
    if now.wanted:
        return tr("{done} of {total}").format(done=figures.number(now.done), total=figures.number(now.wanted))
    return figures.number(now.done) if now.done else ""


def lead(state: FloorScreen) -> tuple[str, int, int] | None:
    """Return what the top bar says of the work at hand: in words, and as a part of a whole."""
    now = state.now
    if now is None or state.idle or not now.wanted:
        return None
    return f"{code(now.about)} {_progress(now)}".strip(), now.done, now.wanted


def by_itself(state: FloorScreen) -> bool:
    """Say whether nothing stands beside the panel: no line, no choice, no number."""
    now = state.now
    return now is None or not (now.lines or now.choices or state.pads)


def listed(state: FloorScreen) -> bool:
    """Say whether choices stand in the list: what waits at rest, or more answers than the panel holds."""
    now = state.now
    if now is None or not now.choices or state.stopped:
        return False
    return (state.idle and not (now.offered and now.lines)) or (state.asking and len(now.choices) > _ON_PANEL)


def offers(state: FloorScreen) -> tuple[Option, ...]:
    """Return what a digit does besides: it stands below the lines."""
    now = state.now
    return () if now is None or not now.offered or state.stopped or listed(state) else _options(now)


def options(state: FloorScreen) -> tuple[Option, ...]:
    """Return the choices of the list."""
    now = state.now
    return () if now is None or not listed(state) else _options(now)


def _options(now: FloorState) -> tuple[Option, ...]:
    found = []
    for choice in now.choices:
        what, line = words_of(choice.code, choice.facts)
        found.append(Option(int(choice.key), what, line))
    return tuple(found)


def _keys(keys: list[str]) -> str:
    """Return which digits answer: "1", "1 or 2", "1 to 3"."""
    if len(keys) <= _NAMED_KEYS:
        return tr(" or ").join(keys)
    return tr("{first} to {last}").format(first=keys[0], last=keys[-1])


def scan_line(state: FloorScreen, now_text: str = "") -> ScanLine:
    """Return the scan bar: what to scan next, and what became of the last shot."""
    heard, now, answer = state.heard, state.now, state.answer
    if now is None:
        return ScanLine(tr("One moment"), "working")
    if state.stopped:
        again = answer is not None and heard.text and heard.text[:200] != answer.scan
        refused = (code(heard.text), ChipValue("stop", tr("Not taken"))) if again else ("", None)
        hint = tr("Press Enter, or scan the CONTINUE card")
        return ScanLine(tr("Scans wait until you confirm"), "held_stop", hint, *refused)
    prompt, below = question(state, now)
    if state.asking:
        return ScanLine(prompt, "held_ask", tr("Press {keys}").format(keys=_keys([each.key for each in now.choices])))
    if answer is None:
        hint = tr("Recovered. Go on where the last scan stopped.") if state.recovered else below
        return ScanLine(prompt, hint=hint)
    what, deed = words_of(answer.code, figures.told(answer.facts, now_text))
    shown, at = code(heard.text) if heard.text else "", figures.seconds(heard.at)
    if answer.verdict is Judged.REFUSED:
        return ScanLine(deed or prompt, "note", "" if shown else what, shown, ChipValue("ask", what), at)
    chip = ChipValue("ok", what) if shown else None
    return ScanLine(prompt, "ready", "" if shown else what, shown, chip, at if shown else "")


def stop(state: FloorScreen) -> Stop | None:
    """Return the Stop, if one waits."""
    now = state.now
    if now is None or now.stop is None:
        return None
    facts = now.stop.facts
    word, why, deed = stop_words(now.stop.code, figures.told(facts, state.heard.at))
    safe = tr("Nothing was written down.")
    at, wanted = (str(facts.get(name) or "") for name in ("scanned", "wanted"))
    if now.stop.code not in _PLACES or not (at and wanted):
        at = wanted = ""
    return Stop(word, why or safe, deed, tr("Done"), safe if why else "", at=at, wanted=wanted)


def commands(state: FloorScreen) -> frozenset[str]:
    """Return the deeds that make sense now: those whose cards the bench expects."""
    now = state.now
    if now is None or state.stopped:
        return frozenset()
    cards = {each.code for each in now.expects if each.kind == "command"}
    typed = {"number"} if state.counts and not state.asks_number else set()
    typed |= {"type"} if any(each.kind == "text" for each in now.expects) else set()
    return frozenset(name for name, card in CARDS.items() if card and card in cards) | typed
