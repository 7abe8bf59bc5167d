"""What a file from outside says, as plain values, and the rules that decide its traps; nothing here touches a file or
a database.
"""
