"""The forms beside the list of orders: how one leaves, where it goes, what its buyer asks for. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.orders.values import OrderRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.wording import tr


def edit_form(row: OrderRow, now: Mapping[str, str]) -> FormValue:
    """Return the form of an order as it is now; times are shown in local time."""
    urgent = tuple((str(n), tr("{n}, ordinary").format(n=n) if n == 0 else str(n)) for n in range(10))
    fields = (
        FormField("priority", tr("Priority"), tr("9 is the most urgent"), urgent),
        FormField("ship_by", tr("Leaves"), tr("As 2010-12-06 15:30")), FormField("service", tr("Service")),
        FormField("note", tr("Note")),
    )  # fmt: skip
    before = {**now, "ship_by": figures.filed(now["ship_by"])}
    return FormValue("edit", tr("Change order {code}").format(code=row.code), tr("Save"), fields, before)


ADDRESS = "address"


def address_form(row: OrderRow, now: Mapping[str, str]) -> FormValue:
    """Return the form of where an order goes, as it is now, with the reason that a change of it needs."""
    words = {
        "name": tr("Name"), "company": tr("Company"), "street": tr("Street"), "street2": tr("Further line"),
        "postcode": tr("Postcode"), "city": tr("Town"), "region": tr("Region"), "country": tr("Country"),
        "email": tr("Mail"), "phone": tr("Phone"),
    }  # fmt: skip
    fields = tuple(FormField(name, each) for name, each in words.items())
    why = FormField("reason", tr("Why"), tr("It stands in the order's story"))
    title = tr("Address of order {code}").format(code=row.code)
    return FormValue(ADDRESS, title, tr("Save"), (*fields, why), now)


GIFT = "gift"


def gift_form(row: OrderRow, now: Mapping[str, str]) -> FormValue:
    """Return the form of what the buyer asks for, as it is now."""
    yes_no = (("", tr("No")), ("1", tr("Yes")))
    fields = (
        FormField("note", tr("For the recipient"), tr("It stands on the packing slip, and the packer sees it")),
        FormField("no_prices", tr("No prices in the box"), choices=yes_no),
    )
    return FormValue(GIFT, tr("Gift note of order {code}").format(code=row.code), tr("Save"), fields, now)
