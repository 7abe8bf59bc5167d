"""What the pack bench asks besides the items: a damaged one, a photo. Panel, prompt, keys and deeds. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Answer, Verdict
from warehouse_app.ui.screens.pack import labels, tells
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.wording import tr

DAMAGED, PHOTO, REOPEN, MOVE, INSTRUCTION = "damaged", "photo", "reopen", "move", tells.INSTRUCTION


def _asked(state: PackScreen) -> str:
    return state.now.asked if state.now is not None and not state.stopped else ""


def question(state: PackScreen) -> Verdict | None:
    """Return the panel of what is asked, None where nothing of this is."""
    if _asked(state) == INSTRUCTION:
        return tells.question(state)
    if _asked(state) == PHOTO:
        return _photo(state)
    return labels.question(state)


def _photo(state: PackScreen) -> Verdict:
    now = state.now
    about = now.ask if now is not None else {}
    answers = (Answer("photo", tr("Take the photo"), "Enter", primary=True), Answer("resume", tr("Go on without"), "2"))
    if about.get("asks") == "damage_photo":
        sku, place = code(str(about.get("sku") or "")), code(str(about.get("place") or ""))
        why = tr("Hold {sku} before the camera. Then put it in {place}.").format(sku=sku, place=place)
        return Verdict("asked", tr("Photo of the damage"), why, answers=answers, icon="camera")
    parcel = code(now.parcel) if now is not None else ""
    why = tr("All items are right. Hold parcel {parcel} open before the camera.").format(parcel=parcel)
    return Verdict("asked", tr("Photo of the parcel"), why, answers=answers, icon="camera")


def prompt(state: PackScreen) -> str:
    """Return what the scan bar says while something is asked."""
    words = {
        DAMAGED: tr("Scan the damaged item"),
        PHOTO: tr("Take the photo, or go on without"),
        REOPEN: tr("Open it again, or leave it?"),
        MOVE: labels.move_prompt(state),
        INSTRUCTION: tr("Read it, then confirm"),
    }
    return words.get(_asked(state), tr("Scan the next item"))


def keys(state: PackScreen) -> Mapping[str, str]:
    """Return what the keys answer to what is asked; no key where nothing is."""
    answers = {
        DAMAGED: {"2": "back"},
        PHOTO: {"Enter": "photo", "2": "resume"},
        REOPEN: {"1": "resume", "2": "undo"},
        MOVE: {"2": "undo"},
        INSTRUCTION: {"Enter": "resume"},
    }
    return answers.get(_asked(state), {})


def commands(state: PackScreen) -> frozenset[str]:
    """Return the deeds that make sense while something is asked."""
    more = {PHOTO: {"photo", "resume", "pause"}, INSTRUCTION: {"resume", "pause"}, REOPEN: {"resume"}}
    return frozenset({"undo", *more.get(_asked(state), set())})


def go_on_words(state: PackScreen) -> str:
    """Return what F2 does while something is asked; nothing where it does not."""
    return {PHOTO: tr("Without it"), INSTRUCTION: tr("Done")}.get(_asked(state), "")
