"""Words of training: the lesson, and how it went."""

from __future__ import annotations

from warehouse_app.domain.training.grading import Report, TaskDone
from warehouse_app.wording import tr, trn


def band_words() -> str:
    """Return what stands on every screen of a lesson."""
    return tr("Training. Nothing here is real.")


def trap_words(trap: str) -> str:
    """Return what an order of the lesson teaches."""
    return {
        "plain": tr("a plain order"),
        "several": tr("several of one product"),
        "wrong": tr("a wrong item in the tote"),
        "missing": tr("a missing item"),
        "damaged": tr("a damaged item"),
    }.get(trap, trap)


def task_words(task: TaskDone) -> str:
    """Return how one order of a lesson went."""
    if not task.closed:
        return tr("Not packed")
    if task.right and task.mistakes:
        return trn("Right, {n} scan not taken", "Right, {n} scans not taken", task.mistakes).format(n=task.mistakes)
    if task.right:
        return tr("Right")
    return {
        "wrong": tr("Wrong: not what was ordered was in the box"),
        "missing": tr("Wrong: of what is missing one says so (F6) and sends what is here"),
        "damaged": tr("Wrong: what is damaged is taken out first (F7)"),
    }.get(task.trap, tr("Wrong: not all of it was in the box"))


def time_words(seconds: int) -> str:
    """Return a time in minutes and seconds."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return tr("{seconds} s").format(seconds=seconds)
    return tr("{minutes} min {seconds} s").format(minutes=seconds // 60, seconds=seconds % 60)


def verdict_words(right: int, orders: int) -> str:
    """Return how many orders were packed right."""
    if right == orders:
        return trn("{n} order packed right", "All {n} orders packed right", orders).format(n=orders)
    few = trn("{right} of {orders} order packed right", "{right} of {orders} orders packed right", orders)
    return few.format(right=right, orders=orders)


def report_lines(report: Report) -> tuple[str, ...]:
    """Return how a lesson went, a line each: the whole, then each order."""
    head = verdict_words(report.right, len(report.tasks))
    figures = tr("{time}, {scans} scans, {keys} keys, {mistakes} not taken").format(
        time=time_words(report.seconds), scans=report.scans, keys=report.keys, mistakes=report.mistakes
    )
    tasks = (
        tr("{order}, {trap}: {how}").format(order=each.order, trap=trap_words(each.trap), how=task_words(each))
        for each in report.tasks
    )
    return (head, figures, *tasks)
