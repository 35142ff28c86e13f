#!/usr/bin/env python3
"""Turns terminal output with colours (ANSI SGR) on standard input into an SVG picture on standard output."""
import html
import re
import sys
import unicodedata

COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#79c0ff"}
ROW, COLUMN = 18, 8.43


def columns(text):
    """Cells of a terminal that the text takes: East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pieces(line, style):
    """Runs of one style with the column at which each starts."""
    column = 0
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b["):
            for code in part[2:-1].split(";"):
                if code in ("", "0"):
                    style.clear()
                elif code == "1":
                    style["font-weight"] = "bold"
                elif code == "2":
                    style["opacity"] = "0.6"
                elif code in COLOURS:
                    style["fill"] = COLOURS[code]
        elif part:
            yield column, part, dict(style)
            column += columns(part)


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    height = ROW * len(lines) + 24
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{round(COLUMN * 100) + 24}" height="{height}" role="img" aria-label="kenpin rejects a camera with one part by a restricted maker">')
    print('<rect width="100%" height="100%" rx="8" fill="#0d1117"/>')
    print('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" fill="#e6edf3" xml:space="preserve">')
    style = {}
    for row, line in enumerate(lines):
        for column, text, attributes in pieces(line, style):
            look = "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))
            print(f'<text x="{12 + column * COLUMN:.1f}" y="{24 + row * ROW}"{look}>{html.escape(text)}</text>')
    print("</g></svg>")


main()
