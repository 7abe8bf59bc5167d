"""What the people screen knows: everybody, the chosen one, the open question, and what is shown once. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.application.people import NewUser
from warehouse_app.application.staff import Person
from warehouse_app.domain.people import Role
from warehouse_app.wording.languages import LANGUAGES

Asking = Literal["", "add", "role", "lock", "unlock", "badge", "pin", "sign_off", "language"]
View = Literal["all", "here", "locked"]


@dataclass(frozen=True, slots=True)
class PeopleScreen:
    """The screen. `new` holds badge and PIN while they are shown: once, until the person says they are handed over."""

    people: tuple[Person, ...] = ()
    view: View = "all"
    text: str = ""
    chosen: str = ""
    asking: Asking = ""
    new: NewUser | None = None
    refusal: str = ""
    loaded: bool = False
    me: str = ""

    @property
    def shown(self) -> tuple[Person, ...]:
        """Return the people of the view whose name or code has the text in it."""
        wanted = self.text.casefold()
        fits = (each for each in self.people if wanted in f"{each.name} {each.user}".casefold())
        if self.view == "here":
            return tuple(each for each in fits if each.homes and not each.locked)
        return tuple(each for each in fits if self.view == "all" or each.locked)

    @property
    def person(self) -> Person | None:
        """Return the chosen person."""
        return next((each for each in self.people if each.user == self.chosen), None)


def read(screen: PeopleScreen, people: tuple[Person, ...]) -> PeopleScreen:
    """Everybody was read."""
    return replace(screen, people=people, loaded=True)


def chose(screen: PeopleScreen, user: str) -> PeopleScreen:
    """Another person was chosen; a badge that is still shown stays until it is handed over."""
    if screen.new is not None or user == screen.chosen:
        return screen
    return replace(screen, chosen=user, asking="", refusal="")


def handed(screen: PeopleScreen, new: NewUser) -> PeopleScreen:
    """Badge or PIN was made and is shown this once."""
    return replace(screen, new=new, chosen=new.user, asking="", refusal="")


def done(screen: PeopleScreen) -> PeopleScreen:
    """A deed is done, or what was shown once is handed over."""
    return replace(screen, asking="", refusal="", new=None)


def language_at(number: int) -> str | None:
    """Return the language of a choice's number, "" for that of the machine; None for none of them."""
    known = ("", *LANGUAGES)
    return known[number - 1] if 1 <= number <= len(known) else None


def role_at(number: int) -> Role | None:
    """Return the role of a choice's number."""
    roles = tuple(Role)
    return roles[number - 1] if 1 <= number <= len(roles) else None
