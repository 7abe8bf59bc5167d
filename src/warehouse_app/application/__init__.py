"""What can be done: commands, queries, and the one road every command takes."""
