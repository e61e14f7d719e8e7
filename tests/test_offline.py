"""Nothing leaves the machine: a whole conversion with every way to the network closed."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from briefkit import runs, theme
from briefkit.batch import SerialExecutor
from briefkit.files import walk
from briefkit.record import Settings
from briefkit.tools.probe import PANGO, look
from sources import write

INBOX = Path(__file__).resolve().parents[1] / "inbox"


def refuse(*_args: object, **_more: object) -> NoReturn:
    raise AssertionError("the network was asked for")


def test_nothing_reaches_for_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not look(PANGO).found:
        pytest.skip("Pango is not installed")
    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    inputs = [*write(tmp_path, "a.md"), *sorted(INBOX.rglob("*.docx"))[:1], *sorted(INBOX.rglob("*.pdf"))[:1]]
    settings = Settings(formats=("pdf", "html", "json", "md", "docx"))
    order = runs.Order(tmp_path / "out", settings, theme.load("house"))
    rows = [row for _, row in runs.convert_all(runs.plan(walk(inputs)), order, SerialExecutor())]
    assert [(row.status, row.message) for row in rows] == [("converted", "")] * len(inputs)
