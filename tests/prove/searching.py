"""A state machine run from a seed, for so many steps."""

from __future__ import annotations

from abc import abstractmethod

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.prove.part import Counts


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
        run_state_machine_as_test(seed(number + rounds)(Counted), settings=profile(aim, steps))
        rounds += 1
    return {"done": walked}


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
