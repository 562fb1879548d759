# shellcheck shell=sh disable=SC2086 # Fields and PIDs are split at blanks on purpose.
#
# Keeps the promise that no child outlives the lab, however the lab ends.
#
#   guard.sh launch SANDBOX PROGRAM [ARGUMENT…]   notes itself in SANDBOX/pids and becomes the program
#   guard.sh watch SANDBOX                        waits for the end of its standard input, which the lab holds open, then
#                                                 stops what is noted and still alive, and removes SANDBOX
#
# A child is noted as an empty file PID.START before the program begins, because a file appears whole or not at all: a
# lab that is killed at any moment leaves either a noted child, or one that finds nowhere to note itself and gives up.
# START is when the process began; a PID that has meanwhile passed on to another process has another one.

# A session of its own keeps a ^C in the terminal, which reaches the whole foreground group, away from the child.
# setsid leaves the PID as it is, since a spawned child leads no process group.
become() {
  if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; else exec "$@"; fi
}

# Field 22 of /proc/PID/stat (proc(5)), counted behind the program's name, which may hold blanks; ps elsewhere.
# Nothing for a process that is gone or a zombie.
start_of() {
  if [ -r /proc/self/stat ]; then
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    set -- ${stat##*) }
    [ "$1" = Z ] || echo "${20}"
  else
    ps -o lstart= -p "$1"
  fi
}

survivors() {
  for note in "$1"/*; do
    name=${note##*/}
    pid=${name%%.*}
    [ "$name" = "$pid.$(start_of "$pid")" ] && echo "$pid"
  done
}

launch() {
  pids=$1/pids
  shift
  : >"$pids/$$.$(start_of $$)" && become "$@"
}

# Moving the notes away first closes the list: from then on no child can note itself.
watch() {
  trap '' HUP INT QUIT TERM
  while read -r _; do :; done
  mv "$1/pids" "$1/closed"
  for signal in TERM KILL; do
    tries=30
    while pids=$(survivors "$1/closed"); [ -n "$pids" ] && [ $tries -gt 0 ]; do
      kill -s $signal $pids 2>/dev/null
      tries=$((tries - 1))
      sleep 0.1
    done
  done
  rm -rf "$1"
}

case $1 in
  launch) shift && launch "$@" ;;
  guard) become /bin/sh "$0" watch "$2" ;;
  watch) watch "$2" ;;
esac
