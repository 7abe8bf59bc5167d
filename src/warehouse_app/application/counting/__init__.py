"""Counting: at the bench, planned, decided, booked."""
