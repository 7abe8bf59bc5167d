"""Words of scanners, scales and stations, and of their self-test."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "bad_device": ("{value} cannot be the {field} of a device", "Check it, and set the device up again"),
    "bad_device.code": ("{value} cannot be a device's code", "Use capital letters, digits and dashes, 30 at most"),
    "bad_device.kind": ("A device cannot be {value}", "It is a scanner or a scale"),
    "bad_device.road": ("A scanner or scale cannot hang on {value}", "Take serial, hid or twin"),
    "bad_device.port": ("This cannot be a port: {value}", "Take COM3, /dev/ttyUSB0 or socket://host:port"),
    "bad_device.protocol": (
        "A scale cannot speak so: {value}",
        "Take nci, toledo, sics or adam; hid for a USB postal scale (kind hid); a scanner has none",
    ),
    "bad_device.usb": ("{value} is no USB identity", "Take it as the list of ports shows it, such as 05e0:1701"),
    "bad_device.name": ("This cannot be a name", "Take 60 visible signs at most"),
    "bad_device.settings": (
        "A device has no setting {value}",
        "Take baud, bits, parity, stop, flow, unit, prefix, suffix, silence_ms, acknowledge or blanking_ms",
    ),
    "bad_device.baud": (
        "{value} is no speed of a serial line",
        "Take 9600, or another from 300 to 921600",
    ),
    "bad_device.bits": ("{value} bits there are not", "Take 7 or 8"),
    "bad_device.parity": ("{value} is no parity", "Take none, even or odd"),
    "bad_device.stop": ("{value} stop bits there are not", "Take 1 or 2"),
    "bad_device.flow": ("{value} is no flow control", "Take none, xonxoff or rtscts"),
    "bad_device.prefix": ("This cannot stand before a code", "Take 16 signs at most"),
    "bad_device.suffix": ("This cannot stand after a code", "Take 16 signs at most"),
    "bad_device.silence_ms": ("{value} cannot be the rest that ends a code", "Take 5 to 2000 milliseconds"),
    "bad_device.acknowledge": ("{value} is neither yes nor no", "Take yes where the scanner waits for an answer"),
    "bad_device.blanking_ms": ("{value} cannot be the double-read gap", "Take 0 to 10000 milliseconds"),
    "bad_device.unit": ("A display cannot show {value}", "Take kg or lb"),
    "no_such_device": ("There is no device {device}", "Set it up first, or check the code"),
    "device_code_taken": ("{device} is the code of a {kind} already", "Choose another code"),
    "device_port_taken": ("{device} of station {station} hangs at {port} already", "Choose another port"),
    "device_option": ("{option} cannot be {value}", "It takes {wanted}"),
    "device_no_driver": (
        "This machine has no driver for {device}",
        "Set it up as a serial device, or update the program",
    ),
    "bad_station": ("{value} cannot be the {field} of a station", "Use capital letters, digits and dashes, 30 at most"),
    "unplugged": ("Not plugged in", "Plug it in; it goes on by itself"),
    "no_permission": ("This account may not use the port", "Add it to the group of serial ports (on Debian dialout)"),
    "busy": ("Another program has the port", "Close that program; it goes on by itself"),
    "line_setting": ("The port does not take these settings", "Check speed, bits and parity"),
    "serial_missing": ("The library for serial ports is missing", "Install pyserial"),
    "test_answers": ("It answers", ""),
    "test_read": ("Came whole", ""),
    "test_layout": ("Letters Y, Z and the dash arrive unchanged", ""),
    "test_layout_wrong": (
        "It types through a keyboard of another language ({layout})",
        "Our own codes are put right; set the scanner's keyboard to this computer's",
    ),
    "test_glued": ("Two codes came as one", "Set the scanner to end each code with Enter"),
    "test_ends": ("Found how each code ends", ""),
    "test_ends_by_silence": (
        "No sign ends a code",
        "It is cut where the line rests; better let the scanner send Enter",
    ),
    "test_twice": ("One pull of the trigger is one scan", ""),
    "test_doubles": ("One pull sent {count} codes", "The second one within the gap is told and not counted"),
    "test_empty": ("Shows zero when nothing is on it", ""),
    "test_weighs": ("{grams} g for {known} g", ""),
    "test_weighs_wrong": ("{grams} g for {known} g", "Check what you put on, or let the scale be adjusted"),
    "test_printed": ("The printer took the test label", ""),
    "test_readable": ("Its bars were read", ""),
    "lesson_nothing_came": ("Nothing came", "Scan the code again, nearer"),
    "lesson_seven_bits": ("It sends seven bits", "Set bits to 7 and parity as the scanner has it"),
    "lesson_wrong_speed": ("What comes makes no sense", "Set the speed (baud) as the scanner has it"),
    "lesson_half_came": ("Half of the code came", "Scan it again; if it stays so, slow the line down"),
    "lesson_other_code": ("Another code came", "Scan the code that is shown here"),
    "lesson_uneven_scans": ("The scans came in different forms", "Scan the code once, alone"),
    "lesson_ending_in_codes": ("It ends with a sign that codes have too", "Set the scanner to end with Enter"),
    "lesson_too_much_around": ("Too much stands around the code", "Take long prefixes off the scanner"),
    "weight_motion": ("The weight moves", "Let it stand still"),
    "weight_zero": ("The scale is empty", "Put the weight on"),
    "weight_stable": ("It shows {shown}", "Take everything off the scale, or zero it"),
    "weight_negative": ("It shows less than nothing", "Take everything off and zero the scale"),
    "weight_under": ("It shows less than nothing", "Take everything off and zero the scale"),
    "weight_over": ("Too heavy for this scale", "Take it off"),
    "weight_faulty": ("The scale tells a fault of its own", "Switch it off and on"),
}
"""Code -> what happened, what to do."""

STEPS: Mapping[str, str] = {
    "answers": "Answers at its port",
    "reads": "Reads a code",
    "layout": "Keyboard language fits",
    "ends": "Ends each code",
    "twice": "Reads it twice",
    "empty": "Shows zero",
    "weighs": "Weighs right",
    "prints": "Takes a test label",
    "readable": "Prints bars that scan",
}
"""A step of the self-test -> what it is called."""

PROMPTS: Mapping[str, tuple[str, str]] = {
    "answers": ("Plug it in", "Switch it on and look at its cable. Nothing has to be started anew."),
    "reads": ("Scan this code", "What it sends before and after is found out by itself."),
    "layout": ("Scan this code", "Shows whether its letters arrive as they are printed."),
    "ends": ("Scan this code again", "Shows what the scanner sends after each code."),
    "twice": ("Scan this code again", "Shows whether one pull of the trigger counts as one."),
    "empty": ("Take everything off", "The scale must show zero and stand still."),
    "weighs": ("Put {grams} g on", "Any weight you know will do: type how heavy it is, such as 200 g."),
    "prints": ("Print the test label", "It stands for nothing, and nothing is written down."),
    "readable": ("Scan the code on that label", "Shows that the bars are sharp enough."),
    "": ("Everything works", "Save, and this bench has it from now on."),
}
"""The step that waits -> what to do, and why; "" when all have passed."""
