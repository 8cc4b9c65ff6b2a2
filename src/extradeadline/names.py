"""The names that rule files may use, and where a problem with one of them stands."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from extradeadline.model import Calendar, Jurisdiction, Regime
from extradeadline.problems import Problem, did_you_mean
from extradeadline.rulebook import zone_of
from extradeadline.rulefiles import Events, Procedure, Treaty

Where = Callable[[tuple[str | int, ...]], tuple[str, str]]  # a path of keys inside one file -> (file, line)


class RuleFiles(Struct):
    """Rule files as written, by jurisdiction or path, each with the way to name a place in it."""

    events: Events
    regimes: dict[str, tuple[Regime, Where]]
    calendars: dict[str, tuple[Calendar, Where]]
    jurisdictions: dict[str, tuple[Jurisdiction, Where]]
    procedures: dict[str, tuple[Procedure, Where]]
    treaties: dict[str, tuple[Treaty, Where]]
    bodies: set[str]  # the jurisdictions that are bodies, not States
    broken: set[str]  # names whose own text could not be read: that problem is enough


class Names:
    """Resolves names and gathers the problems with them."""

    def __init__(self, files: RuleFiles) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.kinds = files.events.events
        self.paths = {f"{path}/{key}" for path, (procedure, _) in files.procedures.items() for key in procedure.limits}
        self.paths |= {f"{path}/{key}" for path, (treaty, _) in files.treaties.items() for key in treaty.limits}

    def problem(self, where: Where, keys: tuple[str | int, ...], what: str, way_out: str = "") -> None:
        file, line = where(keys)
        self.problems.append(Problem(file, line, what, way_out))

    def known_kinds(self, kinds: Iterable[str], where: Where, keys: tuple[str | int, ...]) -> tuple[str, ...]:
        kinds = tuple(kinds)
        for kind in kinds:
            if kind not in self.kinds:
                self.problem(
                    where,
                    keys,
                    f"unknown event '{kind}'",
                    did_you_mean(kind, self.kinds) or "Events are listed in events.yaml.",
                )
        return kinds

    def limit_path(self, name: str, group: str, where: Where, keys: tuple[str | int, ...]) -> str:
        home = group.partition("/")[0]
        for path in (f"{group}/{name}", f"{home}/{name}", name):
            if path in self.paths:
                return path
        near = did_you_mean(name, [path.removeprefix(f"{group}/") for path in self.paths])
        self.problem(where, keys, f"unknown limit '{name}'", near or f"Limits of {group} are named by their key.")
        return name

    def known_zone(self, name: str, where: Where, keys: tuple[str | int, ...]) -> None:
        try:
            zone_of(name)
        except (KeyError, ValueError, OSError):
            self.problem(where, keys, f"unknown time zone '{name}'", "Use an IANA name, such as Asia/Almaty.")

    def one_of(
        self, name: str | None, among: Iterable[str], what: str, where: Where, keys: tuple[str | int, ...]
    ) -> str | None:
        if name is not None and name not in self.files.broken and name not in (known := list(among)):
            self.problem(where, keys, f"unknown {what} '{name}'", did_you_mean(name, known))
        return name
