"""What pages have in common whose rows carry a code: scanned or opened by it, one is shown. No Qt."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.refusals import Refused
from warehouse_app.ui.runtime.keeping import Detail, Keeper, Row


class CodeKeeper(Keeper[Row, Detail]):
    """Subclasses say which row has a code. `label` is the kind of the house's own labels that carries it, if any."""

    label: OwnKind | None = None

    @abstractmethod
    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - the application's desk
        """Return the key of the row with this code; 0, or a refusal, where there is none."""

    def code_in(self, text: str) -> str:
        """Return the code that a scanned or typed text says."""
        own = parse(text.strip().upper()) if self.label is not None else None
        return own.body if isinstance(own, OwnCode) and own.kind is self.label else text.strip()

    def scanned(self, text: str, device: str) -> None:
        """The code of one shows it; a text that is none is looked for."""
        code = self.code_in(text)
        self._hands.ask(lambda desk: self.found(desk, code), lambda key: self.choose(key) if key else self.missed(code))

    def missed(self, code: str) -> None:
        """None has this code: it is looked for."""
        self.sought(code)

    def found(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the key of the row with this code, 0 where there is none."""
        try:
            return self.find(desk, code)
        except Refused:
            return 0
