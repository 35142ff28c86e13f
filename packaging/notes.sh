#!/usr/bin/env bash
# Release notes from the subjects of commits (`area: what changes`), gathered by area.
#
#   packaging/notes.sh [FROM [TO]]      from the last tag to HEAD unless given
set -euo pipefail
cd "$(dirname "$0")/.."
to=${2:-HEAD}
from=${1:-$(git describe --tags --abbrev=0 "$to^" 2>/dev/null || true)}
git log --no-merges --reverse --format=%s ${from:+"$from.."}"$to" | awk '
    {
        at = index($0, ": ")
        area = at > 0 && at < 30 ? substr($0, 1, at - 1) : "other"
        text = area == "other" ? $0 : substr($0, at + 2)
        if (!(area in notes)) order[++count] = area
        notes[area] = notes[area] "- " text "\n"
    }
    END { for (index_of = 1; index_of <= count; index_of++) printf "## %s\n\n%s\n", order[index_of], notes[order[index_of]] }'
