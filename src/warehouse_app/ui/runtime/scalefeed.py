"""The bench's scale, as a screen follows it: told on the window's own thread, whatever thread the scale speaks from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.domain.devices.weights import Weight
from warehouse_app.ports.device import DeviceHub, DeviceState, Ears
from warehouse_app.ui.runtime.protocols import Performs


@dataclass(frozen=True, slots=True)
class ScaleNow:
    """The scale as it is: its code, empty where the bench has none, how it is and why, its last weight."""

    code: str = ""
    state: DeviceState = DeviceState.CLOSED
    why: str = ""
    weight: Weight | None = None


class ScaleFeed:
    """Follows the scale of a hub; without one there is no scale, and nothing to follow."""

    def __init__(self, hub: DeviceHub | None, performer: Performs) -> None:
        self._hub, self._performer = hub, performer

    def listen(self, told: Callable[[ScaleNow], None]) -> Callable[[], None]:
        """Tell how the scale is now and after every reading, until the function that is returned is called."""
        hub = self._hub
        if hub is None:
            return lambda: None
        listens = [True]

        def tell(now: ScaleNow) -> None:
            if listens:
                told(now)

        def weighed(code: str, weight: Weight) -> None:
            # Every reading is told, the one in motion between two alike as well: the last one alone would lie.
            if code == self._code():
                self._performer.post(lambda: tell(ScaleNow(code, DeviceState.READY, "", weight)))

        def changed(code: str, state: DeviceState, why: str) -> None:
            if code == self._code() and state is not DeviceState.READY:
                self._performer.post(lambda: tell(ScaleNow(code, state, why)))

        stop = hub.listen(Ears(weighed=weighed, changed=changed))

        def leave() -> None:
            listens.clear()
            stop()

        tell(self.now())
        return leave

    def _code(self) -> str:
        scale = None if self._hub is None else self._hub.scale()
        return "" if scale is None else scale.card.code

    def now(self) -> ScaleNow:
        """Return how the scale is."""
        scale = None if self._hub is None else self._hub.scale()
        if self._hub is None or scale is None:
            return ScaleNow()
        code = scale.card.code
        for each in self._hub.now():
            if each.card.code == code:
                return ScaleNow(code, each.state, each.why, each.weight)
        return ScaleNow(code)

    def zero(self) -> None:
        """Ask the scale to call what lies on it zero."""
        scale = None if self._hub is None else self._hub.scale()
        if scale is not None:
            scale.zero()
