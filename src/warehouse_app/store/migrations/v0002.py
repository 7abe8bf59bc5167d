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
        "batch",
        (
            "CREATE TABLE batch (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tcode TEXT NOT NULL, \n"
            "\tstate TEXT DEFAULT 'planned' NOT NULL, \n"
            "\twarehouse TEXT NOT NULL, \n"
            "\tship_day TEXT DEFAULT '' NOT NULL, \n"
            "\tperson TEXT, \n"
            "\tstation TEXT DEFAULT '' NOT NULL, \n"
            "\tcart TEXT DEFAULT '' NOT NULL, \n"
            "\ttrips INTEGER DEFAULT '1' NOT NULL, \n"
            "\tdistance_mm INTEGER DEFAULT '0' NOT NULL, \n"
            "\tmethod TEXT DEFAULT '' NOT NULL, \n"
            "\tway TEXT DEFAULT '' NOT NULL, \n"
            "\tclaim INTEGER DEFAULT '0' NOT NULL, \n"
            "\tclaimed_by TEXT DEFAULT '' NOT NULL, \n"
            "\tplanned_at TEXT NOT NULL, \n"
            "\treleased_at TEXT, \n"
            "\tstarted_at TEXT, \n"
            "\tpicked_at TEXT, \n"
            "\tCONSTRAINT pk_batch PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_batch_code UNIQUE (code)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "code": "code",
            "state": "state",
            "warehouse": "warehouse",
            "ship_day": "ship_day",
            "person": "person",
            "station": "station",
            "cart": "cart",
            "trips": "trips",
            "distance_mm": "distance_mm",
            "method": "method",
            "claim": "claim",
            "claimed_by": "claimed_by",
            "planned_at": "planned_at",
            "released_at": "released_at",
            "started_at": "started_at",
            "picked_at": "picked_at",
        },
        (("CREATE INDEX ix_batch_state ON batch (state, id)"),),
    ),
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
        "person",
        (
            "CREATE TABLE person (\n"
            "\tid TEXT NOT NULL, \n"
            "\tcode TEXT NOT NULL, \n"
            "\tname TEXT DEFAULT '' NOT NULL, \n"
            "\trole TEXT NOT NULL, \n"
            "\tbadge_hash TEXT DEFAULT '' NOT NULL, \n"
            "\tpin_hash TEXT DEFAULT '' NOT NULL, \n"
            "\tlocked INTEGER DEFAULT '0' NOT NULL, \n"
            "\tfailures INTEGER DEFAULT '0' NOT NULL, \n"
            "\tfailed_at TEXT, \n"
            "\tlanguage TEXT DEFAULT '' NOT NULL, \n"
            "\tcreated_at TEXT NOT NULL, \n"
            "\tCONSTRAINT pk_person PRIMARY KEY (id), \n"
            "\tCONSTRAINT uq_person_code UNIQUE (code)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "code": "code",
            "name": "name",
            "role": "role",
            "badge_hash": "badge_hash",
            "pin_hash": "pin_hash",
            "locked": "locked",
            "failures": "failures",
            "failed_at": "failed_at",
            "language": "language",
            "created_at": "created_at",
        },
        (("CREATE INDEX ix_person_badge_hash ON person (badge_hash)"),),
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
            "\tentry_id TEXT, \n"
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
        "count_request",
        (
            "CREATE TABLE count_request (\n"
            "\tid INTEGER NOT NULL, \n"
            "\tplace_id INTEGER NOT NULL, \n"
            "\titem_id INTEGER, \n"
            "\tstate TEXT DEFAULT 'requested' NOT NULL, \n"
            "\treason TEXT NOT NULL, \n"
            "\tat TEXT NOT NULL, \n"
            "\twho TEXT DEFAULT '' NOT NULL, \n"
            "\tcommand_id TEXT DEFAULT '' NOT NULL, \n"
            "\tplan_id INTEGER, \n"
            "\twarehouse TEXT DEFAULT '' NOT NULL, \n"
            "\tseq INTEGER DEFAULT '0' NOT NULL, \n"
            "\tround INTEGER DEFAULT '1' NOT NULL, \n"
            "\tperson TEXT DEFAULT '' NOT NULL, \n"
            "\tstation TEXT DEFAULT '' NOT NULL, \n"
            "\tclaim INTEGER DEFAULT '0' NOT NULL, \n"
            "\tstarted_at TEXT, \n"
            "\tstarted_seq INTEGER, \n"
            "\tcounted_by TEXT DEFAULT '' NOT NULL, \n"
            "\tcounted_at TEXT, \n"
            "\tdifferences INTEGER DEFAULT '0' NOT NULL, \n"
            "\tvalue_minor INTEGER DEFAULT '0' NOT NULL, \n"
            "\tdecided_by TEXT DEFAULT '' NOT NULL, \n"
            "\tdecided_at TEXT, \n"
            "\tnote TEXT DEFAULT '' NOT NULL, \n"
            "\tCONSTRAINT pk_count_request PRIMARY KEY (id), \n"
            "\tCONSTRAINT fk_count_request_place_id FOREIGN KEY(place_id) REFERENCES place (id), \n"
            "\tCONSTRAINT fk_count_request_item_id FOREIGN KEY(item_id) REFERENCES item (id), \n"
            "\tCONSTRAINT fk_count_request_plan_id FOREIGN KEY(plan_id) REFERENCES count_plan (id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "place_id": "place_id",
            "item_id": "item_id",
            "state": "state",
            "reason": "reason",
            "at": "at",
            "who": "who",
            "command_id": "command_id",
        },
        (
            ("CREATE INDEX ix_count_request_counted_at ON count_request (counted_at)"),
            ("CREATE INDEX ix_count_request_place_id ON count_request (place_id, state)"),
            ("CREATE INDEX ix_count_request_plan_id ON count_request (plan_id, state)"),
            ("CREATE INDEX ix_count_request_state ON count_request (state, id)"),
            ("CREATE INDEX ix_count_request_walk ON count_request (warehouse, state, seq, id)"),
        ),
    ),
    (
        "batch_order",
        (
            "CREATE TABLE batch_order (\n"
            "\tbatch_id INTEGER NOT NULL, \n"
            "\torder_id INTEGER NOT NULL, \n"
            "\ttrip INTEGER DEFAULT '1' NOT NULL, \n"
            "\tslot TEXT NOT NULL, \n"
            "\ttote_id INTEGER, \n"
            "\twall_id INTEGER, \n"
            "\tCONSTRAINT pk_batch_order PRIMARY KEY (batch_id, order_id, trip), \n"
            "\tCONSTRAINT fk_batch_order_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id), \n"
            "\tCONSTRAINT fk_batch_order_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
            "\tCONSTRAINT fk_batch_order_tote_id FOREIGN KEY(tote_id) REFERENCES place (id), \n"
            "\tCONSTRAINT fk_batch_order_wall_id FOREIGN KEY(wall_id) REFERENCES place (id)\n"
            ")\n"
            " WITHOUT ROWID,\n"
            " STRICT\n"
            "\n"
        ),
        {"batch_id": "batch_id", "order_id": "order_id", "trip": "trip", "slot": "slot", "tote_id": "tote_id"},
        (
            ("CREATE INDEX ix_batch_order_order_id ON batch_order (order_id)"),
            ("CREATE INDEX ix_batch_order_tote_id ON batch_order (tote_id)"),
            ("CREATE INDEX ix_batch_order_wall_id ON batch_order (wall_id)"),
        ),
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
            ("CREATE INDEX ix_parcel_place_id ON parcel (place_id)"),
            ("CREATE INDEX ix_parcel_state ON parcel (state)"),
            ("CREATE INDEX ix_parcel_tracking ON parcel (tracking)"),
        ),
    ),
    (
        "pack",
        (
            "CREATE TABLE pack (\n"
            "\tid INTEGER NOT NULL, \n"
            "\torder_id INTEGER NOT NULL, \n"
            "\tparcel_id INTEGER NOT NULL, \n"
            "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
            "\tstation TEXT NOT NULL, \n"
            "\tperson TEXT NOT NULL, \n"
            "\tpeople TEXT DEFAULT '' NOT NULL, \n"
            "\tclaim INTEGER DEFAULT '1' NOT NULL, \n"
            "\topened_at TEXT NOT NULL, \n"
            "\tclosed_at TEXT, \n"
            "\tbox_id INTEGER, \n"
            "\tbox_entry TEXT DEFAULT '' NOT NULL, \n"
            "\tCONSTRAINT pk_pack PRIMARY KEY (id), \n"
            "\tCONSTRAINT fk_pack_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
            "\tCONSTRAINT fk_pack_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id), \n"
            "\tCONSTRAINT fk_pack_box_id FOREIGN KEY(box_id) REFERENCES product (id)\n"
            ")\n"
            " STRICT\n"
            "\n"
        ),
        {
            "id": "id",
            "order_id": "order_id",
            "parcel_id": "parcel_id",
            "state": "state",
            "station": "station",
            "person": "person",
            "people": "people",
            "claim": "claim",
            "opened_at": "opened_at",
            "closed_at": "closed_at",
        },
        (
            ("CREATE INDEX ix_pack_box_id ON pack (box_id)"),
            ("CREATE INDEX ix_pack_order_id ON pack (order_id)"),
            ("CREATE INDEX ix_pack_state ON pack (state)"),
        ),
    ),
)

GONE: tuple[str, ...] = (
    "DROP INDEX ix_orders_customer_id",
    "DROP INDEX ix_orders_state_ship_by",
)

