"""What an import writes in bulk: many rows by one statement, in the small transactions its commands make."""
