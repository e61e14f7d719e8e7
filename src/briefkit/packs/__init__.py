"""Several briefings in one file, or one among other pages: where each begins, told by structure and never guessed.

``find_parts`` looks at a tidied document and says where its parts are; ``tell`` puts it into words.
``cut`` makes documents of the parts and ``share_census`` shares out the letters of the raw file among them.
"""

from __future__ import annotations

from briefkit.lexicon import Lexicon, load_lexicon
from briefkit.model import Document
from briefkit.packs.counting import share_census
from briefkit.packs.cutting import Share, cut
from briefkit.packs.finding import find
from briefkit.packs.parts import Pack, Part
from briefkit.packs.told import in_words, said_of, set_aside, tell, tell_share

__all__ = [
    "Pack",
    "Part",
    "Share",
    "cut",
    "find_parts",
    "in_words",
    "said_of",
    "set_aside",
    "share_census",
    "tell",
    "tell_share",
]


def find_parts(document: Document, lexicon: Lexicon | None = None) -> Pack:
    """The parts of a tidied document: one where it is a single briefing or report, none where it has no text."""
    return find(document, lexicon or load_lexicon())
