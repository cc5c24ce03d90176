"""Two terminal emulators with one interface: pyte in this process, and tmux."""

import os
import shutil
import subprocess
import tempfile

import pyte
from wcwidth import wcwidth


class Pyte(pyte.Screen):
    """Draws in memory and knows colours. A resize cuts rows, as in xterm. It misplaces wide characters."""

    def __init__(self, columns, rows):
        self.scrolled = 0
        super().__init__(columns, rows)
        self.stream = pyte.ByteStream(self)
        self.pending = b""

    def feed(self, data):
        self.stream.feed(data)

    def answers(self):
        """What the terminal has to say to the program since it was last asked."""
        answers, self.pending = self.pending, b""
        return answers

    def texts(self):
        rows = (self.buffer[y] for y in range(self.lines))
        return ["".join(row[x].data for x in range(self.columns)).rstrip() for row in rows]

    def position(self):
        return self.cursor.x, self.cursor.y

    def line(self):
        """How many lines were begun before that of the cursor, those that left the screen included."""
        return self.scrolled + self.cursor.y

    def runs(self, y):
        """The cells of a row, neighbours of the same style as one run."""
        runs = []
        for x in range(self.columns):
            cell = self.buffer[y][x]
            style = {
                "foreground": cell.fg, "background": cell.bg, "bold": cell.bold, "dim": cell.blink,
                "italic": cell.italics, "underlined": cell.underscore, "reversed": cell.reverse,
            }
            if runs and all(runs[-1][key] == value for key, value in style.items()):
                runs[-1]["text"] += cell.data
            else:
                runs.append({"text": cell.data, "column": x, **style})
        return runs

    def resize(self, lines=None, columns=None):
        lines, columns = lines or self.lines, columns or self.columns
        # pyte takes rows from the top even when there are free ones below the cursor.
        y = self.cursor.y
        for _ in range(max(0, y + 1 - lines)):
            self.cursor.y = self.lines - 1
            self.index()
            y -= 1
        for row in range(lines, self.lines):
            self.buffer.pop(row, None)
        self.lines = lines
        super().resize(lines, columns)
        self.cursor.y = y
        self.ensure_hbounds()

    def index(self):
        if self.cursor.y == (self.margins.bottom if self.margins else self.lines - 1):
            self.scrolled += 1
        super().index()

    def select_graphic_rendition(self, *attributes, **options):
        # pyte knows no dim; its blinking, which nobody uses, stands for it.
        result, rest = [], list(attributes)
        while rest:
            code = rest.pop(0)
            if code in (38, 48):
                count = 2 if rest[:1] == [5] else 4
                result += [code, *rest[:count]]
                del rest[:count]
            else:
                result += {2: [5], 5: [], 22: [22, 25]}.get(code, [code])
        if result or not attributes:
            super().select_graphic_rendition(*result, **options)

    def write_process_input(self, data):
        self.pending += data.encode()

    def close(self):
        pass


class Tmux:
    """Lets a tmux of its own draw. It knows wide characters, and folds rows anew when resized."""

    def __init__(self, columns, rows):
        self.folder = tempfile.mkdtemp(prefix="patchbay-tmux-")
        pipes = [os.path.join(self.folder, name) for name in ("output", "input")]
        for pipe in pipes:
            os.mkfifo(pipe)
        # Open at both ends, so that opening does not wait for tmux.
        self.pipe, self.input = (os.open(pipe, os.O_RDWR) for pipe in pipes)
        os.set_blocking(self.input, False)
        settings = ("status off", "default-shell /bin/sh", "history-limit 10000")
        self.command(
            "start-server", ";", *(word for setting in settings for word in ("set-option", "-g", *setting.split(), ";")),
            "new-session", "-d", "-x", str(columns), "-y", str(rows), f"stty raw -echo; cat <'{pipes[0]}' & exec cat >'{pipes[1]}'")

    def command(self, *words):
        environment = {
            "TMUX_TMPDIR": self.folder, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm",
        }
        return subprocess.run(
            ["tmux", "-u", "-L", "screen", "-f", "/dev/null", *words], env=environment, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8").stdout

    def feed(self, data):
        while data:
            data = data[os.write(self.pipe, data):]

    def answers(self):
        try:
            return os.read(self.input, 4096)
        except BlockingIOError:
            return b""

    def state(self):
        """The rows, and the numbers of the cursor, from one moment."""
        *rows, numbers = self.command(
            "capture-pane", "-p", ";", "display-message", "-p", "#{cursor_x} #{cursor_y} #{history_size}"
        ).rstrip("\n").split("\n")
        return [row.rstrip() for row in rows], *map(int, numbers.split())

    def texts(self):
        return self.state()[0]

    def position(self):
        return self.state()[1:3]

    def line(self):
        _, _, y, history = self.state()
        return history + y

    def runs(self, y):
        raise ValueError("styles are not read from tmux")

    def resize(self, lines, columns):
        self.command("resize-window", "-x", str(columns), "-y", str(lines))

    def close(self):
        try:
            self.command("kill-server")
        except subprocess.CalledProcessError:
            pass
        os.close(self.pipe)
        os.close(self.input)
        shutil.rmtree(self.folder, ignore_errors=True)


def with_cursor(texts, x, y, mark="‸"):
    """The rows as one text with a mark before the cell of the cursor, without blank rows at the end."""
    before, column = "", 0
    rest = texts[y]
    while column < x:
        character, rest = rest[:1] or " ", rest[1:]
        # What combines with the character before it stays with it.
        column += max(0, wcwidth(character))
        before += character
    while rest and wcwidth(rest[0]) == 0:
        before, rest = before + rest[0], rest[1:]
    rows = [*texts[:y], before + mark + rest, *texts[y + 1:]]
    while rows[-1] == "":
        rows.pop()
    return "\n".join(rows)
