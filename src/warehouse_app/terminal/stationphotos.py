"""Photos in line mode: PHOTO takes one with this machine's camera, of what the bench says is in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from warehouse_app.application.packing.photographing import PHOTO
from warehouse_app.application.photos import keep_picture
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.bench import Answer
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refused, Trouble, Usage
from warehouse_app.domain.returning.intake import PHOTOS
from warehouse_app.wording.say import say, say_error

if TYPE_CHECKING:
    from warehouse_app.application.bench import Scan
    from warehouse_app.ports.photos import Photos

Said: TypeAlias = dict[str, object]

TAKE = "take_photo"
"""The answer that lets a photo be taken; its facts say of what."""


def _waits(answer: Answer) -> bool:
    """Tell whether the bench waits for the photo that it named."""
    state = getattr(answer, "state", None)
    return getattr(state, "asked", "") == PHOTO or getattr(state, "phase", "") in PHOTOS


class StationPhotos:
    """One station, and the shelf and camera of its machine."""

    def __init__(self, runner: Runner, session: Session, shelf: Photos) -> None:
        self._runner, self._session, self._shelf = runner, session, shelf

    def told(self, scan: Scan) -> Scan:
        """Return the scan with whether a photo can be taken here."""
        names = {each.name for each in fields(scan)}
        known: dict[str, Any] = {"camera": self._shelf.has_camera} if "camera" in names else {}
        return replace(scan, **known)

    def after(self, answer: object, said: Said, go_on: Callable[[], Said]) -> Said:
        """Take the photo that an answer asks for, and say what became of it; the work goes on in any case.

        `go_on` answers the question of the bench, where it waits for this photo.
        """
        if not isinstance(answer, Answer) or answer.code != TAKE:
            return said
        thing = str(answer.facts["thing"])
        try:
            number = self._keep(About(str(answer.facts["about"])), int(answer.facts["ref"] or 0), thing)
        except (Trouble, Usage) as trouble:
            return self._not_taken(said, trouble.code, say_error(trouble))
        except Refused as refused:
            return self._not_taken(said, refused.refusal.code, say_error(refused.refusal))
        kept = {**said, "say": say("photo_kept", {"thing": thing})}
        return {**(go_on() if _waits(answer) else kept), "photo": number}

    def _keep(self, about: About, ref: int, thing: str) -> int:
        if not self._shelf.has_camera:
            raise Usage("no_camera")
        return keep_picture(self._runner, self._session, self._shelf, self._shelf.take(), about, ref, thing, thing)

    def _not_taken(self, said: Said, code: str, sentence: str) -> Said:
        return {**said, "verdict": "refused", "class": "note", "code": code, "say": sentence}
