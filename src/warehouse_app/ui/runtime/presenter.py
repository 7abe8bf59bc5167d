"""The base of presenters: what the shell calls on every one, each harmless until a screen overrides it. No Qt."""

from __future__ import annotations

from warehouse_app.ui.runtime.protocols import Shot


class Presenter:
    """Shown and hidden by the shell, fed by the scan gate, told of changes by the feed."""

    def shown(self) -> None:
        """The screen came into view: load, or reload what went stale."""

    def hidden(self) -> None:
        """The screen went out of view."""

    def shot(self, shot: Shot) -> None:
        """A scan came through the gate. Read twice it asks for nothing new here: the window says so."""
        if not shot.double:
            self.scanned(shot.text, shot.device)

    def scanned(self, text: str, device: str) -> None:
        """A scan arrived while this screen holds the gate."""

    def keyed(self, key: str) -> bool:
        """Take "1".."9", "Enter" or "Esc"; return whether it was of use."""
        return False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was written, here (`mine`) or elsewhere. Called also while hidden."""

    def commanded(self, name: str) -> None:
        """An action of the action table was chosen, by key, button or card."""

    def opened(self, what: str) -> None:
        """The shell was asked to show one thing here ("order:539953")."""
