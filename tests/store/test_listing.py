"""Long lists are read at any position, by any way, sorted and filtered by the database, and read again in place."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert, select

from tests.company import Company
from warehouse_app.domain.listing import ListQuery, Mark
from warehouse_app.store import listing
from warehouse_app.store.desk import Desk
from warehouse_app.store.orderlist import ORDERS
from warehouse_app.store.placelist import PLACES
from warehouse_app.store.schema import trade

ROWS = 137


@pytest.fixture
def shop(company: Company) -> Company:
    """Many orders with few different values, so that most rows are ties in any order."""
    dice = random.Random(3)
    with company.write() as desk:
        codes = [(n, f"C{dice.randrange(10_000):04d}-{n}") for n in range(1, 10)]
        desk.connection.execute(insert(trade.customer), [{"id": n, "code": code} for n, code in codes])
        for n in range(ROWS):
            company.order(
                desk,
                f"{dice.randrange(900):03d}-{n}",
                [],
                state=dice.choice(["confirmed", "closed", "closed"]),
                country=dice.choice(["Germany", "France", ""]),
                total_minor=dice.randrange(4),
                customer_id=dice.choice([None, None, *range(1, 8)]),
                ship_by=f"2010-12-{dice.randrange(1, 4):02d}T12:00:00.000000Z",
            )
    return company


@pytest.fixture
def desk(shop: Company) -> Iterator[Desk]:
    with shop.store.read() as made:
        yield made


def ids(desk: Desk, query: ListQuery) -> list[int]:
    return [row.id for row in listing.walk(desk, ORDERS, query)]


QUERIES = [
    ListQuery(sort=sort, descending=down, view=view, filters=filters)
    for sort in ("", "value", "country", "customer", "code")
    for down in (False, True)
    for view in ("all", "closed")
    for filters in ((), (("country", "France"),))
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_walk_yields_every_row_once_in_order(desk: Desk, query: ListQuery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 10)
    rows = list(listing.walk(desk, ORDERS, query))

    assert len({row.id for row in rows}) == len(rows) == listing.extent(desk, ORDERS, query).total
    by = {"": "ship_by", "value": "total_minor"}.get(query.sort, query.sort)
    values = [(getattr(row, by), row.id) for row in rows]
    assert values == sorted(values, reverse=query.descending)


@settings(max_examples=40)
@given(
    st.sampled_from(QUERIES),
    st.integers(0, ROWS + 5),
    st.integers(1, 30),
    st.one_of(st.none(), st.integers(0, ROWS - 1)),
    st.booleans(),
    st.booleans(),
)
def test_every_way_to_a_slice_finds_the_same_rows(
    desk: Desk, query: ListQuery, at: int, size: int, near: int | None, told: bool, wide: bool
) -> None:
    whole = ids(desk, query)
    total = listing.extent(desk, ORDERS, query).total
    mark = None
    if near is not None and near < total:
        mark = listing.page(desk, ORDERS, query, near, 1).first
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(listing, "WIDE", 0 if wide else 1_000)
        found = listing.page(desk, ORDERS, query, at, size, mark, total if told else None)

    assert [row.id for row in found.rows] == whole[at : at + size]
    if found.rows:
        assert (found.first, found.last) == (
            Mark(at, found.first.value if found.first else "", whole[at]),
            Mark(at + len(found.rows) - 1, found.last.value if found.last else "", whole[at + len(found.rows) - 1]),
        )


def test_a_list_read_again_stays_where_it_was_looked_at(shop: Company) -> None:
    query = ListQuery(sort="code")
    with shop.store.read() as desk:
        before = listing.page(desk, ORDERS, query, 50, 20)
    with shop.write() as desk:
        for n in range(7):
            shop.order(desk, f"000-new-{n}", [])
        desk.connection.execute(trade.orders.delete().where(trade.orders.c.id == before.rows[0].id))
    with shop.store.read() as desk:
        after = listing.settle(desk, ORDERS, query, before.first, 20)

    assert after.extent.total == ROWS + 7 - 1
    assert after.at == after.slice.at == 50 + 7
    assert [row.id for row in after.slice.rows][:19] == [row.id for row in before.rows][1:]


@pytest.mark.parametrize("wide", [False, True], ids=["short", "long"])
@pytest.mark.parametrize("down", [False, True], ids=["up", "down"])
def test_a_list_sorted_by_customer_is_found_again_at_any_row(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, wide: bool, down: bool
) -> None:
    query = ListQuery(sort="customer", descending=down)
    whole = ids(desk, query)
    monkeypatch.setattr(listing, "WIDE", 0 if wide else 1_000)
    for at in range(0, ROWS, 9):
        mark = listing.page(desk, ORDERS, query, at, 1).first
        again = listing.settle(desk, ORDERS, query, mark, 5)
        assert again.at == at
        sought = listing.seek(desk, ORDERS, query, whole[at], 5)
        assert sought is not None
        assert (sought.at, whole[at] in {row.id for row in sought.slice.rows}) == (at, True)


def test_a_long_list_sorted_by_customer_walks_the_customers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "WIDE", 0)
    asked: list[tuple[str, Any]] = []
    event.listen(
        desk.connection, "before_cursor_execute", lambda _c, _cursor, text, given, *_: asked.append((text, given))
    )
    listing.page(desk, ORDERS, ListQuery(view="closed", sort="customer", descending=True), 20, 5, total=ROWS)
    before, sorts = "EXPLAIN QUERY PLAN ", ("USE TEMP B-TREE", "Sort  (")
    if desk.connection.dialect.name != "sqlite":  # a planner that weighs costs would read so small a table whole
        before = "EXPLAIN "
        for road in ("seqscan", "sort", "hashjoin", "mergejoin", "bitmapscan"):
            desk.connection.exec_driver_sql(f"SET LOCAL enable_{road} = off")
    for text, values in [one for one in asked if "ORDER BY" in one[0] and "LIMIT" in one[0]]:
        plan = [row[-1].strip(" ->") for row in desk.connection.exec_driver_sql(f"{before}{text}", values)]
        assert not any(step.startswith(sorts) for step in plan), plan


@pytest.mark.parametrize("view", ["closed", "late", "all"])
def test_words_lead_to_the_rows_and_no_state_beside_them(desk: Desk, view: str) -> None:
    if desk.connection.dialect.name != "sqlite":
        return  # it knows how common a state is
    asked: list[tuple[str, Any]] = []
    event.listen(
        desk.connection, "before_cursor_execute", lambda _c, _cursor, text, given, *_: asked.append((text, given))
    )
    query = ListQuery(view=view, text="anna 5", sort="value", now="2010-12-02T12:00:00.000000Z")
    listing.page(desk, ORDERS, query, 0, 5)
    listing.extent(desk, ORDERS, query)
    for text, values in [one for one in asked if " orders.id IN (" in one[0]]:
        plan = [row[3] for row in desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)]
        assert plan[0].startswith("SEARCH orders USING INTEGER PRIMARY KEY"), plan


def test_a_list_that_shrank_shows_its_end(shop: Company) -> None:
    query = ListQuery(sort="code")
    with shop.store.read() as desk:
        last = listing.page(desk, ORDERS, query, ROWS - 5, 5)
    with shop.write() as desk:
        gone = [row.id for row in last.rows]
        desk.connection.execute(trade.orders.delete().where(trade.orders.c.id.in_(gone)))
    with shop.store.read() as desk:
        after = listing.settle(desk, ORDERS, query, last.first, 20)
        whole = ids(desk, query)

    assert [row.id for row in after.slice.rows] == whole[-20:]
    assert (after.at, after.slice.at) == (ROWS - 5, ROWS - 5 - 20)


@pytest.mark.parametrize("text", ["\0", "\u200b", "\u202e \ufeff", "\U0010ffff"])
def test_a_text_of_which_nothing_can_be_seen_narrows_nothing(shop: Company, text: str) -> None:
    query = ListQuery(text=text)
    with shop.store.read() as desk:
        found = listing.settle(desk, ORDERS, query, None, 20)
    assert (found.extent.total, found.extent.more, len(found.slice.rows)) == (ROWS, False, 20)


def test_a_filter_that_no_database_could_keep_finds_nothing(desk: Desk) -> None:
    assert ids(desk, ListQuery(filters=(("country", "Fra\0nce"),))) == []
    assert listing.extent(desk, PLACES, ListQuery(filters=(("aisle", "9" * 30),))).total == 0


def test_an_empty_list_has_no_marks(company: Company) -> None:
    with company.store.read() as desk:
        found = listing.settle(desk, ORDERS, ListQuery(), Mark(40, "2010", 7), 20)
    assert (found.extent.total, found.slice.rows, found.slice.first) == (0, (), None)


def test_a_sort_or_filter_that_is_gone_is_told_and_left_out(desk: Desk) -> None:
    asked = ListQuery(sort="colour", filters=(("country", "France"), ("shoe_size", "42")))
    found = listing.page(desk, ORDERS, asked, 0, ROWS)

    assert found.gone == ("colour", "shoe_size")
    assert [row.id for row in found.rows] == ids(desk, ListQuery(filters=(("country", "France"),)))


@pytest.mark.parametrize("name", sorted(ORDERS.sorts))
def test_every_sort_of_a_long_list_walks_an_index(shop: Company, name: str) -> None:
    """No sort but the customer's, which is in another table, puts the rows in order by itself."""
    with shop.store.read() as desk:
        asked = select(ORDERS.key).order_by(ORDERS.sorts[name], ORDERS.key)
        text = asked.compile(desk.connection, compile_kwargs={"literal_binds": True})
        if desk.connection.dialect.name == "sqlite":
            plan = [row[3] for row in desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
        else:  # a planner that weighs costs would read so small a table whole
            for road in ("seqscan", "sort", "incremental_sort"):
                desk.connection.exec_driver_sql(f"SET LOCAL enable_{road} = off")
            plan = [row[0] for row in desk.connection.exec_driver_sql(f"EXPLAIN {text}")]
    assert any("TEMP B-TREE" in step or "Sort" in step for step in plan) == (name == "customer")
