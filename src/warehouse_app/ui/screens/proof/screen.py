"""The card of the proof screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.proof.presenter import ProofPresenter
    from warehouse_app.ui.screens.proof.view import ProofView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = ProofView(context.now())
    presenter = ProofPresenter(view, context.hands("proof"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "proof", "Proof levels", "scan-barcode", bench=False, rights=frozenset({Right.PROOF}), build=build, order=72,
    group="house",
)  # fmt: skip
