"""Words of scanners, scales and stations."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "bad_device": ("{value} cannot be the {field} of a device", "Check it, and set the device up again"),
    "bad_device.code": ("{value} cannot be a device's code", "Use capital letters, digits and dashes, 30 at most"),
    "no_such_device": ("There is no scanner or scale {device}", "Set it up first, or check the code"),
    "device_code_taken": ("{device} is the code of a {kind} already", "Choose another code"),
    "device_port_taken": ("{device} of station {station} hangs at {port} already", "Choose another port"),
    "device_option": ("{option} cannot be {value}", "It takes {wanted}"),
    "device_no_driver": (
        "This machine has no driver for {device}",
        "Set it up as a serial device, or update the program",
    ),
    "bad_station": ("{value} cannot be the {field} of a station", "Use capital letters, digits and dashes, 30 at most"),
}
"""Code -> what happened, what to do."""
