"""What is wrong with something that a person wrote, and the one exception that carries it.

A problem says where, what, and the way out, in words for a lawyer. `what` has no full stop at its end; `way_out` is one
or more whole sentences, or nothing.
"""

from collections.abc import Iterable

from msgspec import Struct

MOST_LISTED = 100  # of one file; past it a list helps nobody, and a hostile file could make it endless
LONGEST_QUOTE = 60  # characters of a person's own text shown in a message
LONGEST_GUESSED = 80  # a longer word is not a slip of the pen, and comparing it would take long


class Problem(Struct, gc=False, frozen=True):
    """`where`: the line (`12`), or in JSON the path of keys (`events.detained[1].when`); empty where neither is known."""

    file: str
    where: str
    what: str
    way_out: str

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, self.where) if part)
        start = f"{place}: {self.what}" if place else self.what
        return shown(f"{start}. {self.way_out}" if self.way_out else start)


class Problems(Exception):  # noqa: N818 - what it carries is what it is called
    """All problems found at once. Raises ValueError when given none: an error without a reason helps nobody."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        if not self.problems:
            raise ValueError("Problems needs at least one Problem")
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class Gathering:
    """The problems of one file as they are found, the first MOST_LISTED of them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Problem] = []

    @property
    def full(self) -> bool:
        """Looking for more is wasted."""
        return len(self._found) >= MOST_LISTED

    def add(self, where: str, what: str, way_out: str) -> None:
        """Forgets what comes after the file is full."""
        if not self.full:
            self._found.append(Problem(self.file, where, what, way_out))

    def problems(self) -> tuple[Problem, ...]:
        """In the order of the lines; those without a line keep their order, and come first."""
        listed = sorted(self._found, key=lambda problem: int(problem.where) if problem.where.isdecimal() else 0)
        if self.full:
            listed.append(
                Problem(self.file, "", f"only the first {MOST_LISTED} problems are listed", "Correct these first.")
            )
        return tuple(listed)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`Did you mean 'events'?` for the nearest candidate, or nothing if none is near."""
    from difflib import get_close_matches  # only needed when something is wrong

    if len(word) > LONGEST_GUESSED:
        return ""
    by_folded = {_folded(candidate): candidate for candidate in candidates}
    near = get_close_matches(_folded(word), by_folded, n=1)
    return f"Did you mean '{by_folded[near[0]]}'?" if near else ""


def quoted(text: str) -> str:
    """A person's own text in quotation marks, cut where it is long."""
    return f"'{text}'" if len(text) <= LONGEST_QUOTE else f"'{text[:LONGEST_QUOTE]}...'"


def shown(text: str) -> str:
    """Safe on a terminal: characters that print nothing, or that turn the text around, become their codes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _folded(word: str) -> str:
    """Capitals and the kind of dash are what people get wrong most."""
    return word.lower().replace("_", "-").replace(" ", "-")
