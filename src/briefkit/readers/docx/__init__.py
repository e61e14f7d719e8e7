"""Word documents: our own walk of the stories over the XML, with no Word library between.

``opc`` opens the package, mends it and makes trees of its parts; ``styles`` knows what looks and numbers follow from
style sheet and lists; ``layout`` knows where on the paper things stand. The walk itself is here: ``reader`` begins,
``story`` reads blocks, ``inline`` what stands inside a paragraph, ``tables``, ``drawings`` and ``chunks`` what their
names say; all make drafts, which ``layout.order`` puts in order and ``assemble`` makes into blocks.
"""

from briefkit.readers.docx.reader import read

__all__ = ["read"]
