"""Legal deadlines in extradition cases: what happened in, every date that follows out, each with its article and count."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extradeadline.cases import load_case
    from extradeadline.counting import count
    from extradeadline.loading import load_rules
    from extradeadline.scheduling import schedule

ENGINE = "0.1.0"
__version__ = ENGINE


def __getattr__(name: str) -> object:
    """The four functions of the library, imported when first asked for, so that the command line starts quickly."""
    from importlib import import_module

    homes = {"load_case": "cases", "load_rules": "loading", "schedule": "scheduling", "count": "counting"}
    if name not in homes:
        raise AttributeError(f"module 'extradeadline' has no attribute '{name}'")
    return getattr(import_module(f"extradeadline.{homes[name]}"), name)


__all__ = ["ENGINE", "count", "load_case", "load_rules", "schedule"]