NEW: tuple[str, ...] = (
    (
        "CREATE TABLE carrier_service (\n"
        "\tservice TEXT NOT NULL, \n"
        "\tcarrier TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_carrier_service PRIMARY KEY (service), \n"
        "\tCONSTRAINT ck_carrier_service_named CHECK (service <> '' AND carrier <> '')\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE count_plan (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tabout TEXT DEFAULT '' NOT NULL, \n"
        "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
        "\tblind INTEGER DEFAULT '1' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tclosed_at TEXT, \n"
        "\tCONSTRAINT pk_count_plan PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_count_plan_code UNIQUE (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE skill (\n"
        "\tcode TEXT NOT NULL, \n"
        "\tname TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_skill PRIMARY KEY (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE person_cap (\n"
        "\tperson TEXT NOT NULL, \n"
        "\tbatches INTEGER DEFAULT '0' NOT NULL, \n"
        "\torders INTEGER DEFAULT '0' NOT NULL, \n"
        "\tunits INTEGER DEFAULT '0' NOT NULL, \n"
        "\tweight_g INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_person_cap PRIMARY KEY (person)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE message (\n"
        "\tid INTEGER NOT NULL, \n"
        "\ttext TEXT NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tperson TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tuntil TEXT NOT NULL, \n"
        "\tended_at TEXT, \n"
        "\tsent TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_message PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_message_sent UNIQUE (sent)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE exception_rest (\n"
        "\tname TEXT NOT NULL, \n"
        "\tmark TEXT DEFAULT '' NOT NULL, \n"
        "\treason TEXT NOT NULL, \n"
        "\tuntil TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_exception_rest PRIMARY KEY (name)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
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
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\twhat TEXT NOT NULL, \n"
        "\tref TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_shipping_unit PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_shipping_unit_what_ref UNIQUE (what, ref), \n"
        "\tCONSTRAINT uq_shipping_unit_code UNIQUE (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE stock_mark (\n"
        "\tseq INTEGER NOT NULL, \n"
        "\tfirst_at TEXT NOT NULL, \n"
        "\tlast_at TEXT NOT NULL, \n"
        "\tlegs INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcells INTEGER DEFAULT '0' NOT NULL, \n"
        "\tkept INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_stock_mark PRIMARY KEY (seq)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE cost_now (\n"
        "\tsku TEXT NOT NULL, \n"
        "\ton_hand INTEGER DEFAULT '0' NOT NULL, \n"
        "\taverage_e4 INTEGER, \n"
        "\tleft_at TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_cost_now PRIMARY KEY (sku)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE cost_step (\n"
        "\tsku TEXT NOT NULL, \n"
        "\tseq INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tprice_e4 INTEGER, \n"
        "\taverage_e4 INTEGER, \n"
        "\tCONSTRAINT pk_cost_step PRIMARY KEY (sku, seq)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE cost_cursor (\n"
        "\tname TEXT NOT NULL, \n"
        "\tseq INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_cost_cursor PRIMARY KEY (name)\n"
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
        "CREATE TABLE layout (\n"
        "\tid INTEGER NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tbody TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_layout PRIMARY KEY (id)\n"
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
        "CREATE TABLE role_scan (\n"
        "\trole TEXT NOT NULL, \n"
        "\tplace TEXT DEFAULT '' NOT NULL, \n"
        "\titem TEXT DEFAULT '' NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_role_scan PRIMARY KEY (role)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE proof_rule (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tproduct_id INTEGER DEFAULT '0' NOT NULL, \n"
        "\tperson TEXT DEFAULT '' NOT NULL, \n"
        "\trole TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tlevel TEXT NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_proof_rule PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_proof_rule_product_id_person_role_station UNIQUE (product_id, person, role, stati"
        "on)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE supplier (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tname TEXT DEFAULT '' NOT NULL, \n"
        "\tcountry TEXT DEFAULT '' NOT NULL, \n"
        "\tcurrency TEXT DEFAULT 'EUR' NOT NULL, \n"
        "\tlead_days INTEGER DEFAULT '0' NOT NULL, \n"
        "\tminimum_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\temail TEXT DEFAULT '' NOT NULL, \n"
        "\tphone TEXT DEFAULT '' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tactive INTEGER DEFAULT '1' NOT NULL, \n"
        "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
        "\timport_id INTEGER, \n"
        "\tCONSTRAINT pk_supplier PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_supplier_code UNIQUE (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE peg_stale (\n"
        "\tsku TEXT NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_peg_stale PRIMARY KEY (sku, warehouse)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE release_channel (\n"
        "\tcode TEXT NOT NULL, \n"
        "\tname TEXT DEFAULT '' NOT NULL, \n"
        "\trank INTEGER DEFAULT '100' NOT NULL, \n"
        "\twarehouse TEXT DEFAULT '' NOT NULL, \n"
        "\tsales TEXT DEFAULT '' NOT NULL, \n"
        "\tservice TEXT DEFAULT '' NOT NULL, \n"
        "\tzone TEXT DEFAULT '' NOT NULL, \n"
        "\tleast_priority INTEGER DEFAULT '0' NOT NULL, \n"
        "\tdays INTEGER, \n"
        "\tmode TEXT DEFAULT 'pool' NOT NULL, \n"
        "\tlead_min INTEGER DEFAULT '0' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_release_channel PRIMARY KEY (code), \n"
        "\tCONSTRAINT ck_release_channel_span CHECK (lead_min >= 0 AND (days IS NULL OR days >= 0))\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE cut_off (\n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tservice TEXT DEFAULT '' NOT NULL, \n"
        "\tweekday INTEGER NOT NULL, \n"
        "\tminute INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_cut_off PRIMARY KEY (warehouse, service, weekday), \n"
        "\tCONSTRAINT ck_cut_off_time CHECK (weekday >= 0 AND weekday <= 6 AND minute >= 0 AND minute < 14"
        "40)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE release_limit (\n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tzone TEXT DEFAULT '' NOT NULL, \n"
        "\tmost_batches INTEGER, \n"
        "\tmost_units INTEGER, \n"
        "\tCONSTRAINT pk_release_limit PRIMARY KEY (warehouse, zone), \n"
        "\tCONSTRAINT ck_release_limit_sense CHECK ((most_batches IS NULL OR most_batches > 0) AND (most_u"
        "nits IS NULL OR most_units > 0))\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE wave (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tchannel TEXT DEFAULT '' NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tmode TEXT DEFAULT 'pool' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_wave PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_wave_code UNIQUE (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE left_sum (\n"
        "\tkind TEXT NOT NULL, \n"
        "\tper TEXT NOT NULL, \n"
        "\tspan TEXT NOT NULL, \n"
        "\tname TEXT NOT NULL, \n"
        "\tunits INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_left_sum PRIMARY KEY (kind, per, span, name), \n"
        "\tCONSTRAINT ck_left_sum_per CHECK (per IN ('day', 'month'))\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_reason (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tfault TEXT NOT NULL, \n"
        "\tevidence TEXT DEFAULT '' NOT NULL, \n"
        "\tcategory TEXT DEFAULT '' NOT NULL, \n"
        "\tn INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tdropped_at TEXT, \n"
        "\tCONSTRAINT pk_return_reason PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_return_reason_fault CHECK (fault IN ('customer', 'shop', 'carrier', 'supplier')),"
        " \n"
        "\tCONSTRAINT uq_return_reason_code UNIQUE (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_policy (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tname TEXT NOT NULL, \n"
        "\tchannel TEXT DEFAULT '' NOT NULL, \n"
        "\tcategory TEXT DEFAULT '' NOT NULL, \n"
        "\tcountry TEXT DEFAULT '' NOT NULL, \n"
        "\twindow_days INTEGER DEFAULT '30' NOT NULL, \n"
        "\tkeep_below_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tpays TEXT DEFAULT 'fault' NOT NULL, \n"
        "\tpostage_back INTEGER DEFAULT '0' NOT NULL, \n"
        "\tauthorised INTEGER DEFAULT '1' NOT NULL, \n"
        "\tweigh INTEGER DEFAULT '0' NOT NULL, \n"
        "\texchange_on TEXT DEFAULT 'receipt' NOT NULL, \n"
        "\ttax_e4 INTEGER DEFAULT '0' NOT NULL, \n"
        "\tinstructions TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tdropped_at TEXT, \n"
        "\tCONSTRAINT pk_return_policy PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_return_policy_figures CHECK (window_days >= 0 AND keep_below_minor >= 0 AND tax_e"
        "4 >= 0), \n"
        "\tCONSTRAINT ck_return_policy_pays CHECK (pays IN ('customer', 'shop', 'fault')), \n"
        "\tCONSTRAINT ck_return_policy_exchange_on CHECK (exchange_on IN ('now', 'receipt'))\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_check (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcategory TEXT NOT NULL, \n"
        "\tn INTEGER DEFAULT '0' NOT NULL, \n"
        "\tgrade TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tdropped_at TEXT, \n"
        "\tCONSTRAINT pk_return_check PRIMARY KEY (id)\n"
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
        "CREATE TABLE person_way (\n"
        "\tperson TEXT NOT NULL, \n"
        "\ttraining INTEGER DEFAULT '0' NOT NULL, \n"
        "\tguided INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_person_way PRIMARY KEY (person)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE training_result (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tperson TEXT NOT NULL, \n"
        "\tlesson TEXT NOT NULL, \n"
        "\tbegun_at TEXT NOT NULL, \n"
        "\tended_at TEXT NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tseconds INTEGER DEFAULT '0' NOT NULL, \n"
        "\torders INTEGER DEFAULT '0' NOT NULL, \n"
        "\tclosed INTEGER DEFAULT '0' NOT NULL, \n"
        "\tpacked_right INTEGER DEFAULT '0' NOT NULL, \n"
        "\tmistakes INTEGER DEFAULT '0' NOT NULL, \n"
        "\tstops INTEGER DEFAULT '0' NOT NULL, \n"
        "\tanswered INTEGER DEFAULT '0' NOT NULL, \n"
        "\tscans INTEGER DEFAULT '0' NOT NULL, \n"
        "\tpressed INTEGER DEFAULT '0' NOT NULL, \n"
        "\ttasks TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_training_result PRIMARY KEY (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE transfer (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tsource TEXT NOT NULL, \n"
        "\ttarget TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'draft' NOT NULL, \n"
        "\tdue_day TEXT DEFAULT '' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tmade_at TEXT NOT NULL, \n"
        "\tsent_at TEXT, \n"
        "\treceived_at TEXT, \n"
        "\tclosed_at TEXT, \n"
        "\tCONSTRAINT pk_transfer PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_transfer_ends CHECK (source <> target), \n"
        "\tCONSTRAINT uq_transfer_code UNIQUE (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE verdict_class (\n"
        "\tcode TEXT NOT NULL, \n"
        "\tklass TEXT NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_verdict_class PRIMARY KEY (code)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE lot_block (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tsku TEXT NOT NULL, \n"
        "\tlot TEXT NOT NULL, \n"
        "\twhy TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\treleased_at TEXT, \n"
        "\treleased_by TEXT DEFAULT '' NOT NULL, \n"
        "\treleased_why TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_lot_block PRIMARY KEY (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE capture_rule (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tscope TEXT NOT NULL, \n"
        "\tref TEXT DEFAULT '' NOT NULL, \n"
        "\tfield TEXT NOT NULL, \n"
        "\tpattern TEXT DEFAULT '' NOT NULL, \n"
        "\thint TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_capture_rule PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_capture_rule_scope_ref_field UNIQUE (scope, ref, field)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE bench_issue (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tscan_id TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\twork TEXT NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\torder_id INTEGER, \n"
        "\tsku TEXT DEFAULT '' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tsettled_at TEXT, \n"
        "\tsettled_by TEXT DEFAULT '' NOT NULL, \n"
        "\tsettled_how TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_bench_issue PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_bench_issue_scan_id UNIQUE (scan_id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE weight_packaging (\n"
        "\tbox TEXT NOT NULL, \n"
        "\tmean_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tdoubt_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tspread_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tparcels INTEGER DEFAULT '0' NOT NULL, \n"
        "\tunits INTEGER DEFAULT '0' NOT NULL, \n"
        "\tstreak INTEGER DEFAULT '0' NOT NULL, \n"
        "\tvague_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tin_book INTEGER DEFAULT '0' NOT NULL, \n"
        "\tlast_at TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_weight_packaging PRIMARY KEY (box)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE carton (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tkind TEXT DEFAULT 'carton' NOT NULL, \n"
        "\tinner_length_mm INTEGER NOT NULL, \n"
        "\tinner_width_mm INTEGER NOT NULL, \n"
        "\tinner_height_mm INTEGER NOT NULL, \n"
        "\tmost_g INTEGER DEFAULT '30000' NOT NULL, \n"
        "\tcost_e4 INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcounted INTEGER DEFAULT '0' NOT NULL, \n"
        "\treorder_at INTEGER, \n"
        "\treorder_to INTEGER, \n"
        "\tactive INTEGER DEFAULT '1' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_carton PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT ck_carton_sides CHECK (inner_length_mm > 0 AND inner_width_mm > 0 AND inner_height_m"
        "m > 0), \n"
        "\tCONSTRAINT ck_carton_span CHECK (reorder_to IS NULL OR reorder_at IS NULL OR reorder_to >= reor"
        "der_at), \n"
        "\tCONSTRAINT fk_carton_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE measured (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tlength_mm INTEGER NOT NULL, \n"
        "\twidth_mm INTEGER NOT NULL, \n"
        "\theight_mm INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_measured PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT ck_measured_sides CHECK (length_mm > 0 AND width_mm > 0 AND height_mm > 0), \n"
        "\tCONSTRAINT fk_measured_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE person_skill (\n"
        "\tperson TEXT NOT NULL, \n"
        "\tskill TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_person_skill PRIMARY KEY (person, skill), \n"
        "\tCONSTRAINT fk_person_skill_skill FOREIGN KEY(skill) REFERENCES skill (code)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE product_skill (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tskill TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_product_skill PRIMARY KEY (product_id, skill), \n"
        "\tCONSTRAINT fk_product_skill_product_id FOREIGN KEY(product_id) REFERENCES product (id), \n"
        "\tCONSTRAINT fk_product_skill_skill FOREIGN KEY(skill) REFERENCES skill (code)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE message_seen (\n"
        "\tmessage_id INTEGER NOT NULL, \n"
        "\tperson TEXT NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_message_seen PRIMARY KEY (message_id, person), \n"
        "\tCONSTRAINT fk_message_seen_message_id FOREIGN KEY(message_id) REFERENCES message (id)\n"
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
        "CREATE TABLE stock_mark_cell (\n"
        "\tmark INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\ton_hand INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_stock_mark_cell PRIMARY KEY (mark, place_id, item_id), \n"
        "\tCONSTRAINT fk_stock_mark_cell_mark FOREIGN KEY(mark) REFERENCES stock_mark (seq)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE instruction (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tname TEXT NOT NULL, \n"
        "\tmoment TEXT DEFAULT 'open' NOT NULL, \n"
        "\tmust INTEGER DEFAULT '0' NOT NULL, \n"
        "\tproduct_id INTEGER, \n"
        "\tcategory TEXT DEFAULT '' NOT NULL, \n"
        "\tcustomer_id INTEGER, \n"
        "\tchannel TEXT DEFAULT '' NOT NULL, \n"
        "\tcountry TEXT DEFAULT '' NOT NULL, \n"
        "\tservice TEXT DEFAULT '' NOT NULL, \n"
        "\ttopic TEXT DEFAULT '' NOT NULL, \n"
        "\tinsert_id INTEGER, \n"
        "\tinsert_word TEXT DEFAULT '' NOT NULL, \n"
        "\tprinted INTEGER DEFAULT '0' NOT NULL, \n"
        "\tphoto INTEGER DEFAULT '0' NOT NULL, \n"
        "\tpicture TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tdropped_at TEXT, \n"
        "\tCONSTRAINT pk_instruction PRIMARY KEY (id), \n"
        "\tCONSTRAINT fk_instruction_product_id FOREIGN KEY(product_id) REFERENCES product (id), \n"
        "\tCONSTRAINT fk_instruction_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id), \n"
        "\tCONSTRAINT fk_instruction_insert_id FOREIGN KEY(insert_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE product_care (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tcategory TEXT DEFAULT '' NOT NULL, \n"
        "\tun TEXT DEFAULT '' NOT NULL, \n"
        "\thazard TEXT DEFAULT '' NOT NULL, \n"
        "\tpacking_group TEXT DEFAULT '' NOT NULL, \n"
        "\tlimited INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_product_care PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT fk_product_care_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
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
        "CREATE TABLE kit (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tversion INTEGER NOT NULL, \n"
        "\tactive INTEGER DEFAULT '1' NOT NULL, \n"
        "\tloose INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_kit PRIMARY KEY (product_id, version), \n"
        "\tCONSTRAINT fk_kit_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE kit_part (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tversion INTEGER NOT NULL, \n"
        "\tpart_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_kit_part PRIMARY KEY (product_id, version, part_id), \n"
        "\tCONSTRAINT ck_kit_part_whole CHECK (qty > 0 AND part_id <> product_id), \n"
        "\tCONSTRAINT fk_kit_part_product_id FOREIGN KEY(product_id) REFERENCES product (id), \n"
        "\tCONSTRAINT fk_kit_part_part_id FOREIGN KEY(part_id) REFERENCES product (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE kit_work (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tentry_id TEXT NOT NULL, \n"
        "\twhat TEXT NOT NULL, \n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tversion INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_kit_work PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_kit_work_whole CHECK (qty > 0), \n"
        "\tCONSTRAINT uq_kit_work_entry_id UNIQUE (entry_id), \n"
        "\tCONSTRAINT fk_kit_work_product_id FOREIGN KEY(product_id) REFERENCES product (id), \n"
        "\tCONSTRAINT fk_kit_work_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE batch_part (\n"
        "\tbatch_id INTEGER NOT NULL, \n"
        "\ttrip INTEGER NOT NULL, \n"
        "\tzone TEXT DEFAULT '' NOT NULL, \n"
        "\tstate TEXT DEFAULT 'released' NOT NULL, \n"
        "\tperson TEXT, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tcart TEXT DEFAULT '' NOT NULL, \n"
        "\tclaim INTEGER DEFAULT '0' NOT NULL, \n"
        "\tstarted_at TEXT, \n"
        "\tpicked_at TEXT, \n"
        "\tCONSTRAINT pk_batch_part PRIMARY KEY (batch_id, trip), \n"
        "\tCONSTRAINT fk_batch_part_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE product_scan (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tplace TEXT DEFAULT '' NOT NULL, \n"
        "\titem TEXT DEFAULT '' NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_product_scan PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT fk_product_scan_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE supplier_product (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tsupplier_id INTEGER NOT NULL, \n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tcode TEXT DEFAULT '' NOT NULL, \n"
        "\tpack INTEGER DEFAULT '1' NOT NULL, \n"
        "\tleast INTEGER DEFAULT '1' NOT NULL, \n"
        "\tlead_days INTEGER, \n"
        "\tprice_e4 INTEGER DEFAULT '0' NOT NULL, \n"
        "\tpreferred INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
        "\timport_id INTEGER, \n"
        "\tCONSTRAINT pk_supplier_product PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_supplier_product_supplier_id_product_id UNIQUE (supplier_id, product_id), \n"
        "\tCONSTRAINT ck_supplier_product_whole_packs CHECK (pack > 0 AND least > 0), \n"
        "\tCONSTRAINT fk_supplier_product_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), \n"
        "\tCONSTRAINT fk_supplier_product_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE purchase_order (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tsupplier_id INTEGER NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'draft' NOT NULL, \n"
        "\tcurrency TEXT DEFAULT 'EUR' NOT NULL, \n"
        "\tsupplier_ref TEXT DEFAULT '' NOT NULL, \n"
        "\tdue_day TEXT DEFAULT '' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tplaced_at TEXT NOT NULL, \n"
        "\tconfirmed_at TEXT, \n"
        "\tclosed_at TEXT, \n"
        "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
        "\timport_id INTEGER, \n"
        "\tCONSTRAINT pk_purchase_order PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_purchase_order_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_purchase_order_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE wave_batch (\n"
        "\tbatch_id INTEGER NOT NULL, \n"
        "\twave_id INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_wave_batch PRIMARY KEY (batch_id), \n"
        "\tCONSTRAINT fk_wave_batch_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id), \n"
        "\tCONSTRAINT fk_wave_batch_wave_id FOREIGN KEY(wave_id) REFERENCES wave (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE supplier_return (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tsupplier_id INTEGER NOT NULL, \n"
        "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\treference TEXT DEFAULT '' NOT NULL, \n"
        "\tcurrency TEXT DEFAULT '' NOT NULL, \n"
        "\tcredit_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tsent_at TEXT, \n"
        "\tclosed_at TEXT, \n"
        "\tCONSTRAINT pk_supplier_return PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_supplier_return_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_supplier_return_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_reason_text (\n"
        "\treason_id INTEGER NOT NULL, \n"
        "\tlanguage TEXT NOT NULL, \n"
        "\twords TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_return_reason_text PRIMARY KEY (reason_id, language), \n"
        "\tCONSTRAINT fk_return_reason_text_reason_id FOREIGN KEY(reason_id) REFERENCES return_reason (id)"
        "\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_reason_map (\n"
        "\tchannel_kind TEXT NOT NULL, \n"
        "\ttheirs TEXT NOT NULL, \n"
        "\treason_id INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_return_reason_map PRIMARY KEY (channel_kind, theirs), \n"
        "\tCONSTRAINT fk_return_reason_map_reason_id FOREIGN KEY(reason_id) REFERENCES return_reason (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_rule (\n"
        "\tpolicy_id INTEGER NOT NULL, \n"
        "\tgrade TEXT NOT NULL, \n"
        "\tdisposition TEXT NOT NULL, \n"
        "\tstock_grade TEXT DEFAULT 'A' NOT NULL, \n"
        "\tfee_e4 INTEGER DEFAULT '0' NOT NULL, \n"
        "\tphoto INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_return_rule PRIMARY KEY (policy_id, grade), \n"
        "\tCONSTRAINT ck_return_rule_fee CHECK (fee_e4 BETWEEN 0 AND 10000), \n"
        "\tCONSTRAINT fk_return_rule_policy_id FOREIGN KEY(policy_id) REFERENCES return_policy (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_check_text (\n"
        "\tcheck_id INTEGER NOT NULL, \n"
        "\tlanguage TEXT NOT NULL, \n"
        "\twords TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_return_check_text PRIMARY KEY (check_id, language), \n"
        "\tCONSTRAINT fk_return_check_text_check_id FOREIGN KEY(check_id) REFERENCES return_check (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE place_rule (\n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tuse TEXT DEFAULT 'pick' NOT NULL, \n"
        "\tzone TEXT DEFAULT '' NOT NULL, \n"
        "\tclimate TEXT DEFAULT '' NOT NULL, \n"
        "\thazard TEXT DEFAULT '' NOT NULL, \n"
        "\tmost_units INTEGER, \n"
        "\tmost_g INTEGER, \n"
        "\tvolume_mm3 INTEGER, \n"
        "\tmost_pallets INTEGER, \n"
        "\tmixes_products INTEGER DEFAULT '1' NOT NULL, \n"
        "\tmixes_lots INTEGER DEFAULT '1' NOT NULL, \n"
        "\tmixes_owners INTEGER DEFAULT '1' NOT NULL, \n"
        "\tlocked INTEGER DEFAULT '0' NOT NULL, \n"
        "\tlocked_why TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_place_rule PRIMARY KEY (place_id), \n"
        "\tCONSTRAINT fk_place_rule_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE product_rule (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tclimate TEXT DEFAULT '' NOT NULL, \n"
        "\thazard TEXT DEFAULT '' NOT NULL, \n"
        "\tzone TEXT DEFAULT '' NOT NULL, \n"
        "\tdemand_class TEXT DEFAULT '' NOT NULL, \n"
        "\tshelf_days INTEGER, \n"
        "\tmin_days INTEGER DEFAULT '0' NOT NULL, \n"
        "\tinspect INTEGER DEFAULT '0' NOT NULL, \n"
        "\tupright INTEGER DEFAULT '0' NOT NULL, \n"
        "\tfragile INTEGER DEFAULT '0' NOT NULL, \n"
        "\tnest_mm INTEGER DEFAULT '0' NOT NULL, \n"
        "\tapart TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_product_rule PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT fk_product_rule_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE home_place (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tleast INTEGER DEFAULT '0' NOT NULL, \n"
        "\tmost INTEGER, \n"
        "\tfixed INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_home_place PRIMARY KEY (product_id, place_id), \n"
        "\tCONSTRAINT ck_home_place_span CHECK (least >= 0 AND (most IS NULL OR most >= least)), \n"
        "\tCONSTRAINT fk_home_place_product_id FOREIGN KEY(product_id) REFERENCES product (id), \n"
        "\tCONSTRAINT fk_home_place_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE transfer_line (\n"
        "\tid INTEGER NOT NULL, \n"
        "\ttransfer_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tsku TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tpicked INTEGER DEFAULT '0' NOT NULL, \n"
        "\tsent INTEGER DEFAULT '0' NOT NULL, \n"
        "\treceived INTEGER DEFAULT '0' NOT NULL, \n"
        "\tdamaged INTEGER DEFAULT '0' NOT NULL, \n"
        "\tover INTEGER DEFAULT '0' NOT NULL, \n"
        "\tlost INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_transfer_line PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_transfer_line_transfer_id_n UNIQUE (transfer_id, n), \n"
        "\tCONSTRAINT uq_transfer_line_transfer_id_sku UNIQUE (transfer_id, sku), \n"
        "\tCONSTRAINT ck_transfer_line_whole CHECK (qty > 0 AND picked >= 0 AND over >= 0), \n"
        "\tCONSTRAINT ck_transfer_line_arrived CHECK (sent >= received + damaged + lost AND received >= 0)"
        ", \n"
        "\tCONSTRAINT fk_transfer_line_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id), \n"
        "\tCONSTRAINT fk_transfer_line_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE transfer_package (\n"
        "\tid INTEGER NOT NULL, \n"
        "\ttransfer_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_transfer_package PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_transfer_package_transfer_id_n UNIQUE (transfer_id, n), \n"
        "\tCONSTRAINT uq_transfer_package_place_id UNIQUE (place_id), \n"
        "\tCONSTRAINT fk_transfer_package_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id), \n"
        "\tCONSTRAINT fk_transfer_package_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE weight_product (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tmean_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tdoubt_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tspread_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tparcels INTEGER DEFAULT '0' NOT NULL, \n"
        "\tunits INTEGER DEFAULT '0' NOT NULL, \n"
        "\tstreak INTEGER DEFAULT '0' NOT NULL, \n"
        "\tvague_mg INTEGER DEFAULT '0' NOT NULL, \n"
        "\tin_book INTEGER DEFAULT '0' NOT NULL, \n"
        "\tlast_at TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_weight_product PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT fk_weight_product_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE weight_kept (\n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tmean_mg INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\treason TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_weight_kept PRIMARY KEY (product_id), \n"
        "\tCONSTRAINT fk_weight_kept_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE instruction_text (\n"
        "\tinstruction_id INTEGER NOT NULL, \n"
        "\tlanguage TEXT NOT NULL, \n"
        "\twords TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_instruction_text PRIMARY KEY (instruction_id, language), \n"
        "\tCONSTRAINT fk_instruction_text_instruction_id FOREIGN KEY(instruction_id) REFERENCES instructio"
        "n (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE order_gift (\n"
        "\torder_id INTEGER NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tno_prices INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_order_gift PRIMARY KEY (order_id), \n"
        "\tCONSTRAINT fk_order_gift_order_id FOREIGN KEY(order_id) REFERENCES orders (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE order_kit (\n"
        "\torder_id INTEGER NOT NULL, \n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tversion INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_order_kit PRIMARY KEY (order_id, product_id), \n"
        "\tCONSTRAINT fk_order_kit_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
        "\tCONSTRAINT fk_order_kit_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE move_task (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
        "\treason TEXT NOT NULL, \n"
        "\tfacts TEXT DEFAULT '' NOT NULL, \n"
        "\turgency INTEGER DEFAULT '0' NOT NULL, \n"
        "\tdue TEXT DEFAULT '' NOT NULL, \n"
        "\tsource INTEGER NOT NULL, \n"
        "\ttarget INTEGER NOT NULL, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tdone INTEGER DEFAULT '0' NOT NULL, \n"
        "\tturn INTEGER DEFAULT '0' NOT NULL, \n"
        "\tperson TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\ttaken_at TEXT, \n"
        "\tended_at TEXT, \n"
        "\tCONSTRAINT pk_move_task PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_move_task_whole CHECK (qty > 0 AND done >= 0 AND source <> target), \n"
        "\tCONSTRAINT uq_move_task_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_move_task_source FOREIGN KEY(source) REFERENCES place (id), \n"
        "\tCONSTRAINT fk_move_task_target FOREIGN KEY(target) REFERENCES place (id), \n"
        "\tCONSTRAINT fk_move_task_item_id FOREIGN KEY(item_id) REFERENCES item (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE supplier_price (\n"
        "\tsupplier_product_id INTEGER NOT NULL, \n"
        "\tfrom_qty INTEGER NOT NULL, \n"
        "\tprice_e4 INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_supplier_price PRIMARY KEY (supplier_product_id, from_qty), \n"
        "\tCONSTRAINT fk_supplier_price_supplier_product_id FOREIGN KEY(supplier_product_id) REFERENCES su"
        "pplier_product (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE purchase_event (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tpurchase_order_id INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\twhat TEXT NOT NULL, \n"
        "\tfacts TEXT DEFAULT '{}' NOT NULL, \n"
        "\tcommand_id TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_purchase_event PRIMARY KEY (id), \n"
        "\tCONSTRAINT fk_purchase_event_purchase_order_id FOREIGN KEY(purchase_order_id) REFERENCES purcha"
        "se_order (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE purchase_line (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tpurchase_order_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tproduct_id INTEGER NOT NULL, \n"
        "\tsku TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tprice_e4 INTEGER DEFAULT '0' NOT NULL, \n"
        "\treceived INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcancelled INTEGER DEFAULT '0' NOT NULL, \n"
        "\tdue_day TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_purchase_line PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_purchase_line_purchase_order_id_n UNIQUE (purchase_order_id, n), \n"
        "\tCONSTRAINT ck_purchase_line_whole CHECK (qty > 0 AND received >= 0 AND cancelled >= 0), \n"
        "\tCONSTRAINT fk_purchase_line_purchase_order_id FOREIGN KEY(purchase_order_id) REFERENCES purchas"
        "e_order (id), \n"
        "\tCONSTRAINT fk_purchase_line_product_id FOREIGN KEY(product_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE delivery (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tsupplier_id INTEGER NOT NULL, \n"
        "\tpurchase_order_id INTEGER, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'expected' NOT NULL, \n"
        "\tsupplier_ref TEXT DEFAULT '' NOT NULL, \n"
        "\tdue_day TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tcontent_hash TEXT DEFAULT '' NOT NULL, \n"
        "\timport_id INTEGER, \n"
        "\tCONSTRAINT pk_delivery PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_delivery_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_delivery_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), \n"
        "\tCONSTRAINT fk_delivery_purchase_order_id FOREIGN KEY(purchase_order_id) REFERENCES purchase_ord"
        "er (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE putaway_load (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tstation TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tsource_id INTEGER NOT NULL, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\ttarget_id INTEGER, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tpassed TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_putaway_load PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_putaway_load_qty CHECK (qty > 0), \n"
        "\tCONSTRAINT fk_putaway_load_source_id FOREIGN KEY(source_id) REFERENCES place (id), \n"
        "\tCONSTRAINT fk_putaway_load_item_id FOREIGN KEY(item_id) REFERENCES item (id), \n"
        "\tCONSTRAINT fk_putaway_load_target_id FOREIGN KEY(target_id) REFERENCES place (id)\n"
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
    (
        "CREATE TABLE transfer_deed (\n"
        "\tseq INTEGER NOT NULL, \n"
        "\ttransfer_id INTEGER NOT NULL, \n"
        "\tline_id INTEGER, \n"
        "\twhat TEXT NOT NULL, \n"
        "\tqty INTEGER DEFAULT '0' NOT NULL, \n"
        "\titem_id INTEGER, \n"
        "\tentry_id TEXT DEFAULT '' NOT NULL, \n"
        "\treason TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_transfer_deed PRIMARY KEY (seq), \n"
        "\tCONSTRAINT fk_transfer_deed_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id), \n"
        "\tCONSTRAINT fk_transfer_deed_line_id FOREIGN KEY(line_id) REFERENCES transfer_line (id), \n"
        "\tCONSTRAINT fk_transfer_deed_item_id FOREIGN KEY(item_id) REFERENCES item (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE near_miss (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tscan_id TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\torder_id INTEGER NOT NULL, \n"
        "\tline_id INTEGER, \n"
        "\tsku TEXT DEFAULT '' NOT NULL, \n"
        "\tqty INTEGER DEFAULT '1' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tpicker TEXT DEFAULT '' NOT NULL, \n"
        "\tpicked_at TEXT, \n"
        "\tsettled_at TEXT, \n"
        "\tsettled_by TEXT DEFAULT '' NOT NULL, \n"
        "\tsettled_how TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_near_miss PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_near_miss_scan_id UNIQUE (scan_id), \n"
        "\tCONSTRAINT fk_near_miss_order_id FOREIGN KEY(order_id) REFERENCES orders (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE captured (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tscan_id TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\torder_id INTEGER NOT NULL, \n"
        "\tline_id INTEGER NOT NULL, \n"
        "\tpack_id INTEGER NOT NULL, \n"
        "\tsku TEXT NOT NULL, \n"
        "\tfield TEXT NOT NULL, \n"
        "\tvalue TEXT NOT NULL, \n"
        "\tqty INTEGER DEFAULT '1' NOT NULL, \n"
        "\tCONSTRAINT pk_captured PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_captured_scan_id_field UNIQUE (scan_id, field), \n"
        "\tCONSTRAINT fk_captured_order_id FOREIGN KEY(order_id) REFERENCES orders (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE label_purchase (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tparcel_id INTEGER NOT NULL, \n"
        "\tcarrier TEXT NOT NULL, \n"
        "\tservice TEXT DEFAULT '' NOT NULL, \n"
        "\tintent TEXT NOT NULL, \n"
        "\trequest_hash TEXT DEFAULT '' NOT NULL, \n"
        "\tstate TEXT DEFAULT 'wanted' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\ttracking TEXT DEFAULT '' NOT NULL, \n"
        "\tprice_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcurrency TEXT DEFAULT '' NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\toffers TEXT DEFAULT '' NOT NULL, \n"
        "\tattempts INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tsent_at TEXT, \n"
        "\tanswered_at TEXT, \n"
        "\tCONSTRAINT pk_label_purchase PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_label_purchase_counts CHECK (price_minor >= 0 AND attempts >= 0), \n"
        "\tCONSTRAINT fk_label_purchase_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id), \n"
        "\tCONSTRAINT uq_label_purchase_intent UNIQUE (intent)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE count_line (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcount_id INTEGER NOT NULL, \n"
        "\tround INTEGER NOT NULL, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\tcounted INTEGER NOT NULL, \n"
        "\tsince INTEGER NOT NULL, \n"
        "\tbook INTEGER, \n"
        "\tunit_e4 INTEGER DEFAULT '0' NOT NULL, \n"
        "\treason TEXT DEFAULT '' NOT NULL, \n"
        "\tentry_id TEXT, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_count_line PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_count_line_count_id_round_item_id UNIQUE (count_id, round, item_id), \n"
        "\tCONSTRAINT ck_count_line_whole CHECK (counted >= 0), \n"
        "\tCONSTRAINT fk_count_line_count_id FOREIGN KEY(count_id) REFERENCES count_request (id), \n"
        "\tCONSTRAINT fk_count_line_item_id FOREIGN KEY(item_id) REFERENCES item (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE order_kit_part (\n"
        "\tline_id INTEGER NOT NULL, \n"
        "\tkit_line_id INTEGER NOT NULL, \n"
        '\t"each" INTEGER NOT NULL, \n'
        "\tshare_minor INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_order_kit_part PRIMARY KEY (line_id), \n"
        "\tCONSTRAINT ck_order_kit_part_whole CHECK (each > 0 AND line_id <> kit_line_id), \n"
        "\tCONSTRAINT fk_order_kit_part_line_id FOREIGN KEY(line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_order_kit_part_kit_line_id FOREIGN KEY(kit_line_id) REFERENCES order_line (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE label_ahead (\n"
        "\tparcel_id INTEGER NOT NULL, \n"
        "\tweight_g INTEGER NOT NULL, \n"
        "\tlow_g INTEGER NOT NULL, \n"
        "\thigh_g INTEGER NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_label_ahead PRIMARY KEY (parcel_id), \n"
        "\tCONSTRAINT ck_label_ahead_span CHECK (low_g <= weight_g AND weight_g <= high_g AND low_g > 0), "
        "\n"
        "\tCONSTRAINT fk_label_ahead_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE proof_mark (\n"
        "\tentry_id TEXT NOT NULL, \n"
        "\tline_id INTEGER NOT NULL, \n"
        "\tparcel_id INTEGER NOT NULL, \n"
        "\thow TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\t\"by\" TEXT DEFAULT '' NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_proof_mark PRIMARY KEY (entry_id, line_id), \n"
        "\tCONSTRAINT ck_proof_mark_whole CHECK (qty > 0), \n"
        "\tCONSTRAINT fk_proof_mark_line_id FOREIGN KEY(line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_proof_mark_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE delivery_line (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tdelivery_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tsku TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tsscc TEXT DEFAULT '' NOT NULL, \n"
        "\tlot TEXT DEFAULT '' NOT NULL, \n"
        "\tlast_ship_day TEXT DEFAULT '' NOT NULL, \n"
        "\tpurchase_line_id INTEGER, \n"
        "\tprice_e4 INTEGER, \n"
        "\treceived INTEGER DEFAULT '0' NOT NULL, \n"
        "\tCONSTRAINT pk_delivery_line PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_delivery_line_delivery_id_n UNIQUE (delivery_id, n), \n"
        "\tCONSTRAINT ck_delivery_line_whole CHECK (qty > 0 AND received >= 0), \n"
        "\tCONSTRAINT fk_delivery_line_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), \n"
        "\tCONSTRAINT fk_delivery_line_purchase_line_id FOREIGN KEY(purchase_line_id) REFERENCES purchase_"
        "line (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE receipt (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tsupplier_id INTEGER, \n"
        "\tpurchase_order_id INTEGER, \n"
        "\tdelivery_id INTEGER, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
        "\tsupplier_ref TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tclosed_at TEXT, \n"
        "\tCONSTRAINT pk_receipt PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_receipt_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_receipt_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), \n"
        "\tCONSTRAINT fk_receipt_purchase_order_id FOREIGN KEY(purchase_order_id) REFERENCES purchase_orde"
        "r (id), \n"
        "\tCONSTRAINT fk_receipt_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE peg (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tline_id INTEGER NOT NULL, \n"
        "\tpurchase_line_id INTEGER, \n"
        "\ttransfer_line_id INTEGER, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tdue_day TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_peg PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_peg_qty CHECK (qty > 0), \n"
        "\tCONSTRAINT ck_peg_one CHECK (purchase_line_id IS NULL OR transfer_line_id IS NULL), \n"
        "\tCONSTRAINT fk_peg_line_id FOREIGN KEY(line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_peg_purchase_line_id FOREIGN KEY(purchase_line_id) REFERENCES purchase_line (id),"
        " \n"
        "\tCONSTRAINT fk_peg_transfer_line_id FOREIGN KEY(transfer_line_id) REFERENCES transfer_line (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE returns (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tkind TEXT DEFAULT 'customer' NOT NULL, \n"
        "\tstate TEXT DEFAULT 'requested' NOT NULL, \n"
        "\tchannel TEXT DEFAULT '' NOT NULL, \n"
        "\texternal TEXT DEFAULT '' NOT NULL, \n"
        "\torder_id INTEGER, \n"
        "\tcustomer_id INTEGER, \n"
        "\tparcel_id INTEGER, \n"
        "\tpolicy_id INTEGER, \n"
        "\tdocument_id INTEGER, \n"
        "\twarehouse TEXT NOT NULL, \n"
        "\toutcome TEXT DEFAULT '' NOT NULL, \n"
        "\tcarrier TEXT DEFAULT '' NOT NULL, \n"
        "\ttracking TEXT DEFAULT '' NOT NULL, \n"
        "\tslot TEXT DEFAULT '' NOT NULL, \n"
        "\tweight_g INTEGER, \n"
        "\tdamaged INTEGER DEFAULT '0' NOT NULL, \n"
        "\tempty INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcurrency TEXT DEFAULT '' NOT NULL, \n"
        "\tdecision TEXT DEFAULT '' NOT NULL, \n"
        "\toverride TEXT DEFAULT '' NOT NULL, \n"
        "\trequested_at TEXT NOT NULL, \n"
        "\tauthorised_at TEXT, \n"
        "\texpires_on TEXT, \n"
        "\treceived_at TEXT, \n"
        "\tsettled_at TEXT, \n"
        "\tclosed_at TEXT, \n"
        "\tsettle_id TEXT DEFAULT '' NOT NULL, \n"
        "\tsettles INTEGER DEFAULT '0' NOT NULL, \n"
        "\tmessage TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\timport_id INTEGER, \n"
        "\tbefore_known TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_returns PRIMARY KEY (id), \n"
        "\tCONSTRAINT uq_returns_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_returns_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
        "\tCONSTRAINT fk_returns_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id), \n"
        "\tCONSTRAINT fk_returns_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id), \n"
        "\tCONSTRAINT fk_returns_policy_id FOREIGN KEY(policy_id) REFERENCES return_policy (id), \n"
        "\tCONSTRAINT fk_returns_document_id FOREIGN KEY(document_id) REFERENCES document (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE weight_check (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tparcel_id INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tgrams INTEGER NOT NULL, \n"
        "\texpected_g INTEGER, \n"
        "\tlow_g INTEGER, \n"
        "\thigh_g INTEGER, \n"
        "\tstep_g INTEGER DEFAULT '1' NOT NULL, \n"
        "\tverdict TEXT NOT NULL, \n"
        "\tteaches INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcause TEXT DEFAULT '' NOT NULL, \n"
        "\treason TEXT DEFAULT '' NOT NULL, \n"
        "\tlent_by TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_weight_check PRIMARY KEY (id), \n"
        "\tCONSTRAINT fk_weight_check_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE pack_confirm (\n"
        "\tpack_id INTEGER NOT NULL, \n"
        "\tinstruction_id INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_pack_confirm PRIMARY KEY (pack_id, instruction_id), \n"
        "\tCONSTRAINT fk_pack_confirm_pack_id FOREIGN KEY(pack_id) REFERENCES pack (id), \n"
        "\tCONSTRAINT fk_pack_confirm_instruction_id FOREIGN KEY(instruction_id) REFERENCES instruction (i"
        "d)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE receipt_line (\n"
        "\tseq INTEGER NOT NULL, \n"
        "\treceipt_id INTEGER NOT NULL, \n"
        "\tpurchase_line_id INTEGER, \n"
        "\tdelivery_line_id INTEGER, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tverdict TEXT NOT NULL, \n"
        "\tprice_e4 INTEGER, \n"
        "\tentry_id TEXT NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_receipt_line PRIMARY KEY (seq), \n"
        "\tCONSTRAINT fk_receipt_line_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id), \n"
        "\tCONSTRAINT fk_receipt_line_purchase_line_id FOREIGN KEY(purchase_line_id) REFERENCES purchase_l"
        "ine (id), \n"
        "\tCONSTRAINT fk_receipt_line_delivery_line_id FOREIGN KEY(delivery_line_id) REFERENCES delivery_l"
        "ine (id), \n"
        "\tCONSTRAINT fk_receipt_line_item_id FOREIGN KEY(item_id) REFERENCES item (id), \n"
        "\tCONSTRAINT fk_receipt_line_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE parked (\n"
        "\tid INTEGER NOT NULL, \n"
        "\treceipt_id INTEGER NOT NULL, \n"
        "\tbarcode TEXT DEFAULT '' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tqty INTEGER DEFAULT '1' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tsolved_at TEXT, \n"
        "\tCONSTRAINT pk_parked PRIMARY KEY (id), \n"
        "\tCONSTRAINT fk_parked_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_words (\n"
        "\treturn_id INTEGER NOT NULL, \n"
        "\twords TEXT DEFAULT '' NOT NULL, \n"
        "\tsender TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_return_words PRIMARY KEY (return_id), \n"
        "\tCONSTRAINT fk_return_words_return_id FOREIGN KEY(return_id) REFERENCES returns (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_unit (\n"
        "\tid INTEGER NOT NULL, \n"
        "\treturn_id INTEGER NOT NULL, \n"
        "\tline_id INTEGER, \n"
        "\tproduct_id INTEGER, \n"
        "\titem_id INTEGER, \n"
        "\tsku TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tstate TEXT DEFAULT 'expected' NOT NULL, \n"
        "\treason_id INTEGER, \n"
        "\tsource_id INTEGER, \n"
        "\tplace_id INTEGER, \n"
        "\tgrade TEXT DEFAULT '' NOT NULL, \n"
        "\tfinding TEXT DEFAULT '' NOT NULL, \n"
        "\tdisposition TEXT DEFAULT '' NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\toutcome TEXT DEFAULT '' NOT NULL, \n"
        "\tfee_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tvariant_id INTEGER, \n"
        "\tvariant_e4 INTEGER, \n"
        "\tkept_e4 INTEGER, \n"
        "\tentry_id TEXT DEFAULT '' NOT NULL, \n"
        "\ttraced_id TEXT DEFAULT '' NOT NULL, \n"
        "\tidentified TEXT DEFAULT '' NOT NULL, \n"
        "\tsettled_id TEXT DEFAULT '' NOT NULL, \n"
        "\tback_id TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT DEFAULT '' NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_return_unit PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_return_unit_qty CHECK (qty > 0), \n"
        "\tCONSTRAINT ck_return_unit_kept CHECK (kept_e4 IS NULL OR kept_e4 BETWEEN 0 AND 10000), \n"
        "\tCONSTRAINT ck_return_unit_variant CHECK (variant_e4 IS NULL OR variant_e4 >= 0), \n"
        "\tCONSTRAINT fk_return_unit_return_id FOREIGN KEY(return_id) REFERENCES returns (id), \n"
        "\tCONSTRAINT fk_return_unit_line_id FOREIGN KEY(line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_return_unit_product_id FOREIGN KEY(product_id) REFERENCES product (id), \n"
        "\tCONSTRAINT fk_return_unit_item_id FOREIGN KEY(item_id) REFERENCES item (id), \n"
        "\tCONSTRAINT fk_return_unit_reason_id FOREIGN KEY(reason_id) REFERENCES return_reason (id), \n"
        "\tCONSTRAINT fk_return_unit_source_id FOREIGN KEY(source_id) REFERENCES place (id), \n"
        "\tCONSTRAINT fk_return_unit_place_id FOREIGN KEY(place_id) REFERENCES place (id), \n"
        "\tCONSTRAINT fk_return_unit_variant_id FOREIGN KEY(variant_id) REFERENCES product (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_event (\n"
        "\tid INTEGER NOT NULL, \n"
        "\treturn_id INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\twhat TEXT NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tcommand_id TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_return_event PRIMARY KEY (id), \n"
        "\tCONSTRAINT fk_return_event_return_id FOREIGN KEY(return_id) REFERENCES returns (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE refund (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\treturn_id INTEGER NOT NULL, \n"
        "\torder_id INTEGER, \n"
        "\tkind TEXT DEFAULT 'payment' NOT NULL, \n"
        "\tstate TEXT DEFAULT 'proposed' NOT NULL, \n"
        "\tamount_minor INTEGER NOT NULL, \n"
        "\ttax_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tcurrency TEXT NOT NULL, \n"
        "\tintent TEXT NOT NULL, \n"
        "\tprovider TEXT DEFAULT '' NOT NULL, \n"
        "\treference TEXT DEFAULT '' NOT NULL, \n"
        "\ttrouble TEXT DEFAULT '' NOT NULL, \n"
        "\tattempts INTEGER DEFAULT '0' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tapproved_by TEXT DEFAULT '' NOT NULL, \n"
        "\tsent_at TEXT, \n"
        "\tanswered_at TEXT, \n"
        "\tCONSTRAINT pk_refund PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_refund_amount CHECK (amount_minor > 0 AND tax_minor >= 0 AND tax_minor <= amount_"
        "minor), \n"
        "\tCONSTRAINT ck_refund_kind CHECK (kind IN ('payment', 'credit', 'exchange')), \n"
        "\tCONSTRAINT uq_refund_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_refund_return_id FOREIGN KEY(return_id) REFERENCES returns (id), \n"
        "\tCONSTRAINT fk_refund_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
        "\tCONSTRAINT uq_refund_intent UNIQUE (intent)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE carrier_claim (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\treturn_id INTEGER, \n"
        "\tparcel_id INTEGER, \n"
        "\tcarrier TEXT DEFAULT '' NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'draft' NOT NULL, \n"
        "\tdeadline TEXT DEFAULT '' NOT NULL, \n"
        "\tcurrency TEXT DEFAULT '' NOT NULL, \n"
        "\tamount_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tpaid_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tsent_at TEXT, \n"
        "\tanswered_at TEXT, \n"
        "\tCONSTRAINT pk_carrier_claim PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_carrier_claim_kind CHECK (kind IN ('damage', 'empty', 'loss')), \n"
        "\tCONSTRAINT ck_carrier_claim_amount CHECK (amount_minor >= 0 AND paid_minor >= 0), \n"
        "\tCONSTRAINT uq_carrier_claim_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_carrier_claim_return_id FOREIGN KEY(return_id) REFERENCES returns (id), \n"
        "\tCONSTRAINT fk_carrier_claim_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE photo (\n"
        "\tid INTEGER NOT NULL, \n"
        "\treceipt_line_id INTEGER, \n"
        "\tparked_id INTEGER, \n"
        "\tparcel_id INTEGER, \n"
        "\torder_line_id INTEGER, \n"
        "\torder_id INTEGER, \n"
        "\treturn_id INTEGER, \n"
        "\treturn_unit_id INTEGER, \n"
        "\tdigest TEXT NOT NULL, \n"
        "\tsize INTEGER NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tstation TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_photo PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_photo_about CHECK (CASE WHEN receipt_line_id IS NULL THEN 0 ELSE 1 END + CASE WHE"
        "N parked_id IS NULL THEN 0 ELSE 1 END + CASE WHEN parcel_id IS NULL THEN 0 ELSE 1 END + CASE WHE"
        "N order_line_id IS NULL THEN 0 ELSE 1 END + CASE WHEN order_id IS NULL THEN 0 ELSE 1 END + CASE "
        "WHEN return_id IS NULL THEN 0 ELSE 1 END + CASE WHEN return_unit_id IS NULL THEN 0 ELSE 1 END = "
        "1), \n"
        "\tCONSTRAINT ck_photo_size CHECK (size > 0), \n"
        "\tCONSTRAINT fk_photo_receipt_line_id FOREIGN KEY(receipt_line_id) REFERENCES receipt_line (seq),"
        " \n"
        "\tCONSTRAINT fk_photo_parked_id FOREIGN KEY(parked_id) REFERENCES parked (id), \n"
        "\tCONSTRAINT fk_photo_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id), \n"
        "\tCONSTRAINT fk_photo_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_photo_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
        "\tCONSTRAINT fk_photo_return_id FOREIGN KEY(return_id) REFERENCES returns (id), \n"
        "\tCONSTRAINT fk_photo_return_unit_id FOREIGN KEY(return_unit_id) REFERENCES return_unit (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_answer (\n"
        "\tunit_id INTEGER NOT NULL, \n"
        "\tcheck_id INTEGER NOT NULL, \n"
        "\tyes INTEGER NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_return_answer PRIMARY KEY (unit_id, check_id), \n"
        "\tCONSTRAINT fk_return_answer_unit_id FOREIGN KEY(unit_id) REFERENCES return_unit (id), \n"
        "\tCONSTRAINT fk_return_answer_check_id FOREIGN KEY(check_id) REFERENCES return_check (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE refund_line (\n"
        "\trefund_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tline_id INTEGER, \n"
        "\tunit_id INTEGER, \n"
        "\tqty INTEGER DEFAULT '0' NOT NULL, \n"
        "\tamount_minor INTEGER NOT NULL, \n"
        "\tfee_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\twhat TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_refund_line PRIMARY KEY (refund_id, n), \n"
        "\tCONSTRAINT ck_refund_line_amount CHECK (amount_minor >= 0 AND fee_minor >= 0), \n"
        "\tCONSTRAINT fk_refund_line_refund_id FOREIGN KEY(refund_id) REFERENCES refund (id), \n"
        "\tCONSTRAINT fk_refund_line_line_id FOREIGN KEY(line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_refund_line_unit_id FOREIGN KEY(unit_id) REFERENCES return_unit (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE store_credit (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcustomer_id INTEGER NOT NULL, \n"
        "\trefund_id INTEGER, \n"
        "\torder_id INTEGER, \n"
        "\tcurrency TEXT NOT NULL, \n"
        "\tamount_minor INTEGER NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_store_credit PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_store_credit_amount CHECK (amount_minor <> 0), \n"
        "\tCONSTRAINT fk_store_credit_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id), \n"
        "\tCONSTRAINT fk_store_credit_refund_id FOREIGN KEY(refund_id) REFERENCES refund (id), \n"
        "\tCONSTRAINT fk_store_credit_order_id FOREIGN KEY(order_id) REFERENCES orders (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_order (\n"
        "\treturn_id INTEGER NOT NULL, \n"
        "\torder_id INTEGER NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tunit_id INTEGER, \n"
        "\tat TEXT NOT NULL, \n"
        "\tCONSTRAINT pk_return_order PRIMARY KEY (return_id, order_id), \n"
        "\tCONSTRAINT ck_return_order_kind CHECK (kind IN ('exchange', 'replacement', 'repair')), \n"
        "\tCONSTRAINT fk_return_order_return_id FOREIGN KEY(return_id) REFERENCES returns (id), \n"
        "\tCONSTRAINT fk_return_order_order_id FOREIGN KEY(order_id) REFERENCES orders (id), \n"
        "\tCONSTRAINT fk_return_order_unit_id FOREIGN KEY(unit_id) REFERENCES return_unit (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE return_order_line (\n"
        "\tline_id INTEGER NOT NULL, \n"
        "\treturn_id INTEGER NOT NULL, \n"
        "\tof_line INTEGER NOT NULL, \n"
        "\tunit_id INTEGER, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tCONSTRAINT pk_return_order_line PRIMARY KEY (line_id), \n"
        "\tCONSTRAINT ck_return_order_line_kind CHECK (kind IN ('exchange', 'replacement', 'repair')), \n"
        "\tCONSTRAINT fk_return_order_line_line_id FOREIGN KEY(line_id) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_return_order_line_return_id FOREIGN KEY(return_id) REFERENCES returns (id), \n"
        "\tCONSTRAINT fk_return_order_line_of_line FOREIGN KEY(of_line) REFERENCES order_line (id), \n"
        "\tCONSTRAINT fk_return_order_line_unit_id FOREIGN KEY(unit_id) REFERENCES return_unit (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE work_order (\n"
        "\tid INTEGER NOT NULL, \n"
        "\tcode TEXT NOT NULL, \n"
        "\tkind TEXT NOT NULL, \n"
        "\tstate TEXT DEFAULT 'open' NOT NULL, \n"
        "\tunit_id INTEGER, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\tnote TEXT DEFAULT '' NOT NULL, \n"
        "\tcost_minor INTEGER DEFAULT '0' NOT NULL, \n"
        "\tresult TEXT DEFAULT '' NOT NULL, \n"
        "\tentry_id TEXT DEFAULT '' NOT NULL, \n"
        "\tat TEXT NOT NULL, \n"
        "\twho TEXT DEFAULT '' NOT NULL, \n"
        "\tdone_by TEXT DEFAULT '' NOT NULL, \n"
        "\tdone_at TEXT, \n"
        "\tCONSTRAINT pk_work_order PRIMARY KEY (id), \n"
        "\tCONSTRAINT ck_work_order_kind CHECK (kind IN ('repack', 'refurbish', 'repair')), \n"
        "\tCONSTRAINT ck_work_order_figures CHECK (qty > 0 AND cost_minor >= 0), \n"
        "\tCONSTRAINT uq_work_order_code UNIQUE (code), \n"
        "\tCONSTRAINT fk_work_order_unit_id FOREIGN KEY(unit_id) REFERENCES return_unit (id), \n"
        "\tCONSTRAINT fk_work_order_item_id FOREIGN KEY(item_id) REFERENCES item (id), \n"
        "\tCONSTRAINT fk_work_order_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " STRICT\n"
        "\n"
    ),
    (
        "CREATE TABLE supplier_return_line (\n"
        "\tsupplier_return_id INTEGER NOT NULL, \n"
        "\tn INTEGER NOT NULL, \n"
        "\tunit_id INTEGER, \n"
        "\titem_id INTEGER NOT NULL, \n"
        "\tplace_id INTEGER NOT NULL, \n"
        "\tqty INTEGER NOT NULL, \n"
        "\twhy TEXT DEFAULT '' NOT NULL, \n"
        "\tentry_id TEXT DEFAULT '' NOT NULL, \n"
        "\tCONSTRAINT pk_supplier_return_line PRIMARY KEY (supplier_return_id, n), \n"
        "\tCONSTRAINT uq_supplier_return_line_unit_id_supplier_return_id UNIQUE (unit_id, supplier_return_"
        "id), \n"
        "\tCONSTRAINT ck_supplier_return_line_qty CHECK (qty > 0), \n"
        "\tCONSTRAINT fk_supplier_return_line_supplier_return_id FOREIGN KEY(supplier_return_id) REFERENCE"
        "S supplier_return (id), \n"
        "\tCONSTRAINT fk_supplier_return_line_unit_id FOREIGN KEY(unit_id) REFERENCES return_unit (id), \n"
        "\tCONSTRAINT fk_supplier_return_line_item_id FOREIGN KEY(item_id) REFERENCES item (id), \n"
        "\tCONSTRAINT fk_supplier_return_line_place_id FOREIGN KEY(place_id) REFERENCES place (id)\n"
        ")\n"
        " WITHOUT ROWID,\n"
        " STRICT\n"
        "\n"
    ),
    ("CREATE INDEX ix_bench_issue_open ON bench_issue (settled_at, id)"),
    ("CREATE INDEX ix_captured_order_id ON captured (order_id)"),
    ("CREATE INDEX ix_captured_value ON captured (sku, field, value)"),
    ("CREATE INDEX ix_carrier_claim_parcel_id ON carrier_claim (parcel_id)"),
    ("CREATE INDEX ix_carrier_claim_return_id ON carrier_claim (return_id)"),
    ("CREATE INDEX ix_carrier_claim_state ON carrier_claim (state, deadline, id)"),
    ("CREATE INDEX ix_cost_step_at ON cost_step (at)"),
    ("CREATE INDEX ix_count_line_item_id ON count_line (item_id, count_id)"),
    ("CREATE INDEX ix_count_plan_state ON count_plan (state, id)"),
    ("CREATE INDEX ix_delivery_import_id ON delivery (import_id)"),
    ("CREATE INDEX ix_delivery_line_purchase_line_id ON delivery_line (purchase_line_id)"),
    ("CREATE INDEX ix_delivery_line_sscc ON delivery_line (sscc)"),
    ("CREATE INDEX ix_delivery_purchase_order_id ON delivery (purchase_order_id)"),
    ("CREATE INDEX ix_delivery_state ON delivery (state, due_day)"),
    ("CREATE INDEX ix_delivery_supplier_id ON delivery (supplier_id)"),
    ("CREATE INDEX ix_delivery_supplier_ref ON delivery (supplier_ref)"),
    ("CREATE INDEX ix_device_station ON device (station)"),
    ("CREATE INDEX ix_exception_rest_at ON exception_rest (at)"),
    ("CREATE INDEX ix_home_place_place_id ON home_place (place_id)"),
    ("CREATE INDEX ix_import_change_ref ON import_change (kind, ref)"),
    ("CREATE INDEX ix_instruction_customer_id ON instruction (customer_id)"),
    ("CREATE INDEX ix_instruction_insert_id ON instruction (insert_id)"),
    ("CREATE INDEX ix_instruction_name ON instruction (name, id)"),
    ("CREATE INDEX ix_instruction_product_id ON instruction (product_id)"),
    ("CREATE INDEX ix_item_lot ON item (lot, sku) WHERE lot <> ''"),
    ("CREATE INDEX ix_item_serial ON item (serial) WHERE serial <> '' AND product_id IS NOT NULL"),
    ("CREATE INDEX ix_kit_part_part_id ON kit_part (part_id)"),
    ("CREATE INDEX ix_kit_work_product ON kit_work (product_id, version)"),
    ("CREATE INDEX ix_label_purchase_parcel_id ON label_purchase (parcel_id)"),
    ("CREATE INDEX ix_label_purchase_state ON label_purchase (state)"),
    ("CREATE INDEX ix_layout_warehouse ON layout (warehouse, id)"),
    ("CREATE INDEX ix_lot_block_sku ON lot_block (sku, lot)"),
    ("CREATE INDEX ix_message_until ON message (until)"),
    ("CREATE INDEX ix_move_task_source ON move_task (source)"),
    ("CREATE INDEX ix_move_task_state ON move_task (state, warehouse)"),
    ("CREATE INDEX ix_move_task_target ON move_task (target)"),
    ("CREATE INDEX ix_near_miss_at ON near_miss (at, id)"),
    ("CREATE INDEX ix_near_miss_order_id ON near_miss (order_id)"),
    ("CREATE INDEX ix_near_miss_picker ON near_miss (picker, at)"),
    ("CREATE INDEX ix_order_hold_kind ON order_hold (kind, order_id)"),
    ("CREATE INDEX ix_order_kit_part_kit_line_id ON order_kit_part (kit_line_id)"),
    ("CREATE INDEX ix_order_kit_product_id ON order_kit (product_id)"),
    ("CREATE INDEX ix_order_line_product_id ON order_line (product_id, order_id)"),
    ("CREATE INDEX ix_order_line_sku ON order_line (order_id, sku, n)"),
    ("CREATE INDEX ix_order_line_sums ON order_line (order_id, kind, qty, cancelled, picked, packed)"),
    ("CREATE INDEX ix_order_line_waiting ON order_line (sku, order_id) WHERE qty > cancelled + picked"),
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
    ("CREATE INDEX ix_pack_confirm_instruction_id ON pack_confirm (instruction_id)"),
    ("CREATE INDEX ix_parked_receipt_id ON parked (receipt_id)"),
    ("CREATE INDEX ix_parked_solved_at ON parked (solved_at)"),
    ("CREATE INDEX ix_peg_line_id ON peg (line_id)"),
    ("CREATE INDEX ix_peg_purchase_line_id ON peg (purchase_line_id)"),
    ("CREATE INDEX ix_peg_transfer_line_id ON peg (transfer_line_id)"),
    ("CREATE INDEX ix_permit_deed ON permit (person, deed)"),
    ("CREATE INDEX ix_person_skill_skill ON person_skill (skill)"),
    ("CREATE INDEX ix_photo_digest ON photo (digest)"),
    ("CREATE INDEX ix_photo_order_id ON photo (order_id)"),
    ("CREATE INDEX ix_photo_order_line_id ON photo (order_line_id)"),
    ("CREATE INDEX ix_photo_parcel_id ON photo (parcel_id)"),
    ("CREATE INDEX ix_photo_parked_id ON photo (parked_id)"),
    ("CREATE INDEX ix_photo_receipt_line_id ON photo (receipt_line_id)"),
    ("CREATE INDEX ix_photo_return_id ON photo (return_id)"),
    ("CREATE INDEX ix_photo_return_unit_id ON photo (return_unit_id)"),
    ("CREATE INDEX ix_place_rule_zone ON place_rule (zone, use)"),
    ("CREATE INDEX ix_print_hop_job_id ON print_hop (job_id)"),
    ("CREATE INDEX ix_product_care_category ON product_care (category)"),
    ("CREATE INDEX ix_product_skill_skill ON product_skill (skill)"),
    ("CREATE INDEX ix_proof_mark_line_id ON proof_mark (line_id)"),
    ("CREATE INDEX ix_proof_mark_parcel_id ON proof_mark (parcel_id)"),
    ("CREATE INDEX ix_purchase_event_purchase_order_id ON purchase_event (purchase_order_id)"),
    ("CREATE INDEX ix_purchase_line_product_id ON purchase_line (product_id, purchase_order_id)"),
    ("CREATE INDEX ix_purchase_line_sku ON purchase_line (sku, due_day)"),
    ("CREATE INDEX ix_purchase_order_import_id ON purchase_order (import_id)"),
    ("CREATE INDEX ix_purchase_order_state ON purchase_order (state, due_day, id)"),
    ("CREATE INDEX ix_purchase_order_supplier_id ON purchase_order (supplier_id)"),
    ("CREATE INDEX ix_putaway_load_cell ON putaway_load (source_id, item_id)"),
    ("CREATE INDEX ix_putaway_load_station ON putaway_load (station, id)"),
    ("CREATE INDEX ix_putaway_load_target_id ON putaway_load (target_id)"),
    ("CREATE INDEX ix_receipt_at ON receipt (at)"),
    ("CREATE INDEX ix_receipt_delivery_id ON receipt (delivery_id)"),
    ("CREATE INDEX ix_receipt_line_entry_id ON receipt_line (entry_id)"),
    ("CREATE INDEX ix_receipt_line_purchase_line_id ON receipt_line (purchase_line_id)"),
    ("CREATE INDEX ix_receipt_line_sums ON receipt_line (receipt_id, item_id, verdict, qty)"),
    ("CREATE INDEX ix_receipt_purchase_order_id ON receipt (purchase_order_id)"),
    ("CREATE INDEX ix_receipt_state ON receipt (state)"),
    ("CREATE INDEX ix_refund_line_line_id ON refund_line (line_id)"),
    ("CREATE INDEX ix_refund_line_postage ON refund_line (refund_id) WHERE what = 'postage'"),
    ("CREATE INDEX ix_refund_line_unit_id ON refund_line (unit_id)"),
    ("CREATE INDEX ix_refund_order_id ON refund (order_id)"),
    ("CREATE INDEX ix_refund_reference ON refund (reference) WHERE reference <> ''"),
    ("CREATE INDEX ix_refund_return_id ON refund (return_id)"),
    ("CREATE INDEX ix_refund_state ON refund (state, id)"),
    ("CREATE INDEX ix_return_answer_check_id ON return_answer (check_id)"),
    ("CREATE INDEX ix_return_check_category ON return_check (category, n)"),
    ("CREATE INDEX ix_return_event_return_id ON return_event (return_id)"),
    ("CREATE INDEX ix_return_order_line_of_line ON return_order_line (of_line)"),
    ("CREATE INDEX ix_return_order_line_return_id ON return_order_line (return_id)"),
    ("CREATE INDEX ix_return_order_line_unit_id ON return_order_line (unit_id)"),
    ("CREATE INDEX ix_return_order_order_id ON return_order (order_id)"),
    ("CREATE INDEX ix_return_order_unit_id ON return_order (unit_id)"),
    ("CREATE INDEX ix_return_reason_map_reason_id ON return_reason_map (reason_id)"),
    ("CREATE INDEX ix_return_unit_line_id ON return_unit (line_id)"),
    ("CREATE INDEX ix_return_unit_product_id ON return_unit (product_id)"),
    ("CREATE INDEX ix_return_unit_reason_id ON return_unit (reason_id)"),
    ("CREATE INDEX ix_return_unit_return_id ON return_unit (return_id)"),
    ("CREATE INDEX ix_return_unit_source_id ON return_unit (source_id)"),
    ("CREATE INDEX ix_return_unit_state ON return_unit (state, disposition, id)"),
    ("CREATE INDEX ix_returns_came ON returns (coalesce(received_at, ''), id)"),
    ("CREATE INDEX ix_returns_customer_id ON returns (customer_id)"),
    ("CREATE INDEX ix_returns_document_id ON returns (document_id)"),
    ("CREATE INDEX ix_returns_expires_on ON returns (state, expires_on)"),
    ("CREATE INDEX ix_returns_external ON returns (external)"),
    ("CREATE INDEX ix_returns_import_id ON returns (import_id)"),
    ("CREATE INDEX ix_returns_order_id ON returns (order_id)"),
    ("CREATE INDEX ix_returns_parcel_id ON returns (parcel_id)"),
    ("CREATE INDEX ix_returns_requested_at ON returns (requested_at, id)"),
    ("CREATE INDEX ix_returns_settled_at ON returns (settled_at)"),
    ("CREATE INDEX ix_returns_slot ON returns (slot) WHERE slot <> ''"),
    ("CREATE INDEX ix_returns_state ON returns (state, id)"),
    ("CREATE INDEX ix_returns_tracking ON returns (tracking)"),
    ("CREATE INDEX ix_shortage_resolved_at ON shortage (resolved_at)"),
    ("CREATE INDEX ix_store_credit_customer_id ON store_credit (customer_id)"),
    ("CREATE INDEX ix_store_credit_order_id ON store_credit (order_id)"),
    ("CREATE INDEX ix_store_credit_refund_id ON store_credit (refund_id)"),
    ("CREATE INDEX ix_supplier_import_id ON supplier (import_id)"),
    ("CREATE INDEX ix_supplier_name ON supplier (name, id)"),
    ("CREATE INDEX ix_supplier_product_code ON supplier_product (code, supplier_id)"),
    ("CREATE INDEX ix_supplier_product_import_id ON supplier_product (import_id)"),
    ("CREATE INDEX ix_supplier_product_product_id ON supplier_product (product_id)"),
    ("CREATE INDEX ix_supplier_return_line_unit_id ON supplier_return_line (unit_id)"),
    ("CREATE INDEX ix_supplier_return_state ON supplier_return (state, id)"),
    ("CREATE INDEX ix_supplier_return_supplier_id ON supplier_return (supplier_id)"),
    ("CREATE INDEX ix_training_result_person ON training_result (person)"),
    ("CREATE INDEX ix_transfer_deed_entry_id ON transfer_deed (entry_id)"),
    ("CREATE INDEX ix_transfer_deed_line_id ON transfer_deed (line_id)"),
    ("CREATE INDEX ix_transfer_deed_transfer_id ON transfer_deed (transfer_id)"),
    ("CREATE INDEX ix_transfer_line_product_id ON transfer_line (product_id)"),
    ("CREATE INDEX ix_transfer_line_sku ON transfer_line (sku, transfer_id)"),
    ("CREATE INDEX ix_transfer_state ON transfer (state, id)"),
    ("CREATE INDEX ix_wave_batch_wave_id ON wave_batch (wave_id)"),
    ("CREATE INDEX ix_weight_check_parcel_id ON weight_check (parcel_id)"),
    ("CREATE INDEX ix_weight_check_station ON weight_check (station, id)"),
    ("CREATE INDEX ix_word_ref ON word (kind, ref, word)"),
    ("CREATE INDEX ix_work_order_state ON work_order (state, id)"),
    ("CREATE INDEX ix_work_order_unit_id ON work_order (unit_id)"),
    (
        "CREATE TRIGGER print_hop_no_delete BEFORE DELETE ON print_hop BEGIN SELECT RAISE(ABORT, 'print_h"
        "op is append-only'); END"
    ),
    (
        "CREATE TRIGGER print_hop_no_update BEFORE UPDATE ON print_hop BEGIN SELECT RAISE(ABORT, 'print_h"
        "op is append-only'); END"
    ),
    (
        "CREATE UNIQUE INDEX uq_label_purchase_living ON label_purchase (parcel_id) WHERE state IN ('want"
        "ed', 'sent', 'unknown', 'booked', 'bought', 'refused')"
    ),
)

STEP = Step(2, "version 2", upgrade)
