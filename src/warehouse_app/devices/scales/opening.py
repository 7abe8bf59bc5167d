"""From a scale's card to its driver."""

from __future__ import annotations

from warehouse_app.devices.scales import links
from warehouse_app.devices.scales.driver import LinkedScale, Pace
from warehouse_app.devices.scales.languages import LANGUAGES
from warehouse_app.devices.scales.twin import twin_line
from warehouse_app.domain.devices.cards import DeviceCard, Road
from warehouse_app.domain.refusals import Usage


def open_scale(card: DeviceCard, pace: Pace | None = None) -> LinkedScale:
    """Return the driver of a card; nothing is touched until it is started.

    Raises Usage `scale_protocol` for a language that there is not, Trouble `hid_missing` without hidapi.
    """
    if card.road is Road.HID:
        library = links.hid_library()
        return LinkedScale(card, LANGUAGES["hid"], lambda: links.open_hid(library, card.port), pace)
    language = LANGUAGES.get(card.protocol)
    if language is None or not language.ask:
        raise Usage("scale_protocol", protocol=card.protocol, known=", ".join(n for n in LANGUAGES if n != "hid"))
    if card.road is Road.TWIN:
        return LinkedScale(card, language, twin_line(card.port, language), pace)
    return LinkedScale(card, language, links.card_line(card), pace)
