"""The door of the command line: words in, exit code out.

Exit codes: 0 done; 1 refused, or a check found something; 2 wrong usage or unreadable input; 3 trouble outside; 70 a
bug, whose report lies in the home; 130 stopped by the user. An error is one sentence on standard error, never a
traceback.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import warehouse_app
from warehouse_app.domain.refusals import Refusal, Refused, Trouble, Usage
from warehouse_app.terminal.call import Call
from warehouse_app.terminal.globals import Globals, hoist
from warehouse_app.terminal.output import plain
from warehouse_app.wording.say import say, say_error

if TYPE_CHECKING:
    from warehouse_app.terminal.host import Host

DONE, REFUSED, WRONG, OUTSIDE, BUG, STOPPED = 0, 1, 2, 3, 70, 130
_NO_COMMAND = "No such command"
_NO_TEXT = "surrogates not allowed"
"""What is wrong with bytes of a call that are no UTF-8, once a database is asked for them."""

More = Callable[[], Sequence[Callable[..., Any]]]
"""Tells further commands, named as their functions are; asked only where a command is wanted at all."""

_WINDOW: tuple[list[str], ...] = ([], ["gui"])
"""What opens the window and says no more: the command line need not be built for it."""


def run(argv: Sequence[str], host: Host, more: More = tuple) -> int:
    """Carry out one call and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    call = Call(host, Globals())
    try:
        options, words = hoist(argv)
        call = Call(host, options.with_environment(host.environment))
        code = _perform(words, call, more)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        return DONE
    except KeyboardInterrupt:
        return _tell(say("stopped", {}), STOPPED)
    except Exception as error:  # noqa: BLE001 - the one place that turns what is left into an exit code
        return _told(error, call, argv)
    return code


def _perform(words: list[str], call: Call, more: More) -> int:
    try:
        if words in _WINDOW:
            return call.host.window(call.home, call.options.database, "", "")
        return _command(words, call, more)
    finally:
        call.close()


def _command(words: list[str], call: Call, more: More) -> int:
    import typer  # not loaded for the window, which opens sooner without it

    from warehouse_app.terminal.commands import app
    from warehouse_app.terminal.narrow import narrowed

    command = typer.main.get_command(narrowed(app(more()), words))
    result = command.main(args=words, prog_name="warehouse", standalone_mode=False, obj=call)
    return result if isinstance(result, int) else DONE


def _told(error: Exception, call: Call, argv: Sequence[str]) -> int:
    if isinstance(error, Refused):
        return _tell(_refused(error.refusal), REFUSED)
    if isinstance(error, Usage):
        return _tell(say_error(error), WRONG)
    if isinstance(error, Trouble):
        if call.opened_home is not None:
            call.opened_home.log("trouble", code=error.code, **error.facts)
        return _tell(say_error(error), OUTSIDE)
    if (wrong := _command_line(error)) is not None:
        return wrong
    if isinstance(error, UnicodeEncodeError) and error.reason == _NO_TEXT:
        return _tell(say("no_text", {"text": error.object[:40]}), WRONG)
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else DONE
    return _bug(error, call, argv)


def _refused(refusal: Refusal) -> str:
    """Return the sentence of a refusal; nobody scans a badge into a command, so a right is come by another way."""
    if refusal.code != "no_right":
        return say_error(refusal)
    from warehouse_app.application.overriding import can_be_lent

    return say("no_right_typed" if can_be_lent(refusal) else "no_right_never_lent", refusal.facts())


def _command_line(error: Exception) -> int | None:
    """Tell of words that are no command, or of a question that nobody answered."""
    import typer

    if isinstance(error, typer.Abort):
        return _tell(say("stopped", {}), STOPPED)
    wrong: type[Exception] = typer.BadParameter.__mro__[1]
    return _tell(_usage(error), WRONG) if isinstance(error, wrong) else None


def _usage(error: Exception) -> str:
    message = str(getattr(error, "format_message", lambda: str(error))()).strip()
    if message.startswith(_NO_COMMAND):
        asked = message.removeprefix(_NO_COMMAND).strip(" '\".")
        path = str(getattr(getattr(error, "ctx", None), "command_path", "")).partition(" ")[2]
        return say("not_in_this_version", {"what": plain(f"{path} {asked.partition(chr(39))[0]}".strip())})
    return say("usage", {"problem": " ".join(message.split()).rstrip(".")})


def _bug(error: Exception, call: Call, argv: Sequence[str]) -> int:
    about = f"warehouse_app {warehouse_app.__version__}, Python {platform.python_version()}, {platform.platform()}"
    stack = "".join(traceback.format_exception(error))
    home = call.opened_home
    path = home.crash(f"{about}\n{' '.join(argv)}\n\n{stack}") if home is not None else ""
    return _tell(say("bug" if path else "bug_unsaved", {"report": path, "kind": type(error).__name__}), BUG)


def _tell(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        print(plain(sentence), file=sys.stderr, flush=True)
    return code


def _let_go() -> None:
    """Whoever read the answer has gone; what is still buffered must not complain when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
