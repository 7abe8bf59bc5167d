"""What can be done: commands (one value, one handler) and queries, the same for every mouth.

Rights are checked here and nowhere else.
"""
