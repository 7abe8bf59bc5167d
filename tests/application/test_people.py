"""People: the first administrator, badges and PINs, the lock-out, and who may do what to whom."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.company import Company
from warehouse_app.application import people, sign_on
from warehouse_app.application.people import BeyondYourRights, NewUser
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.staff import find_staff
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.people import ROLE_RIGHTS, Right, Role
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store.schema import METADATA, ledger
from warehouse_app.wording.people import RIGHTS, ROLES


class PlainGuard:
    """Guards nothing, quickly."""

    def seal(self, pin: str) -> str:
        """Return a text that is not the PIN."""
        return f"sealed {pin[::-1]}"

    def sealed_as(self, salt: str, pin: str) -> str:
        """There is no salt here."""
        return self.seal(pin)

    def fits(self, kept: str, pin: str) -> bool:
        """Compare."""
        return kept == self.seal(pin)


GUARD = PlainGuard()


@pytest.fixture
def admin(company: Company) -> NewUser:
    return people.init_company(company.runner, GUARD, warehouse="main", admin_name="Márta Groß")


def as_admin(company: Company, admin: NewUser) -> Session:
    return Session(sign_on.sign_on(company.runner, GUARD, user=admin.user, pin=admin.pin))


def refusal(excinfo: pytest.ExceptionInfo[Refused]) -> str:
    return excinfo.value.refusal.code


def test_a_company_begins_once_with_places_and_an_administrator(company: Company, admin: NewUser) -> None:
    assert admin.user == "MARTA-GROSS"
    assert len(admin.pin) == 6
    assert isinstance(parse(admin.badge), OwnCode)
    with company.store.read() as desk:
        kinds = {row.kind for row in desk.connection.execute(select(ledger.place.c.kind))}
    assert {"SUPPLIER", "CUSTOMER", "ADJUST", "DOCK", "BENCH"} <= kinds

    with pytest.raises(Refused) as again:
        people.init_company(company.runner, GUARD, warehouse="main", admin_name="Someone")
    assert refusal(again) == "company_exists"


def test_badge_and_pin_stand_nowhere_in_clear(company: Company, admin: NewUser) -> None:
    with company.store.read() as desk:
        for table in METADATA.sorted_tables:
            for row in desk.connection.execute(table.select()):
                assert not any(admin.badge in str(cell) or str(cell) == admin.pin for cell in row), table.name
                assert parse(admin.badge).body not in str(row)  # type: ignore[union-attr]


def test_a_badge_alone_gives_bench_work_only(company: Company, admin: NewUser) -> None:
    by_badge = sign_on.sign_on(company.runner, GUARD, badge=admin.badge.lower())
    assert by_badge.may(Right.PACK)
    assert not by_badge.may(Right.IMPORT)
    assert sign_on.sign_on(company.runner, GUARD, badge=admin.badge, pin=admin.pin).may(Right.IMPORT)


@pytest.mark.parametrize(
    "tried", [{"user": "NOBODY", "pin": "123456"}, {"badge": "US-AAAAAAAAAAAA-0"}, {"badge": "x"}, {"user": ""}]
)
def test_who_is_not_known_is_told_no_more_than_that(company: Company, admin: NewUser, tried: dict[str, str]) -> None:
    with pytest.raises(Refused) as no:
        sign_on.sign_on(company.runner, GUARD, **tried)
    assert refusal(no) == "sign_on_wrong"


def test_a_code_without_pin_proves_nothing(company: Company, admin: NewUser) -> None:
    with pytest.raises(Refused):
        sign_on.sign_on(company.runner, GUARD, user=admin.user)


def test_after_five_wrong_pins_even_the_right_one_waits_a_minute(company: Company, admin: NewUser) -> None:
    def attempt(pin: str) -> str:
        try:
            sign_on.sign_on(company.runner, GUARD, user=admin.user, pin=pin)
        except Refused as refused:
            return refused.refusal.code
        return "in"

    assert [attempt("0") for _ in range(5)] == ["sign_on_wrong"] * 5
    assert attempt(admin.pin) == "sign_on_later"
    company.clock.forward(seconds=61)
    assert attempt("1") == "sign_on_wrong"
    assert attempt(admin.pin) == "sign_on_later"
    company.clock.forward(seconds=61)
    assert attempt(admin.pin) == "in"
    assert attempt("2") == "sign_on_wrong"
    assert attempt(admin.pin) == "in"


def test_many_tries_at_once_are_counted_like_one_after_the_other(company: Company, admin: NewUser) -> None:
    class Crowd(PlainGuard):
        """While one PIN is judged, others are tried."""

        def fits(self, kept: str, pin: str) -> bool:
            for wrong in range(5):
                with pytest.raises(Refused):
                    sign_on.sign_on(company.runner, GUARD, user=admin.user, pin=str(wrong))
            return super().fits(kept, pin)

    with pytest.raises(Refused) as refused:
        sign_on.sign_on(company.runner, Crowd(), user=admin.user, pin=admin.pin)
    assert refusal(refused) == "sign_on_later"


def test_a_clock_set_back_locks_nobody_out(company: Company, admin: NewUser) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            sign_on.sign_on(company.runner, GUARD, user=admin.user, pin="0")
    company.clock.forward(days=-2)
    assert sign_on.sign_on(company.runner, GUARD, user=admin.user, pin=admin.pin).with_pin


def test_only_who_has_the_right_adds_people(company: Company, admin: NewUser) -> None:
    anna = people.add_user(company.runner, GUARD, as_admin(company, admin), name="Anna K.", role=Role.PACKER)
    session = Session(sign_on.sign_on(company.runner, GUARD, user=anna.user, pin=anna.pin))
    with pytest.raises(Refused) as no:
        people.add_user(company.runner, GUARD, session, name="Eve", role=Role.ADMINISTRATOR)
    assert isinstance(no.value.refusal, NoRight)
    with pytest.raises(Refused) as twice:
        people.add_user(company.runner, GUARD, as_admin(company, admin), name="ANNA  k", role=Role.PACKER)
    assert refusal(twice) == "user_exists"


def test_a_new_badge_makes_the_old_one_worthless(company: Company, admin: NewUser) -> None:
    new = people.new_badge(company.runner, GUARD, as_admin(company, admin), admin.user)
    assert new.pin == ""
    assert sign_on.sign_on(company.runner, GUARD, badge=new.badge).code == admin.user
    with pytest.raises(Refused):
        sign_on.sign_on(company.runner, GUARD, badge=admin.badge)


def test_the_last_administrator_stays(company: Company, admin: NewUser) -> None:
    session = as_admin(company, admin)
    for change in ({"locked": True}, {"role": Role.PICKER}):
        command = people.ChangeUser(id=company.ids.new(), user=admin.user, **change)
        assert company.runner.perform(command, session).refusal == people.LastAdministrator(admin.user)


def test_a_locked_person_is_out_at_once_and_everywhere(company: Company, admin: NewUser) -> None:
    session = as_admin(company, admin)
    anna = people.add_user(company.runner, GUARD, session, name="Anna", role=Role.PACKER, pin="4711")
    token = sign_on.keep_signed_on(company.runner, sign_on.sign_on(company.runner, GUARD, user="anna", pin="4711"))
    assert sign_on.signed_on(company.runner, token) is not None

    company.runner.perform(people.ChangeUser(id="lock", user=anna.user, locked=True), session).done()

    assert sign_on.signed_on(company.runner, token) is None
    with pytest.raises(Refused) as no:
        sign_on.sign_on(company.runner, GUARD, badge=anna.badge)
    assert refusal(no) == "user_locked"


def test_a_kept_sign_on_ends_when_signed_off(company: Company, admin: NewUser) -> None:
    session = as_admin(company, admin)
    token = sign_on.keep_signed_on(company.runner, session.actor)
    assert sign_on.signed_on(company.runner, token) == session.actor
    assert sign_on.signed_on(company.runner, "guess") is None
    company.runner.perform(sign_on.SignOff(id="off"), session).done()
    assert sign_on.signed_on(company.runner, token) is None


@pytest.mark.parametrize("name", ["", "  ", "\x1b\x00", "东京"])
def test_a_name_without_letters_for_a_code_is_refused(company: Company, name: str) -> None:
    with pytest.raises(Usage):
        people.init_company(company.runner, GUARD, warehouse="MAIN", admin_name=name)


def test_the_text_on_a_badge_is_found_through_a_wrong_keyboard(company: Company, admin: NewUser) -> None:
    typed = admin.badge.translate(str.maketrans("-YZ", "ßZY"))
    assert sign_on.badge_body(typed) == parse(admin.badge).body  # type: ignore[union-attr]
    assert sign_on.badge_body("OR-1-X") is None
    assert OwnKind.USER.value == "US"


def test_nobody_hands_out_more_than_his_own_sign_on_opens(
    company: Company, admin: NewUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ROLE_RIGHTS, Role.CLERK, ROLE_RIGHTS[Role.CLERK] | {Right.USERS})
    boss = as_admin(company, admin)
    clerk = people.add_user(company.runner, GUARD, boss, name="Cleo", role=Role.CLERK, pin="4711")
    session = Session(sign_on.sign_on(company.runner, GUARD, user=clerk.user, pin="4711"))
    tried = [
        people.ChangeUser(id="own", user=clerk.user, role=Role.ADMINISTRATOR),
        people.ChangeUser(id="badge", user=admin.user, badge_hash="x"),
        people.ChangeUser(id="pin", user=admin.user, pin_hash="x"),
    ]
    for command in tried:
        assert isinstance(company.runner.perform(command, session).refusal, BeyondYourRights), command.id
    with pytest.raises(Refused) as no:
        people.add_user(company.runner, GUARD, session, name="Eve", role=Role.SUPERVISOR)
    assert refusal(no) == "beyond_your_rights"
    assert people.add_user(company.runner, GUARD, session, name="Paul", role=Role.PICKER).user == "PAUL"


def test_a_new_pin_leaves_the_badge_and_signs_off_everywhere(company: Company, admin: NewUser) -> None:
    session = as_admin(company, admin)
    anna = people.add_user(company.runner, GUARD, session, name="Anna", role=Role.PACKER, pin="4711")
    token = sign_on.keep_signed_on(company.runner, sign_on.sign_on(company.runner, GUARD, user="anna", pin="4711"))
    new = people.new_pin(company.runner, GUARD, session, anna.user)
    assert new.badge == ""
    assert sign_on.signed_on(company.runner, token) is None
    assert sign_on.sign_on(company.runner, GUARD, badge=anna.badge, pin=new.pin).with_pin
    with pytest.raises(Refused):
        sign_on.sign_on(company.runner, GUARD, user="anna", pin="4711")


def test_the_list_tells_who_was_seen_when_and_where_and_who_stays_signed_on(company: Company, admin: NewUser) -> None:
    session = as_admin(company, admin)
    anna = people.add_user(company.runner, GUARD, session, name="Anna", role=Role.PACKER, pin="4711")
    actor = sign_on.sign_on(company.runner, GUARD, user="anna", pin="4711")
    company.clock.forward(minutes=5)
    company.runner.perform(sign_on.KeepSignedOn(id="k1", token_hash="one"), Session(actor, "B2")).done()
    company.runner.perform(sign_on.KeepSignedOn(id="k2", token_hash="two"), Session(actor, "B7")).done()
    found = {each.user: each for each in find_staff(company.runner, session)}
    assert [each.name for each in find_staff(company.runner, session)] == ["Anna", "Márta Groß"]
    assert (found["ANNA"].seen_where, found["ANNA"].homes) == ("B7", 2)
    assert found["ANNA"].seen_at.startswith("2010-12-06T09:05")
    with pytest.raises(Refused):
        find_staff(company.runner, Session(actor))
    company.runner.perform(people.ChangeUser(id="off", user=anna.user, sign_off=True), session).done()
    assert {each.user: each.homes for each in find_staff(company.runner, session)} == {"ANNA": 0, admin.user: 0}


def test_every_right_and_role_has_its_words() -> None:
    assert set(RIGHTS) == {right.value for right in Right}
    assert set(ROLES) == {role.value for role in Role}
