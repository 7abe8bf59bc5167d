"""A station logs in as itself: it works a whole shift through gates, and by hand it is refused every change."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.company import Company
from tests.fullday import Day, broken, examined
from tests.packbench import Bench, pick
from tests.parcels import spool, work
from warehouse_app.application import batches
from warehouse_app.application.care import grants
from warehouse_app.application.overriding import Override, permit
from warehouse_app.application.packing import PackScan
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.shipping import LoadScan
from warehouse_app.application.sign_on import sign_on, signed_on
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Refused, Trouble, Usage
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import METADATA, office
from warehouse_app.system.guard import ArgonGuard

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
BADGE, PIN = "ANNASBADGE22", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"
PEOPLE = {
    "p-pack": badge_hash(BADGE),
    "p-pick": badge_hash("LISBADGE2222"),
    "p-sup": badge_hash("MARIASBADGE2"),
    "test": "",
}


@pytest.fixture
def owner(tmp_path: Path, server: Server) -> Generator[Company, None, None]:
    """Yield a company as its owner sees it, with two orders in totes and people; station B1 has its role."""
    with server.database() as address:
        company = Company(tmp_path, database=address)
        with company.write() as desk:
            for person, badge in PEOPLE.items():
                row = {"id": person, "code": person, "role": "packer", "created_at": desk.at, "badge_hash": badge}
                desk.connection.execute(office.person.insert().values(**row, pin_hash=PIN if badge else ""))
            for sku in ("A1000", "B2000"):
                company.product(desk, sku)
            pick(desk, company, company.order(desk, "1001", [("A1000", 2), ("B2000", 1)]), "T-0001")
            pick(desk, company, company.order(desk, "1002", [("A1000", 1)]), "T-0002")
        grant(company)
        yield company
        company.close()


def grant(company: Company) -> None:
    """Do what `warehouse db grants` does."""
    roles, words = grants(company.runner, Session(SYSTEM), ("B1",), run=True)
    assert roles == ("warehouse_b1",)
    assert "GRANT" in words


def at_station(owner: Company, folder: Path) -> Company:
    """Return the same company as station B1 is connected to it."""
    return Company(folder, database=owner.address.replace("postgres@", "warehouse_b1@"))


def by_hand(owner: Company) -> psycopg.Connection[Any]:
    """Log in with the station's credentials and nothing else."""
    address = owner.address.replace("postgres@", "warehouse_b1@")
    return psycopg.connect(autocommit=True, **address_of(address).parameters)


def test_a_shift_runs_under_the_stations_role(owner: Company, tmp_path: Path) -> None:
    station = at_station(owner, tmp_path)
    backend = station.store.backend
    assert isinstance(backend, PostgresBackend)
    assert backend.proving.prove(BADGE) == "p-pack"
    station.ids.n = 5_000
    station.runner.writer.id = "writer-b1"
    before = {check.name: check.broken for check in examined(owner).checks if not check.ok}
    bench = Bench(station, person="PACK")
    assert bench.codes("T-0001", "A1000", "NONSENSE", "A1000", "B2000")[-1] == "order_packed"
    assert bench.codes("T-0002", "A1000") == ["order_opened", "order_packed"]
    work(station, spool(tmp_path / "spool"))
    with station.store.read() as desk:
        tracking = [row[0] for row in desk.connection.exec_driver_sql("SELECT tracking FROM parcel ORDER BY id")]
    for code in tracking:
        station.runner.perform(LoadScan(id=station.ids.new(), text=code), station.packer).done()
    station.close()
    assert {check.name: check.broken for check in examined(owner).checks if not check.ok} == before
    assert len(list((tmp_path / "spool").rglob("label-*"))) == 2


