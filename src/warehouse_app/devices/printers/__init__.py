"""Printers: into a folder, or by raw TCP (port 9100)."""

from warehouse_app.devices.printers.card import open_printer, parse_target
from warehouse_app.devices.printers.file import forget

__all__ = ["forget", "open_printer", "parse_target"]
