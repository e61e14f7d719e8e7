"""Made title pages: what the title matter says of the document, page by page (``bench/title_pages.py``)."""

from __future__ import annotations

import pytest
from title_pages import GRIDS, Page, load_grid, misses

EVERY = [page for path in GRIDS for page in load_grid(path).fronts]
NOT_YET = {"mother and baby": {"dates"}}
"""What an editor sees and no rule finds: whether a season beside a kind of review is that of the review."""


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.name)
def test_title_pages(page: Page) -> None:
    assert set(misses(page)) == NOT_YET.get(page.name, set())


def test_pages_have_names_of_their_own() -> None:
    assert len({page.name for page in EVERY}) == len(EVERY)
