"""One role a station: it reads, executes gates, and nothing more; the person at it is proven to the database.

Written as SQL for the owner to run (`warehouse db grants`), and run by it where the owner himself is connected.
"""

# ruff: noqa: S608 - joined from constants of the program alone; stations are codes

from __future__ import annotations

from collections.abc import Iterator, Sequence

import psycopg
from sqlalchemy.engine import Dialect

from warehouse_app.store.postgresql.address import Address
from warehouse_app.store.postgresql.gates import PRIMITIVES, SCHEMA, gates
from warehouse_app.store.postgresql.mark import MARK
from warehouse_app.store.postgresql.trouble import meaning
from warehouse_app.store.schema import METADATA
from warehouse_app.store.trouble import Conflict

SECRETS = {"person": ("pin_hash",), "sign_on": ("token_hash",)}
"""Columns that no station reads. A badge's hash proves nothing: the database asks for the badge itself."""

LONGEST_ROLE = 60
MOST_FAILURES, LOCK_OUT = 5, "1 minute"
_TRYING, _SECONDS = 0x57480003, 10**11
"""The lock under which a try is counted; and by what a count of tries stands above the seconds beside it."""

_SESSIONS = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;
CREATE SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.session (
  pid integer PRIMARY KEY, begun timestamptz NOT NULL, login text NOT NULL, person text NOT NULL,
  with_pin boolean NOT NULL, at timestamptz NOT NULL);

-- Refuses whoever has no person signed on at this very connection (its process and the moment it began), or writes in
-- the name of another.
CREATE FUNCTION {SCHEMA}.must(acted text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM {SCHEMA}.session s JOIN person p ON p.id = s.person AND p.locked = 0
      WHERE s.pid = pg_backend_pid() AND s.login = session_user
        AND s.begun = (SELECT backend_start FROM pg_stat_get_activity(pg_backend_pid()))
        AND s.person = COALESCE(acted, s.person)) THEN
    RAISE EXCEPTION 'nobody is signed on at this connection' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $body$;

-- What is kept of a badge, as the program has it.
CREATE FUNCTION {SCHEMA}.hash_of(badge text) RETURNS text LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $body$
  SELECT encode(sha256(convert_to('badge:' || upper(badge), 'UTF8')), 'hex')
$body$;

-- How the PIN of a badge was hashed, without its hash; an unknown badge has a salt as well.
CREATE FUNCTION {SCHEMA}.salt_of(badge text) RETURNS text LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $body$
  SELECT COALESCE((SELECT substring(p.pin_hash FROM '^(.*)[$][^$]*$') FROM person p
      WHERE p.badge_hash = {SCHEMA}.hash_of(badge)), '$argon2id$v=19$m=19456,t=2,p=1$'
    || rtrim(encode(substring(sha256(convert_to(badge, 'UTF8')) FROM 1 FOR 16), 'base64'), '='))
$body$;

-- The tries of a person's PIN are counted in a sequence: whoever rolls a wrong one back is counted all the same. It
-- holds how many were wrong, and the second of the last one.
CREATE FUNCTION {SCHEMA}.tries_of(person text) RETURNS text LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $body$
  SELECT '{SCHEMA}.tries_' || md5(person)
$body$;

CREATE FUNCTION {SCHEMA}.count_tries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
  EXECUTE 'CREATE SEQUENCE IF NOT EXISTS ' || {SCHEMA}.tries_of(NEW.id) || ' MINVALUE 0 START 0';
  RETURN NULL;
END $body$;

CREATE TRIGGER count_tries AFTER INSERT ON person FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.count_tries();

DO $do$
DECLARE
  each text;
BEGIN
  FOR each IN SELECT id FROM person LOOP
    EXECUTE 'CREATE SEQUENCE ' || {SCHEMA}.tries_of(each) || ' MINVALUE 0 START 0';
  END LOOP;
END $do$;

