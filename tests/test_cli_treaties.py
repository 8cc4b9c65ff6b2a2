"""treaties: which treaty governs between two States on a day, what did before, and what else binds the requested State."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, Command
from extradeadline.between import between, known_states
from extradeadline.cli import treaties as command_module
from extradeadline.loading import load_rules
from extradeadline.render.treaties import treaties_json
from extradeadline.treaties import governing
from test_schemas import faults

MODEL = ("--rules", ROOT / "tests" / "model" / "rules")
JSON = ("--format", "json")


def governing_of(command: Command, *words: object) -> list[str]:
    return [one["treaty"] for one in command("treaties", *words, *JSON).json["treaties"]]


@pytest.mark.parametrize(
    ("pair", "on", "keys"),
    [
        (("KZ", "RU"), "2023-06-27", ["minsk-1993"]),
        (("KZ", "RU"), "2023-06-28", ["chisinau-2002"]),
        (("ru", "kz"), "2023-06-28", ["chisinau-2002"]),
        (("KZ", "KG"), "2025-06-02", ["chisinau-2002", "kg-kz-1997"]),
        (("KZ", "MD"), "2025-06-02", ["minsk-1993"]),
        (("RU", "UA"), "2022-12-22", ["ece-1957", "minsk-1993"]),
        (("RU", "UA"), "2022-12-23", ["ece-1957"]),
        (("KZ", "UA"), "2023-12-28", ["minsk-1993"]),
        (("KZ", "UA"), "2023-12-29", []),
        (("DE", "PL"), "2026-01-01", ["eu-framework-decision"]),
        (("DE", "GB"), "2020-12-31", ["eu-framework-decision"]),
        (("DE", "GB"), "2021-01-01", ["eu-uk-tca"]),
        (("NO", "IS"), "2026-01-01", ["ece-1957"]),
        (("NO", "DE"), "2019-10-31", ["ece-1957"]),
        (("NO", "DE"), "2019-11-01", ["eu-iceland-norway"]),
        (("US", "IN"), "2026-01-01", ["in-us-1997"]),
        (("US", "KZ"), "2026-01-01", []),
    ],
)
def test_which_treaty_governs(command: Command, pair: tuple[str, str], on: str, keys: list[str]) -> None:
    assert sorted(governing_of(command, *pair, "--on", on)) == keys


def test_the_days_on_which_it_changed(command: Command) -> None:
    found = command("treaties", "KZ", "RU", "--on", "2025-06-02", *JSON).json
    assert [(one["from"], one["to"], one["treaties"]) for one in found["history"]][-2:] == [
        ("2001-01-09", "2023-06-27", ["minsk-1993"]),
        ("2023-06-28", None, ["chisinau-2002"]),
    ]
    assert found["history"][-2]["protocols"] == ["minsk-1993/protocol-1997"]
    assert found["treaties"][0]["since"] == "2023-06-28"
    assert found["treaties"][0]["instead_of"] == ["minsk-1993"]
    assert "120(3)" in found["treaties"][0]["because"]


def test_what_else_binds_the_requested_state(command: Command) -> None:
    def status(state: str, treaty: str, on: str) -> str:
        found = command("treaties", state, "KZ" if state != "KZ" else "RU", "--on", on, *JSON).json
        return next(one["status"] for one in found["memberships"] if one["treaty"] == treaty)

    assert status("RU", "echr", "2022-09-16") == "bound"
    assert status("RU", "echr", "2022-09-17") == "left"
    assert status("KZ", "iccpr-op1", "2009-09-29") == "not yet"
    assert status("KZ", "iccpr-op1", "2009-09-30") == "bound"
    assert status("KZ", "echr", "2026-01-01") == "not bound"
    assert status("ZA", "echr", "2026-01-01") == "unknown"


def test_the_words(command: Command) -> None:
    out = " ".join(command("treaties", "KZ", "RU", "--on", "2025-06-02").out.split())
    assert out.startswith("Extradition from Kazakhstan (KZ) at the request of Russia (RU), Mon 2 Jun 2025")
    assert "between the two since Wed 28 Jun 2023" in out
    assert "in the place of Minsk Convention: " in out
    assert "from Wed 28 Jun 2023: Chisinau Convention" in out
    assert "European Convention on Human Rights [echr]: not bound (never a party)" in out
    assert "membership, or its day, not verified" in command("treaties", "KZ", "MD", "--on", "2025-06-02").out
    ru = " ".join(command("treaties", "KZ", "RU", "--on", "2025-06-02", "--lang", "ru").out.split())
    assert "с ср 28 июня 2023: Кишинёвская конвенция" in ru
    assert "several treaties bind the two" in command("treaties", "KZ", "KG", "--on", "2025-06-02").out
    assert "no treaty on extradition in the program" in command("treaties", "US", "KZ", "--on", "2025-06-02").out


def test_what_stands_beside_and_what_is_missing(command: Command) -> None:
    found = command("treaties", "KZ", "RU", "--on", "2025-06-02", *JSON).json
    assert [one["treaty"] for one in found["beside"]] == ["cis-hand-over-1994"]
    assert "beside it: Agreement of the CIS interior ministries" in " ".join(
        command("treaties", "KZ", "RU", "--on", "2025-06-02").out.split()
    )
    found = command("treaties", "RU", "TR", "--on", "2025-06-02", *JSON).json
    assert found["beside"] == []
    assert any("article 16" in words for words in found["treaties"][0]["missing"])
    assert "! not here: No declaration on article 16" in command("treaties", "RU", "TR", "--on", "2025-06-02").out


def test_today_without_a_day(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(command_module.datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Clock":
            assert tz is not None
            return cls(2023, 6, 27, 23, 59)

    monkeypatch.setattr(command_module, "datetime", Clock)
    assert governing_of(command, "KZ", "RU") == ["minsk-1993"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("KX", "RU"), "REQUESTED: nothing is known of the State 'KX'. Did you mean KG or KR or KZ?"),
        (("KZ", "Russia"), "REQUESTING: nothing is known of the State 'Russia'. Did you mean 'RU'?"),
        (("Казахстан", "RU"), "REQUESTED: nothing is known of the State 'Казахстан'. Did you mean 'KZ'?"),
        (("../kz", "RU"), "REQUESTED: nothing is known of the State '../kz'."),
        (("KZ", "QQ"), "REQUESTING: nothing is known of the State 'QQ'. Write two letters, such as KZ; known: "),
        (("EU", "KZ"), "REQUESTED: nothing is known of the State 'EU'."),
        (("KZ", "kz"), "REQUESTING: both States are the same."),
        (("KZ", "RU", "--on", "02.06"), "--on: '02.06' has no year"),
        (("KZ", "RU", "--on", "2025-13-01"), "--on: '2025-13-01' does not exist"),
    ],
)
def test_what_cannot_be_answered_is_refused(command: Command, words: tuple[str, ...], message: str) -> None:
    done = command("treaties", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_own_treaties_are_seen(command: Command) -> None:
    assert governing_of(command, "XK", "XW", "--on", "2000-07-02", *MODEL) == ["x-bilateral", "x-minsk"]


BOOK = load_rules(None)
STATES = known_states(BOOK)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True),
    st.dates(date(1960, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["en", "ru"]),
)
def test_any_pair_on_any_day(pair: list[str], on: date, lang: str) -> None:
    """The history has no gap, covers all days, and says of the day what governs on it."""
    found = between(BOOK, pair[0], pair[1], on)
    assert found.history[0].first is None
    assert found.history[-1].last is None
    for one, after in zip(found.history, found.history[1:], strict=False):
        assert one.last is not None
        assert after.first == one.last + timedelta(days=1)
        assert (one.treaties, one.protocols) != (after.treaties, after.protocols)
    here = next(one for one in found.history if one.last is None or on <= one.last)
    assert {treaty.key for treaty in here.treaties} == {
        one.treaty.key for one in governing(BOOK, (pair[0], pair[1]), on)
    }
    assert faults("treaties-1", json.loads(treaties_json(found, BOOK, lang))) == []  # type: ignore[arg-type]
