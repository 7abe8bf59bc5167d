"""Transfers as rows: one by one (`rows`), and as a list (`lists`)."""
