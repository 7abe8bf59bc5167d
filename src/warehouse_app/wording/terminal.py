"""Words of the command line, of people and their sign-on, and of settings."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "usage": ("{problem}", "See: warehouse --help"),
    "stopped": ("Stopped", "What was done is kept; start it again to go on"),
    "bug": (
        "Something went wrong in the program ({kind}) and the last deed was taken back",
        "Try again; if it comes again, send this report: {report}",
    ),
    "bug_unsaved": (
        "Something went wrong in the program ({kind}) and the last deed was taken back",
        "Try again; if it comes again, report it",
    ),
    "sign_on_wrong": ("Badge, code or PIN is wrong", "Try again, or ask an administrator for a new badge"),
    "sign_on_later": ("Too many wrong tries", "Wait {seconds} seconds, then try again"),
    "user_locked": ("{user} is locked", "Ask an administrator"),
    "user_unknown": ("There is no user {user}", "See: warehouse user list"),
    "user_exists": ("There is a user {user} already", "Choose another code"),
    "last_administrator": (
        "{user} is the last administrator",
        "Make somebody else administrator first",
    ),
}
"""Code -> what happened, what to do."""
