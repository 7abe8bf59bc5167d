"""What the page of the returns bench shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.returning.claims import OURSELVES
from warehouse_app.domain.bench import Verdict as Judged
from warehouse_app.domain.floorwork import Choice
from warehouse_app.domain.returning.intake import PHOTOS, BenchReturn, BenchUnit, IntakeState
from warehouse_app.domain.returning.states import GRADE_KEYS, Disposition, Finding, Grade, Outcome, ReturnKind
from warehouse_app.domain.returning.weighing import Hint
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import breaking, code, product
from warehouse_app.ui.kit.values import Answer, ChipValue, Item, Option, ScanLine, Stop, Verdict
from warehouse_app.ui.screens.returns.presenter import BACK, BOX_PHOTO, ReturnsPresenter
from warehouse_app.ui.screens.returns.state import ReturnsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.intake import findings, reasons_of_change
from warehouse_app.wording.returning import dispositions, grades, kinds, outcomes
from warehouse_app.wording.say import worded, words_of
from warehouse_app.wording.screens import stop_words

_ON_PANEL = 3
"""Answers that stand on the panel itself; more of them are a list beside it."""

_ANSWERED = frozenset(
    {
        "blind",
        "blind_photo",
        "undelivered",
        "nameless",
        "identify",
        "swap",
        "over",
        "check",
        "issue",
        "reason",
        "change",
    }
)
"""Questions whose second line says what the answers and the item on the panel say: the panel leaves it out."""

_DAYS = frozenset({"until", "day"})


@dataclass(frozen=True, slots=True)
class UnitCard:
    """One row of units: folded a name and a chip, in hand all its keys."""

    id: int
    name: str
    line: str
    picture: str
    chip: ChipValue
    goes: str
    hand: bool
    grade: str = ""
    number: int = 0
    photos: str = ""
    photo_wanted: bool = False
    note: str = ""
    goes_words: str = ""


def told(facts: Mapping[str, figures.Fact], now_text: str) -> dict[str, figures.Fact]:
    """Return facts as the window writes them: a product's name calm, days and amounts as people read them."""
    found = figures.told(facts, now_text)
    for name, value in facts.items():
        if name == "name" and "sku" in facts:
            found[name] = product(str(value or ""))
        elif name in _DAYS and value:
            found[name] = figures.day(str(value), now_text)
    return found


def question(now: IntakeState, now_text: str) -> tuple[str, str]:
    """Return what the bench asks or does next, and its second line."""
    if now.phase == "ready" and now.preview is not None and now.preview.lacks:
        lack = now.preview.lacks[0]
        what, deed = words_of("return_lacks", {"name": now.about, "lack": lack.code, "qty": lack.qty, "sku": lack.sku})
        return deed or what, what if deed else ""
    own = f"returns.{now.phase}"
    return words_of(own if worded(own) else "returns.item", told({**now.facts, **now.ask}, now_text))


def panel(state: ReturnsScreen, now_text: str) -> Verdict:
    """Return the panel: the question that is open, or what to scan on a free bench."""
    now = state.now
    if now is None:
        return Verdict("idle", tr("One moment"))
    word, why = question(now, now_text)
    if state.asking:
        item = _asked_of(now)
        why = "" if now.phase in _ANSWERED and (item or now.choices) else why
        place = code(str(now.ask.get("slot") or ""))
        answers = tuple(_answer(each, first=n == 0) for n, each in enumerate(now.choices))
        if now.phase in PHOTOS:
            answers = (Answer("photo", tr("Take a photo"), "F3", primary=True),
                       Answer("ok", tr("Without one"), "Enter"))  # fmt: skip
        elif place:
            answers = (Answer("ok", tr("Into {slot}").format(slot=place), "Enter", primary=True),)
        return Verdict("asked", word, why, item, answers=answers if len(answers) <= _ON_PANEL else (), place=place)
    said = state.said
    if said is None:
        return Verdict("idle", word, why)
    what, more = words_of(said.code, told(said.facts, now_text))
    if said.verdict is Judged.DONE:
        return Verdict("closed", what, more or why)
    return Verdict("idle", word, what)


def _asked_of(now: IntakeState) -> Item | None:
    """Return the product that a question is about: its name is the question's, or that of the unit on the table."""
    sku = str(now.ask.get("sku") or "")
    name = str(now.ask.get("name") or "") or next((each.name for each in now.units if each.sku == sku), "")
    return Item(name or sku, code(sku)) if sku else None


def _answer(choice: Choice, *, first: bool) -> Answer:
    return Answer(choice.key, words_of(choice.code, choice.facts)[0], choice.key, primary=first)


def options(state: ReturnsScreen, now_text: str) -> tuple[Option, ...]:
    """Return the answers that stand in a list beside the panel."""
    now = state.now
    if now is None or not state.asking or len(now.choices) <= _ON_PANEL:
        return ()
    return tuple(_option(each, now_text) for each in now.choices)


