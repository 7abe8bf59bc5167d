"""The whole shop beside its naive twin, on both databases."""

from __future__ import annotations

from tests.prove.part import Counts, Part


def on_sqlite(seed: int, count: int) -> Counts:
    """Walk `count` steps on SQLite."""
    from tests.mutants.shop_machine import searched

    return searched(seed, count)


def on_postgresql(seed: int, count: int) -> Counts:
    """Walk `count` steps on a PostgreSQL server of its own."""
    from tests import postgres
    from tests.mutants import shop_day
    from tests.mutants.shop_machine import searched

    server = postgres.start()
    try:
        with shop_day.days_on(server) as begin:
            return searched(seed, count, begin)
    finally:
        server.stop()


PARTS = (
    Part("model steps, SQLite", 2_000_000, 5_000, on_sqlite),
    Part("model steps, PostgreSQL", 200_000, 1_000, on_postgresql),
)
