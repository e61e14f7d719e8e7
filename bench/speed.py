"""How long a warm conversion takes, station by station.

python bench/speed.py                     two samples of the inbox, each ten times; the median in milliseconds
python bench/speed.py FILE... --times 30
python bench/speed.py --write             puts the table into docs/measurements.md
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from written import ROOT, keep, machine, table

from briefkit import files, pipeline, theme
from briefkit.census import count
from briefkit.fidelity import compare_wording
from briefkit.ledger import account
from briefkit.place import place
from briefkit.record import Format, Settings
from briefkit.tidy import tidy
from briefkit.writers import write

DEFAULT = ("inbox/kestrel-bay-was-not-brought.pdf", "inbox/wetherholm-mr-adair.docx")
FORMATS: tuple[Format, ...] = ("html", "md", "json", "pdf")
T = TypeVar("T")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[ROOT / name for name in DEFAULT])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    measured = {path.name: _measure(path, options.times) for path in options.files}
    stations = list(dict.fromkeys(station for times in measured.values() for station in times))
    rows: list[list[object]] = [
        [station, *(f"{times.get(station, 0) * 1000:.1f}" for times in measured.values())] for station in stations
    ]
    rows.append(["**together**", *(f"**{sum(times.values()) * 1000:.0f}**" for times in measured.values())])
    text = table(["station (ms)", *measured], rows)
    text += f"\n\nThe median of {options.times} warm conversions in one process; {machine()}. `python bench/speed.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("speed", "Speed", text)
    return 0


def _measure(path: Path, times: int) -> dict[str, float]:
    """The median seconds of each station. The first conversion only warms up and is not counted."""
    _once(path)
    laps = [_once(path) for _ in range(times)]
    return {station: statistics.median(lap[station] for lap in laps) for station in laps[0]}


def _once(path: Path) -> dict[str, float]:
    spent: dict[str, float] = {}

    def timed(station: str, work: Callable[[], T]) -> T:
        started = time.perf_counter()
        result = work()
        spent[station] = time.perf_counter() - started
        return result

    settings = Settings()
    house = theme.load(settings.theme)
    source = timed("load", lambda: files.load(path))
    document = timed("read", lambda: pipeline.read(source, settings))
    tidied = timed("tidy", lambda: tidy(document.value))
    placed = timed("place", lambda: place(tidied.value))
    census = timed("census", lambda: count(source))
    timed("account", lambda: account(census, document.value, placed.value))
    timed("compare wording", lambda: compare_wording(document.value, placed.value))
    # The record holds the same work once more; what it costs is already counted above.
    record = pipeline.normalise(source, document, house)
    for wanted in FORMATS:
        timed(f"write {wanted}", lambda wanted=wanted: write(wanted, record, house, settings))  # type: ignore[misc]
    return spent


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
