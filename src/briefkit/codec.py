"""``briefing.json``: a record as bytes and back, with nothing lost.

``load(dump(record)) == record`` for every record whose block ids hold no white space. A file that a person or a
program has changed is checked whole, and every wrong field is named at once.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from briefkit import wire
from briefkit.briefing import Absorbed, Aside, Briefing, DateFound, Item, Sections, Stated
from briefkit.errors import BriefkitError
from briefkit.ledger import Entry, Fate, Ledger
from briefkit.model import Origin, Span
from briefkit.record import Record
from briefkit.wire import (
    Place,
    Reading,
    WireAbsorbed,
    WireAside,
    WireDate,
    WireItem,
    WireLedger,
    WireRecord,
    WireSections,
    WireStated,
)

SCHEMA_VERSION = 1
WORDS_A_MINUTE = 200
"""How fast an adult reads prose of this kind; the contract's figure."""

_MOST_NAMED = 40
_ORDER = (
    "schema_version title subject publisher review_type date dates keywords language sections one_thing_candidates "
    "set_aside absorbed reading ledger source diagnostics origins"
).split()

To = TypeVar("To")


class InvalidBriefing(BriefkitError):
    """An edited briefing that cannot be taken back: ``problems`` names every wrong place with what is wrong there."""

    exit_code = 3
    code = "BK250"

    def __init__(self, message: str, next_step: str = "", *, code: str | None = None) -> None:
        super().__init__(message, next_step, code=code)

    @classmethod
    def of(cls, what: str, problems: tuple[str, ...], next_step: str) -> InvalidBriefing:
        """An error with one line for each problem."""
        shown = "\n".join(f"  - {problem}" for problem in problems[:_MOST_NAMED])
        rest = f"\n  - and {len(problems) - _MOST_NAMED} more" if len(problems) > _MOST_NAMED else ""
        count = "One thing is" if len(problems) == 1 else f"{len(problems)} things are"
        return cls(f"{count} wrong in {what}:\n{shown}{rest}\n", next_step)

    @property
    def problems(self) -> tuple[str, ...]:
        """The lines of the message that name a wrong place."""
        return tuple(line[4:] for line in self.message.splitlines() if line.startswith("  - "))


def reading_time(briefing: Briefing) -> Reading:
    """How many words a briefing has and how many minutes they take, to a tenth."""
    return Reading(briefing.words, round(briefing.words / WORDS_A_MINUTE, 1))


def dump(record: Record) -> bytes:
    """The record as UTF-8 JSON, indented by two blanks, keys in the order of the contract, a line end at the end."""
    briefing, at = record.briefing, record.origins
    made = WireRecord(
        schema_version=1,
        title=briefing.title,
        subject=briefing.subject,
        publisher=briefing.publisher,
        review_type=briefing.review_type,
        date=briefing.date,
        dates=tuple(WireDate(date.text, date.role, _places(date.spans, at)) for date in briefing.dates),
        keywords=briefing.keywords,
        language=briefing.language,
        sections=WireSections(
            **{name: _wire_items(getattr(briefing.sections, name), at) for name in WireSections.__struct_fields__}
        ),
        one_thing_candidates=_wire_items(briefing.candidates, at),
        set_aside=tuple(WireAside(one.text, one.reason, _places(one.spans, at)) for one in briefing.set_aside),
        absorbed=tuple(WireAbsorbed(one.text, one.role, _places(one.spans, at)) for one in briefing.absorbed),
        reading=reading_time(briefing),
        ledger=_wire_ledger(record.ledger),
        source=record.source,
        diagnostics=record.diagnostics,
        origins=dict(record.origins),
    )
    built: dict[str, object] = msgspec.to_builtins(made)
    ordered = {key: built[key] for key in _ORDER}
    return msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n"