def _option(choice: Choice, now_text: str) -> Option:
    facts = told(choice.facts, now_text)
    if choice.code == "returns_choice.candidate":
        named = [tr("Return {code}").format(code=code(str(facts["return"])))] if facts.get("return") else []
        named += [tr("Order {code}").format(code=code(str(facts["order"])))] if facts.get("order") else []
        more = [tr("customer {code}").format(code=code(str(facts["customer"])))] if facts.get("customer") else []
        more += [str(facts["day"])] if facts.get("day") else []
        return Option(int(choice.key), ", ".join(named), ", ".join(more))
    if choice.code == "returns_choice.absent_one":
        line = f"{code(str(facts['sku']))}, {figures.counted(int(facts.get('qty') or 1), 'unit', 'units')}"
        return Option(int(choice.key), str(facts.get("name") or facts["sku"]), line)
    return Option(int(choice.key), *words_of(choice.code, facts))


def waiting(state: ReturnsScreen) -> tuple[tuple[str, str], ...]:
    """Return the parcels that wait in slots: slot, and the return in it."""
    now = state.now
    if now is None or state.open:
        return ()
    return tuple((code(each.place), _parked(code(each.code), blind=bool(each.mark))) for each in now.lines)


def _parked(number: str, *, blind: bool) -> str:
    return tr("{code}, nobody knows whose").format(code=number) if blind else number


def lead(state: ReturnsScreen) -> str:
    """Return what the top bar says: which return, of which order."""
    now = state.now
    if now is None or now.open is None:
        return ""
    told = [tr("Return {code}").format(code=code(now.open.code))]
    told += [tr("order {code}").format(code=code(now.open.order))] if now.open.order else []
    told += [tr("customer {code}").format(code=code(now.open.customer))] if now.open.customer else []
    return ", ".join(told)


_PLAIN = frozenset({ReturnKind.CUSTOMER, ReturnKind.BLIND})
"""Ways that need no row: the usual one, and the one that a strip of its own tells."""


