"""Words of the crew: how people are at work, what they can do, messages to benches."""

from __future__ import annotations

from warehouse_app.domain.bench import Work
from warehouse_app.domain.crew.values import AtWork, BenchScan, Message, Presence
from warehouse_app.wording import tr
from warehouse_app.wording.say import sentence_of
from warehouse_app.wording.verdicts import spoken

WORDS = {
    "given_meanwhile": ("Somebody gave batch {batch} to {who} meanwhile", "Nothing was changed. Look at it again"),
    "given_meanwhile.pool": (
        "Somebody put batch {batch} into the pool meanwhile",
        "Nothing was changed. Look at it again",
    ),
    "lacks_skill": (
        "{who} may not take batch {batch}: it needs {skills}",
        "Give it to somebody who has the skill, or add it on the Crew screen",
    ),
    "over_cap.batches": (
        "{who} has enough in hand: at most {most} {most:batch|batches} at once",
        "Give batch {batch} to somebody else, or change the limit",
    ),
    "over_cap.orders": (
        "Batch {batch} has {asked} orders; {who} is given at most {most}",
        "Give it to somebody else, or change the limit",
    ),
    "over_cap.units": (
        "Batch {batch} has {asked} units; {who} is given at most {most}",
        "Give it to somebody else, or change the limit",
    ),
    "over_cap.weight_g": (
        "Batch {batch} weighs {asked} g; {who} is given at most {most} g",
        "Give it to somebody else, or change the limit",
    ),
    "no_such_skill": ("There is no skill {skill}", "Make it first: warehouse crew skills add"),
    "skill_in_use": (
        "Skill {skill} is in use: {people} {people:person|people}, {products} {products:product|products}",
        "Take it from them first",
    ),
    "no_such_message": ("That message is over", "Nothing is left to do about it"),
    "no_such_bench": ("Nobody ever worked at bench {station}", "Choose a bench that is in use"),
    "message": ("{who}: {text}", "CONTINUE or an empty line says that you have read it"),
    "message_seen": ("Read", ""),
    "person_or_product": ("A skill is of a person or of a product", "Name one of them: --person or --product"),
}
"""Code -> what happened, what to do."""


def presence_words(presence: Presence) -> str:
    """Return how somebody is at work."""
    return {
        Presence.WORKING: tr("Working"), Presence.IDLE: tr("Idle"), Presence.STALE: tr("Left alone"),
        Presence.FREE: tr("Free"), Presence.AWAY: tr("Not seen"),
    }[presence]  # fmt: skip


def work_words(work: str) -> str:
    """Return what a station is at."""
    return {
        Work.PICK.value: tr("Picking"), Work.PACK.value: tr("Packing"), Work.LOAD.value: tr("Loading"),
        Work.RECEIVE.value: tr("Goods in"), Work.PUTAWAY.value: tr("Put-away"), Work.MOVE.value: tr("Moving"),
        Work.COUNT.value: tr("Counting"), Work.TRANSFER.value: tr("Transfer"),
        Work.RETURNS.value: tr("Returns"),
    }.get(work, work)  # fmt: skip


def at_words(at: AtWork) -> str:
    """Return what somebody is on: "Picking B00012"."""
    return f"{work_words(at.work)} {at.what}".strip()


def verdict_words(scan: BenchScan) -> str:
    """Return what a bench said to a scan: its first sentence, with dots for the facts, which are not kept."""
    what = spoken(sentence_of(scan.code)).split(". ")[0]
    return what if what.strip("\N{HORIZONTAL ELLIPSIS}: ") else scan.code.replace("_", " ").capitalize()


def to_words(message: Message) -> str:
    """Return whom a message is for."""
    if message.station:
        return tr("Bench {station}").format(station=message.station)
    return message.to_name if message.person else tr("Everybody")
