"""The crew: the board of who is where, work given and taken over, what each can do, messages to benches."""
