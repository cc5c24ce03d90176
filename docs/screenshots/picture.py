"""Draws the screen of an emulator as SVG: a terminal window in dark colours, text as text, the same bytes each time."""

import re
from xml.sax.saxutils import escape

from wcwidth import wcswidth

SIZE = 14
CELL = 8.4
ROW = 20
MARGIN = 18
BAR = 36

GROUND, BAR_GROUND, EDGE, PLAIN, TITLE, CURSOR = "#171a21", "#20242d", "#2f3541", "#d3d8e3", "#8b94a7", "#8fa3c7"
COLOURS = {
    "black": "#4a5263", "red": "#ff7a85", "green": "#9fd67f", "brown": "#f0c674", "blue": "#7fb4ff",
    "magenta": "#d79bf5", "cyan": "#6fd3d3", "white": "#d3d8e3",
    "brightblack": "#7b8496", "brightred": "#ff9aa2", "brightgreen": "#b9e69d", "brightbrown": "#ffdc93",
    "brightyellow": "#ffdc93", "brightblue": "#a5cbff", "brightmagenta": "#e6bcff", "bfightmagenta": "#e6bcff",
    "brightcyan": "#96e6e6", "brightwhite": "#ffffff",
}


def colour(name, plain):
    if name == "default":
        return plain
    return COLOURS.get(name) or "#" + name


def number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".")


def picture(emulator, title):
    texts = emulator.texts()
    x, y = emulator.position()
    rows = max([index for index, text in enumerate(texts) if text] + [y]) + 1
    width = round(emulator.columns * CELL + 2 * MARGIN)
    height = BAR + rows * ROW + 2 * MARGIN - 6
    classes = {}
    body = []
    for row in range(rows):
        for run in emulator.runs(row):
            body += drawn(run, row, classes)
    if not emulator.cursor.hidden:
        body.append(
            f'<rect x="{number(MARGIN + x * CELL)}" y="{top(y) + 2}" width="{CELL}" height="{ROW - 3}" '
            f'fill="{CURSOR}" fill-opacity=".75"/>')
    styles = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    dots = "".join(
        f'<circle cx="{20 + 18 * index}" cy="{BAR // 2}" r="5.5" fill="{fill}"/>'
        for index, fill in enumerate(("#f0787f", "#e5b567", "#8fc97a")))
    name = escape(title, {'"': "&quot;"})
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{name}">',
        f"<title>{name}</title>",
        "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono','Liberation Mono',"
        f"Consolas,monospace;fill:{PLAIN};white-space:pre}}{styles}</style>",
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="9" fill="{GROUND}"/>',
        f'<path d="M.5 {BAR}V9.5a9 9 0 0 1 9-9H{width - 9.5}a9 9 0 0 1 9 9V{BAR}z" fill="{BAR_GROUND}"/>',
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="9" fill="none" stroke="{EDGE}"/>',
        dots,
        f'<text x="{number(width / 2)}" y="{BAR // 2 + 4}" text-anchor="middle" '
        f"style=\"font:13px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:{TITLE}\">"
        f"{escape(title)}</text>",
    ]
    return "\n".join([*head, *body, "</svg>"]) + "\n"


def top(row):
    return BAR + MARGIN - 4 + row * ROW


def drawn(run, row, classes):
    """A run as text, in pieces between blanks of more than one cell, each at its own place and of its own width."""
    front, back = colour(run["foreground"], PLAIN), colour(run["background"], None)
    if run["reversed"]:
        front, back = back or GROUND, front
    elements = []
    if back:
        elements.append(
            f'<rect x="{number(MARGIN + run["column"] * CELL)}" y="{top(row)}" '
            f'width="{number(wcswidth(run["text"]) * CELL)}" height="{ROW}" fill="{back}"/>')
    style = ";".join(
        part for part, holds in (
            (f"fill:{front}", front != PLAIN), ("font-weight:bold", run["bold"]), ("opacity:.6", run["dim"]),
            ("font-style:italic", run["italic"]), ("text-decoration:underline", run["underlined"]),
        ) if holds)
    kind = f' class="{classes.setdefault(style, chr(ord("a") + len(classes)))}"' if style else ""
    for piece in re.finditer(r"\S+(?: \S+)*", run["text"]):
        column = run["column"] + wcswidth(run["text"][:piece.start()])
        elements.append(
            f'<text x="{number(MARGIN + column * CELL)}" y="{top(row) + 15}" '
            f'textLength="{number(wcswidth(piece[0]) * CELL)}" lengthAdjust="spacingAndGlyphs"{kind}>'
            f"{escape(piece[0])}</text>")
    return elements
