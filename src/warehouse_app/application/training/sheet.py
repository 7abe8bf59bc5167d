"""The sheet to learn from: totes, goods and cards of the lesson as barcodes on paper, for a scanner without goods."""

from __future__ import annotations

from collections import Counter

from warehouse_app.application.cards import sheet_cards
from warehouse_app.documents.papers.cards import CardKind, CommandCard, command_cards
from warehouse_app.domain.training.lessons import TASKS, Task, good
from warehouse_app.wording import tr


def training_sheet() -> bytes:
    """Return the sheet as PDF: tote by tote what lies in it, then the cards of the bench."""
    cards = [card for task in TASKS for card in _of_task(task)]
    return command_cards((*cards, *sheet_cards()))


def _of_task(task: Task) -> list[CommandCard]:
    lies = Counter(task.lies)
    tote = CommandCard(task.tote, task.tote, tr("Tote. In it lie the goods that follow"), CardKind.ASK)
    return [tote, *(_of_good(task, sku, n) for sku, n in lies.items())]


def _of_good(task: Task, sku: str, n: int) -> CommandCard:
    found = good(sku)
    words = tr("{n} in {tote}").format(n=n, tote=task.tote)
    if sku == task.damaged:
        words = tr("{n} in {tote}, 1 of them is broken").format(n=n, tote=task.tote)
    return CommandCard(found.barcode, found.name, words)
