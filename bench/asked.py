"""Other tools over small files, each in a process of its own: how they are asked, and how they answer there.

It needs nothing but Python, for the answers are given in the rivals' own Python.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 240


@dataclass
class Answers:
    """What one tool answered: its version, what it made by file, its errors by file."""

    version: str = ""
    made: dict[str, Any] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)


def ask(python: str, module: str, tool: str, files: dict[str, Path]) -> Answers:
    """Runs a tool over the files by ``module`` (see :func:`answer`); after a crash or a hang another one goes on."""
    answers = Answers()
    left = {path.name: path for path in files.values()}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    while left:
        command = [python, "-m", module, tool, *map(str, left.values())]
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, timeout=SECONDS, cwd=Path(__file__).parent, env=environment
            )
            printed, trouble = done.stdout, f"ended with code {done.returncode}"
        except subprocess.TimeoutExpired as hang:
            printed, trouble = hang.stdout or b"", "no answer in time"
        before = len(left)
        for line in printed.decode("utf-8", "replace").splitlines():
            _take(line, answers, left)
        if not answers.version:
            sys.stderr.write(f"{tool} is not there: {trouble}\n")
            return answers
        if left and (len(left) == before or trouble != "ended with code 0"):
            answers.refusals[left.pop(next(iter(left))).name] = trouble
    return answers


def _take(line: str, answers: Answers, left: dict[str, Path]) -> None:
    """Takes one line of what a tool's process printed."""
    try:
        said = json.loads(line)
    except ValueError:
        return  # a library that prints past Python
    if "version" in said:
        answers.version = str(said["version"])
        return
    name = str(said["file"])
    left.pop(name, None)
    if "made" in said:
        answers.made[name] = said["made"]
    else:
        answers.refusals[name] = str(said.get("refused", ""))


def answer(arguments: list[str], version: Callable[[str], str], read: Callable[[str, Path], object]) -> int:
    """Prints a tool's version and what it makes of each file, a line of JSON each; ``arguments``: tool, files."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    tool, *paths = arguments
    out = sys.stdout
    print(json.dumps({"version": version(tool)}), file=out, flush=True)
    for path in map(Path, paths):
        said: dict[str, object] = {"file": path.name}
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                said["made"] = read(tool, path)
        except Exception as error:
            said["refused"] = f"{type(error).__name__}: {error}"[:200]
        print(json.dumps(said), file=out, flush=True)
    return 0
