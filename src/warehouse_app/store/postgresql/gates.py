"""Gates: each write that the program knows as a function of the database, so that a station needs no right to write.

A station's role may read, and execute these functions, which run with the rights of the tables' owner and first look
whether a person is signed on at this very connection. They know the program's own statements and no others.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import Insert, UpdateBase

from warehouse_app import store
from warehouse_app.store.statement import Compiled, Statement

SCHEMA = "gate"
_WRITES = re.compile(r"(INSERT|UPDATE|DELETE)\b")
_PLACE = re.compile(r"%(?:\((\w+)\))?s(::BIGINT|::VARCHAR)?")
_NAMED = re.compile(r"%\(\w+\)s")
"""A parameter that stands several times has a name, and is one parameter of the gate."""
_RETURNING = " RETURNING "
_ROWS, _COUNT = "SELECT * FROM {call}", "SELECT {call}"
_INSERTED = re.compile(r"INSERT INTO (\w+) \(([^)]*)\) VALUES")
ATTRIBUTED = frozenset({"audit", "entry", "scan"})
"""Facts that say who acted: at a station nobody writes them in another's name."""
PRIMITIVES = ("post", "promise", "narrow", "release")
"""Functions of the ledger, which a station reaches through a gate as well."""

OFFICE = frozenset(
    {
        *(
            "person",
            "sign_on",
            "company",
            "setting",
            "station",
            "printer",
            "print_rule",
            "device",
            "template",
            "warehouse",
            "saved_view",
            "import_run",
            "count_plan",
        ),
        *("import_mapping", "import_rejected", "import_change", "document", "document_line", "stock_claim", "product"),
        *("barcode", "customer", "customer_personal", "kit", "kit_part", "order_kit", "order_kit_part"),
        *("supplier", "supplier_product", "supplier_price", "place_rule", "product_rule", "home_place", "layout"),
        *("skill", "person_skill", "product_skill", "person_cap"),
        *("release_channel", "cut_off", "release_limit"),
        *("instruction", "instruction_text", "order_gift", "product_care"),
        *("verdict_class", "capture_rule", "proof_rule", "person_way"),
        *("return_reason", "return_reason_text", "return_reason_map", "return_policy", "return_rule"),
        *("return_check", "return_check_text"),
        "supplier_return",
        "supplier_return_line",
        "carrier_service",
        "carton",
        "weight_kept",
    }
)
"""Tables that no bench writes: there are no gates to them."""

ADDED_TO = frozenset({"barcode"})
"""Tables of the office to which a bench adds rows, and in which it changes nothing: a code nobody knew is linked."""


@cache
def through(words: str) -> str:
    """Return how a statement is asked by a station: a write through its gate, anything else as it is."""
    if not _WRITES.match(words):
        return words
    places = (
        ", ".join(dict.fromkeys(named)) if (named := _NAMED.findall(words)) else ", ".join(["%s"] * words.count("%s"))
    )
    call = f"{SCHEMA}.{name_of(words)}({places})"
    return (_ROWS if _RETURNING in words else _COUNT).replace("{call}", call)


def counts(words: str) -> bool:
    """Tell whether the answer to a gate's call is how many rows were changed."""
    return words.startswith(f"SELECT {SCHEMA}.do_")


def name_of(words: str) -> str:
    """Return the name of the gate of a statement."""
    return f"do_{hashlib.sha256(words.encode()).hexdigest()[:20]}"


def gates(dialect: Dialect) -> dict[str, str]:
    """Return the words that make every gate, by its name."""
    return {name_of(words): _function(words) for words in sorted(set(_writes(dialect)))}


def _writes(dialect: Dialect) -> Iterator[str]:
    for statement in _statements():
        source: Any = statement._others.get(dialect.name, statement._source)  # noqa: SLF001 - its other half
        if not isinstance(source, UpdateBase) or not _is_of_bench(source, statement.tables):
            continue
        yield Compiled(source.compile(dialect=dialect)).text
        if isinstance(source, Insert) and len(list(source.table.primary_key)) == 1 and not source._returning:  # noqa: SLF001
            yield Compiled(source.returning(*source.table.primary_key).compile(dialect=dialect)).text


def _is_of_bench(source: UpdateBase, tables: frozenset[str]) -> bool:
    """Tell whether a bench may ask a write of these tables."""
    kept = tables - ADDED_TO if isinstance(source, Insert) else tables
    return not kept & OFFICE


def _statements() -> Iterator[Statement]:
    """Yield every statement that a module of the store keeps."""
    for each in pkgutil.walk_packages(store.__path__, f"{store.__name__}."):
        if ".migrations" not in each.name:
            for value in list(vars(importlib.import_module(each.name)).values()):
                yield from _within(value)


def _within(value: object) -> Iterator[Statement]:
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _within(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _within(each)


def _function(words: str) -> str:
    kinds: dict[str, str] = {}

    def named(place: re.Match[str]) -> str:
        name, cast = place.group(1) or f"{len(kinds)}", place.group(2) or ""
        whole = cast == "::BIGINT" or (not cast and _bounds(place))
        kinds.setdefault(name, "bigint" if whole else "text")
        return f"${list(kinds).index(name) + 1}{cast}"

    body = _PLACE.sub(named, words).replace("%%", "%")
    must = f"PERFORM {SCHEMA}.must({_actor(words)});"
    takes = ", ".join(kinds.values())
    head = f"CREATE FUNCTION {SCHEMA}.{name_of(words)}({takes}) RETURNS "
    ways = " LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$\n"
    if _RETURNING in words:
        key = "text" if _text_key(words) else "bigint"
        return f"{head}SETOF {key}{ways}BEGIN\n  {must}\n  RETURN QUERY {body};\nEND $body$"
    return (
        f"{head}bigint{ways}DECLARE changed bigint;\nBEGIN\n  {must}\n  {body};\n"
        "  GET DIAGNOSTICS changed = ROW_COUNT;\n  RETURN changed;\nEND $body$"
    )


def _actor(words: str) -> str:
    """Return the parameter that says who acted, where a fact says so: it must be the person at this connection."""
    found = _INSERTED.match(words)
    if found is None or found.group(1) not in ATTRIBUTED:
        return "NULL"
    return f"${found.group(2).split(', ').index('who') + 1}"


def _bounds(place: re.Match[str]) -> bool:
    """Tell whether a parameter without a cast is a LIMIT."""
    return place.string[: place.start()].rstrip().endswith("LIMIT")


def _text_key(words: str) -> bool:
    from warehouse_app.store.schema import given_keys

    table = words.split()[2]
    return table not in given_keys()