def test_a_picker_picks_a_batch_under_the_stations_role(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        day = Day(owner, tmp_path)
        day.prepare()
        boss = owner.supervisor
        with owner.write() as desk:
            mine = office.person.update().where(office.person.c.id == "p-pick")
            desk.connection.execute(mine.values(badge_hash=badge_hash(BADGE)))
        grant(owner)
        (batch,) = batches.plan(owner.runner, boss, pause=lambda _seconds: None).batches
        batches.release(owner.runner, boss, batch.id, pause=lambda _seconds: None)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-pick"
        station.ids.n = 5_000
        station.runner.writer.id = "writer-b1"
        picking = Day(station, tmp_path)
        state = picking.scan(batch.code).state
        while state.expects:
            state = picking.scan(state.expects[0].code).state
        station.close()
        assert {check.name: check.broken for check in examined(owner).checks if not check.ok} == {}
        owner.close()


FACTS = ("entry", "leg", "balance", "pool", "serial_at", "promise", "promise_log", "audit", "seal", "command", "scan")


@pytest.mark.parametrize("signed_on", [False, True])
def test_by_hand_no_fact_and_no_projection_is_changed(owner: Company, *, signed_on: bool) -> None:
    with by_hand(owner) as thief:
        if signed_on:
            assert thief.execute("SELECT gate.begin_session(%s, '')", (BADGE,)).fetchone() == ("p-pack",)
        for table in FACTS:
            column = next(iter(METADATA.tables[table].primary_key.columns)).name
            assert thief.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() is not None, "it may look"
            for words in (
                f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1", f"UPDATE {table} SET {column} = {column}",
                f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE", f"ALTER TABLE {table} DISABLE TRIGGER ALL",
                f"DROP TABLE {table}",
            ):  # fmt: skip
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    thief.execute(words.encode())


def test_by_hand_nothing_goes_through_a_gate_without_a_person(owner: Company) -> None:
    with by_hand(owner) as thief:
        gates = thief.execute(
            "SELECT p.oid::regprocedure::text, p.pronargs, p.proname FROM pg_proc p"
            " WHERE p.pronamespace = 'gate'::regnamespace AND p.proname NOT IN"
            " ('begin_session', 'end_session', 'salt_of', 'hash_of')"
        ).fetchall()
        assert len(gates) > 100
        for _name, count, function in gates:
            nothing = ", ".join(["NULL"] * count)
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"nobody is signed on|permission denied"):
                thief.execute(f"SELECT gate.{function}({nothing})".encode())
        for function in ("post", "promise", "narrow", "release"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                thief.execute(f"SELECT public.{function}({', '.join(['NULL'] * ARGUMENTS[function])})".encode())


ARGUMENTS = {"post": 16, "promise": 17, "narrow": 7, "release": 5}


def test_by_hand_no_secret_is_read_and_no_other_role_is_taken(owner: Company) -> None:
    with by_hand(owner) as thief:
        for words in (
            "SELECT pin_hash FROM person", "SELECT * FROM person", "SELECT token_hash FROM sign_on",
            "SELECT * FROM gate.session", "INSERT INTO gate.session SELECT * FROM gate.session", "SET ROLE postgres",
            "SET session_replication_role = replica", "CREATE FUNCTION gate.mine() RETURNS void LANGUAGE sql AS ''",
            "CREATE TABLE mine (id int)", "UPDATE person SET role = 'administrator'", "CREATE ROLE other",
            "UPDATE setting SET value = ''", "ALTER FUNCTION gate.must(text) SECURITY INVOKER",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                thief.execute(words.encode())


def test_a_person_is_proven_by_badge_and_pin_and_guessing_waits(owner: Company) -> None:
    with by_hand(owner) as station:

        def begun(badge: str, pin: str = "") -> str | None:
            return station.execute("SELECT gate.begin_session(%s, %s)", (badge, pin)).fetchone()[0]  # type: ignore[index]

        assert begun(BADGE) == "p-pack"
        assert begun("NOBODYSBADGE") is None
        assert begun(badge_hash(BADGE)) is None, "who reads what is kept of a badge has no badge"
        assert begun(BADGE, PIN) == "p-pack"
        salt = station.execute("SELECT gate.salt_of(%s)", (BADGE,)).fetchone()
        assert salt == (PIN.rpartition("$")[0],)
        assert station.execute("SELECT gate.salt_of('X') LIKE '$argon2id$%'").fetchone() == (True,)
        assert [begun(BADGE, f"{PIN}{n}") for n in range(5)] == [None] * 5
        assert begun(BADGE, PIN) is None, "even the right one waits a minute"
        assert begun(BADGE) == "p-pack"


def test_who_rolls_a_wrong_pin_back_is_counted_all_the_same(owner: Company) -> None:
    with by_hand(owner) as thief:

        def tried(pin: str) -> str | None:
            with thief.transaction(force_rollback=True):
                return thief.execute("SELECT gate.begin_session(%s, %s)", (BADGE, pin)).fetchone()[0]  # type: ignore[index]

        assert [tried(f"{PIN}{n}") for n in range(5)] == [None] * 5
        assert tried(PIN) is None, "even the right one waits a minute"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            thief.execute("SELECT setval('gate.tries_' || md5('p-pack'), 0)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            thief.execute("SELECT gate.may_try('p-sup')")


def test_a_right_pin_forgets_the_wrong_ones_also_of_who_came_after_the_grants(owner: Company) -> None:
    with owner.write() as desk:
        row = {"id": "p-new", "code": "NEW", "role": "packer", "created_at": desk.at, "pin_hash": PIN}
        desk.connection.execute(office.person.insert().values(**row, badge_hash=badge_hash("NEWBADGE2222")))
    with by_hand(owner) as station:

        def begun(pin: str) -> str | None:
            return station.execute("SELECT gate.begin_session('NEWBADGE2222', %s)", (pin,)).fetchone()[0]  # type: ignore[index]

        for _ in range(2):
            assert [begun(f"{PIN}{n}") for n in range(4)] == [None] * 4
            assert begun(PIN) == "p-new"


def test_nobody_writes_in_the_name_of_another(owner: Company, tmp_path: Path) -> None:
    station = at_station(owner, tmp_path)
    assert isinstance(station.store.backend, PostgresBackend)
    station.store.backend.proving.prove(BADGE)
    station.ids.n = 5_000
    station.runner.writer.id = "writer-b1"
    with pytest.raises(Trouble) as trouble:
        Bench(station, person="SUP").scan("T-0001")
    assert trouble.value.code == "database_no_right"
    with pytest.raises(Trouble):  # what is the office's has no gate
        station.runner.perform(ChangeSetting(id="s", setting="company.city", value="X"), Session(SYSTEM))
    station.close()


def test_people_sign_on_at_a_station_through_the_server(owner: Company, tmp_path: Path) -> None:
    guard = ArgonGuard()
    with owner.write() as desk:
        values = {"pin_hash": guard.seal("246802")}
        desk.connection.execute(office.person.update().where(office.person.c.id == "p-pack").values(**values))
    station = at_station(owner, tmp_path)
    badge = make(OwnKind.USER, BADGE)
    assert sign_on(station.runner, guard, badge=badge).with_pin is False
    actor = sign_on(station.runner, guard, badge=badge, pin="246802")
    assert (actor.person, actor.with_pin) == ("p-pack", True)
    for wrong in ({"badge": badge, "pin": "111111"}, {"badge": make(OwnKind.USER, "NOBODYSBADGE")}, {"user": "p-pack"}):
        with pytest.raises(Refused):
            sign_on(station.runner, guard, **wrong)
    assert signed_on(station.runner, "token") is None
    station.close()


@pytest.mark.parametrize("pin", ["246802", "111111"])
def test_a_second_person_lends_a_right_and_the_first_one_goes_on(owner: Company, tmp_path: Path, pin: str) -> None:
    """The server hears the second person for the permit alone, whether it was given or not."""
    guard = ArgonGuard()
    with owner.write() as desk:
        values = {"pin_hash": guard.seal("246802"), "role": "supervisor"}
        desk.connection.execute(office.person.update().where(office.person.c.id == "p-sup").values(**values))
    Bench(owner, "B2", "SUP").scan("T-0001")
    station = at_station(owner, tmp_path)
    station.ids.n = 5_000
    station.runner.writer.id = "writer-b1"
    actor = sign_on(station.runner, guard, badge=make(OwnKind.USER, BADGE))
    session = Session(actor, "B1")
    station.runner.perform(PackScan(id="card", text="TAKE OVER"), session)
    take_over = PackScan(id="first", text="T-0001")
    told = station.runner.perform(take_over, session).refusal
    assert isinstance(told, NoRight)
    override = Override(pin, "she is ill", badge=make(OwnKind.USER, "MARIASBADGE2"))
    with contextlib.nullcontext() if pin == "246802" else pytest.raises(Refused):
        permit(station.runner, guard, session, take_over, told, override)
    again = station.runner.perform(PackScan(id="again", text="T-0001"), session).value
    assert again is not None
    assert again.code == ("taken_over" if pin == "246802" else "no_right")
    station.close()


def test_a_locked_person_is_out_at_once_at_every_connection(owner: Company, tmp_path: Path) -> None:
    station = at_station(owner, tmp_path)
    assert isinstance(station.store.backend, PostgresBackend)
    assert station.store.backend.proving.prove(BADGE) == "p-pack"
    bench = Bench(station, person="PACK")
    station.ids.n = 5_000
    station.runner.writer.id = "writer-b1"
    assert bench.codes("T-0001") == ["order_opened"]
    with owner.write() as desk:
        desk.connection.execute(office.person.update().where(office.person.c.id == "p-pack").values(locked=1))
    with pytest.raises(Trouble) as trouble:
        bench.scan("A1000")
    assert trouble.value.code == "database_no_right"
    station.close()


BEYOND = "stations may do no more than go through their gates"


@pytest.mark.parametrize(
    ("deed", "named"),
    [
        ('GRANT INSERT ON entry TO "warehouse_b1"', "role warehouse_b1 may change entry"),
        ('GRANT UPDATE ON gate.session TO "warehouse_b1"', "role warehouse_b1 may change session"),
        ("GRANT EXECUTE ON FUNCTION post TO PUBLIC", "role warehouse_b1 may execute post"),
        ('ALTER ROLE "warehouse_b1" CREATEROLE', "role warehouse_b1 is no plain role"),
    ],
)
def test_a_station_that_may_more_is_found(owner: Company, deed: str, named: str) -> None:
    def told() -> tuple[str, ...]:
        return next(check.broken for check in examined(owner).checks if check.name == BEYOND)

    assert told() == ()
    with psycopg.connect(autocommit=True, **address_of(owner.address).parameters) as careless:
        careless.execute(deed.encode())
    assert named in told()
    if "ROLE" in deed:  # roles outlive their database
        with psycopg.connect(autocommit=True, **address_of(owner.address).parameters) as careful:
            careful.execute(b'ALTER ROLE "warehouse_b1" NOCREATEROLE')


def test_gates_of_another_version_are_told(owner: Company) -> None:
    with psycopg.connect(autocommit=True, **address_of(owner.address).parameters) as older:
        (name,) = older.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'gate'::regnamespace AND proname LIKE 'do@_%' ESCAPE '@'"
            " ORDER BY 1 LIMIT 1"
        ).fetchall()[0]
        older.execute(f"DROP FUNCTION gate.{name}".encode())
    found = next(check.broken for check in examined(owner).checks if check.name == BEYOND)
    assert found == (f"gate {name} is missing: give the grants anew",)


def test_an_owner_who_is_no_superuser_makes_a_company_and_its_stations(tmp_path: Path, server: Server) -> None:
    server.run("DROP DATABASE IF EXISTS plain_company WITH (FORCE)")
    server.run("DROP ROLE IF EXISTS plain_owner")
    server.run("CREATE ROLE plain_owner LOGIN CREATEROLE")
    server.run("CREATE DATABASE plain_company OWNER plain_owner TEMPLATE template0 ENCODING 'UTF8'")
    try:
        address = server.url("plain_company").replace("postgres@", "plain_owner@")
        owner = Company(tmp_path, database=address)
        roles, _words = grants(owner.runner, Session(SYSTEM), ("B-9",), run=True)
        assert roles == ("warehouse_b_9",)
        assert broken(owner) == {}
        owner.close()
    finally:
        server.run("DROP DATABASE plain_company WITH (FORCE)")
        server.run("DROP ROLE IF EXISTS warehouse_b_9")


def test_a_file_has_no_roles(tmp_path: Path) -> None:
    company = Company(tmp_path)
    with pytest.raises(Usage) as usage:
        grants(company.runner, Session(SYSTEM), ("B1",), run=True)
    assert usage.value.code == "not_a_server"
    company.close()
