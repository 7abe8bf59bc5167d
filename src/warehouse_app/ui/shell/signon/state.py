"""What the sign-on page shows, and how it changes with each answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.application.run import Session
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.wording import tr

Stage = Literal["badge", "pin", "busy"]


@dataclass(frozen=True, slots=True)
class Welcome:
    """The badge is known. `session` is what the badge alone gives; `more` says whether a PIN would give more.

    `trains`: a supervisor lets this person learn before he packs.
    """

    session: Session
    name: str
    more: bool = False
    trains: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """Nobody signed on: the sentence says what happened and what to do."""

    words: str


Answer = Welcome | Denied


@dataclass(frozen=True, slots=True)
class Place:
    """Where this is: the warehouse, the bench and its kind, its devices, an order left open here."""

    warehouse: str = ""
    bench: str = ""
    kind: str = ""
    devices: tuple[tuple[str, str, ChipValue], ...] = ()
    left_open: str = ""
    left_by: str = ""
    left_work: str = ""
    locked: bool = False

    def kept(self, fresh: Place) -> Place:
        """Return how the bench stands now; where it is locked, with who may go on here, which no reading knows."""
        return replace(fresh, left_open=self.left_open, left_by=self.left_by, locked=True) if self.locked else fresh


@dataclass(frozen=True, slots=True)
class SignOnState:
    """The page. `badge` is kept only until the PIN is answered and never shown. `training`: it begins a lesson."""

    place: Place = Place()
    stage: Stage = "badge"
    badge: str = ""
    name: str = ""
    refusal: str = ""
    typing: bool = False
    training: bool = False


def asked(state: SignOnState, badge: str) -> SignOnState:
    """A badge was read."""
    return replace(state, stage="busy", badge=badge, refusal="", typing=False)


def answered(state: SignOnState, answer: Answer, *, had_pin: bool) -> SignOnState:
    """The house answered about the badge, or about badge and PIN."""
    if isinstance(answer, Denied):
        stage: Stage = "pin" if had_pin and state.name else "badge"
        return replace(state, stage=stage, refusal=answer.words, badge=state.badge if stage == "pin" else "")
    if answer.more and not had_pin:
        return replace(state, stage="pin", name=answer.name, refusal="")
    return SignOnState(place=state.place, training=state.training)


def away(state: SignOnState) -> SignOnState:
    """Back to a free bench: Esc, sign-off or a trouble."""
    return SignOnState(place=state.place, training=state.training)


def headline(state: SignOnState) -> str:
    """Return the far words of the page."""
    if state.stage == "pin":
        return tr("Enter your PIN")
    return tr("Training:\nscan\nyour badge") if state.training else tr("Scan\nyour badge")
