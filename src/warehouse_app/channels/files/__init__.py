"""Files as a channel: CSV in the spellings people have, the native columns, and the UCI retail file."""
