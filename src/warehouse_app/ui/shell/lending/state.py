"""What the sheet knows while a second person is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from warehouse_app.wording import tr
from warehouse_app.wording.people import RIGHTS, need_right

Spot = Literal["badge", "pin", "reason", ""]
"""The field a refusal belongs to; none where it belongs to all of it."""


@dataclass(frozen=True, slots=True)
class LendingState:
    """The sheet. `own_pin` says that whoever acts has the right himself, with the PIN; `badge` is never shown."""

    right: str
    own_pin: bool = False
    badge: str = ""
    spot: Spot = ""
    refusal: str = ""
    busy: bool = False


def title(state: LendingState) -> str:
    """Return which right is lacking."""
    return need_right(state.right)


def words(state: LendingState) -> str:
    """Return what the right lets one do, and what may be done now."""
    what = tr(RIGHTS.get(state.right, state.right))
    way = tr("A second person may let it be done, this once.")
    own = tr("You have it yourself when you sign on with your PIN.") if state.own_pin else ""
    return " ".join(each for each in (f"{what}.", way, own) if each)


def lacking(badge: str, pin: str, reason: str) -> tuple[Spot, str]:
    """Return the first field that is empty and what it needs, nothing where all are filled."""
    if not badge.strip():
        return "badge", tr("Scan the second person's badge")
    if not pin.strip():
        return "pin", tr("A badge alone lends nothing: the PIN as well")
    return ("", "") if reason.strip() else ("reason", tr("Say why, in a few words"))
