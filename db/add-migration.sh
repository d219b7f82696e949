#!/bin/sh
# Makes a migration for every provider and writes the script for administrators anew.
#   db/add-migration.sh NAME            adds a migration
#   db/add-migration.sh --again NAME    first removes all migrations: only before the first release, while there is a single one
set -eu
cd "$(dirname "$0")/.."

again=no
if [ "${1:-}" = --again ]; then
    again=yes
    shift
fi
if [ $# -ne 1 ]; then
    echo "usage: db/add-migration.sh [--again] NAME" >&2
    exit 2
fi

dotnet tool restore
for provider in Sqlite SqlServer; do
    project=db/EquityMonitor.Db.$provider
    dotnet restore "$project" -v quiet
    if [ "$again" = yes ]; then
        rm -rf "$project/Migrations"
    fi
    dotnet ef migrations add "$1" --project "$project" --startup-project "$project"
done

# The tool writes byte order marks, which some SQL clients trip over.
dotnet ef migrations script --idempotent --project db/EquityMonitor.Db.SqlServer --startup-project db/EquityMonitor.Db.SqlServer --output db/scripts/sqlserver.sql
sed -i '1s/^\xef\xbb\xbf//' db/scripts/sqlserver.sql db/EquityMonitor.Db.*/Migrations/*.cs
