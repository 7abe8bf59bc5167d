"""Printers: by raw TCP (port 9100), a serial line, a USB device file, a queue, or into a folder."""

from warehouse_app.devices.printers.card import open_printer, parse_target
from warehouse_app.devices.printers.file import forget

__all__ = ["forget", "open_printer", "parse_target"]
