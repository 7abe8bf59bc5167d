"""The house is tidy, and each rule is shown to bite: it finds the planted fault and lets the decent twin pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tidy import rules
from tests.tidy.tree import PACKAGE, Source, sources

Rule = Callable[[Source], list[str]]


@pytest.mark.parametrize("rule", rules.EVERYWHERE_IN_SRC, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: Rule) -> None:
    broken = [line for source in sources("src") for line in rule(source)]
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


@pytest.mark.parametrize("rule", rules.EVERYWHERE_ELSE, ids=lambda rule: rule.__name__)
def test_tests_and_scripts_keep_the_rule(rule: Rule) -> None:
    broken = [line for source in sources("tests", "benchmarks", "packaging") for line in rule(source)]
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


def _function_of(lines: int) -> str:
    return "def f() -> None:\n    '''One.\n\n    Two.\n    '''\n" + "    pass\n" * (lines - 1)


# The marks that our own rules look for are put together here, so that this file does not break them itself.
NOQA = "# no" + "qa"
IGNORE = "# type: " + "ignore"
LATER = "# TO" + "DO later"

# rule, file under src/warehouse_app/, the fault, a decent twin that must pass
SEEDED = [
    (rules.long_files, "domain/a.py", "x = 1\n" * 401, "x = 1\n" * 400),
    (rules.long_files, "ui/screens/pack/view.py", "x = 1\n" * 301, "x = 1\n" * 300),
    (rules.long_functions, "domain/a.py", _function_of(41), _function_of(40)),
    (rules.prints, "domain/a.py", "print('x')\n", "fingerprint('x')\n"),
    (rules.prints, "demo/a.py", "sys.stdout.write('x')\n", "console.write('x')\n"),
    (
        rules.bare_excepts,
        "store/a.py",
        "try:\n    f()\nexcept:\n    pass\n",
        "try:\n    f()\nexcept OSError:\n    g()\n",
    ),
    (
        rules.bare_excepts,
        "store/a.py",
        "try:\n    f()\nexcept BaseException:\n    g()\n",
        "try:\n    f()\nexcept BaseException:\n    g()\n    raise\n",
    ),
    (rules.clocks_and_dice, "ui/a.py", "datetime.now(tz=UTC)\n", "clock.now()\n"),
    (rules.clocks_and_dice, "ui/a.py", "datetime.datetime.now()\n", "datetime.fromisoformat(x)\n"),
    (rules.clocks_and_dice, "store/a.py", "time.time()\n", "clock.time()\n"),
    (rules.clocks_and_dice, "store/a.py", "from uuid import uuid4\n", "from uuid import UUID\n"),
    (rules.clocks_and_dice, "planning/a.py", "random.shuffle(x)\n", "random.Random(seed)\n"),
    (rules.clocks_and_dice, "planning/a.py", "random.Random()\n", "dice.random()\n"),
    (rules.impure_rooms, "domain/a.py", "import os\n", "import re\n"),
    (rules.impure_rooms, "application/a.py", "from time import sleep\n", "from datetime import time\n"),
    (rules.impure_rooms, "planning/a.py", "open('x')\n", "opened('x')\n"),
    (rules.impure_rooms, "domain/a.py", "path.read_text()\n", "reader.read()\n"),
    (rules.posix_only, "system/a.py", "import fcntl\n", "def f():\n    import fcntl\n"),
    (rules.uncoded_ignores, "domain/a.py", f"x = 1  {NOQA}\n", f"x = 1  {NOQA}: N818 - meant\n"),
    (rules.uncoded_ignores, "domain/a.py", f"x = 1  {IGNORE}\n", f"x = 1  {IGNORE}[attr-defined]\n"),
    (rules.unfinished, "domain/a.py", f"x = 1  {LATER}\n", "x = 1  # done\n"),
    (rules.unfinished, "domain/a.py", "raise NotImplementedError\n", "raise ValueError\n"),
    (rules.hex_colours, "ui/kit/chip.py", "c = '#0B8279'\n", "'''Like #0B8279.'''\nc = theme.ok\n"),
    (rules.hex_colours, "ui/kit/chip.py", "q = 'color: #fff;'\n", "q = 'order #12 of 40'\n"),
    (rules.sql_of_strings, "store/a.py", "q = f'select * from t where a = {name}'\n", "q = f'select * from {TABLE}'\n"),
    (
        rules.sql_of_strings,
        "store/a.py",
        "q = 'delete from t where a = ' + name\n",
        "q = 'delete from t where a = :a'\n",
    ),
    (rules.sql_of_strings, "store/a.py", "q = 'update t set a = %s' % name\n", "q = 'up %s' % name\n"),
    (rules.sql_of_strings, "store/a.py", "q = 'select {}'.format(name)\n", "q = 'select {}'.format(COLUMNS)\n"),
]


@pytest.mark.parametrize(("rule", "path", "fault", "twin"), SEEDED)
def test_the_rule_finds_the_planted_fault_and_nothing_else(rule: Rule, path: str, fault: str, twin: str) -> None:
    assert rule(Source(f"{PACKAGE}/{path}", fault)), "the planted fault was not found"
    assert rule(Source(f"{PACKAGE}/{path}", twin)) == []


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, *_ in SEEDED} == {*rules.EVERYWHERE_IN_SRC, *rules.EVERYWHERE_ELSE}


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (rules.prints, "terminal/a.py", "print('x')\n"),
        (rules.clocks_and_dice, "system/clock.py", "datetime.now(tz=UTC)\n"),
        (rules.impure_rooms, "store/a.py", "import os\n"),
        (rules.hex_colours, "ui/kit/theme.py", "OK = '#0B8279'\n"),
        (rules.sql_of_strings, "store/schema/a.py", "q = f'create trigger {table}'\n"),
    ],
)
def test_the_room_that_may_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert rule(Source(f"{PACKAGE}/{path}", text)) == []
