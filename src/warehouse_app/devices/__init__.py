"""Drivers of the things on the bench, each behind a port, each with a twin for demo and tests."""
