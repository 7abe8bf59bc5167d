"""Words of scales: how one is, what it says, and why a weight is not taken."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.wording import tr

WORDS: Mapping[str, tuple[str, str]] = {
    "silent": ("It does not answer", "Switch it on, check its cable and its language"),
    "scale_protocol": ("{protocol} is no language of a scale", "Choose one of {known}"),
    "scale_port": ("The port {port} cannot be read", "Check its cable, or choose another port"),
    "scale_port.unplugged": ("Nothing is plugged in at {port}", "Plug the scale in, or choose another port"),
    "scale_port.busy": ("Another program has {port}", "Close it, or choose another port"),
    "scale_port.no_permission": (
        "This account may not open {port}",
        "Let an administrator give it the right to use serial ports, and sign on to the system anew",
    ),
    "scale_port.line_setting": ("{port} does not take these line settings", "Choose what the scale's manual names"),
    "scale_port.serial_missing": (
        "This installation cannot speak over serial ports",
        "Install pyserial, or use another port",
    ),
    "scale_nothing": (
        "Nothing at {port} answers like a scale",
        "Switch the scale on, put something on it, and try again",
    ),
    "hid_missing": ("This installation cannot read USB scales", "Install hidapi, or set the scale to serial"),
    "scale_away": ("Scale {device} is away", "Plug it in; it goes on by itself. Or type the weight"),
    "scale_away.silent": ("Scale {device} does not answer", "Switch it on, check its cable. Or type the weight"),
    "scale_away.busy": ("Another program has scale {device}", "Close it. Or type the weight"),
    "scale_away.no_permission": (
        "This account may not open scale {device}",
        "Let an administrator give it the right to use serial ports. Or type the weight",
    ),
    "weight_reads.stable": ("{shown}", "It stands still"),
    "weight_reads.motion": ("It moves", "Wait until it stands still"),
    "weight_reads.zero": ("Nothing is on the scale", "Put the parcel on"),
    "weight_reads.negative": ("Below zero", "Clear the scale and set it to zero"),
    "weight_reads.under": ("Below what it can weigh", "Clear the scale and set it to zero"),
    "weight_reads.over": ("Too heavy for this scale", "Take it off, and weigh it elsewhere"),
    "weight_reads.faulty": ("The scale has a fault", "Switch it off and on with nothing on it"),
}
"""Code -> what happened, what to do."""


def reads(weight: Weight) -> str:
    """Return what a scale says in a few words: the figure, and its state where it does not stand still."""
    state = tr(WORDS[f"weight_reads.{weight.state.value}"][0]).format(shown=weight.shown)
    if weight.state is WeightState.STABLE or not weight.shown:
        return weight.shown or state
    return f"{weight.shown}: {state}"
