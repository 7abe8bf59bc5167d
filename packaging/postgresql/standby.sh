#!/bin/sh
# standby.sh DATADIR NAME CONNINFO: make an empty folder the synchronous standby of the server that CONNINFO names.
# Run as the account of PostgreSQL on the standby. CONNINFO names host, port and an account that may replicate and
# administer ("host=server1 port=5432 user=postgres"); its password comes from ~/.pgpass. NAME is this standby's own.
set -eu
datadir=$1
name=$2
server=$3
here=$(dirname "$0")

pg_basebackup --pgdata="$datadir" --wal-method=stream --checkpoint=fast --write-recovery-conf \
  --create-slot --slot="$name" --dbname="$server application_name=$name"
"$here/follow.sh" "$datadir" "$name" "$server"
