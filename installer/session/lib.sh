# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
# shellcheck shell=bash
#
# Shared by the wrappers in this folder; sourced, never run. The sourcing script sets `self`.

self=${self:-session}
exitSteps=()
childPid=

complain() { printf '%s: %s\n' "$self" "$*" >&2; }
fail() {
    complain "$*"
    exit 69
}

# Registers a command line for the end; the last one registered runs first.
onExit() { exitSteps+=("$1"); }
runExitSteps() {
    local rc=$? i
    trap '' INT TERM HUP
    for ((i = ${#exitSteps[@]} - 1; i >= 0; i--)); do eval "${exitSteps[i]}" >/dev/null 2>&1 || true; done
    exit "$rc"
}
trap runExitSteps EXIT

# A temporary folder of our own, removed at the end. Its name is left in $work.
makeWork() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/taskward-$1-XXXXXX")
    onExit "rm -rf '$work'"
}

# waitUntil SECONDS COMMAND…: true as soon as the command is.
waitUntil() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || return 1
        sleep 0.05
    done
}

isRunning() { kill -0 "$1" 2>/dev/null; }
hasEnded() { ! kill -0 "$1" 2>/dev/null; }

# Ends a process that we started: asks, waits up to 10 s, then insists.
stopPid() {
    isRunning "$1" || return 0
    kill -TERM "$1" 2>/dev/null
    waitUntil 10 hasEnded "$1" || kill -KILL "$1" 2>/dev/null
    wait "$1" 2>/dev/null || true
}

# startService LOG COMMAND…: in a session of its own, so that Ctrl+C in the terminal reaches the
# command that we wrap and not the screen under it; ends with us even when we are killed.
# The process id is left in $servicePid. Its input is the file that $serviceInput names, or nothing.
serviceInput=/dev/null
startService() {
    local logFile=$1
    shift
    setsid setpriv --pdeathsig TERM -- "$@" >"$logFile" 2>&1 <"$serviceInput" &
    servicePid=$!
    onExit "stopPid $servicePid"
}

# Runs the wrapped command, hands signals on to it, and exits with its code.
runChild() {
    [[ $# -gt 0 ]] || fail "name a command to run"
    local rc=0
    "$@" <&0 &
    childPid=$!
    trap 'kill -TERM "$childPid" 2>/dev/null' TERM HUP
    trap 'kill -INT "$childPid" 2>/dev/null' INT
    while true; do
        rc=0
        wait "$childPid" || rc=$?
        isRunning "$childPid" || break
    done
    exit "$rc"
}
