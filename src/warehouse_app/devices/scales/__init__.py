"""Scales: what they say in five languages, the driver that asks them, how an unknown one is found out, their twins."""

from warehouse_app.devices.scales.driver import LinkedScale, Pace
from warehouse_app.devices.scales.links import find_hid
from warehouse_app.devices.scales.opening import open_scale
from warehouse_app.devices.scales.probing import Found, probe

__all__ = ["Found", "LinkedScale", "Pace", "find_hid", "open_scale", "probe"]
