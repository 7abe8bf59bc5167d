"""The heart: immutable legs between two ends, three rules of posting, promises in three nested scopes.

And the audit chain.
"""
