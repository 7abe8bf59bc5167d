#!/bin/sh
# follow.sh DATADIR NAME CONNINFO: the last step of standby.sh and rejoin.sh. Starts the standby, waits until it streams,
# and only then lets the server wait for it with every commit.
set -eu
datadir=$1
name=$2
server=$3

pg_ctl start --wait --silent --pgdata="$datadir" --log="$datadir/standby.log" ${PG_OPTIONS:+--options="$PG_OPTIONS"}
tries=0
until [ "$(psql -XAtc "SELECT count(*) FROM pg_stat_replication WHERE application_name = '$name'
    AND state = 'streaming'" "$server dbname=postgres")" = 1 ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ]; then
    echo "follow.sh: the standby $name does not stream; see $datadir/standby.log" >&2
    exit 1
  fi
  sleep 0.2
done
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 "$server dbname=postgres" <<SQL
ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 ("$name")';
SELECT pg_reload_conf();
SQL
echo "$name is the synchronous standby"