-- Counts a try before it is judged; false where it is not judged, because too many before it were wrong.
CREATE FUNCTION {SCHEMA}.may_try(person text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
  counted bigint;
  now_s bigint := extract(epoch FROM clock_timestamp());
  lets boolean;
BEGIN
  PERFORM pg_advisory_lock({_TRYING}, hashtext(person));
  EXECUTE 'SELECT last_value FROM ' || {SCHEMA}.tries_of(person) INTO counted;
  lets := counted / {_SECONDS} < {MOST_FAILURES}
    OR counted % {_SECONDS} NOT BETWEEN now_s - extract(epoch FROM interval '{LOCK_OUT}')::bigint AND now_s;
  IF lets THEN PERFORM setval({SCHEMA}.tries_of(person), (counted / {_SECONDS} + 1) * {_SECONDS} + now_s); END IF;
  PERFORM pg_advisory_unlock({_TRYING}, hashtext(person));
  RETURN lets;
END $body$;

-- Proves a person to the database: by the badge's hash, and by the PIN's where more than bench work is wanted. Wrong
-- tries are counted, and after five only one a minute is judged. Returns the person, or nothing.
CREATE FUNCTION {SCHEMA}.begin_session(badge text, pin text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
  who person;
  moment text := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
BEGIN
  DELETE FROM {SCHEMA}.session WHERE pid = pg_backend_pid();
  SELECT * INTO who FROM person WHERE badge_hash = {SCHEMA}.hash_of(badge) AND badge <> '' AND locked = 0;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF pin <> '' AND NOT {SCHEMA}.may_try(who.id) THEN RETURN NULL; END IF;
  IF pin <> '' AND who.failures >= {MOST_FAILURES}
      AND who.failed_at::timestamptz > clock_timestamp() - interval '{LOCK_OUT}' THEN RETURN NULL; END IF;
  IF pin <> '' AND (who.pin_hash = '' OR who.pin_hash <> pin) THEN
    UPDATE person SET failures = failures + 1, failed_at = moment WHERE id = who.id;
    RETURN NULL;
  END IF;
  IF pin <> '' THEN PERFORM setval({SCHEMA}.tries_of(who.id), 0); END IF;
  IF pin <> '' AND who.failures > 0 THEN UPDATE person SET failures = 0 WHERE id = who.id; END IF;
  INSERT INTO {SCHEMA}.session
    SELECT pg_backend_pid(), backend_start, session_user, who.id, pin <> '', clock_timestamp()
    FROM pg_stat_get_activity(pg_backend_pid());
  RETURN who.id;
END $body$;

CREATE FUNCTION {SCHEMA}.end_session() RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $body$
  DELETE FROM {SCHEMA}.session WHERE pid = pg_backend_pid()
$body$
"""

_WRAPPER = """
DO $do$
DECLARE
  f record;
BEGIN
  FOR f IN SELECT p.proname, pg_get_function_identity_arguments(p.oid) AS args, p.pronargs AS n FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ({names}) LOOP
    EXECUTE format('CREATE FUNCTION {schema}.%I(%s) RETURNS json LANGUAGE plpgsql SECURITY DEFINER'
      ' SET search_path = pg_catalog, public, pg_temp AS $body$ BEGIN PERFORM {schema}.must(%s);'
      ' RETURN public.%I(%s); END $body$', f.proname, f.args, CASE f.proname WHEN 'post' THEN '$4' ELSE 'NULL' END,
      f.proname,
      (SELECT string_agg('$' || i, ', ') FROM generate_series(1, f.n) i));
  END LOOP;
END $do$
"""


def role_of(station: str) -> str:
    """Return the name of a station's role: letters, digits and `_` only, so that it is safe in any statement."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in station.lower())
    return f"warehouse_{plain}"[:LONGEST_ROLE]


def words(dialect: Dialect, stations: Sequence[str]) -> Iterator[str]:
    """Yield the statements that make gates, roles and grants anew; roles that are there keep their passwords."""
    yield from (each for each in _SESSIONS.split(";\n\n") if each.strip())
    names = ", ".join(f"'{each}'" for each in PRIMITIVES)
    yield _WRAPPER.replace("{names}", names).replace("{schema}", SCHEMA)
    yield from gates(dialect).values()
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC"
    for station in stations:
        yield from _grants(role_of(station))


def run(address: Address, statements: Sequence[str]) -> None:
    """Do it all in one transaction, on a connection of its own. Raises Trouble."""
    try:
        with psycopg.connect(**address.parameters) as owner:
            for each in statements:
                owner.execute(each.encode())
    except psycopg.Error as error:
        meant = meaning(error, address.shown)
        if isinstance(meant, Conflict):
            raise meant.trouble from error
        raise meant or error from error


def _grants(role: str) -> Iterator[str]:
    named = f'"{role}"'
    yield (
        f"DO $do$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN"
        f" CREATE ROLE {named} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT; END IF; END $do$"
    )
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public, {SCHEMA} FROM {named}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {named}"
    yield f"GRANT USAGE ON SCHEMA public, {SCHEMA} TO {named}"
    for table in METADATA.sorted_tables:
        hidden = SECRETS.get(table.name, ())
        columns = ", ".join(f'"{column.name}"' for column in table.c if column.name not in hidden)
        what = "SELECT ({columns})".replace("{columns}", columns) if hidden else "SELECT"
        yield f'GRANT {what} ON "{table.name}" TO {named}'
    yield f"GRANT SELECT ON {MARK} TO {named}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO {named}"
    within = ", ".join(f"{SCHEMA}.{each}" for each in ("may_try(text)", "tries_of(text)", "count_tries()"))
    yield f"REVOKE EXECUTE ON FUNCTION {within} FROM {named}"
