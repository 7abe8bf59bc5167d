"""The saved views of one list: read, opened, saved under a name, renamed, forgotten. No Qt.

Promise: a view that names what its list no longer has says so and opens with what remains; of two who save one name
the second is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from warehouse_app.application.run import Command, Outcome
from warehouse_app.application.savedviews import RemoveView, RenameView, find_views, keep_view
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.savedviews import Known, SavedView, ViewTaken, gone, healed, lost
from warehouse_app.ui.kit.columns import Arrangement, from_text, to_text
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

Asking = Literal["", "save", "rename"]
MINE, EVERYBODYS = "mine", "everybodys"


class Kept(Protocol):
    """What is asked of a list's presenter."""

    def kept(self) -> ListQuery:
        """Return what the list asks now, as it can be asked again on another day."""

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept query."""


class ViewsView(Protocol):
    """What is asked of the page."""

    def render_views(self, state: ViewsState) -> None: ...

    def arrangement(self) -> Arrangement:
        """Return how the columns stand."""

    def names(self) -> tuple[str, ...]:
        """Return the columns there are."""

    def arrange(self, kept: Arrangement) -> None:
        """Let the columns stand so, and remember it."""


@dataclass(frozen=True, slots=True)
class ViewsState:
    """The saved views. `opened` is the one that is shown, `changed` says that it was narrowed otherwise since.

    `told` is what an opened view could not do as it was saved; `form` asks for a name.
    """

    views: tuple[SavedView, ...] = ()
    opened: SavedView | None = None
    changed: bool = False
    form: FormValue | None = None
    told: str = ""
    may_share: bool = False

    @property
    def may_change(self) -> bool:
        """Say whether the opened view may be saved anew, renamed and forgotten."""
        return self.opened is not None and (self.may_share or not self.opened.shared)


class ViewKeeper:
    """`listed` names the list in the house, `known` what it can be asked; `lister` is its presenter."""

    def __init__(
        self,
        view: ViewsView,
        hands: Hands,
        listed: str,
        known: Known,
        lister: Kept,
        toast: Callable[[str, bool], None],
    ) -> None:
        self._view, self._hands, self._listed, self._known = view, hands, listed, known
        self._lister, self._toast, self._forms = lister, toast, 0
        self.state = ViewsState(may_share=Right.SHARE_VIEWS in hands.session().actor.rights)

    def read(self) -> None:
        """Read what is kept."""
        person = self._hands.session().actor.person
        self._hands.ask(lambda desk: find_views(desk, person, self._listed), self._was_read)

    def touched(self, changes: frozenset[str]) -> None:
        """Views were kept or forgotten, here or elsewhere."""
        if Touched.SAVED_VIEW in changes:
            self.read()

    def framed(self) -> None:
        """The list shows something: say whether it is still what the opened view asks."""
        opened = self.state.opened
        changed = opened is not None and self._lister.kept() != healed(opened.query, self._known)
        if changed != self.state.changed:
            self._show(replace(self.state, changed=changed))

    def as_saved(self, opened: SavedView) -> bool:
        """Say whether list and columns are as the view was saved."""
        columns = to_text(replace(self._view.arrangement(), sort="", descending=False))
        return self._lister.kept() == healed(opened.query, self._known) and columns == opened.columns

    def open(self, name: str, *, shared: bool) -> None:
        """Show a view; what of it is gone is said."""
        found = next((each for each in self.state.views if (each.name, each.shared) == (name, shared)), None)
        if found is None:
            return
        columns = from_text(found.columns)
        there = self._view.names()
        missing = tuple(dict.fromkeys(gone(found.query, self._known) + lost(_named(columns), there)))
        words = tr("The view {view} names what is no more: {names}. It is shown without")
        told = words.format(view=found.name, names=", ".join(missing)) if missing else ""
        self._show(replace(self.state, opened=found, changed=False, told=told, form=None))
        if found.columns:
            self._view.arrange(replace(columns, sort="", descending=False))
        self._lister.reopen(healed(found.query, self._known))

    def left(self) -> None:
        """The person went on to a view of the list's own."""
        if self.state.opened is not None or self.state.told:
            self._show(replace(self.state, opened=None, told="", changed=False))

    def ask(self, asking: Asking) -> None:
        """Ask for a name."""
        opened = self.state.opened
        if asking == "rename" and not self.state.may_change:
            return
        self._forms += 1
        name = opened.name if opened is not None and asking == "rename" else ""
        form = _rename_form(name) if asking == "rename" else _save_form(may_share=self.state.may_share)
        self._show(replace(self.state, form=replace(form, number=self._forms)))

    def dropped(self) -> None:
        """No name is given."""
        self._show(replace(self.state, form=None))

    def named(self, values: Mapping[str, str]) -> None:
        """A name was given."""
        form, opened = self.state.form, self.state.opened
        name = values.get("name", "").strip()
        if form is None:
            return
        if form.name == "rename" and opened is not None:
            command = RenameView(
                id=self._hands.new_id(), list=self._listed, view=opened.name, to=name, shared=opened.shared
            )
            self._do(command, replace(opened, name=name), tr("The view is called {view} now"))
            return
        made = self._made(name, shared=values.get("whose") == EVERYBODYS)
        seen = "" if not form.before.get("seen") else None
        self._do(keep_view(self._hands.new_id(), made, seen), made, tr("View {view} is kept"))

    def save_again(self) -> None:
        """Let the opened view be what is shown now."""
        opened = self.state.opened
        if opened is not None and self.state.may_change:
            made = self._made(opened.name, shared=opened.shared)
            self._do(keep_view(self._hands.new_id(), made, opened.at), made, tr("View {view} is kept"))

    def remove(self) -> None:
        """Forget the opened view; what is shown stays, and can be kept again."""
        opened = self.state.opened
        if opened is not None and self.state.may_change:
            command = RemoveView(id=self._hands.new_id(), list=self._listed, view=opened.name, shared=opened.shared)
            self._do(command, None, tr("View {view} is forgotten").format(view=opened.name))

    def _made(self, name: str, *, shared: bool) -> SavedView:
        columns = replace(self._view.arrangement(), sort="", descending=False)
        return SavedView(self._listed, name, shared, self._lister.kept(), to_text(columns))

    def _do(self, command: Command, then: SavedView | None, words: str) -> None:
        def done(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                self._refused(outcome.refusal)
                return
            self._show(replace(self.state, opened=then, changed=False, form=None, told=""))
            self._toast(words.format(view=then.name if then is not None else ""), False)
            self.read()

        self._hands.do(command, done)

    def _refused(self, refusal: Refusal) -> None:
        """Say it under the name where one is asked; a name that is taken is put in its place by saving once more."""
        form = self.state.form
        if form is None:
            self._show(replace(self.state, told=say_error(refusal)))
            self.read()
            return
        before = (
            {**form.before, "seen": "yes"} if isinstance(refusal, ViewTaken) and form.name == "save" else form.before
        )
        self._show(replace(self.state, form=replace(form, before=before).refused("name", say_error(refusal))))

    def _was_read(self, views: tuple[SavedView, ...]) -> None:
        opened = self.state.opened
        if opened is not None:
            there = ((each.name, each.shared) == (opened.name, opened.shared) for each in views)
            opened = next((each for each, same in zip(views, there, strict=True) if same), None)
        self._show(replace(self.state, views=views, opened=opened))

    def _show(self, state: ViewsState) -> None:
        self.state = state
        self._view.render_views(state)


def _named(kept: Arrangement) -> frozenset[str]:
    return frozenset(kept.order) | kept.hidden | kept.added | frozenset(name for name, _width in kept.widths)


def _save_form(*, may_share: bool) -> FormValue:
    whose = ((MINE, tr("Only mine")), *(((EVERYBODYS, tr("Everybody's")),) if may_share else ()))
    reason = "" if may_share else tr("To keep it for everybody you need the right to share views")
    fields = (FormField("name", tr("Name")), FormField("whose", tr("Whose"), reason, whose))
    return FormValue("save", tr("Keep this view"), tr("Keep it"), fields, {"name": "", "whose": MINE})


def _rename_form(name: str) -> FormValue:
    fields = (FormField("name", tr("Name")),)
    return FormValue("rename", tr("Rename the view"), tr("Rename"), fields, {"name": name})
