#!/usr/bin/env python3
"""Runs a command on a terminal of 80 columns, types a text once another one is seen, and prints what the terminal got.

Usage: scripts/test/terminal.py SEEN TYPED COMMAND ...
"""
import fcntl, os, pty, signal, struct, sys, termios

seen, typed, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where a shell without job control has started the tests
    os.execvp(command[0], command)
signal.alarm(20)  # ends the command with its terminal
output = b""
try:
    while more := os.read(terminal, 4096):
        output += more
        if typed and seen.encode() in output:
            os.write(terminal, typed.encode())
            typed = ""
except OSError:  # the terminal is closed
    pass
sys.stdout.buffer.write(output)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
