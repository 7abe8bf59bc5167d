"""Shortest walks through warehouses of any number of cross aisles: exact where that is affordable, else a good
search, and always told which.
"""
