"""What a case may not say: every fault with its line and a way out, and a twin without the fault that is read.

The faults of the reader, below what a case says, are in test_files.
"""

from pathlib import Path

import pytest

from conftest import Command
from extradeadline.cases import load_case
from extradeadline.chronicle import Case
from extradeadline.problems import Problems

BAD = Path(__file__).parent / "bad"

# name of the pair -> what the message of the bad twin must hold, its line first
PAIRS: dict[str, list[str]] = {
    "case-unknown-event.yaml": [":5: unknown event 'desision_served'. Did you mean 'decision_served'?"],
    "case-impossible-date.yaml": [":5: '2026-02-30' does not exist in the calendar", "2025-06-02"],
    "case-impossible-hour.yaml": [":4: '2025-06-02 24:20' does not exist in the calendar", "hours 00:00 to 23:59"],
    "case-date-without-year.yaml": [":5: '09.02' has no year; write the day as 2025-06-02"],
    "case-date-in-words.yaml": [":5: '9 February 2026' is no day; write 2025-06-02, or 2025-06-02 14:20"],
    "case-moment-where-day.yaml": [":7: 'extradition_arrest_ordered' names a day (arrest until), not a moment. Leave the hour out."],
    "case-day-where-moment.yaml": [":7: 'removal_scheduled' names a moment (removal at), not a day. Add the hour:"],
    "case-names-nothing.yaml": [":7: a record of 'decision_notified' names no day. Remove 'names'"],
    "case-end-before-start.yaml": [":7: this record of 'surrender_postponed' ends (2026-02-10) before it starts (2026-03-01). Check the two days."],
    "case-until-without-from.yaml": [":7: 'until' ends a state that began with 'from'. Write 'from:' in place of 'when:'"],
    "case-between-backwards.yaml": [":5: 'between' ends (2025-06-02) before it starts (2025-06-05). Write the earlier one first."],
    "case-between-one-day.yaml": [":5: 'between' has two days, the earliest and the latest. Write 'between: [2025-06-02, 2025-06-05]'."],
    "case-two-moments.yaml": [":4: this record of 'detained' needs exactly one of when, between and from. Write 'when: 2025-06-02'"],
    "case-no-moment.yaml": [":4: this record of 'detained' needs exactly one of when, between and from."],
    "case-unknown-fact.yaml": [":4: unknown fact 'minr'. Did you mean 'minor'?"],
    "case-fact-value.yaml": [":4: the fact 'minor' is never 'not'. It is one of: yes, no."],
    "case-fact-period.yaml": [":5: 'thirty days' is no period; write a number and a unit", "'10 days'"],
    "case-two-ids.yaml": ["the id 'first' is given more than once. Each record has an id of its own."],
    "case-unknown-of.yaml": [":8: no record has the id 'desision'. Did you mean 'decision'?"],
    "case-unknown-zone.yaml": [":3: unknown time zone 'Asia/Almatty'. Did you mean 'Asia/Almaty'?"],
    "case-order-two-limits.yaml": [":7: an order does one of: extends, suspends, restores, sets."],
    "case-order-nothing.yaml": [":7: an order does one of: extends, suspends, restores, sets."],
    "case-order-unknown-limit.yaml": [":8: unknown limit 'kz/extradition/apeal'. Did you mean 'kz/extradition/appeal'?"],
    "case-order-without-end.yaml": [":7: an order that extends a limit says until when. Add 'until: 2025-06-02'."],
    "case-order-end-before-start.yaml": [":10: the order ends (2026-01-01) before it starts (2026-02-11). Check the two days."],
    "case-order-no-day.yaml": [":7: 'soon' is no day"],
    "case-a-body.yaml": [":2: 'EU' is no State, but a body (European Union). Name the State."],
    "case-one-state.yaml": [":3: both States are the same. Name the State that asks, or leave it out."],
    "case-json.json": [":events.detained[1].when: '2025-07-32' does not exist in the calendar"],
}  # fmt: skip


def twin(name: str, which: str) -> Path:
    stem, _, ending = name.rpartition(".")
    return BAD / f"{stem}.{which}.{ending}"


@pytest.mark.parametrize("name", PAIRS)
def test_a_bad_case_is_refused_with_its_line_and_a_way_out(name: str) -> None:
    with pytest.raises(Problems) as caught:
        load_case(twin(name, "bad"))
    message = str(caught.value)
    assert [words for words in PAIRS[name] if words not in message] == [], message
    assert message.startswith(str(twin(name, "bad")))
    assert all(problem.way_out or "write " in problem.what for problem in caught.value.problems), "no way out"


@pytest.mark.parametrize("name", PAIRS)
def test_its_twin_without_the_fault_is_read(name: str) -> None:
    assert isinstance(load_case(twin(name, "good")), Case)


@pytest.mark.parametrize("name", [name for name in PAIRS if name != "case-two-ids.yaml"])
def test_one_fault_gives_one_problem(name: str) -> None:
    with pytest.raises(Problems) as caught:
        load_case(twin(name, "bad"))
    assert len(caught.value.problems) == 1, caught.value


def test_every_pair_in_the_folder_is_tried() -> None:
    assert {path.name.replace(".bad", "") for path in BAD.glob("case-*.bad.*")} == set(PAIRS)
    assert {path.name.replace(".good", "") for path in BAD.glob("case-*.good.*")} == set(PAIRS)


def test_the_command_says_the_same_and_gives_two(command: Command) -> None:
    for name in PAIRS:
        done = command("compute", twin(name, "bad"))
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"{twin(name, 'bad')}:")
        assert command("compute", twin(name, "good"), "--as-of", "2026-03-01").code == 0


def test_the_line_of_a_record_in_a_list_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "requested: KZ\nevents:\n  decision_served:\n    - {when: 2026-02-09, id: a}\n    - {when: 2026-02-10, of: b}\n    - {when: 2026-02-11, id: a}\n"
    )
    with pytest.raises(Problems) as caught:
        load_case(path)
    assert sorted(int(problem.where) for problem in caught.value.problems) == [4, 5, 6]


def test_problems_stand_in_the_order_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "requested: KZ\nzone: Mars\nfacts: {x: y}\nevents:\n  detained: soon\n  decision_made: never\norders:\n  - {when: later, by: court}\n"
    )
    with pytest.raises(Problems) as caught:
        load_case(path)
    lines = [int(problem.where) for problem in caught.value.problems]
    assert lines == sorted(lines)


def test_what_is_known_not_to_have_happened_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("requested: KZ\nevents:\n  complaint_lodged: none\n")
    assert load_case(path).none == {"complaint_lodged"}
    path.write_text("requested: KZ\nevents:\n  complaint_lodged: [none, 2026-02-09]\n")
    with pytest.raises(Problems, match="none"):
        load_case(path)
