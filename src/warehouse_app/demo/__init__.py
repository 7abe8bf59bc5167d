"""The guided shift: the first thing a newcomer sees. It drives the real screens and commands on sample orders."""

from warehouse_app.demo.command import demo

__all__ = ["demo"]
