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
            "\treason TEXT DEFAULT '' NOT NULL, \n"
            "\ttrace TEXT DEFAULT '' NOT NULL, \n"
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
        "product",
        (
            "CREATE TABLE product (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tsku TEXT NOT NULL, \n"
            "\tsku_key TEXT NOT NULL, \n"
            "\tname TEXT DEFAULT '' NOT NULL, \n"
            "\tkind TEXT DEFAULT 'goods' NOT NULL, \n"
            "\tbase_unit TEXT DEFAULT 'piece' NOT NULL, \n"
            "\ttracking TEXT DEFAULT 'none' NOT NULL, \n"
            "\tmulti_scan INTEGER DEFAULT '1' NOT NULL, \n"
            "\tweight_g INTEGER, \n"
            "\tlength_mm INTEGER, \n"
            "\twidth_mm INTEGER, \n"
            "\theight_mm INTEGER, \n"
            "\tpicture TEXT DEFAULT '' NOT NULL, \n"
            "\ths_code TEXT DEFAULT '' NOT NULL, \n"
            "\torigin_country TEXT DEFAULT '' NOT NULL, \n"
            "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
            "\timport_id INTEGER, \n"
            "\tCONSTRAINT pk_product PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_product_sku_key UNIQUE (sku_key)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "sku": "sku",
            "sku_key": "sku_key",
            "name": "name",
            "kind": "kind",
            "base_unit": "base_unit",
            "tracking": "tracking",
            "multi_scan": "multi_scan",
            "weight_g": "weight_g",
            "length_mm": "length_mm",
            "width_mm": "width_mm",
            "height_mm": "height_mm",
            "picture": "picture",
            "content_hash": "content_hash",
        },
        (
            ("CREATE INDEX ix_product_import_id ON product (import_id)"),
            ("CREATE INDEX ix_product_name ON product (name, id)"),
        ),
    ),
    (
        "place",
        (
            "CREATE TABLE place (\n"
            "\tid INTEGER NOT NULL, \n"
            "\twarehouse TEXT NOT NULL, \n"
            "\tkind TEXT NOT NULL, \n"
            "\tcode TEXT NOT NULL, \n"
            "\tparent_id INTEGER, \n"
            "\twalk_seq INTEGER, \n"
            "\taisle INTEGER, \n"
            "\tbay INTEGER, \n"
            "\tlevel INTEGER, \n"
            "\tx_mm INTEGER, \n"
            "\ty_mm INTEGER, \n"
            "\tside TEXT DEFAULT '' NOT NULL, \n"
            "\tactive INTEGER DEFAULT '1' NOT NULL, \n"
            "\timport_id INTEGER, \n"
            "\tCONSTRAINT pk_place PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_place_warehouse_code UNIQUE (warehouse, code), \n"
            "\tCONSTRAINT fk_place_parent_id FOREIGN KEY(parent_id) REFERENCES place (id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "warehouse": "warehouse",
            "kind": "kind",
            "code": "code",
            "parent_id": "parent_id",
            "walk_seq": "walk_seq",
            "aisle": "aisle",
            "bay": "bay",
            "level": "level",
            "x_mm": "x_mm",
            "y_mm": "y_mm",
            "side": "side",
            "active": "active",
        },
        (
            ("CREATE INDEX ix_place_code ON place (code)"),
            ("CREATE INDEX ix_place_import_id ON place (import_id)"),
            ("CREATE INDEX ix_place_kind ON place (kind, code)"),
            ("CREATE INDEX ix_place_walk_seq ON place (walk_seq, id)"),
            (
                "CREATE UNIQUE INDEX uq_place_container ON place (kind, code) WHERE kind IN ('LPN', 'TOTE', 'CART"
                "', 'PARCEL')"
            ),
        ),
    ),
    (
        "printer",
        (
            "CREATE TABLE printer (\n"
            "\tcode TEXT NOT NULL, \n"
            "\tkind TEXT NOT NULL, \n"
            "\tlanguage TEXT NOT NULL, \n"
            "\ttarget TEXT DEFAULT '' NOT NULL, \n"
            "\tstand_in TEXT DEFAULT '' NOT NULL, \n"
            "\tCONSTRAINT pk_printer PRIMARY KEY (code)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {"code": "code", "kind": "kind", "language": "language", "target": "target"},
        (),
    ),
    (
        "customer",
        (
            "CREATE TABLE customer (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tcode TEXT NOT NULL, \n"
            "\tcountry TEXT DEFAULT '' NOT NULL, \n"
            "\tlanguage TEXT DEFAULT 'en' NOT NULL, \n"
            "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
            "\timport_id INTEGER, \n"
            "\terased_at TEXT, \n"
            "\tCONSTRAINT pk_customer PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_customer_code UNIQUE (code)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {"id": "id", "code": "code", "country": "country", "language": "language", "content_hash": "content_hash"},
        (("CREATE INDEX ix_customer_import_id ON customer (import_id)"),),
    ),
    (
        "import_run",
        (
            "CREATE TABLE import_run (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tkind TEXT NOT NULL, \n"
            "\tformat TEXT DEFAULT '' NOT NULL, \n"
            "\tfile_name TEXT DEFAULT '' NOT NULL, \n"
            "\tchannel TEXT DEFAULT '' NOT NULL, \n"
            "\tat TEXT NOT NULL, \n"
            "\twho TEXT DEFAULT '' NOT NULL, \n"
            "\treport TEXT DEFAULT '' NOT NULL, \n"
            "\tsize INTEGER DEFAULT '0' NOT NULL, \n"
            "\tdigest TEXT DEFAULT '' NOT NULL, \n"
            "\tmapping TEXT DEFAULT '' NOT NULL, \n"
            "\tmended INTEGER DEFAULT '0' NOT NULL, \n"
            "\tstate TEXT DEFAULT 'done' NOT NULL, \n"
            "\tfinished_at TEXT, \n"
            "\tundone_at TEXT, \n"
            "\tundone_by TEXT DEFAULT '' NOT NULL, \n"
            "\tCONSTRAINT pk_import_run PRIMARY KEY (id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "kind": "kind",
            "format": "format",
            "file_name": "file_name",
            "channel": "channel",
            "at": "at",
            "who": "who",
            "report": "report",
        },
        (),
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
            ("CREATE INDEX ix_audit_at ON audit (at)"),
            ("CREATE INDEX ix_audit_station ON audit (station, at)"),
            ("CREATE INDEX ix_audit_who ON audit (who, at)"),
            (
                "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append"
                "-only'); END"
            ),
            (
                "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append"
                "-only'); END"
            ),
        ),
    ),
    (
        "document",
        (
            "CREATE TABLE document (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tkind TEXT NOT NULL, \n"
            "\tchannel TEXT NOT NULL, \n"
            "\tcode TEXT NOT NULL, \n"
            "\tstate TEXT DEFAULT 'kept' NOT NULL, \n"
            "\tcustomer_id INTEGER, \n"
            "\tcountry TEXT DEFAULT '' NOT NULL, \n"
            "\tat TEXT NOT NULL, \n"
            "\treason TEXT DEFAULT '' NOT NULL, \n"
            "\tcontent_hash TEXT NOT NULL, \n"
            "\timport_id INTEGER, \n"
            "\tCONSTRAINT pk_document PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_document_kind_channel_code UNIQUE (kind, channel, code), \n"
            "\tCONSTRAINT fk_document_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "kind": "kind",
            "channel": "channel",
            "code": "code",
            "state": "state",
            "customer_id": "customer_id",
            "country": "country",
            "at": "at",
            "reason": "reason",
            "content_hash": "content_hash",
        },
        (("CREATE INDEX ix_document_import_id ON document (import_id)"),),
    ),
    (
        "parcel",
        (
            "CREATE TABLE parcel (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tcode TEXT NOT NULL, \n"
            "\torder_id INTEGER NOT NULL, \n"
            "\tplace_id INTEGER NOT NULL, \n"
            "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
            "\tn INTEGER DEFAULT '1' NOT NULL, \n"
            "\tbox TEXT DEFAULT 'none' NOT NULL, \n"
            "\tweight_g INTEGER, \n"
            "\tweight_from TEXT DEFAULT '' NOT NULL, \n"
            "\tcarrier TEXT DEFAULT 'HOUSE' NOT NULL, \n"
            "\tservice TEXT DEFAULT '' NOT NULL, \n"
            "\ttracking TEXT DEFAULT '' NOT NULL, \n"
            "\tlabel_from INTEGER DEFAULT '0' NOT NULL, \n"
            "\tlabelled_at TEXT, \n"
            "\thanded_at TEXT, \n"
            "\tCONSTRAINT pk_parcel PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_parcel_code UNIQUE (code), \n"
            "\tCONSTRAINT fk_parcel_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
            "\tCONSTRAINT fk_parcel_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "code": "code",
            "order_id": "order_id",
            "place_id": "place_id",
            "state": "state",
            "n": "n",
            "box": "box",
            "weight_g": "weight_g",
            "weight_from": "weight_from",
            "carrier": "carrier",
            "service": "service",
            "tracking": "tracking",
            "labelled_at": "labelled_at",
            "handed_at": "handed_at",
        },
        (
            ("CREATE INDEX ix_parcel_labelled_at ON parcel (labelled_at)"),
            ("CREATE INDEX ix_parcel_order_id ON parcel (order_id)"),
            ("CREATE INDEX ix_parcel_state ON parcel (state)"),
            ("CREATE INDEX ix_parcel_tracking ON parcel (tracking)"),
        ),
    ),
)

