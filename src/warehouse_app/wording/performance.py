"""Words of performance: kinds of work, and what the time went into."""

from __future__ import annotations

from warehouse_app.domain.performance.values import Step
from warehouse_app.wording import tr

WORDS = {
    "one_of": ("Only one of {options} at a time", "Name one"),
}
"""Code -> what happened, what to do."""


def work_words(work: str) -> str:
    """Return what a kind of work is called."""
    return {"pack": tr("Packing"), "pick": tr("Picking")}.get(work, work)


def step_words(step: Step) -> str:
    """Return what a step is called."""
    return {
        Step.OPEN: tr("Opening"), Step.SCAN: tr("Item to item"), Step.BOX: tr("Box"), Step.WEIGH: tr("Weighing"),
        Step.CLOSE: tr("Closing"), Step.STOP: tr("Stops"), Step.OTHER: tr("Other"),
    }[step]  # fmt: skip
