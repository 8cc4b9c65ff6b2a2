"""What the command line does to start and end quickly. A program that imports the library is left as it is."""

import gc
import os
import re
import sys
from collections.abc import Callable
from typing import Any


class LazyPattern:
    """A regular expression that is compiled when it is first asked for anything."""

    def __init__(self, make: Callable[[], "re.Pattern[str]"]) -> None:
        self._make = make
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


def main() -> None:
    """The entry point: what makes the start and the end quick, before anything heavy is imported, then the command."""
    gc.disable()  # the process lives for a moment: collecting would cost more than it frees
    # The zones come from the tzdata package and nowhere else; looking for the system's own takes time.
    os.environ["PYTHONTZPATH"] = ""
    from extradeadline.cli.app import main as run

    try:
        run()
    finally:
        gc.freeze()  # nor go through all that is there once more as the process ends: that takes a sixth of its time


def import_yaml() -> None:
    """PyYAML compiles expressions for its slow readers as it is imported, one of them over all of Unicode; the reader of
    case files uses none of them, and compiling them takes longer than all the rest of the import."""
    if "yaml" in sys.modules:
        return
    compiled = re.compile
    re.compile = lambda pattern, flags=0: LazyPattern(lambda: compiled(pattern, flags))  # type: ignore[assignment]
    try:
        import yaml  # noqa: F401
    finally:
        re.compile = compiled
