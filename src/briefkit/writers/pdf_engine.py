"""WeasyPrint behind one function: loaded when first needed, one font configuration a process, no address followed."""

from __future__ import annotations

import contextlib
import functools
import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from briefkit.errors import ToolMissing
from briefkit.theme import Family, Logo

if TYPE_CHECKING:
    from weasyprint import CSS, Document

_INSTALL = "On Debian or Ubuntu run: sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_SLACK = 0.8
"""Points by which a column may be higher than was counted."""
_PT = 0.75
"""Points in a CSS pixel."""
_UNIVERSAL = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""Says that the file is PDF/UA-1 too, in the way that PDF/A-2 (ISO 19005-2, 6.6.2.3) wants foreign properties said."""


def render(markup: Markup, css: Markup, family: Family, logo: Logo | None = None) -> Document:
    """The pages laid out; ``house-logo:`` in the markup is the logo.

    Raises :class:`~briefkit.errors.ToolMissing` where Pango is not installed.
    """
    weasyprint = _weasyprint()
    fetcher, configuration = _only_own(family, logo), _configuration()
    sheets = [_faces(family), weasyprint.CSS(string=str(css), font_config=configuration, url_fetcher=fetcher)]
    page = weasyprint.HTML(string=str(markup), url_fetcher=fetcher)
    document: Document = page.render(font_config=configuration, stylesheets=sheets)
    return document


def to_bytes(document: Document) -> bytes:
    """The pages as one file that is PDF/UA-1 and PDF/A-2a at once. No time, no random number: the same pages give the
    same bytes."""
    plain = document.metadata.generate_rdf_metadata

    def with_universal(*identity: Any) -> bytes:
        return bytes(plain(*identity)).replace(b"</rdf:RDF>", _UNIVERSAL + b"</rdf:RDF>")

    # WeasyPrint can append a packet of its own, but readers of XMP look at the first only: it must be one.
    document.metadata.generate_rdf_metadata = with_universal
    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its own colour profile open and lets it be collected.
        warnings.simplefilter("ignore", ResourceWarning)
        written: bytes = document.write_pdf(finisher=_describe_links, pdf_variant="pdf/a-2a", pdf_tags=True)
    return written


def _describe_links(document: Document, _pdf: object) -> None:
    """Describes each link inside the file by its words (PDF/UA-1, 7.18.5); WeasyPrint gives the name of its target."""
    for page in document.pages:
        for kind, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split()) if box.element is not None else ""
            if kind == "internal" and words and hasattr(box, "link_annotation"):
                name = box.link_annotation["Contents"]
                box.link_annotation["Contents"] = type(name)(words)


def overflow(document: Document, slack: float = 0.0) -> dict[str, float]:
    """By section, how many points its text is higher than was counted; nothing where all is as it was counted.

    ``slack`` is by how many points it may be higher.
    """
    found: dict[str, float] = {}
    for page in document.pages:
        for box in _boxes(page._page_box):
            section = box.element.get("data-fit") if box.element is not None and hasattr(box.element, "get") else None
            if section:
                over = box.height * _PT - float(box.element.get("data-height"))
                if over > _SLACK + slack:
                    found[section] = max(over, found.get(section, 0.0))
    return found


def _boxes(box: Any) -> Iterator[Any]:
    """The page's blocks; not their lines, which have no height to compare."""
    for child in getattr(box, "children", ()):
        own = getattr(child, "_box", child)  # an absolute box stands in a placeholder
        yield own
        if own.element is None or not own.element.get("data-fit"):
            yield from _boxes(own)


@functools.lru_cache(maxsize=1)
def _weasyprint() -> Any:
    try:
        return _load()
    except (ImportError, OSError) as missing:
        reason = str(missing).partition(":")[0]
        raise ToolMissing(f"PDF pages need Pango, which is not installed ({reason}).", _INSTALL, code="BK612") from None


def _load() -> Any:
    # Where a library is missing, WeasyPrint prints a page of its own: our message says it, and output may be JSON.
    with contextlib.redirect_stdout(io.StringIO()):
        import weasyprint

    return weasyprint


@functools.lru_cache(maxsize=1)
def _configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    _weasyprint()
    return FontConfiguration()


@functools.lru_cache(maxsize=8)
def _faces(family: Family) -> CSS:
    """The family bound to its own files. Made once: each reading would write the files anew."""
    rules = [
        f'@font-face{{font-family:"{family.name}";font-weight:{face.weight};'
        f"font-style:{'italic' if face.italic else 'normal'};src:url(house-font:{at})}}"
        for at, face in enumerate(family.faces)
    ]
    css: CSS = _weasyprint().CSS(
        string="".join(rules), font_config=_configuration(), url_fetcher=_only_own(family, None)
    )
    return css


@functools.lru_cache(maxsize=8)
def _only_own(family: Family, logo: Logo | None) -> Any:
    """A fetcher that answers for the house's fonts and logo, from memory, and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    own = {f"house-font:{at}": (face.content, "font/ttf") for at, face in enumerate(family.faces)}
    if logo is not None:
        own["house-logo:"] = (logo.content, logo.media_type)

    class OnlyOwn(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - the interface has it
            if url not in own:
                raise ValueError("Pages of a briefing load nothing but the fonts and the logo of the house.")
            content, media_type = own[url]
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return OnlyOwn()
