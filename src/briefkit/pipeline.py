"""The line from a source to bytes. Pure: nothing here opens a file or starts a process.

``read`` -> ``normalise`` -> ``render``; an edited ``briefing.md``, ``.docx`` or ``.json`` enters at ``render``.
"""

from __future__ import annotations

import msgspec

from briefkit.anchors import settle_links
from briefkit.briefing import Briefing, SourceNote
from briefkit.census import count
from briefkit.condense import condense
from briefkit.diagnostics import DAMAGE, Diagnostic, Result
from briefkit.fidelity import compare_wording, find_unsaid
from briefkit.ledger import account, unaccounted
from briefkit.lexicon import load_lexicon
from briefkit.model import Document, Source
from briefkit.packs import find_parts, tell
from briefkit.place import UNSURE_CODE, place, unsure
from briefkit.readers import reader_for
from briefkit.record import Format, Record, Settings
from briefkit.theme import Theme
from briefkit.tidy import tidy


def read(source: Source, settings: Settings) -> Result[Document]:
    """What stands in the source, in reading order. Raises ``UnusableInput`` where the file cannot be used at all."""
    return reader_for(source.media_type)(source, settings.password)


def normalise(
    source: Source,
    read_result: Result[Document],
    theme: Theme,
    *,
    password: str | None = None,
    budget: int | None = None,
) -> Record:
    """The document as a briefing of the one schema, with its ledger. ``password`` opens a locked PDF for the count.

    A long report is condensed to ``budget`` words, those of the house style where none are given; 0 keeps all.

    Text that nothing accounts for is an error diagnostic in the record (BK501); whoever writes the result decides
    what becomes of it (the command line ends with exit code 5).
    """
    document = read_result.value
    tidied = tidy(document)
    placed = place(tidied.value, load_lexicon().with_headings(theme.headings), theme.publishers)
    condensed = condense(placed.value, tidied.value, theme.budget if budget is None else budget)
    briefing = condensed.value
    ledger = account(count(source, password), document, briefing)
    named = _blocks_named(briefing)
    return Record(
        briefing=briefing,
        ledger=ledger,
        source=SourceNote(
            source.name,
            source.sha256,
            source.media_type,
            source.via,
            damaged=any(said.code in DAMAGE for said in read_result.diagnostics),
        ),
        diagnostics=(
            *read_result.diagnostics,
            *tidied.diagnostics,
            *(said for said in placed.diagnostics if said.code != UNSURE_CODE),
            *condensed.diagnostics,
            *tell(find_parts(tidied.value)),
            *unsure(briefing, tidied.value),
            *unaccounted(ledger),
            *compare_wording(document, briefing),
            *find_unsaid(document, briefing),
        ),
        origins={block.id: block.origin for block in document.blocks if block.id in named},
    )


def _blocks_named(briefing: Briefing) -> set[str]:
    claims = (
        *(item.spans for _, item in briefing.sections.each()),
        *(candidate.spans for candidate in briefing.candidates),
        *(aside.spans for aside in briefing.set_aside),
        *(absorbed.spans for absorbed in briefing.absorbed),
        *(date.spans for date in briefing.dates),
    )
    return {span.block for spans in claims for span in spans}


def render(record: Record, theme: Theme, settings: Settings) -> Result[dict[Format, bytes]]:
    """The record as bytes of each format asked for.

    Raises ``ToolMissing`` for a PDF where Pango is missing and ``OutputFailed`` where the audit of a page fails.
    """
    from briefkit.writers import write

    settled = settle_links(record.briefing)
    record = msgspec.structs.replace(record, briefing=settled.value)
    made: dict[Format, bytes] = {}
    said: list[Diagnostic] = [*settled.diagnostics]
    # The PDF comes first: what its audit and its copy-fitting have to say belongs into the other outputs too.
    for wanted in sorted(set(settings.formats), key=_PRINTED_FIRST.index):
        result = write(
            wanted, msgspec.structs.replace(record, diagnostics=(*record.diagnostics, *said)), theme, settings
        )
        made[wanted] = result.value
        said.extend(result.diagnostics)
    return Result(made, tuple(said))


_PRINTED_FIRST: tuple[Format, ...] = ("pdf", "docx", "md", "html", "json")
