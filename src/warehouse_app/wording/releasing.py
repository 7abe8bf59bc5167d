"""Words of releasing: channels, lanes, why an order is late or waits, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.releasing.channels import Channel, Lane, Mode
from warehouse_app.domain.releasing.judge import Why
from warehouse_app.wording import tr

WORDS: Mapping[str, tuple[str, str]] = {
    "bad_channel.code": ("{value} is no code of a channel", "Use letters, digits and dashes, 20 at most"),
    "bad_channel.rank": (
        "A channel cannot stand at {value}",
        "Give a number from 0 to 1000; the lowest is asked first",
    ),
    "bad_channel.least_priority": ("There is no priority {value}", "Give a number from 0 to 9"),
    "bad_channel.days": ("{value} days make no sense", "Give a number from 0, which is today, to 365"),
    "bad_channel.lead_min": ("{value} minutes before the cut-off make no sense", "Give a number from 0 to 1439"),
    "bad_channel.warehouse": ("There is no warehouse {value}", "Name one that is there, or none for all"),
    "bad_channel.mode": ("A channel is no {value}", "Say wave or pool"),
    "no_such_channel": ("There is no release channel {channel}", "See them: warehouse release channels"),
    "bad_cut_off.weekday": ("{value} is no weekday", "Say mon, tue, wed, thu, fri, sat, sun, or all"),
    "bad_cut_off.time": ("{value} is no time of day", "Say it as 15:30"),
    "bad_cut_off.warehouse": ("Which warehouse is meant", "Name one: --warehouse CODE"),
    "bad_limit.batches": ("{value} batches are no limit", "Give a number from 1, or none for no limit"),
    "bad_limit.units": ("{value} units are no limit", "Give a number from 1, or none for no limit"),
    "no_such_zone": ("No product belongs in zone {zone}", "Check its name, or give products that zone first"),
    "bad_channel.code_empty": ("A channel needs a code", "Use letters, digits and dashes, 20 at most"),
    "bad_capacity": (
        "A cart of {slots} {slots:order|orders} and {units} {units:unit|units} holds nothing",
        "Give both from 1 on",
    ),
    "nothing_to_release": ("No order is ready to go", "See who waits and why: warehouse release show"),
    "cannot_join.state": ("Order {order} cannot join {batch}: nobody picks it", "Choose a batch that is released"),
    "cannot_join.full": ("Order {order} cannot join {batch}: its cart is full", "Choose another batch, or release it"),
    "cannot_join.units": (
        "Order {order} cannot join {batch}: its units are too many for the cart",
        "Choose another batch, or release it",
    ),
    "cannot_join.past": (
        "Order {order} cannot join {batch}: its picker comes by no more",
        "Choose another batch, or release it",
    ),
    "cannot_join.trips": ("Order {order} cannot join {batch}, which takes several trips", "Choose another batch"),
    "no_batch_passes": (
        "No open batch with room passes the places of order {order}",
        "Release it in a batch of its own",
    ),
    "batch_begun": ("Somebody has begun batch {batch}", "Let it be picked to the end, or suspend it"),
}
"""Code -> what happened, what to do."""


def channel_title(channel: Channel | None) -> str:
    """Return what a channel is called; None is the channel of what no other takes."""
    return tr("Everything else") if channel is None else channel.title


def lane_words(lane: Lane) -> str:
    """Return what a lane is called."""
    return {
        Lane.PRIORITY: tr("Priority"), Lane.TODAY: tr("To do today"), Lane.LATE: tr("Late"),
        Lane.WAITING: tr("Waiting"), Lane.LATER: tr("Later"), Lane.RELEASED: tr("Released"), Lane.DONE: tr("Done"),
    }[lane]  # fmt: skip


def mode_words(mode: Mode) -> str:
    """Return how a channel is released."""
    return {Mode.WAVE: tr("as waves"), Mode.POOL: tr("little by little")}[mode]


def weekday_words(day: int) -> str:
    """Return what a weekday is called; 0 is Monday."""
    return (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
    )[day]  # fmt: skip


def why_late(why: Why) -> str:
    """Return why an order will be late, or waits."""
    return {
        Why.SHORT: tr("stock is lacking"), Why.HELD: tr("it is held"), Why.NOT_PAID: tr("it is not paid"),
        Why.NO_TIME: tr("not enough time before the cut-off"), Why.OVER_LIMIT: tr("the floor is full"),
        Why.PAST_DUE: tr("its cut-off is past"), Why.TOO_LARGE: tr("it is larger than a cart"),
    }[why]  # fmt: skip
