"""The table that tells whose database this is and of which version, as the header of our SQLite files does."""

from __future__ import annotations

MARK = "database_mark"

MARK_TABLE = (
    f"CREATE TABLE {MARK} (application_id BIGINT NOT NULL CONSTRAINT pk_{MARK} PRIMARY KEY,"
    " schema_version BIGINT NOT NULL)"
)

MARK_COLUMNS = "application_id bigint present; schema_version bigint present"
"""The same, as the doctor tells it."""
