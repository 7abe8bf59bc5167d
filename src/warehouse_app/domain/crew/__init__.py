"""The crew: who is where and at what, what each can do, and what is said to benches."""
