"""What a construct is: a small PDF and what a person sees of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Construct:
    """A PDF with one construct in it.

    ``seen`` are phrases in the order in which a person reads them, each of which must be there as it is written here
    and once; ``anywhere`` are such phrases beside that order. ``unseen`` are phrases that may stand in no output.
    ``told`` are the codes with which briefkit must say something of it, and ``quiet`` tells that it says nothing.
    """

    says: str
    content: bytes
    seen: tuple[str, ...]
    unseen: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    quiet: bool = False
