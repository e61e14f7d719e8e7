"""The line from a source to bytes. Pure: nothing here opens a file or starts a process.

``read`` -> ``normalise`` -> ``render``; an edited ``briefing.md``, ``.docx`` or ``.json`` enters at ``render``.
"""

from __future__ import annotations

import msgspec

from briefkit.anchors import settle_links
from briefkit.briefing import Briefing, PartNote, SourceNote
from briefkit.census import Census, count
from briefkit.condense import condense
from briefkit.diagnostics import DAMAGE, Diagnostic, Result
from briefkit.fidelity import compare_wording, find_unsaid
from briefkit.ledger import account, unaccounted
from briefkit.lexicon import load_lexicon
from briefkit.model import Document, Source, TextBlock
from briefkit.packs import cut, find_parts, said_of, set_aside, share_census, tell, tell_share
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

    A long report is condensed to ``budget`` words, those of the house style where none are given; 0 keeps all. A file
    that holds several briefings is taken as one, and a diagnostic says so (BK340); see :func:`normalise_parts`.

    Text that nothing accounts for is an error diagnostic in the record (BK501); whoever writes the result decides
    what becomes of it (the command line ends with exit code 5).
    """
    tidied = tidy(read_result.value)
    said = (*read_result.diagnostics, *tidied.diagnostics, *tell(find_parts(tidied.value)))
    document, census = read_result.value, count(source, password)
    given = _Given(Result(tidied.value, said), document, document, census, _note(source, read_result))
    return _record(given, theme, budget)


def normalise_parts(
    source: Source,
    read_result: Result[Document],
    theme: Theme,
    *,
    password: str | None = None,
    budget: int | None = None,
) -> tuple[Record, ...]:
    """A record as :func:`normalise` makes it for each briefing of the file; one where it holds a single one.

    What belongs to no briefing is set aside in the record of the briefing that it precedes, or of the last. The ledgers
    of all records together account for every letter of the file.
    """
    document = read_result.value
    pack = find_parts(tidy(document).value)
    if len(pack.parts) < 2:
        return (normalise(source, read_result, theme, password=password, budget=budget),)
    shares = cut(document, pack)
    censuses = share_census(count(source, password), [share.whole for share in shares])
    note = _note(source, read_result)
    records: list[Record] = []
    for number, (share, census) in enumerate(zip(shares, censuses, strict=True), 1):
        tidied = tidy(share.briefing)
        said = (*said_of(read_result.diagnostics, share), *tidied.diagnostics, *tell_share(share, pack))
        part = PartNote(number, len(shares), share.part.pages) if len(shares) > 1 or share.part.pages else None
        own = msgspec.structs.replace(note, part=part)
        given = _Given(Result(tidied.value, said), share.seen, share.whole, census, own, share.others)
        records.append(_record(given, theme, budget))
    return tuple(records)


def _note(source: Source, read_result: Result[Document]) -> SourceNote:
    return SourceNote(
        source.name,
        source.sha256,
        source.media_type,
        source.via,
        damaged=any(said.code in DAMAGE for said in read_result.diagnostics),
    )


class _Given(msgspec.Struct, frozen=True):
    """What a record is made of: the tidied document with what was said of it, the blocks that it comes from, those that
    the ledger accounts for with their count, and those that are of no briefing."""

    tidied: Result[Document]
    document: Document
    counted: Document
    census: Census
    note: SourceNote
    others: tuple[TextBlock, ...] = ()


def _record(given: _Given, theme: Theme, budget: int | None) -> Record:
    tidied, document = given.tidied.value, given.document
    placed = place(tidied, load_lexicon().with_headings(theme.headings), theme.publishers)
    condensed = condense(placed.value, tidied, theme.budget if budget is None else budget)
    briefing = set_aside(condensed.value, given.others)
    ledger = account(given.census, given.counted, briefing)
    named = _blocks_named(briefing)
    return Record(
        briefing=briefing,
        ledger=ledger,
        source=given.note,
        diagnostics=(
            *given.tidied.diagnostics,
            *(said for said in placed.diagnostics if said.code != UNSURE_CODE),
            *condensed.diagnostics,
            *unsure(briefing, tidied),
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
