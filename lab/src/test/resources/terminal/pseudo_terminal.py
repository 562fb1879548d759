"""Runs a command in a pseudo-terminal: pseudo_terminal.py COLUMNS COMMAND...

Writes all that the terminal shows to standard output, and exits with the command's code. The JDK has
no pseudo-terminals, and Python is there anyway: it fetches Envoy.
"""

import fcntl
import os
import pty
import struct
import sys
import termios

columns = int(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
while True:
    try:
        shown = os.read(terminal, 65536)
    except OSError:  # On Linux, how a pseudo-terminal says that its other end is closed.
        break
    if not shown:
        break
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
