#!/bin/sh
# promote.sh DATADIR DATABASE: make this standby the server. Run as the account of PostgreSQL on the standby, when the old
# server is gone for good: before you type it, make sure that the old one does not run (switch its machine off).
# PGHOST and PGPORT name this server where psql does not find it by itself.
set -eu
datadir=$1
database=$2

pg_ctl promote --wait --silent --pgdata="$datadir"
# The standby inherited the wish to wait for a standby: itself. Without this every commit would hang.
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=postgres <<'SQL'
ALTER SYSTEM SET synchronous_standby_names = '';
SELECT pg_reload_conf();
SQL
# No station that has seen this number goes back to a server that has not.
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname="$database" <<'SQL'
INSERT INTO company (name, value) VALUES ('epoch', '2')
  ON CONFLICT (name) DO UPDATE SET value = (company.value::bigint + 1)::text;
SQL
echo "promoted; bring the old server back with rejoin.sh, until then there is no standby"
