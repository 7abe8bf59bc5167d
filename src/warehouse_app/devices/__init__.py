"""Drivers of scanners, scales and printers, and a twin of each for the demo and the tests."""
