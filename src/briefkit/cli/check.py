"""``briefkit check``: the lints and the ledger of sources or of finished briefings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from briefkit.cli import options
from briefkit.cli.printing import columns, in_short, write_json
from briefkit.files import printable

if TYPE_CHECKING:
    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Found
    from briefkit.record import Record


@click.command("check")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE...", type=options.INPUT)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--strict", is_flag=True, help="End with exit code 1 where there are warnings.")
@options.ocr
@options.password
@options.debug
def command(inputs: tuple[Path, ...], as_json: bool, strict: bool, **chosen: Any) -> int:
    """Check briefings: is everything there, is it sure, is every letter of the source accounted for?

    FILE is a source (Word, PDF, text), a briefing.json or an edited briefing.md, or a folder of them. The ledger says
    what became of the letters of the source. Exit code: as for convert, for each file and for several.
    """
    from briefkit import files, runs
    from briefkit.jobs import Row, failed

    reports: list[dict[str, Any]] = []
    rows: list[Row] = []
    for one in _to_check(files.walk(inputs)):
        try:
            report, row = _check(one.path, one.shown, chosen)
        except Exception as error:
            row = failed(one.shown, error, debug=chosen["debug"])
            report = {"input": one.shown, "diagnostics": row.diagnostics, "ledger": None}
        reports.append(report)
        rows.append(row)
        if not as_json:
            _print(report, row)
    code = runs.exit_code(rows, strict=strict)
    if as_json:
        write_json({"exit_code": code, "inputs": reports})
    return code


def _to_check(found: list[Found]) -> list[Found]:
    """What can be checked; of a result folder the briefing that a person edits, else its record."""
    there = {one.path for one in found}
    return [
        one
        for one in found
        if not one.passed_over
        or one.path.name == "briefing.md"
        or (one.path.name == "briefing.json" and one.path.with_name("briefing.md") not in there)
    ]


def _check(path: Path, shown: str, chosen: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    from briefkit.check import check
    from briefkit.cli.records import record_of
    from briefkit.jobs import Rendered, Row
    from briefkit.record import Settings

    record = record_of(path, Settings(ocr=chosen["ocr"], password=chosen["password"]))
    said = check(record)
    record = msgspec.structs.replace(record, diagnostics=said)
    row = Row(
        input=shown,
        status="converted",
        title=record.briefing.title,
        errors=_number(said, "error"),
        warnings=_number(said, "warning"),
        exit_code=Rendered(record, {}).exit_code,
    )
    return {"input": shown, "title": record.briefing.title, "diagnostics": said, "ledger": _ledger(record)}, row


def _number(said: tuple[Diagnostic, ...], severity: str) -> int:
    return sum(each.severity == severity for each in said)


def _ledger(record: Record) -> dict[str, Any]:
    ledger = record.ledger
    return {
        "source_letters": ledger.source_letters,
        "accounted": ledger.accounted,
        "by_fate": ledger.by_fate,
        "missing": ledger.missing,
        "changes": [change for change in ledger.changes if change.what != "unchanged"],
    }


def _print(report: dict[str, Any], row: Any) -> None:
    click.echo(f"{row.input}: {printable(row.title)}" if row.title else row.input)
    for line in in_short(report["diagnostics"]):
        click.echo(f"  {line}", err=row.status == "failed")
    if row.trace:
        click.echo(row.trace, err=True)
    ledger = report["ledger"]
    if ledger:
        click.echo(f"  {ledger['accounted']} of {ledger['source_letters']} letters of the source are accounted for:")
        table = [(fate.replace("_", " "), str(letters)) for fate, letters in ledger["by_fate"].items() if letters]
        click.echo("\n".join(f"    {line}" for line in columns(table).splitlines()))
    click.echo()
