"""A second person lets the first do one deed, once, with a reason; nothing else is opened by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.company import Company
from tests.packbench import Bench, pick
from tests.twins import PlainGuard
from warehouse_app.application.addressing import SetAddress
from warehouse_app.application.orders import HoldOrder, UnholdOrder
from warehouse_app.application.overriding import LASTS, Override, OverrideRefused, OverridingRunner, Permit, permit
from warehouse_app.application.people import AddUser, NewUser, add_user
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.sign_on import SignOnWrong
from warehouse_app.domain.editing import Change
from warehouse_app.domain.ledger.audit import digest
from warehouse_app.domain.people import SYSTEM, Right, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.schema import ledger, office

GUARD = PlainGuard()


@pytest.fixture
def boss(company: Company) -> NewUser:
    with company.write() as desk:
        company.product(desk, "A1000")
        company.order(desk, "1001", [("A1000", 1)])
        company.order(desk, "1002", [("A1000", 1)])
    return add_user(company.runner, GUARD, Session(SYSTEM), name="Maria", role=Role.SUPERVISOR)


def lent(company: Company, boss: NewUser, reason: str = "customer called", pin: str = "") -> OverridingRunner:
    return OverridingRunner(company.runner, GUARD, Override(pin or boss.pin, reason, user=boss.user))


def hold(n: str, order: int = 1) -> HoldOrder:
    return HoldOrder(id=n, order_id=order, reason="call first")


def test_a_deed_is_done_once_and_both_names_and_the_reason_stay(company: Company, boss: NewUser) -> None:
    assert isinstance(company.runner.perform(hold("h1"), company.packer).refusal, NoRight)
    assert lent(company, boss).perform(hold("h2"), company.packer).refusal is None
    with company.store.read() as desk:
        (row,) = desk.connection.execute(select(office.permit)).all()
        who = dict(desk.connection.execute(select(ledger.audit.c.command_id, ledger.audit.c.who)).all())
    assert (row.person, row.reason, row.name, row.right_) == (
        *("p-pack", "customer called", "HoldOrder", "hold order"),
    )
    assert who[row.id] == row.given_by != row.person
    assert who[row.used_by] == "p-pack"
    again = company.runner.perform(UnholdOrder(id="u", order_id=1, kind="manual"), company.packer)
    assert isinstance(again.refusal, NoRight), "one deed was lent, not the right"


def given(company: Company, session: Session, command: HoldOrder, **more: object) -> object:
    """Give an override for a packer's deed; return the refusal."""
    values: dict[str, object] = {"right": Right.HOLD_ORDER, "reason": "called", "person": "p-pack", **more}
    permission = Permit(id=company.ids.new(), deed=digest(replace(command, id="")), deed_name="HoldOrder", **values)  # type: ignore[arg-type]
    return company.runner.perform(permission, session).refusal


def test_it_is_bound_to_the_object_the_person_the_use_and_the_time(company: Company, boss: NewUser) -> None:
    assert given(company, company.supervisor, hold("x", 1)) is None
    other_object = company.runner.perform(hold("a", 2), company.packer).refusal
    other_person = company.runner.perform(hold("b", 1), company.picker).refusal
    other_words = company.runner.perform(replace(hold("c", 1), reason="whatever"), company.packer).refusal
    assert all(isinstance(each, NoRight) for each in (other_object, other_person, other_words))
    assert company.runner.perform(hold("d", 1), company.packer).refusal is None
    assert isinstance(company.runner.perform(hold("e", 1), company.packer).refusal, NoRight), "it is used up"
    assert given(company, company.supervisor, hold("x", 2)) is None
    company.clock.forward(seconds=LASTS.total_seconds())
    assert isinstance(company.runner.perform(hold("f", 2), company.packer).refusal, NoRight), "it is too late"


def test_work_of_another_bench_is_lent_by_the_order_and_no_other_is_taken(company: Company, boss: NewUser) -> None:
    with company.write() as desk:
        for order in (1, 2):
            pick(desk, company, order, f"T{order}")
    for n in ("1", "2"):
        Bench(company, f"B{n}", "EVE").scan(f"T{n}")
    mine, alone = Bench(company, "B3", "PACK"), company.runner
    company.runner = lent(company, boss)
    assert mine.codes("TAKE OVER", "T1") == ["scan_to_take_over", "taken_over"]
    company.runner = alone
    assert mine.codes("PAUSE", "TAKE OVER", "T2") == ["pack_paused", "scan_to_take_over", "no_right"]


def test_an_address_is_lent_by_its_words_though_no_hash_of_them_is_kept(company: Company, boss: NewUser) -> None:
    def to(city: str, n: str) -> SetAddress:
        words = {"name": "Berta", "street": "Hauptstr. 5", "postcode": "10115", "city": city, "country": "Germany"}
        changes = tuple(Change(part, "", word) for part, word in words.items())
        return SetAddress(id=n, order_id=1, reason="called", changes=changes)

    told = company.runner.perform(to("Berlin", "a"), company.packer).refusal
    assert isinstance(told, NoRight)
    permit(company.runner, GUARD, company.packer, to("Berlin", "b"), told, Override(boss.pin, "called", user=boss.user))
    elsewhere = company.runner.perform(to("Bremen", "c"), company.packer).refusal
    assert isinstance(elsewhere, NoRight), "the second person never heard of Bremen"
    company.store.memory.forget()
    assert company.runner.perform(to("Berlin", "d"), company.packer).refusal is None
    assert isinstance(company.runner.perform(to("Berlin", "e"), company.packer).refusal, NoRight), "it is used up"
    with company.store.read() as desk:
        kept = [row.deed for row in desk.connection.execute(select(office.permit))]
    assert kept == [f"{digest(replace(to('Bremen', ''), changes=()))}:{kept[0].partition(':')[2]}"]


def test_no_secret_stands_in_what_a_report_would_print(boss: NewUser) -> None:
    override = Override(pin="4711", reason="late", badge=boss.badge, user=boss.user)
    told = f"{override!r} {boss!r}"
    assert "4711" not in told
    assert boss.pin not in told
    assert boss.badge not in told
    assert "late" in told


def test_who_cannot_give_it(company: Company, boss: NewUser) -> None:
    badge_only = Session(replace(company.supervisor.actor, with_pin=False), "B1")
    assert given(company, company.supervisor, hold("x"), person="p-sup") == OverrideRefused("same_person")
    assert given(company, company.supervisor, hold("x"), reason=" ") == OverrideRefused("no_reason")
    assert given(company, badge_only, hold("x")) == NoRight("hold order", needs_pin=True)
    assert given(company, badge_only, hold("x"), right=Right.TAKE_OVER) == NoRight("take over", needs_pin=True)
    assert isinstance(given(company, company.packer, hold("x")), NoRight)
    assert given(company, Session(SYSTEM), hold("x"), right=Right.USERS) == OverrideRefused("not_this_right")
    with pytest.raises(Refused) as wrong:
        lent(company, boss, pin="000000").perform(hold("h"), company.packer)
    assert wrong.value.refusal == SignOnWrong()


def test_a_lent_right_never_hands_out_more(company: Company, boss: NewUser) -> None:
    """Adding people is never lent, whatever stands in a permit."""
    add = AddUser(id="a", person="p", user="EVE", user_name="Eve", role=Role.OWNER, badge_hash="", pin_hash="")
    with pytest.raises(Refused) as refused:
        lent(company, boss).perform(add, company.packer)
    assert isinstance(refused.value.refusal, NoRight)