GONE: tuple[str, ...] = (
    "DROP INDEX ix_orders_customer_id",
    "DROP INDEX ix_orders_state_ship_by",
)

NEW: tuple[str, ...] = (
    (
        "CREATE TABLE printer_away (\n"
        "\tprinter TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_printer_away PRIMARY KEY (printer)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE shipping_unit (\n"
        "\tcode TEXT NOT NULL, \n"
        "\twhat TEXT NOT NULL, \n"
        "\tref TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_shipping_unit PRIMARY KEY (code), \n"
        "\tCONSTRAINT uq_shipping_unit_what_ref UNIQUE (what, ref)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
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
        "CREATE TABLE permit (\n"
        "\tid TEXT NOT NULL, \n"
        "\tgiven_by TEXT NOT NULL, \n"
        "\tperson TEXT NOT NULL, \n"
        "\tright_ TEXT NOT NULL, \n"
        "\tdeed TEXT NOT NULL, \n"
        "\tname TEXT NOT NULL, \n"
        "\treason TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tuntil TEXT NOT NULL, \n"
        "\tused_by TEXT, \n"
        "\tCONSTRAINT pk_permit PRIMARY KEY (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE print_rule (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tposition INTEGER NOT NULL, \n"
        "\tdocument TEXT DEFAULT '' NOT NULL, \n"
        "\tcarrier TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tprinter TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_print_rule PRIMARY KEY (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE device (\n"
        "\tcode TEXT NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\troad TEXT NOT NULL, \n"
        "\tport TEXT NOT NULL, \n"
        "\tprotocol TEXT DEFAULT '' NOT NULL, \n"
        "\tsettings TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tusb TEXT DEFAULT '' NOT NULL, \n"
        "\tname TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_device PRIMARY KEY (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE saved_view (\n"
        "\tlist TEXT NOT NULL, \n"
        "\towner TEXT DEFAULT '' NOT NULL, \n"
        "\tname TEXT NOT NULL, \n"
        "\t\"query\" TEXT DEFAULT '' NOT NULL, \n"
        "\tcolumns TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_saved_view PRIMARY KEY (list, owner, name)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE template (\n"
        "\tname TEXT NOT NULL, \n"
        "\tcontent TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_template PRIMARY KEY (name)\n"
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
    (
        "CREATE TABLE order_sum (\n"
        "\torder_id INTEGER NOT NULL, \n"
        "\tordered INTEGER NOT NULL, \n"
        "\tpacked INTEGER NOT NULL, \n"
        "\tto_pack INTEGER NOT NULL, \n"
        "\tmissing INTEGER NOT NULL, \n"
        "\tlines INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_order_sum PRIMARY KEY (order_id), \n"
        "\tCONSTRAINT fk_order_sum_order_id FOREIGN KEY(order_id) REFERENCES orders (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    ("CREATE INDEX ix_device_station ON device (station)"),
    ("CREATE INDEX ix_import_change_ref ON import_change (kind, ref)"),
    ("CREATE INDEX ix_item_lot ON item (lot, sku) WHERE lot <> ''"),
    ("CREATE INDEX ix_item_serial ON item (serial) WHERE serial <> '' AND product_id IS NOT NULL"),
    ("CREATE INDEX ix_order_line_product_id ON order_line (product_id, order_id)"),
    ("CREATE INDEX ix_order_line_sku ON order_line (order_id, sku, n)"),
    ("CREATE INDEX ix_order_line_sums ON order_line (order_id, kind, qty, cancelled, picked, packed)"),
    ("CREATE INDEX ix_orders_by_code ON orders (code, id, state)"),
    ("CREATE INDEX ix_orders_by_country ON orders (country, id, state)"),
    ("CREATE INDEX ix_orders_by_lines ON orders (lines, id, state)"),
    ("CREATE INDEX ix_orders_by_placed_at ON orders (placed_at, id, state)"),
    ("CREATE INDEX ix_orders_by_ship_by ON orders (ship_by, id, state)"),
    ("CREATE INDEX ix_orders_by_total_minor ON orders (total_minor, id, state)"),
    ("CREATE INDEX ix_orders_by_units ON orders (units, id, state)"),
    ("CREATE INDEX ix_orders_customer_id ON orders (customer_id, id, state)"),
    ("CREATE INDEX ix_orders_import_id ON orders (import_id)"),
    ("CREATE INDEX ix_orders_state_ship_by ON orders (state, ship_by, id, total_minor)"),
    ("CREATE INDEX ix_permit_deed ON permit (person, deed)"),
    ("CREATE INDEX ix_print_hop_job_id ON print_hop (job_id)"),
    ("CREATE INDEX ix_shortage_resolved_at ON shortage (resolved_at)"),
    ("CREATE INDEX ix_word_ref ON word (kind, ref, word)"),
    (
        "CREATE TRIGGER print_hop_no_delete BEFORE DELETE ON print_hop BEGIN SELECT RAISE(ABORT, 'print_h"
        "op is append-only'); END"
    ),
    (
        "CREATE TRIGGER print_hop_no_update BEFORE UPDATE ON print_hop BEGIN SELECT RAISE(ABORT, 'print_h"
        "op is append-only'); END"
    ),
)

STEP = Step(2, "version 2", upgrade)
