"""What the templates screen knows: the list, the one in work, its draft, and what drawing that found. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from warehouse_app.application.templates import TemplateText, Tried
from warehouse_app.domain.templates import TemplateRow


@dataclass(frozen=True, slots=True)
class TemplatesScreen:
    """The screen. `drafts` are texts typed and not saved, by template; `began` the texts they were made from.

    `tried` is what drawing `tried_of` (template, text, real thing) found. `ref` is the real thing to draw, or the
    sample where it is empty; `told` says why that cannot be drawn.
    """

    rows: tuple[TemplateRow, ...] = ()
    chosen: str = ""
    open: TemplateText | None = None
    drafts: Mapping[str, str] = field(default_factory=dict)
    began: Mapping[str, str] = field(default_factory=dict)
    tried: Tried | None = None
    tried_of: tuple[str, str, str] = ("", "", "")
    ref: str = ""
    told: str = ""
    saving: bool = False
    asking: bool = False
    refusal: str = ""

    @property
    def text(self) -> str:
        """Return the text in the editor."""
        if self.chosen in self.drafts:
            return self.drafts[self.chosen]
        return self.open.text if self.open is not None and self.open.row.name == self.chosen else ""

    @property
    def changed(self) -> bool:
        """Say whether the one in work has a text that is not saved."""
        return self.chosen in self.drafts

    @property
    def wanted(self) -> tuple[str, str, str]:
        """Return what is to be drawn now."""
        return (self.chosen, self.text, self.ref)

    @property
    def is_fresh(self) -> bool:
        """Say whether what was drawn is what stands in the editor."""
        return self.tried is not None and self.tried_of == self.wanted


def chose(screen: TemplatesScreen, name: str) -> TemplatesScreen:
    """Another template was chosen; a draft of the one before is kept."""
    if name == screen.chosen:
        return screen
    return replace(screen, chosen=name, open=None, tried=None, ref="", told="", asking=False, refusal="", saving=False)


def read(screen: TemplatesScreen, found: TemplateText) -> TemplatesScreen:
    """The chosen template was read; an answer about another one is too late."""
    return replace(screen, open=found) if found.row.name == screen.chosen else screen


def edited(screen: TemplatesScreen, text: str) -> TemplatesScreen:
    """The text was changed; back to what is kept, it is no draft any more."""
    if screen.open is None or text == screen.text:
        return screen
    name, drafts, began = screen.chosen, dict(screen.drafts), dict(screen.began)
    began.setdefault(name, screen.open.text)
    drafts[name] = text
    plain = replace(screen, drafts=drafts, began=began, refusal="", asking=False)
    return dropped(plain) if text == screen.open.text else plain


def dropped(screen: TemplatesScreen) -> TemplatesScreen:
    """What was typed and not saved is let go."""
    drafts, began = dict(screen.drafts), dict(screen.began)
    drafts.pop(screen.chosen, None)
    began.pop(screen.chosen, None)
    return replace(screen, drafts=drafts, began=began, refusal="", asking=False, saving=False)


def drew(screen: TemplatesScreen, of: tuple[str, str, str], tried: Tried) -> TemplatesScreen:
    """A text was drawn; one that was changed meanwhile is drawn again, so its answer is left."""
    return replace(screen, tried=tried, tried_of=of, told="") if of == screen.wanted else screen
