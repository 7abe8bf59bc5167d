"""What the manifest page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.bench import Verdict as Judged
from warehouse_app.domain.people import Right
from warehouse_app.domain.shipping.values import ManifestRow, ParcelRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Answer, ChipValue, Column, Item, ScanLine, SideValue, Stop, Verdict
from warehouse_app.ui.screens.manifest.state import ManifestScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import need_right
from warehouse_app.wording.say import words_of
from warehouse_app.wording.screens import stop_words

_SEAL = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel in the table."""

    parcel: ParcelRow
    mark: ChipValue


def lines(state: ManifestScreen) -> tuple[Line, ...]:
    """Return what is missing or waits, then what is on the manifest. Missing is said once the manifest is to go."""
    missing = ChipValue("stop", tr("Missing")) if state.asking else ChipValue("neutral", tr("Waits"), "circle-dashed")
    on = ChipValue("ok", tr("On it"))
    lists = state.lists
    return (*(Line(row, missing) for row in lists.waiting), *(Line(row, on) for row in lists.loaded))


def columns() -> tuple[Column[Line], ...]:
    """Return the columns of the table."""
    return (
        Column(tr("Parcel"), lambda row: row.parcel.code, 122, "strong"),
        Column(tr("Order"), lambda row: row.parcel.order, 88),
        Column(tr("Units"), lambda row: figures.number(row.parcel.units), 66, "number",
               sort=lambda row: row.parcel.units),
        Column(tr("Weight"), lambda row: figures.weight(row.parcel.weight_g), 92, "number",
               sort=lambda row: row.parcel.weight_g or 0),
        Column(tr("State"), lambda row: row.mark, 112, "chip"),
    )  # fmt: skip


def head(state: ManifestScreen) -> tuple[str, str]:
    """Return what stands over the table: how many wait, and which manifest is open."""
    waiting = len(state.lists.waiting)
    words = trn("{n} parcel waits", "{n} parcels wait", waiting).format(n=figures.number(waiting))
    manifest = state.lists.manifest
    if manifest is None:
        return (words if waiting else tr("Nothing waits")), tr("No manifest is open")
    on = figures.counted(len(state.lists.loaded), "parcel", "parcels")
    return (words if waiting else tr("All on it")), tr("{on} on {manifest}").format(on=on, manifest=code(manifest.code))


def verdict(state: ManifestScreen) -> Verdict:
    """Return the panel: the answer to the last scan, the question before the hand-over, or what was handed over."""
    question = _question(state)
    if question is not None:
        return question
    now = state.now
    if state.busy:
        return Verdict(
            "idle", tr("Handing over"), tr("Parcels go out in small parts. Scans wait a moment."), icon="truck"
        )
    if state.closed is not None:
        parcels = figures.counted(state.closed.parcels, "parcel", "parcels")
        words = tr("{parcels}. Its paper prints, with the seal").format(parcels=parcels)
        item = Item(tr("Manifest {code}").format(code=state.closed.code), words)
        return Verdict("closed", tr("Handed over"), item=item, icon="truck")
    if now is None:
        return Verdict("idle", tr("One moment"))
    said = state.said
    if said is not None and said.code == "loaded":
        parcel = tr("Parcel {code}").format(code=said.facts.get("parcel"))
        item = Item(parcel, tr("Order {number}").format(number=said.facts.get("order")))
        return Verdict("right", tr("Loaded"), item=item, done=now.loaded, total=now.loaded + now.waiting)
    if said is not None:
        what, deed = words_of(said.code, said.facts)
        return Verdict("idle", what, deed, icon="undo-2" if said.code == "unloaded" else "")
    if not now.loaded and not now.waiting:
        return Verdict(
            "idle", tr("Nothing to load"), tr("Parcels appear here when their label is on."), icon="package-check"
        )
    waits = trn("{n} waits, {on} on the manifest.", "{n} wait, {on} on the manifest.", now.waiting).format(
        n=figures.number(now.waiting), on=figures.number(now.loaded)
    )
    return Verdict("idle", tr("Scan a parcel"), waits)


