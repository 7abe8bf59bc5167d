"""What version 2 changed. Written by packaging/make_migration.py; frozen once released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse_app.store.migrations.fill0002 import fill
from warehouse_app.store.migrations.step import Step, rebuild, say

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Go from version 1 to 2 (SQLite)."""
    for table, words, columns, after in CHANGED:
        rebuild(op, table, words, columns, *after)
    say(op, *GONE)
    say(op, *NEW)
    fill(op)


CHANGED: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = (
    (
        "print_job",
        (
            "CREATE TABLE print_job (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tintent TEXT NOT NULL, \n"
            "\tdocument TEXT NOT NULL, \n"
            "\tref TEXT NOT NULL, \n"
            "\tprinter TEXT NOT NULL, \n"
            "\tstate TEXT DEFAULT 'wanted' NOT NULL, \n"
            "\tcopy INTEGER DEFAULT '1' NOT NULL, \n"
            "\tattempts INTEGER DEFAULT '0' NOT NULL, \n"
            "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
            "\ttrouble TEXT DEFAULT '' NOT NULL, \n"
            "\tat TEXT NOT NULL, \n"
            "\tchanged_at TEXT NOT NULL, \n"
            "\twho TEXT DEFAULT '' NOT NULL, \n"
            "\tchosen TEXT DEFAULT '' NOT NULL, \n"
            "\tpressed_at TEXT DEFAULT '' NOT NULL, \n"
            "\tCONSTRAINT pk_print_job PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_print_job_intent UNIQUE (intent)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "intent": "intent",
            "document": "document",
            "ref": "ref",
            "printer": "printer",
            "state": "state",
            "copy": "copy",
            "attempts": "attempts",
            "content_hash": "content_hash",
            "trouble": "trouble",
            "at": "at",
            "changed_at": "changed_at",
            "who": "who",
        },
        (
            ("CREATE INDEX ix_print_job_printer ON print_job (printer)"),
            ("CREATE INDEX ix_print_job_ref ON print_job (document, ref)"),
            ("CREATE INDEX ix_print_job_state ON print_job (state)"),
        ),
    ),
    (
        "audit",
        (
            "CREATE TABLE audit (\n"
            "\tseq INTEGER NOT NULL, \n"
            "\twriter TEXT NOT NULL, \n"
            "\tn INTEGER NOT NULL, \n"
            "\tcommand_id TEXT NOT NULL, \n"
            "\tat TEXT NOT NULL, \n"
            "\twho TEXT NOT NULL, \n"
            "\tstation TEXT DEFAULT '' NOT NULL, \n"
            "\tname TEXT NOT NULL, \n"
            "\tverdict TEXT NOT NULL, \n"
            "\tvalue_hash TEXT NOT NULL, \n"
            "\tentries_hash TEXT NOT NULL, \n"
            "\thash TEXT NOT NULL, \n"
            "\tCONSTRAINT pk_audit PRIMARY KEY (seq), \n"
            "\tCONSTRAINT uq_audit_writer_n UNIQUE (writer, n), \n"
            "\tCONSTRAINT fk_audit_writer FOREIGN KEY(writer) REFERENCES writer (id), \n"
            "\tCONSTRAINT uq_audit_command_id UNIQUE (command_id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "writer": "writer",
            "n": "n",
            "command_id": "command_id",
            "at": "at",
            "who": "who",
            "station": "station",
            "name": "name",
            "verdict": "verdict",
            "value_hash": "value_hash",
            "entries_hash": "entries_hash",
            "hash": "hash",
        },
        (
            ("CREATE INDEX ix_audit_station ON audit (station, at)"),
            ("CREATE INDEX ix_audit_at ON audit (at)"),
            ("CREATE INDEX ix_audit_who ON audit (who, at)"),
            (
                "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append"
                "-only'); END"
            ),
            (
                "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append"
                "-only'); END"
            ),
        ),
    ),
)

GONE: tuple[str, ...] = (
    "DROP INDEX ix_orders_customer_id",
    "DROP INDEX ix_orders_state_ship_by",
)

NEW: tuple[str, ...] = (
    (
        "CREATE TABLE import_mapping (\n"
        "\tchannel TEXT NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tbody TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_import_mapping PRIMARY KEY (channel, kind)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE word (\n"
        "\tkind TEXT NOT NULL, \n"
        "\tword TEXT NOT NULL, \n"
        "\tref INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_word PRIMARY KEY (kind, word, ref)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE print_hop (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tjob_id INTEGER NOT NULL, \n"
        "\tstate TEXT NOT NULL, \n"
        "\tprinter TEXT DEFAULT '' NOT NULL, \n"
        "\ttrouble TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_print_hop PRIMARY KEY (id), \n"
        "\tCONSTRAINT fk_print_hop_job_id FOREIGN KEY(job_id) REFERENCES print_job (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE import_rejected (\n"
        "\timport_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tline INTEGER NOT NULL, \n"
        "\tfield TEXT DEFAULT '' NOT NULL, \n"
        "\tvalue TEXT DEFAULT '' NOT NULL, \n"
        "\treason TEXT NOT NULL, \n"
        "\tfacts TEXT DEFAULT '' NOT NULL, \n"
        "\trecord TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_import_rejected PRIMARY KEY (import_id, n), \n"
        "\tCONSTRAINT fk_import_rejected_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE import_change (\n"
        "\timport_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tref TEXT NOT NULL, \n"
        "\t\"before\" TEXT DEFAULT '' NOT NULL, \n"
        "\t\"after\" TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_import_change PRIMARY KEY (import_id, n), \n"
        "\tCONSTRAINT fk_import_change_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    ("CREATE INDEX ix_shortage_resolved_at ON shortage (resolved_at)"),
    ("CREATE INDEX ix_word_ref ON word (kind, ref, word)"),
    ("CREATE INDEX ix_print_hop_job_id ON print_hop (job_id)"),
    ("CREATE INDEX ix_import_change_ref ON import_change (kind, ref)"),
    ("CREATE INDEX ix_item_lot ON item (lot, sku) WHERE lot <> ''"),
    ("CREATE INDEX ix_item_serial ON item (serial) WHERE serial <> '' AND product_id IS NOT NULL"),
    ("CREATE INDEX ix_orders_by_country ON orders (country, id, state)"),
    ("CREATE INDEX ix_orders_by_units ON orders (units, id, state)"),
    ("CREATE INDEX ix_orders_customer_id ON orders (customer_id, id)"),
    ("CREATE INDEX ix_orders_by_ship_by ON orders (ship_by, id, state)"),
    ("CREATE INDEX ix_orders_by_lines ON orders (lines, id, state)"),
    ("CREATE INDEX ix_orders_by_placed_at ON orders (placed_at, id, state)"),
    ("CREATE INDEX ix_orders_state_ship_by ON orders (state, ship_by, id)"),
    ("CREATE INDEX ix_orders_by_total_minor ON orders (total_minor, id, state)"),
    ("CREATE INDEX ix_orders_by_code ON orders (code, id, state)"),
    (
        "CREATE TRIGGER print_hop_no_update BEFORE UPDATE ON print_hop BEGIN SELECT RAISE(ABORT, 'print_h"
        "op is append-only'); END"
    ),
    (
        "CREATE TRIGGER print_hop_no_delete BEFORE DELETE ON print_hop BEGIN SELECT RAISE(ABORT, 'print_h"
        "op is append-only'); END"
    ),
)

STEP = Step(2, "version 2", upgrade)
