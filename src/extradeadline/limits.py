"""One limit as written -> a rule: every phrase read, every name resolved."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from extradeadline.grammar import (
    Closing,
    GrammarError,
    PeriodChoice,
    Source,
    Trigger,
    named,
    parse_closing,
    parse_period_choice,
    parse_trigger,
)
from extradeadline.model import Applies, Extendable, Kind, Regime
from extradeadline.names import Names, Where
from extradeadline.period import Period, PeriodError, parse_period
from extradeadline.rulebook import Rule, RuleReading, RuleVersion
from extradeadline.rulefiles import Limit, Procedure, Reading, Treaty, Version
from extradeadline.ways import needed_choices

_T = TypeVar("_T")


class LimitCompiler:
    """One limit of one file."""

    def __init__(self, names: Names, group: str, home: str, key: str, head: Procedure | Treaty, where: Where) -> None:
        self.names = names
        self.group = group
        self.home = home
        self.key = key
        self.head = head
        self.where = where
        self.at: tuple[str | int, ...] = ("limits", key)

    def rule(self, limit: Limit) -> Rule | None:
        if limit.title is None or limit.kind is None:
            missing = "title" if limit.title is None else "kind"
            self.problem(
                (),
                f"the limit '{self.key}' has no {missing}",
                "Every limit has a title in en and ru, and a kind: act, liberty, effect, stay or window.",
            )
            return None
        self._nothing_beside(limit)
        versions: list[RuleVersion] = []
        for place, version in enumerate(limit.versions):
            self.at = ("limits", self.key, "versions", place)
            versions.append(self._version_of(limit.kind, version))
        if not limit.versions:
            versions.append(self._version_of(limit.kind, limit))
        versions = _cited(versions)
        days = [version.in_force for version in versions if version.in_force is not None]
        if len(versions) > 1 and (len(days) < len(versions) or days != sorted(days, reverse=True)):
            self.problem(
                (),
                f"the versions of '{self.key}' are not in order",
                "Each version has 'in_force'; the newest stands first.",
            )
        if limit.version_by is not None:
            self.names.known_kinds([limit.version_by], self.where, ("limits", self.key, "version_by"))
        awaits, opened_by = _kinds_alone(versions)
        return Rule(
            f"{self.group}/{self.key}",
            self.home,
            self.group,
            limit.title,
            limit.kind,
            tuple(versions),
            limit.role,
            limit.version_by,
            limit.unanswered,
            awaits,
            opened_by,
            tuple(dict.fromkeys(kind for version in versions for kind in _answers(version))),
        )

    def _nothing_beside(self, limit: Limit) -> None:
        """What stands beside `versions` would be read by nobody."""
        plain = Version()
        for field in Version.__struct_fields__ if limit.versions else ():
            if getattr(limit, field) != getattr(plain, field):
                self.problem((), f"'{field}' of '{self.key}' stands beside its versions", "Write it in each version.")

    def _version_of(self, kind: Kind, written: Version) -> RuleVersion:
        self._fits(kind, written)
        return self.version(written)

    def _fits(self, kind: Kind, written: Version) -> None:
        """What only one kind of limit has stands in no other, and is there where the kind lives by it."""
        for field, own, what in (
            ("yields", "effect", "only an effect yields an event"),
            ("stays", "stay", "only a stay forbids an event"),
            ("ground", "liberty", "only a liberty limit has a ground of custody"),
            ("opens", "window", "only a window has duty hours"),
        ):
            if getattr(written, field) is not None and kind != own:
                self.problem((field,), what, f"Make it a limit of the kind '{own}', or delete '{field}'.")
        if written.repealed:
            return
        if kind == "stay" and not written.stays:
            self.problem((), f"the stay '{self.key}' forbids nothing", "Name the event: 'stays: surrendered'.")
        if kind == "window" and not (written.opens and written.closes and written.zone):
            self.problem((), f"the window '{self.key}' has no duty hours", "Write opens, closes and zone.")
        if written.zone is not None:
            self.names.known_zone(written.zone, self.where, (*self.at, "zone"))

    def version(self, written: Version) -> RuleVersion:
        head = self.head
        if not written.repealed:
            self._complete(written)
        text_status = written.text_status or head.text_status
        if text_status is None:
            self.problem(
                (),
                f"'{self.key}' has no text_status",
                "Write read, judgment, derived or secondary; a text nobody has read is a note.",
            )
        trigger, before = self.trigger(written.trigger, "trigger"), self.trigger(written.before, "before")
        return RuleVersion(
            citation=written.citation or "",
            origin=str(trigger or before or ""),
            text_status=text_status or "secondary",
            source=written.source or head.source,
            actor=self.names.one_of(
                written.actor, self.names.files.events.actors, "actor", self.where, (*self.at, "actor")
            ),
            addressee=self.names.one_of(
                written.addressee, self.names.files.events.actors, "addressee", self.where, (*self.at, "addressee")
            ),
            channel=written.channel,
            done_when=written.done_when,
            trigger=trigger,
            before=before,
            period=self.parsed(parse_period_choice, written.period, "period"),
            regime=self.regime(written.regime or head.regime, "regime"),
            calendar=self.calendar(written.calendar or head.calendar),
            met_by=self.closing(written),
            ended_by=self.kinds(written.ended_by, "ended_by"),
            extended_by=self.kinds(written.extended_by, "extended_by"),
            extension=self.length(written.extension, "extension"),
            extendable=self.extendable(written),
            suspended_by=self.kinds(written.suspended_by, "suspended_by"),
            restored_by=self.kinds(written.restored_by, "restored_by"),
            yields=self.kinds([written.yields] if written.yields else [], "yields")[0] if written.yields else None,
            stays=self.kinds([written.stays] if isinstance(written.stays, str) else written.stays or [], "stays"),
            ground=self.grounds(written),
            applies=self.applies(both(head.applies, written.applies), ("applies",)),
            readings=tuple(self.reading(reading, place) for place, reading in enumerate(written.readings)),
            opens=written.opens,
            closes=written.closes,
            zone=written.zone,
            lead=self.length(written.lead, "lead"),
            if_missed=written.if_missed,
            note=written.note,
            says=written.says,
            checked=written.checked or head.checked,
            in_force=written.in_force or head.in_force,
            repealed=written.repealed,
            repealed_note=written.repealed_note,
        )

    def _complete(self, written: Version) -> None:
        if not written.citation:
            self.problem((), f"'{self.key}' has no citation", "Name the article, part and subparagraph.")
        if written.trigger is None and written.before is None:
            self.problem(
                (),
                f"'{self.key}' has neither trigger nor before",
                "Say what it runs from, or what it must come before.",
            )
        if written.period is None and not written.opens:
            self.problem(
                (),
                f"'{self.key}' has no period",
                "Write a length such as '10 days', or 'at once', 'no limit', 'as ordered', 'until ended'.",
            )
        choice = self.parsed(parse_period_choice, written.period, "period")
        name = written.regime or self.head.regime
        if choice is not None and choice.special is None and name is None:
            self.problem(
                (), f"'{self.key}' is counted but has no regime", "Name the regime, such as 'kz/custody' or 'unread'."
            )
        elif choice is not None and name in self.names.files.regimes:
            for field in self._missing(choice, self.names.files.regimes[name][0], back=written.before is not None):
                self.problem(
                    ("regime",),
                    f"the regime '{name}' has no rule for {field.replace('_', ' ')}, which this period needs",
                    "Choose another regime, or add the choice with its citation.",
                )

    @staticmethod
    def _missing(choice: PeriodChoice, regime: Regime, *, back: bool) -> list[str]:
        """The choices that counting these periods asks for and the regime does not make."""
        days = "calendar days" if regime.days is None else regime.days.is_
        runs = "all time" if regime.runs is None else regime.runs.is_
        lengths = [item.period for item in choice.items if item.period is not None and item.period.is_length]
        needed = {field for period in lengths for field in needed_choices(period, days, runs, back=back)}
        return sorted(field for field in needed if getattr(regime, field) is None)

    # --- fields ----------------------------------------------------------------------------------------------

    def problem(self, keys: tuple[str | int, ...], what: str, way_out: str = "") -> None:
        self.names.problem(self.where, (*self.at, *keys), what, way_out)

    def parsed(self, parse: Callable[..., _T], text: object, *keys: str | int) -> _T | None:
        if text is None:
            return None
        try:
            return parse(text)
        except (GrammarError, PeriodError) as error:
            self.problem(keys, str(error))
            return None

    def length(self, text: str | None, key: str) -> Period | None:
        return self.parsed(parse_period, text, key)

    def kinds(self, names: Iterable[str], key: str) -> tuple[str, ...]:
        return self.names.known_kinds(names, self.where, (*self.at, key))

    def grounds(self, written: Version) -> tuple[str, ...]:
        named = (written.ground,) if isinstance(written.ground, str) else tuple(written.ground or ())
        known = {kind.custody.ground for kind in self.names.kinds.values() if kind.custody and kind.custody.ground}
        for ground in named:
            self.names.one_of(ground, sorted(known), "ground of custody", self.where, (*self.at, "ground"))
        return named

    def closing(self, written: Version) -> Closing | None:
        closing = self.parsed(parse_closing, written.met_by, "met_by")
        if closing is not None:
            self.kinds(closing.kinds, "met_by")
        return closing

    def trigger(self, text: object, *keys: str | int) -> Trigger | None:
        trigger = self.parsed(parse_trigger, text, *keys)
        if trigger is None:
            return None
        return Trigger(tuple(self._resolved(source, keys) for source in trigger.sources), trigger.join)

    def _resolved(self, source: Source, keys: tuple[str | int, ...]) -> Source:
        if source.of_limit:
            path = self.names.limit_path(source.name, self.group, self.where, (*self.at, *keys))
            return named(source, path)
        self.names.known_kinds([source.name], self.where, (*self.at, *keys))
        return source

    def regime(self, name: str | None, *keys: str | int) -> str | None:
        return self.names.one_of(name, self.names.files.regimes, "regime", self.where, (*self.at, *keys))

    def calendar(self, name: str | None) -> str | None:
        if name is None:
            home = self.names.files.jurisdictions.get(self.home)
            own = home is not None and home[0].calendar is not None and home[0].calendar_by is None
            return f"{self.home}/{home[0].calendar}" if home is not None and own else None
        path = name if "/" in name else f"{self.home}/{name}"
        return self.names.one_of(path, self.names.files.calendars, "calendar", self.where, (*self.at, "calendar"))

    def extendable(self, written: Version) -> Extendable | None:
        extendable = written.extendable
        if extendable is None or not extendable.ceilings:
            return extendable
        return Extendable(extendable.by, [self._ceiling(text) for text in extendable.ceilings])

    def _ceiling(self, text: str) -> str:
        """A period as it stands; a limit by its whole path."""
        try:
            parse_period(text)
            return text
        except PeriodError:
            return self.names.limit_path(text, self.group, self.where, (*self.at, "extendable", "up_to"))

    def applies(self, applies: Applies | None, keys: tuple[str | int, ...]) -> Applies | None:
        if applies is None:
            return None
        facts = self.names.files.events.facts
        for name, value in applies.facts.items():
            self.names.one_of(name, facts, "fact", self.where, (*self.at, *keys, "facts", name))
            allowed = facts[name].values if name in facts else None
            for one in [value] if isinstance(value, str) else value:
                if allowed is not None and one not in allowed:
                    self.problem(
                        (*keys, "facts", name),
                        f"the fact '{name}' is never '{one}'",
                        f"It is one of: {', '.join(allowed)}.",
                    )
        self.names.known_kinds([*applies.recorded, *applies.not_recorded], self.where, (*self.at, *keys))
        for field in ("treaty", "no_treaty", "bound", "answers"):
            self._known_treaty(getattr(applies, field), (*keys, field))
        return applies

    def _known_treaty(self, name: str | None, keys: tuple[str | int, ...]) -> None:
        if name is None:
            return
        key, _, protocol = name.partition("/")
        treaty = self.names.files.treaties.get(f"treaties/{key}")
        if treaty is None or (protocol and protocol not in treaty[0].protocols):
            self.problem(
                keys,
                f"unknown treaty '{name}'",
                "Treaties stand in rules/treaties; a protocol is 'treaty/protocol'.",
            )

    def reading(self, written: Reading, place: int) -> RuleReading:
        keys = ("readings", place)
        return RuleReading(
            name=written.name,
            because=written.because,
            trigger=self.trigger(written.trigger, *keys, "trigger"),
            before=self.trigger(written.before, *keys, "before"),
            period=self.parsed(parse_period_choice, written.period, *keys, "period"),
            regime=self.regime(written.regime, *keys, "regime"),
            calendar=self.calendar(written.calendar) if written.calendar else None,
            applies=self.applies(
                both(self.head.applies, written.applies) if written.applies else None, (*keys, "applies")
            ),
            no_limit=written.no_limit,
        )


def _cited(versions: list[RuleVersion]) -> list[RuleVersion]:
    """Where the law ended, the line still says which law it was: the version before has the article."""
    older = [*versions[1:], None]
    return [
        replace(version, citation=before.citation, source=version.source or before.source)
        if version.repealed and not version.citation and before is not None
        else version
        for version, before in zip(versions, older, strict=True)
    ]


def both(head: Applies | None, own: Applies | None) -> Applies | None:
    """The conditions of a file and those of one of its limits; where they speak of the same thing, the limit's."""
    if head is None or own is None:
        return own or head
    return Applies(
        facts=head.facts | own.facts,
        requesting=own.requesting or head.requesting,
        not_requesting=[*head.not_requesting, *own.not_requesting],
        requested=own.requested or head.requested,
        recorded=[*head.recorded, *own.recorded],
        not_recorded=[*head.not_recorded, *own.not_recorded],
        treaty=own.treaty or head.treaty,
        no_treaty=own.no_treaty or head.no_treaty,
        here=own.here or head.here,
        bound=own.bound or head.bound,
        answers=own.answers or head.answers,
    )


def _answers(version: RuleVersion) -> tuple[str, ...]:
    """The kinds of event that can close the limit, or move its end."""
    met_by = version.met_by.kinds if version.met_by else ()
    return (*met_by, *version.ended_by, *version.extended_by, *version.restored_by)


def _kinds_alone(versions: list[RuleVersion]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The event kinds that a limit of one version waits for, and those that open it under any reading; nothing where it
    hangs on another limit, which only the walk can answer."""
    if len(versions) != 1:
        return (), ()
    version = versions[0]
    main = version.trigger or version.before
    others = [trigger for reading in version.readings for trigger in (reading.trigger, reading.before) if trigger]
    if main is None or not all(source.of_event for trigger in (main, *others) for source in trigger.sources):
        return (), ()
    awaits = tuple(dict.fromkeys(source.name for source in main.sources))
    return awaits, tuple(dict.fromkeys((*awaits, *(source.name for other in others for source in other.sources))))
