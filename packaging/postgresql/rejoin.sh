#!/bin/sh
# rejoin.sh DATADIR NAME CONNINFO: bring a server that was left behind back as the standby of the new one.
# Run as the account of PostgreSQL on the old server; it must not run. What it confirmed to nobody is thrown away.
set -eu
datadir=$1
name=$2
server=$3
here=$(dirname "$0")

if pg_ctl status --pgdata="$datadir" >/dev/null 2>&1; then
  echo "rejoin.sh: the server of $datadir runs; stop it first, no station may write there" >&2
  exit 1
fi
pg_rewind --target-pgdata="$datadir" --source-server="$server dbname=postgres" --write-recovery-conf
cat >> "$datadir/postgresql.auto.conf" <<CONF
primary_conninfo = '$server application_name=$name'
primary_slot_name = '$name'
CONF
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 "$server dbname=postgres" <<SQL
SELECT pg_create_physical_replication_slot('$name')
  WHERE NOT EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = '$name');
SQL
"$here/follow.sh" "$datadir" "$name" "$server"
