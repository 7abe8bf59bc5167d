"""A state machine of hypothesis run from a seed, for so many steps; what is found depends on the seed alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.internal.conjecture import providers
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.prove.part import Counts

_NONE = type(providers.GLOBAL_CONSTANTS)()


class Machine(RuleBasedStateMachine):
    """A machine that knows how far it went."""

    @abstractmethod
    def walked(self) -> int:
        """Return how many deeds were done and compared in this run."""


def searched(machine: type[Machine], number: int, count: int, steps: int) -> Counts:
    """Search with runs of at most `steps` steps until `count` deeds are compared; return how many were.

    What is found is raised with the steps that lead there: they are few enough to read, and shrinking takes minutes.
    """
    walked = 0

    class Counted(machine):  # type: ignore[misc, valid-type]
        def teardown(self) -> None:
            nonlocal walked
            walked += self.walked()
            super().teardown()

    Counted.__name__ = machine.__name__
    rounds = 0
    while walked < count:
        aim = max(1, (count - walked) // (2 * steps))
        search(Counted, aim, steps, number + rounds)
        rounds += 1
    return {"done": walked}


def search(machine: type[RuleBasedStateMachine], runs: int, steps: int, number: int = 0) -> None:
    """Search with so many runs of at most so many steps."""
    with by_seed_alone():
        mine = type(machine.__name__, (machine,), {})  # a seed stays with the class that it was given to
        run_state_machine_as_test(seed(number)(mine), settings=profile(runs, steps))


@contextmanager
def by_seed_alone() -> Generator[None]:
    """Let nothing be drawn from the constants of modules that happen to be loaded: which ones are, other tests say."""
    providers.CONSTANTS_CACHE.cache.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(providers, "_get_local_constants", lambda: _NONE)
        yield
    providers.CONSTANTS_CACHE.cache.clear()


def profile(runs: int, steps: int) -> settings:
    """Return settings of a search of so many runs that depends on its seed alone."""
    return settings(
        max_examples=runs,
        stateful_step_count=steps,
        phases=(Phase.generate,),
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
