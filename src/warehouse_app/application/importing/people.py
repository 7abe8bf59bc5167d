"""People of a file: new ones get badge and PIN, which the report hands over once; known ones at most another role."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.importing.values import NotTaken, Took
from warehouse_app.application.people import ChangeUser, NewUser, add_user, find_users, user_code
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.importing.values import UserDraft
from warehouse_app.domain.people import Role
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.secrets import PinGuard


@dataclass(frozen=True, slots=True)
class Hiring:
    """What adding people needs."""

    runner: Runner
    session: Session
    guard: PinGuard

    def take(self, draft: UserDraft, *, write: bool) -> tuple[Took, NewUser | None]:
        """Add or change one person, by the same commands as `warehouse user`. Raises Refused without the right."""
        known = {each.user: each for each in find_users(self.runner, self.session)}
        try:
            code, role = user_code(draft.code), Role(draft.role)
        except ValueError:
            facts = {"known": ", ".join(role.value for role in Role)}
            return Took(refused=(NotTaken(0, "role", draft.role, "unknown_word", facts),)), None
        except Usage as wrong:
            return Took(refused=(NotTaken(0, "code", draft.code, wrong.code, {"user": draft.code}),)), None
        try:
            if code not in known:
                return Took(created=1), self._add(draft, role, code) if write else None
            if known[code].role == role.value:
                return Took(unchanged=1), None
            if write:
                self.runner.perform(ChangeUser(id=self.runner.ids.new(), user=code, role=role), self.session).done()
        except Refused as no:
            if no.refusal.code == "no_right":
                raise
            return Took(refused=(NotTaken(0, "role", draft.role, no.refusal.code, {"user": code}),)), None
        return Took(updated=1), None

    def _add(self, draft: UserDraft, role: Role, code: str) -> NewUser:
        return add_user(self.runner, self.guard, self.session, name=draft.name, role=role, user=code)
