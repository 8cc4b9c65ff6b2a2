"""What the documents say of the program is looked up in the program."""

import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import ROOT
from extradeadline import model, rulefiles
from extradeadline.cli.app import COMMANDS
from extradeadline.loading import load_rules

BOOK = load_rules(None)
SOURCE = ROOT / "src" / "extradeadline"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_words(name: str) -> set[str]:
    """What stands in code marks, word by word."""
    page = text(name)
    blocks = re.findall(r"^```.*?^```", page, re.M | re.S)
    found = [*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.M | re.S))]
    return {word for phrase in found for word in re.findall(r"[a-z_0-9]+", phrase)}


def test_the_readme_names_every_command() -> None:
    for name in COMMANDS:
        assert f"`extradeadline {name}" in text("README.md"), name


def test_the_design_has_a_place_for_every_module() -> None:
    known = code_words("docs/design.md")
    modules = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    assert modules - known == set()


@pytest.mark.parametrize("struct", [rulefiles.Version, rulefiles.Limit, model.Regime, model.Applies, model.Party])
def test_the_rule_language_is_described_whole(struct: type) -> None:
    fields = {name.rstrip("_") for name in struct.__struct_fields__} - {"title", "citation", "note", "source"}
    assert fields - code_words("docs/writing-rules.md") == set()


@pytest.mark.parametrize("struct", [model.CaseFile, model.Record, model.Order])
def test_case_files_are_described_whole(struct: type) -> None:
    assert {name.rstrip("_") for name in struct.__struct_fields__} - code_words("docs/case-files.md") == set()


def test_every_folder_of_law_is_announced_once() -> None:
    changes = text("CHANGELOG.md")
    headings = Counter(re.findall(r"^### .*$", changes, re.M))
    assert [heading for heading, times in headings.items() if times > 1] == []
    for home in (*BOOK.jurisdictions, "treaties"):
        assert re.search(rf"^`rules/.*`rules/{home}/`|^`rules/{home}/`", changes, re.M), home
    lines = [line for line in changes.splitlines() if line.startswith("- ")]
    assert [line for line, times in Counter(lines).items() if times > 1] == []


LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_no_link_leads_nowhere(name: str) -> None:
    here = (ROOT / name).parent
    assert [link for link in LINK.findall(text(name)) if not (here / link).exists()] == []


def test_files_named_in_the_documents_are_there() -> None:
    """Rule files that the changes speak of, and the tools that the contributing page runs."""
    for name in ("CHANGELOG.md", "CONTRIBUTING.md", "README.md"):
        named = re.findall(r"`((?:rules|tools|docs|tests|benchmarks|examples)/[\w./-]+)`", text(name))
        assert [path for path in named if not Path(ROOT, path).exists()] == [], name
