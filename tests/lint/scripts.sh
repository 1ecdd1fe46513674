#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
#
# scripts.sh SHELLCHECK TREE: every shell script of the tree is free of shellcheck's finds.
set -euo pipefail
shellcheck=$1
cd "$2"
scripts=()
while IFS= read -r -d '' file; do
    case $file in
        *.sh) scripts+=("$file") ;;
        *) if head -c 64 "$file" | head -n 1 | grep -qE '^#!.*\b(ba)?sh$'; then scripts+=("$file"); fi ;;
    esac
done < <(find . \( -name .git -o -name build -o -name node_modules \) -prune -o -type f -size -200k -print0)
[[ ${#scripts[@]} -gt 0 ]] || exit 1
"$shellcheck" -x "${scripts[@]}"
echo "${#scripts[@]} scripts are clean"
