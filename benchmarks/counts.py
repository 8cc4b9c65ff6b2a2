"""Traced counts a second of schedule(), against lexdays as a peer, and how the cost grows with the events of a case.

The cases: a year of extradition arrest in Kazakhstan, extended from month to month, with an asylum case beside it. A traced count
is one period counted under one reading, with its steps; a reading that ends on the same day as the first was counted all the same.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from extradeadline import ends
from extradeadline.cases import Written, typed
from extradeadline.chronicle import Case
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Record
from extradeadline.rulebook import Rulebook
from extradeadline.scheduling import schedule
from extradeadline.steps import Count

CASES = 100
MONTHS = 11  # extensions after the first month of arrest
ROUNDS = 11


def case_of(day: date, rules: Rulebook, extensions: int = MONTHS) -> Case:
    """An invented case that begins on the day."""

    def after(days: int) -> str:
        return (day + timedelta(days=days)).isoformat()

    extended: list[str | Record] = [
        Record(when=after(60 + 30 * n), names=after(61 + 30 * (n + 1))) for n in range(extensions)
    ]
    events: dict[str, str | Record | list[str | Record]] = {
        "detained": f"{after(0)} 14:20",
        "temporary_custody_ordered": after(2),
        "request_received": after(25),
        "extradition_arrest_ordered": Record(when=after(35), names=after(61)),
        "extradition_arrest_extended": extended,
        "asylum_registered": after(8),
        "asylum_refused": after(227),
        "asylum_refusal_served": after(231),
        "administrative_complaint_lodged": after(236),
        "administrative_complaint_registered": after(238),
        "administrative_complaint_decided": after(260),
        "administrative_complaint_decision_served": after(262),
        "lawsuit_filed": after(270),
        "decision_made": after(240),
        "decision_served": after(246),
        "complaint_lodged": after(250),
        "complaint_handed_in": f"{after(250)} 16:40",
        "complaint_received_by_court": after(252),
        "prosecutor_told_of_complaint": after(251),
        "custody_complaint_lodged": after(36),
        "custody_complaint_received_by_court": after(38),
        "decision_suspended": Record(from_=after(275)),
    }
    file = CaseFile("KZ", "RU", facts={"wanted_for": "prosecution", "minor": "no"}, events=events)
    return typed(Written(file, "benchmark", lambda _: ""), rules)


def seconds(work: Callable[[], int]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(cases: list[Case], rules: Rulebook) -> int:
    """How many readings with a date the schedules show."""
    as_of = date(2026, 2, 13)
    return sum(
        len([reading for reading in deadline.readings if reading.counted_to is not None])
        for case in cases
        for deadline in schedule(case, rules, as_of).deadlines
    )


def traced(cases: list[Case], rules: Rulebook) -> int:
    """How many counts those schedules make; found once, outside what is timed."""
    made = 0
    plain = ends.count

    def counting(*arguments: Any, **choices: Any) -> Count:
        nonlocal made
        made += 1
        return plain(*arguments, **choices)

    ends.count = counting
    try:
        ours(cases, rules)
    finally:
        ends.count = plain
    return made


PEER_PACKS = (("us/frcp", "P10D"), ("gb-eaw/cpr", "P30D"), ("de/zpo", "P1M"), ("tr/hmk", "P2W"))


def peers() -> dict[str, Callable[[], int]]:
    """lexdays without its translation: each of its rule packs over as many different days. Nothing where it is not there."""
    try:
        import lexdays
        from lexdays import _i18n
    except ImportError:
        return {}
    _i18n.render = lambda *_: {}
    _i18n.languages = lambda: ()
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(400)]

    def work(packs: tuple[tuple[str, str], ...]) -> int:
        for day in days:
            for pack, period in packs:
                lexdays.compute(pack, day, period)
        return len(days) * len(packs)

    found: dict[str, Callable[[], int]] = {pack: partial(work, ((pack, period),)) for pack, period in PEER_PACKS}
    return {"its packs in turn": partial(work, PEER_PACKS)} | found


def main() -> None:
    rules = load_rules(["KZ", "RU"])
    cases = [case_of(date(2024, 1, 1) + timedelta(days=n), rules) for n in range(CASES)]
    shown, counts = ours(cases, rules), traced(cases, rules)
    print(f"{counts / CASES:.0f} traced counts a schedule, {shown / CASES:.0f} readings shown")
    others = peers()
    if not others:
        print("lexdays is not installed, so there is no ratio")
    for pack, work in others.items():
        number = work()
        pairs = [counts / seconds(partial(ours, cases, rules)) / (number / seconds(work)) for _ in range(ROUNDS)]
        low, middle, high = statistics.quantiles(pairs, n=4)
        print(
            f"traced counts / lexdays, {pack}: median of {ROUNDS} pairs {middle:.2f} (quartiles {low:.2f}-{high:.2f}; "
            f"readings shown: {middle * shown / counts:.2f}); bound: at least 1"
        )
    costs = {}
    for extensions in (10, 20, 40, 80):
        case = case_of(date(2024, 1, 1), rules, extensions)
        costs[extensions] = min(timed(case, rules) for _ in range(ROUNDS))
    print(
        "cost by events, as a ratio to ten extensions: "
        + ", ".join(f"{n}: {cost / costs[10]:.2f}" for n, cost in costs.items())
    )


def timed(case: Case, rules: Rulebook) -> float:
    start = time.perf_counter()
    for _ in range(5):
        schedule(case, rules, date(2026, 2, 13))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
