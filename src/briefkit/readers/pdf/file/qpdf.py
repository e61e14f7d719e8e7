"""How qpdf is asked: opened in one way, and what it raises for what stands in a file."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from io import BytesIO

import pikepdf

TROUBLE = (
    *(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError),
    *(RuntimeError, ValueError, TypeError, KeyError, AttributeError, NotImplementedError),
)
"""What pikepdf raises for what stands in a file (a foreign type in a dictionary raises the last four)."""


@contextlib.contextmanager
def opened(content: bytes, password: str | bytes | None, *, recovery: bool = True) -> Iterator[pikepdf.Pdf]:
    """The file ``content`` as qpdf reads it, with ``recovery`` also where its index is broken. Raises ``TROUBLE``."""
    # What qpdf finds amiss is said in our own words.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    with pikepdf.open(
        BytesIO(content), password=password or "", attempt_recovery=recovery, suppress_warnings=True
    ) as pdf:
        yield pdf
