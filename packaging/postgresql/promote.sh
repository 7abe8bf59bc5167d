#!/bin/sh
# promote.sh DATADIR DATABASE: make this standby the server. Run as the account of PostgreSQL on the standby.
set -eu
datadir=$1
database=$2
pg_ctl promote -w -D "$datadir"
psql -v ON_ERROR_STOP=1 -d "$database" <<'SQL'
ALTER SYSTEM SET synchronous_standby_names = '';
SELECT pg_reload_conf();
INSERT INTO company (name, value) VALUES ('epoch', '2')
  ON CONFLICT (name) DO UPDATE SET value = (company.value::bigint + 1)::text;
SQL
