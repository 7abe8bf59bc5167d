"""All that is PostgreSQL's alone: many stations, one server."""