def parcel(found: BenchReturn, now_text: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of the parcel."""
    ours = found.carrier == OURSELVES
    rows = [
        (tr("Came by"), "" if ours else found.carrier),
        (tr("Tracking"), breaking(found.tracking)),
        (tr("Parcel"), code(found.parcel)),
        (tr("Weight"), _weight(found)),
        (tr("Allowed until"), figures.day(found.until, now_text) if found.until else ""),
        (tr("It came"), "" if found.kind in _PLAIN else kinds()[ReturnKind(found.kind)]),
    ]
    return tuple(each for each in rows if each[1])


def _weight(found: BenchReturn) -> str:
    """Return what the parcel weighs, else by which key it is weighed where that is usual."""
    if found.weight_g is None:
        return tr("F4 weighs it") if found.weighs else ""
    told = figures.weight(found.weight_g)
    if found.expected_g is None:
        return told
    return tr("{weight} of {expected}").format(weight=told, expected=figures.weight(found.expected_g))


def _weight_care(found: BenchReturn) -> tuple[str, str]:
    """Return what a weight that is far off hints at."""
    if found.weight_says == Hint.EMPTY:
        return tr("Is the box empty?"), tr("It weighs far less than what was sent. Look into it: F6 if it is empty.")
    if found.weight_says == Hint.LIGHT:
        return tr("Lighter than what was sent"), tr("Look for what is missing: F6 says what is not in the parcel.")
    if found.weight_says == Hint.HEAVY:
        return tr("Heavier than what was sent"), tr("Look for what else is in it, and scan it.")
    return "", ""


def care(found: BenchReturn, now_text: str) -> tuple[str, str]:
    """Return what must not be missed of the parcel: its title and its line."""
    claim = tr("A claim is drafted. The carrier wants it by {day}.").format(day=figures.day(found.claim, now_text))
    claim = claim.replace("..", ".")  # a day may end with a full stop of its own: "Sa. 5. Dez."
    if found.empty:
        return tr("The box is empty"), claim if found.claim else tr("Take a photo of it.")
    if found.damaged:
        return tr("The box is damaged"), claim if found.claim else tr("Take a photo of it.")
    weighed = _weight_care(found)
    if weighed[0]:
        return weighed
    if found.override:
        return tr("Taken all the same"), tr("Policy says no. Somebody with the right let it in.")
    if not found.order:
        return tr("Nobody knows whose"), tr("Scan its order, or anything else that says whose it is.")
    return "", ""


def counted(now: IntakeState) -> str:
    """Return how many units are here, of how many."""
    if not now.wanted:
        return tr("Scan what is in the parcel")
    done, total = figures.number(now.done), figures.number(now.wanted)
    return tr("{done} of {total} scanned").format(done=done, total=total)


def cards(now: IntakeState) -> tuple[UnitCard, ...]:
    """Return the units as cards: each keeps its place while the return is open."""
    told = {} if now.preview is None else {each.unit_id: each.disposition for each in now.preview.stock}
    return tuple(_card(each, told.get(each.id)) for each in now.units)


def _card(unit: BenchUnit, settles_to: Disposition | None = None) -> UnitCard:
    """Return one card; what is rejected or repaired goes where settling sends it, whatever its grade says."""
    grade = Grade(unit.grade) if unit.grade else None
    whereto = settles_to or (Disposition(unit.goes) if unit.goes else None)
    goes = dispositions()[whereto] if whereto else ""
    number = next((n for n, each in GRADE_KEYS.items() if each is grade), 0)
    return UnitCard(
        unit.id, unit.name or unit.sku, _line(unit), unit.picture, _chip(unit, grade), goes, unit.hand, unit.grade,
        number, figures.counted(unit.photos, "photo", "photos") if unit.photos else "", unit.photo,
        unit.note or (findings()[Finding(unit.finding)] if unit.finding else ""),
        _goes(whereto) if whereto else "",
    )  # fmt: skip


def _goes(where: Disposition) -> str:
    """Return where a unit goes as a sentence for its button."""
    own = {
        Disposition.RESTOCK: tr("Goes back to stock"),
        Disposition.SEND_BACK: tr("Goes back to the customer"),
        Disposition.VENDOR: tr("Goes to the supplier"),
    }
    return own.get(where) or tr("Goes to {where}").format(where=dispositions()[where])


def _line(unit: BenchUnit) -> str:
    told = [code(unit.sku)]
    told += [figures.counted(unit.qty, "unit", "units")] if unit.qty > 1 else []
    told += [tr("lot {lot}").format(lot=code(unit.lot))] if unit.lot else []
    told += [tr("serial number {serial}").format(serial=code(unit.serial))] if unit.serial else []
    told += [outcomes()[Outcome(unit.outcome)]] if unit.outcome else []
    told += [reasons_of_change().get(unit.why, unit.why)] if unit.why else []
    return ", ".join(told)


def _chip(unit: BenchUnit, grade: Grade | None) -> ChipValue:
    if unit.finding:
        return ChipValue("stop", findings()[Finding(unit.finding)])
    if unit.state == "missing":
        return ChipValue("ask", tr("Not in the parcel"))
    if unit.state == "expected":
        return ChipValue("neutral", tr("Not scanned yet"), "circle-dashed")
    if grade is None:
        return ChipValue("info", tr("To be graded"))
    kind = "ok" if grade in (Grade.SEALED, Grade.OPENED) else "ask"
    return ChipValue("ok" if kind == "ok" else "ask", f"{grade.value} {grades()[grade]}")


def grade_keys() -> tuple[Option, ...]:
    """Return the six grades with their keys."""
    return tuple(Option(n, grades()[grade]) for n, grade in GRADE_KEYS.items())


def scan_line(state: ReturnsScreen, now_text: str) -> ScanLine:
    """Return the scan bar: what to do next, and what became of the last shot."""
    heard, now, answer = state.heard, state.now, state.answer
    if now is None:
        return ScanLine(tr("One moment"), "working")
    if state.stopped:
        hint = tr("Press Enter, or scan the CONTINUE card")
        return ScanLine(tr("Scans wait until you confirm"), "held_stop", hint)
    prompt, below = question(now, now_text)
    shown, at = code(heard.text) if heard.text else "", figures.seconds(heard.at)
    if answer is None:
        hint = tr("Recovered. Go on where the last scan stopped.") if state.recovered else below
        return ScanLine(prompt, hint=hint)
    what, deed = words_of(answer.code, told(answer.facts, now_text))
    if answer.verdict is Judged.REFUSED:
        return ScanLine(deed or prompt, "note", "" if shown else what, shown, ChipValue("ask", what), at)
    if state.asking:
        return ScanLine(prompt, "held_ask", below)
    chip = ChipValue("ok", what) if shown else None
    return ScanLine(prompt, "ready", "" if shown else what, shown, chip, at if shown else "")


def stop(state: ReturnsScreen) -> Stop | None:
    """Return the Stop, if one waits."""
    now = state.now
    if now is None or now.stop is None:
        return None
    word, why, deed = stop_words(now.stop.code, told(now.stop.facts, state.heard.at))
    return Stop(word, why or tr("Nothing was written down."), deed, tr("Go on"))


def commands(state: ReturnsScreen) -> frozenset[str]:
    """Return the deeds that make sense now: those whose cards the bench expects."""
    now = state.now
    if now is None or state.stopped:
        return frozenset()
    expected = {each.code for each in now.expects if each.kind == "command"}
    found = {name for name, card in ReturnsPresenter.cards.items() if card and card in expected}
    if now.open is not None and not state.asking:
        found.add(BOX_PHOTO)
    if any(each.kind == "text" for each in now.expects):
        found.add("type")
    return frozenset(found | ({BACK} if state.asking else set()))