def load(data: bytes) -> Record:
    """The record in the bytes of a ``briefing.json``.

    Raises :class:`InvalidBriefing` that names every wrong field by its path (``sections.learning[2].kind``).
    """
    step = "Mend these places, or make the file anew with briefkit convert."
    try:
        raw = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidBriefing.of("briefing.json", (f"it is no JSON: {error}",), step) from error
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        problem = f"schema_version: the file has version {version}, this briefkit knows version {SCHEMA_VERSION}"
        raise InvalidBriefing.of("briefing.json", (problem,), "Install a newer briefkit.")
    problems = tuple(_problems(raw, WireRecord, ""))
    if problems:
        raise InvalidBriefing.of("briefing.json", problems, step)
    try:
        return _record(msgspec.convert(raw, WireRecord))
    except msgspec.ValidationError as error:
        raise InvalidBriefing.of("briefing.json", (str(error),), step) from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``briefing.json``; the file ``data/briefing.schema.json`` holds the same."""
    schema = msgspec.json.schema(WireRecord)
    for name, definition in schema["$defs"].items():
        if getattr(getattr(wire, name, None), "__module__", "") != wire.__name__:
            # Its description speaks of the code and not of the file.
            definition.pop("description", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "briefing.json, version 1", **schema}


def _wire_items(items: tuple[Item, ...], at: dict[str, Origin]) -> tuple[WireItem, ...]:
    return tuple(
        WireItem(
            text=item.text,
            kind=item.kind,
            theme=item.theme,
            label=item.label,
            number=item.number,
            lead_in=item.lead_in,
            links=item.links,
            anchor=item.anchor,
            belongs_to=item.belongs_to,
            owner=_wire_stated(item.owner, at),
            deadline=_wire_stated(item.deadline, at),
            origin=item.origin,
            why=item.why,
            confidence=item.confidence,
            sources=_places(item.spans, at),
        )
        for item in items
    )


def _wire_stated(stated: Stated | None, at: dict[str, Origin]) -> WireStated | None:
    return None if stated is None else WireStated(stated.text, stated.caption, _places(stated.spans, at))


def _places(spans: tuple[Span, ...], at: dict[str, Origin]) -> tuple[Place, ...]:
    places = []
    for span in spans:
        origin = at.get(span.block)
        box = None if origin is None or origin.bbox is None else origin.bbox
        rounded = None if box is None else (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
        places.append(Place(span.block, span.start, span.end, origin.page if origin else None, rounded))
    return tuple(places)


def _wire_ledger(ledger: Ledger) -> WireLedger:
    return WireLedger(
        source_letters=ledger.source_letters,
        accounted=ledger.accounted,
        by_fate=dict(ledger.by_fate),
        missing=ledger.missing,
        changes=ledger.changes,
        twice=ledger.twice,
        leaked=ledger.leaked,
        notes=ledger.notes,
        # One short line for each entry: as objects they would be nine tenths of the file.
        entries=tuple(
            f"{entry.block} {entry.start}-{entry.end} {entry.fate}{' ' + entry.detail if entry.detail else ''}"
            for entry in ledger.entries
        ),
    )


def _record(read: WireRecord) -> Record:
    briefing = Briefing(
        title=read.title,
        sections=Sections(**{name: _items(getattr(read.sections, name)) for name in WireSections.__struct_fields__}),
        subject=read.subject,
        publisher=read.publisher,
        review_type=read.review_type,
        date=read.date,
        dates=tuple(DateFound(one.text, one.role, _spans(one.sources)) for one in read.dates),
        keywords=read.keywords,
        set_aside=tuple(Aside(one.text, one.reason, _spans(one.sources)) for one in read.set_aside),
        absorbed=tuple(Absorbed(one.text, one.role, _spans(one.sources)) for one in read.absorbed),
        candidates=_items(read.one_thing_candidates),
        language=read.language,
    )
    ledger = Ledger(
        source_letters=read.ledger.source_letters,
        accounted=read.ledger.accounted,
        by_fate=read.ledger.by_fate,
        entries=tuple(_entry(line) for line in read.ledger.entries),
        missing=read.ledger.missing,
        changes=read.ledger.changes,
        twice=read.ledger.twice,
        leaked=read.ledger.leaked,
        notes=read.ledger.notes,
    )
    return Record(briefing, ledger, read.source, read.diagnostics, read.origins)


def _items(items: tuple[WireItem, ...]) -> tuple[Item, ...]:
    return tuple(
        Item(
            text=item.text,
            spans=_spans(item.sources),
            kind=item.kind,
            theme=item.theme,
            label=item.label,
            number=item.number,
            lead_in=item.lead_in,
            links=item.links,
            anchor=item.anchor,
            belongs_to=item.belongs_to,
            owner=_stated(item.owner),
            deadline=_stated(item.deadline),
            origin=item.origin,
            why=item.why,
            confidence=item.confidence,
        )
        for item in items
    )


def _stated(read: WireStated | None) -> Stated | None:
    return None if read is None else Stated(read.text, read.caption, _spans(read.sources))


def _spans(places: tuple[Place, ...]) -> tuple[Span, ...]:
    return tuple(Span(place.block, place.start, place.end) for place in places)


def _entry(line: str) -> Entry:
    block, edges, fate, *detail = line.split(" ", 3)
    start, end = edges.split("-")
    return Entry(block, int(start), int(end), msgspec.convert(fate, Fate), detail[0] if detail else "")


def _problems(value: object, wanted: Any, path: str) -> Iterator[str]:
    """What is wrong with a decoded value, place by place; msgspec itself would stop at the first."""
    base = get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted
    members = get_args(base) if get_origin(base) in {Union, types.UnionType} else ()
    if type(None) in members:
        if value is not None:
            yield from _problems(value, next(one for one in members if one is not type(None)), path)
    elif isinstance(base, type) and issubclass(base, msgspec.Struct) and isinstance(value, dict):
        yield from _struct_problems(value, base, path)
    elif get_origin(base) is tuple and get_args(base)[-1] is Ellipsis and isinstance(value, list):
        for number, one in enumerate(value):
            yield from _problems(one, get_args(base)[0], f"{path}[{number}]")
    elif get_origin(base) is dict and isinstance(value, dict):
        for key, one in value.items():
            yield from _problems(one, get_args(base)[1], f"{path}.{key}" if path else key)
    else:
        yield from _leaf_problems(value, wanted, path)


def _struct_problems(value: dict[str, object], wanted: type[msgspec.Struct], path: str) -> Iterator[str]:
    hints = get_type_hints(wanted, include_extras=True)
    fields = {field.encode_name: field for field in msgspec.structs.fields(wanted)}
    for name, field in fields.items():
        here = f"{path}.{name}" if path else name
        if name in value:
            yield from _problems(value[name], hints[field.name], here)
        elif field.required:
            yield f"{here}: is missing"
    for name in value:
        if name not in fields:
            here = f"{path}.{name}" if path else name
            yield f"{here}: is not known; known are {', '.join(fields)}"


def _leaf_problems(value: object, wanted: Any, path: str) -> Iterator[str]:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        said = str(error).replace(" - at `$`", "").replace("Expected", "expected")
        base = get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted
        if get_origin(base) is Literal:
            said = f"{value!r} is not allowed; allowed are {', '.join(str(one) for one in get_args(base))}"
        yield f"{path or 'the whole file'}: {said}"
