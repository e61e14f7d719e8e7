from __future__ import annotations

import pytest

from briefkit.readers.addresses import is_live


@pytest.mark.parametrize(
    "address", ["https://fold.example", "HTTP://fold.example", "mailto:a@fold.example", "tel:0123"]
)
def test_what_a_browser_opens_without_harm_stays(address: str) -> None:
    assert is_live(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", r"\\server\share", "#part", ""])
def test_all_else_does_not(address: str) -> None:
    assert not is_live(address)
