"""What is remembered: SQLAlchemy Core, one unit of work (`Desk`), one module for each capability.

The only room that knows SQL.
"""
