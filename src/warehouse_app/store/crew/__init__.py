"""The crew in the database: abilities, what each is at, messages."""
