"""A program on a pseudo-terminal, its screen as a person sees it, and the keys that the person types.

As a program it is led by JSON, one object a line: a command with its arguments in, an answer out. The first
command is `start`. When its standard input ends, it ends the program and itself.
"""

import errno
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

from wcwidth import wcwidth

from emulators import Pyte, Tmux, with_cursor

# Seconds without output after which a screen that was waited for counts as drawn.
QUIET = 0.03


class Screen:
    def __init__(self, program, columns, rows, environment, folder, emulator="pyte"):
        self.emulator = {"pyte": Pyte, "tmux": Tmux}[emulator](columns, rows)
        self.output = b""
        self.ended = None
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            try:
                set_size(0, columns, rows)
                os.chdir(folder)
                os.execve(program[0], program, environment)
            except OSError as error:
                print(f"{program[0]}: {error}", flush=True)
            os._exit(127)
        os.set_blocking(self.terminal, False)

    def type(self, keys):
        rest = keys
        while rest:
            try:
                rest = rest[os.write(self.terminal, rest):]
            except BlockingIOError:
                pass
            # The program may wait for its output to be read before it reads on.
            self.read(0 if not rest else 0.01)

    def read(self, seconds):
        """Waits at most so long for output and draws it; tells whether there was any."""
        if self.terminal is None:
            time.sleep(seconds)
            return False
        if answers := self.emulator.answers():
            os.write(self.terminal, answers)
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            os.close(self.terminal)
            self.terminal = None
            return False
        self.output += data
        self.emulator.feed(data)
        return True

    def wait(self, holds, limit=30):
        """Waits until something holds and the program is quiet; tells whether it came so."""
        end = time.monotonic() + limit
        while True:
            if holds():
                if not self.read(QUIET) and holds():
                    return True
            elif time.monotonic() > end:
                return False
            else:
                self.read(QUIET)

    def texts(self):
        return self.emulator.texts()

    def shown(self):
        return with_cursor(self.texts(), *self.emulator.position())

    def line(self):
        return self.emulator.line()

    def asks(self, prompt, after=-1):
        """Whether the cursor stands behind nothing but a prompt, below a line."""
        x, y = self.emulator.position()
        return self.line() > after and self.texts()[y] == prompt.rstrip() and x == len(prompt)

    def resize(self, columns, rows):
        # The program hears of it when the terminal has done it.
        while self.read(QUIET):
            pass
        self.emulator.resize(lines=rows, columns=columns)
        set_size(self.terminal, columns, rows)

    def signal(self, number):
        os.kill(self.child, number)

    def status(self, limit=30):
        """The exit status, or 128 and the signal's number; None when the program goes on."""
        end = time.monotonic() + limit
        while self.ended is None:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                code = os.waitstatus_to_exitcode(status)
                self.ended = code if code >= 0 else 128 - code
                while self.read(QUIET):
                    pass
            elif time.monotonic() > end:
                break
            else:
                self.read(0.01)
        return self.ended

    def close(self):
        if self.terminal is not None:
            # A shell on the terminal hands this on to its jobs.
            os.close(self.terminal)
            self.terminal = None
        if self.status(limit=0) is None:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        self.emulator.close()


def set_size(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def written(output):
    """The lines of an output before a terminal folds them, without colours, and how many cells each takes."""
    text = re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\-_=>])", "", output.decode(errors="replace"))
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return [{"text": line, "width": sum(max(0, wcwidth(character)) for character in line)} for line in lines]


def obey(screen, command):
    """Does what a command says and returns what it adds to the answer."""
    limit = command.get("limit", 30)
    match command["do"]:
        case "type":
            screen.type(command["keys"].encode())
        case "text":
            wanted = command["text"]
            return {"found": screen.wait(lambda: wanted in "\n".join(screen.texts()), limit)}
        case "pattern":
            pattern = re.compile(command["pattern"], re.MULTILINE)
            return {"found": screen.wait(lambda: pattern.search("\n".join(screen.texts())), limit)}
        case "shown":
            return {"found": screen.wait(lambda: screen.shown() == command["screen"], limit)}
        case "prompt":
            prompt, after = command["prompt"], command["after"]
            return {"found": screen.wait(lambda: screen.asks(prompt, after), limit)}
        case "quiet":
            seconds, end = command["seconds"], time.monotonic() + limit
            while found := screen.read(seconds):
                if time.monotonic() > end:
                    break
            return {"found": not found}
        case "screen":
            pass
        case "runs":
            return {"runs": screen.emulator.runs(command["row"])}
        case "output":
            return {"output": screen.output.decode(errors="replace")}
        case "written":
            return {"lines": written(screen.output[command["after"]:])}
        case "resize":
            screen.resize(command["columns"], command["rows"])
        case "signal":
            screen.signal(command["number"])
        case "status":
            return {"status": screen.status(limit)}
        case other:
            raise ValueError(f"no such command: {other}")
    return {}


def main():
    screen = None
    try:
        for line in sys.stdin:
            command = json.loads(line)
            try:
                if command["do"] == "start":
                    del command["do"]
                    screen = Screen(**command)
                    answer = {}
                else:
                    answer = obey(screen, command)
                answer |= {
                    "rows": screen.texts(), "cursor": screen.emulator.position(),
                    "shown": screen.shown(), "line": screen.line(),
                }
            except (OSError, ValueError, KeyError, TypeError) as error:
                answer = {"error": repr(error)}
            print(json.dumps(answer), flush=True)
    finally:
        if screen:
            screen.close()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