def _question(state: ManifestScreen) -> Verdict | None:
    if state.no is not None:
        what, deed = words_of(state.no.code, state.no.facts())
        return Verdict(
            "asked", tr("Not handed over"), f"{what}. {deed}", answers=(Answer("back", tr("Understood"), "2"),)
        )
    manifest = state.lists.manifest
    if not state.asking or manifest is None:
        return None
    n, waiting = len(state.lists.loaded), len(state.lists.waiting)
    stay = tr("All that has a label is on it.") if not waiting else (
        tr("1 parcel is missing and stays here.") if waiting == 1
        else trn(
            "{n} parcel is missing and stays here.", "{n} parcels are missing and stay here.", waiting
        ).format(n=figures.number(waiting))
    )  # fmt: skip
    answers = (Answer("yes", tr("Hand over"), "1", primary=True), Answer("back", tr("Not yet"), "2"))
    label = tr("Parcels on {manifest}, {weight}").format(
        manifest=manifest.code, weight=figures.weight(manifest.weight_g)
    )
    return Verdict(
        "asked", tr("Hand over?"), stay, place_label=label, place=figures.number(n), answers=answers, icon="truck"
    )


def side(state: ManifestScreen, now: str) -> tuple[SideValue, ...]:
    """Return the side cards: the open manifest, and those that left before."""
    manifest = state.lists.manifest
    cards = []
    if manifest is not None:
        facts = (
            figures.weight(manifest.weight_g),
            tr("Opened {when}").format(when=figures.stamp(manifest.opened_at, now)),
        )
        label = tr("Closing, not finished") if manifest.state == "closing" else tr("Open manifest")
        cards.append(SideValue("clipboard-list", label, code(manifest.code), facts, note=True,
                               kind="ask" if manifest.state == "closing" else "neutral"))  # fmt: skip
    if state.closed is not None:
        lines_ = (tr("Seal {seal}").format(seal=state.closed.seal[:_SEAL]), tr("Paper: with the paper printer"))
        if state.closed.left_behind:
            lines_ = (*lines_, tr("Left behind: {codes}").format(codes=", ".join(state.closed.left_behind)))  # type: ignore[assignment]
        cards.append(SideValue("file-text", tr("Just handed over"), code(state.closed.code), lines_, note=True))
    if state.lists.before:
        cards.append(SideValue("history", tr("Before"), "", tuple(_left(row, now) for row in state.lists.before)))
    return tuple(cards)


def _left(row: ManifestRow, now: str) -> str:
    return trn("{code}, {n} parcel, {when}", "{code}, {n} parcels, {when}", row.parcels).format(
        code=row.code, n=row.parcels, when=figures.stamp(row.closed_at, now)
    )


def scan_line(state: ManifestScreen) -> ScanLine:
    """Return the scan bar."""
    heard, answer = state.heard, state.answer
    shown, at = (code(heard.text) if heard.text else ""), figures.seconds(heard.at)
    if state.stopped:
        again = answer is not None and heard.text and heard.text[:200] != answer.scan
        hint = tr("Press Enter, or scan the CONTINUE card")
        chip = ChipValue("stop", tr("Not taken")) if again else None
        return ScanLine(tr("Scans wait until you confirm"), "held_stop", hint, shown if again else "", chip)
    if state.asking:
        return ScanLine(tr("Hand over, or scan more?"), "held_ask", tr("Press 1 or 2"))
    prompt = tr("Scan the next parcel") if state.now is not None and state.now.loaded else tr("Scan a parcel")
    if answer is None:
        return ScanLine(prompt, "working" if state.busy else "ready", tr("Its barcode is on the label"))
    what, deed = words_of(answer.code, answer.facts)
    if answer.verdict is Judged.REFUSED:
        return ScanLine(deed or prompt, "note", what if not shown else "", shown, ChipValue("ask", what), at)
    return ScanLine(
        prompt, "ready", "" if shown else what, shown, ChipValue("ok", what) if shown else None, at if shown else ""
    )


def stop(state: ManifestScreen) -> Stop | None:
    """Return the Stop, if one waits."""
    now = state.now
    if now is None or now.stop is None:
        return None
    word, why, deed = stop_words(now.stop.code, figures.told(now.stop.facts, state.heard.at))
    if now.stop.facts.get("taken_off"):
        why = tr("It was taken off the manifest.")
    safe = tr("Nothing was loaded: still {n} on the manifest.").format(n=figures.number(now.loaded))
    return Stop(word, why or safe, deed, tr("Done"), safe if why else "")


def commands(state: ManifestScreen) -> tuple[frozenset[str], dict[str, str]]:
    """Return the deeds that make sense now, and those that wait with the reason why."""
    if state.stopped or state.asking or state.busy:
        return frozenset(), {}
    if not state.may_close:
        return frozenset({"close", "undo"}), {"close": need_right(Right.CLOSE_MANIFEST)}
    if state.lists.manifest is None or not state.lists.loaded:
        return frozenset({"close"}), {"close": tr("Scan 1 parcel first")}
    return frozenset({"close", "undo"}), {}
