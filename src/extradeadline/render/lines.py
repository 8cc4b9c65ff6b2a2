"""Lines of text for a person: laid out once, written plainly to a pipe or with colour to a terminal."""

import os
import sys
import textwrap
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from extradeadline.render.speech import clean

Style = Literal["", "title", "next", "warning", "quiet", "open", "closed"]
WIDTH = 80

_COLOURS: dict[str, str] = {
    "title": "bold",
    "next": "bold cyan",
    "warning": "bold red",
    "quiet": "dim",
    "open": "green",
    "closed": "dim",
}


class Line(Struct, gc=False, frozen=True):
    """One paragraph. `indent` columns before each of its lines, `hang` more before all but the first."""

    text: str
    style: Style = ""
    indent: int = 0
    hang: int = 0


def wrapped(line: Line, width: int = WIDTH) -> list[str]:
    text = clean(line.text)
    if not text:
        return [""]
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * line.indent,
        subsequent_indent=" " * (line.indent + line.hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def write(lines: Iterable[Line]) -> None:
    """To standard output: plain where it is piped or NO_COLOR is set, in colour on a terminal."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        _write_in_colour(lines)
        return
    put("\n".join(text for line in lines for text in wrapped(line)) + "\n")


def put(content: str | bytes) -> None:
    """To standard output, characters that it cannot show as codes. A reader that stopped reading (`| head`) is no failure."""
    try:
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _write_in_colour(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False)
    width = min(max(console.width, 40), 100)
    for line in lines:
        for text in wrapped(line, width):
            console.print(Text(text, style=_COLOURS.get(line.style, "")), soft_wrap=True)
