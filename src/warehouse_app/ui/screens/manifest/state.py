"""What the manifest screen knows: the open manifest, its parcels, what waits, the question before it goes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.shipping.values import LoadAnswer, LoadState, ManifestClosed, ManifestRow, ParcelRow
from warehouse_app.ui.runtime.benchwork import Heard


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read beside the bench's state: the manifest, what is on it, what waits, and those closed before."""

    manifest: ManifestRow | None = None
    loaded: tuple[ParcelRow, ...] = ()
    waiting: tuple[ParcelRow, ...] = ()
    before: tuple[ManifestRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestScreen:
    """The screen. `asking` is the question before the hand-over, `busy` while it runs, `closed` what it ended with.

    `no` is the refusal of the hand-over, told until the next shot.
    """

    now: LoadState | None = None
    lists: Lists = field(default_factory=Lists)
    answer: LoadAnswer | None = None
    said: LoadAnswer | None = None
    heard: Heard = field(default_factory=Heard)
    asking: bool = False
    busy: bool = False
    closed: ManifestClosed | None = None
    no: Refusal | None = None
    may_close: bool = False

    @property
    def stopped(self) -> bool:
        """Say whether a Stop waits for its acknowledgement."""
        return self.now is not None and self.now.stop is not None


def found(screen: ManifestScreen, now: LoadState, lists: Lists) -> ManifestScreen:
    """Bench and lists were read."""
    return replace(screen, now=now, lists=lists)


def after(screen: ManifestScreen, answer: LoadAnswer, heard: Heard) -> ManifestScreen:
    """A shot was answered: a loaded parcel changes its place in the list at once, the rest is read again."""
    if answer.code == "acknowledge_first":
        return replace(screen, heard=heard)
    lists, parcel = screen.lists, str(answer.facts.get("parcel") or "")
    here = next((row for row in lists.waiting if row.code == parcel), None)
    if answer.code == "loaded" and here is not None:
        rest = tuple(row for row in lists.waiting if row.code != parcel)
        lists = replace(lists, loaded=(replace(here, state="manifested"), *lists.loaded), waiting=rest)
    quiet = answer.verdict is Verdict.REFUSED or answer.code == "acknowledged"
    return replace(
        screen,
        now=answer.state,
        lists=lists,
        answer=answer,
        said=screen.said if quiet else answer,
        heard=heard,
        asking=False,
        closed=screen.closed if quiet else None,
        no=None,
    )


def asked(screen: ManifestScreen, *, asking: bool) -> ManifestScreen:
    """The screen asks before it hands over, or does not any more."""
    return replace(screen, asking=asking, no=None)


def closing(screen: ManifestScreen) -> ManifestScreen:
    """The hand-over runs."""
    return replace(screen, asking=False, busy=True, no=None)


def ended(screen: ManifestScreen, answer: ManifestClosed | Refusal | None) -> ManifestScreen:
    """The hand-over ended: done, refused, or (None) in trouble and to be taken up again."""
    if isinstance(answer, ManifestClosed):
        return replace(screen, busy=False, closed=answer, said=None, answer=None)
    return replace(screen, busy=False, no=answer)
