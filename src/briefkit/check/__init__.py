"""The lints: each a pure function from a record to diagnostics. They judge, they change nothing."""

from __future__ import annotations

from collections.abc import Callable

from briefkit.check import completeness
from briefkit.diagnostics import Diagnostic
from briefkit.record import Record

Lint = Callable[[Record], tuple[Diagnostic, ...]]

LINTS: tuple[Lint, ...] = (
    completeness.title,
    completeness.core_sections,
    completeness.one_thing,
    completeness.unsure_items,
)


# What the lints say again, on the record as it is now; and what was already said in other words when it was made.
_SAID_ANEW = {"BK401", "BK402", "BK403", "BK404"}
_SAID_BEFORE = {"BK403": "BK302", "BK404": "BK320"}


def check(record: Record, lints: tuple[Lint, ...] = LINTS) -> tuple[Diagnostic, ...]:
    """What was said of a record when it was made, and what the lints say of it now; nothing twice."""
    settled = _SAID_ANEW | ({"BK302"} if _title_was_given(record) else set())
    said = [each for each in record.diagnostics if each.code not in settled]
    codes = {each.code for each in said}
    said += [each for lint in lints for each in lint(record) if _SAID_BEFORE.get(each.code) not in codes]
    return tuple(dict.fromkeys(said))


def _title_was_given(record: Record) -> bool:
    """Whether a person wrote the title since: it no longer matters that the source has none."""
    return any(change.section == "title" and change.after.strip() for change in record.ledger.changes)
