"""What the line-mode station says to a person who looks at a terminal: one sentence a scan, its weight in front."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from warehouse_app.domain.bench import Work
from warehouse_app.terminal.output import plain
from warehouse_app.wording import tr
from warehouse_app.wording.say import say, worded, words_of

_DIGIT = re.compile(r"\b1\b[: ]")
"""How a sentence tells its answers itself."""

_UNANSWERED = frozenset({"answer_first", "no_such_choice"})
"""What was no answer to the question that is open."""

BELL = "\a"
"""A Stop is heard as well: nobody looks at the handheld while he reaches for the shelf."""

MOST_WAITED = 3
"""Things waited for that are named at the start; a whole order has hundreds."""


def spoken(answer: Mapping[str, Any]) -> str:
    """Return an answer of the station as one line: how it was taken, then its sentence."""
    stop = answer["class"] == "stop"
    said = plain(answer["say"]) if answer.get("code") not in _UNANSWERED else _once_more(answer)
    return f"{BELL if stop else ''}{_weight(answer, stop=stop):<5} {said}{'' if stop else _choices(answer, said)}"


def _once_more(answer: Mapping[str, Any]) -> str:
    """Return what was said with the question that is still open: nobody scrolls back for it."""
    state = answer.get("state") or {}
    code = f"{state.get('work')}.{state.get('phase')}"
    if not worded(code):
        return plain(answer["say"])
    return plain(f"{answer['say']}. {say(code, state.get('ask') or {})}")


def _choices(answer: Mapping[str, Any], said: str) -> str:
    """Return what each digit answers, where it is asked and the sentence does not tell it already."""
    choices = (answer.get("state") or {}).get("choices") or []
    if answer["verdict"] != "asked" or not choices or _DIGIT.search(said):
        return ""
    return plain(f". {'. '.join(map(_choice, choices))}")


def _choice(each: Mapping[str, Any]) -> str:
    """Return what one digit answers; the pack bench names its choices by codes of its own, and counts them."""
    key, code = (each["key"], each["code"]) if "key" in each else (each["n"], f"choice_{each['code']}")
    return f"{key}: {words_of(code, each.get('facts') or {})[0]}"


def _weight(answer: Mapping[str, Any], *, stop: bool) -> str:
    if stop:
        return tr("STOP")
    if answer.get("code") == "message":
        return tr("NOTE")
    weights = {"accepted": tr("OK"), "done": tr("DONE"), "refused": tr("NOTE")}
    return weights.get(answer["verdict"], "?")


def _first(work: Work) -> str:
    """Return what is scanned first at a bench."""
    return {
        Work.PICK: tr("a batch"), Work.PACK: tr("a tote"), Work.LOAD: tr("a parcel"),
        Work.RECEIVE: tr("a purchase order, a pallet or a product"), Work.PUTAWAY: tr("what lies on the dock"),
        Work.MOVE: tr("a place"), Work.COUNT: tr("a place"), Work.TRANSFER: tr("a transfer"),
        Work.SORT: tr("a tote"), Work.RETURNS: tr("anything that is on the parcel"),
    }[work]  # fmt: skip


def greeting(state: Mapping[str, Any], work: Work) -> str:
    """Return what is waited for when the station begins, and how to leave it."""
    leaving = tr("Ctrl D ends it, and pauses what is open.")
    asked, stop = f"{work.value}.{state.get('phase')}", state.get("stop")
    if isinstance(stop, Mapping):
        return plain(f"{say(stop['code'], stop.get('facts') or {})}. {leaving}")
    if worded(asked):
        told = words_of(asked, state.get("ask") or {})
        return plain(f"{'. '.join(each for each in told if each)}. {leaving}")
    kinds = {
        "batch": tr("batch {code}"), "place": tr("place {code}"), "item": tr("item {code}"), "tote": tr("tote {code}"),
        "slot": tr("slot {code}"), "order": tr("order {code}"), "parcel": tr("parcel {code}"),
        "command": tr("the card {code}"), "value": tr("the value {code}"),
        "weight": tr("the weight {code}"), "number": tr("a number"),
        "lpn": tr("pallet {code}"), "pallet": tr("pallet {code}"), "cart": tr("cart {code}"),
        "purchase order": tr("purchase order {code}"), "purchase": tr("purchase order {code}"),
        "receipt": tr("receipt {code}"), "transfer": tr("transfer {code}"), "choice": tr("answer {code}"),
    }  # fmt: skip
    waits = [kinds.get(each["kind"], each["kind"]).format(code=each["code"]).strip() for each in state["expects"]]
    if not waits:
        waits = [_first(work)]
    what = tr(" or ").join(waits[:MOST_WAITED])
    return plain(f"{tr('Scan {what}.').format(what=what)} {leaving}")
