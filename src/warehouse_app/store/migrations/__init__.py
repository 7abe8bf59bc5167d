"""The road from every older version of the tables to today's: one step a version, each in a transaction of its own.

Promise: a step's words are frozen, they never read today's tables; after the last step the tables are word for word as
this version declares them. The steps run Alembic's operations; which step is next stands with the database (its version
number), so a road that was cut is gone on with where it was cut.
"""

from __future__ import annotations

from warehouse_app.store.migrations.step import Step
from warehouse_app.store.migrations.v0002 import STEP as TO_2

STEPS: tuple[Step, ...] = (TO_2,)
"""In order; the last one leads to this version."""

__all__ = ["STEPS", "Step"]
