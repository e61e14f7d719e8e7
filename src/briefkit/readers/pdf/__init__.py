"""The PDF reader: what stands on the pages, in the order in which a person reads it.

``file`` opens the file and mends it; ``page`` asks pdfium for words, lines, shapes and marks; ``seen`` tells what a
person sees and can read; ``layout`` knows columns, boxes, tables and the order in which the eye follows them; ``text``
makes blocks of lines and parts furniture, notes and quotes from them; ``heads`` finds headings and their levels. Each
room imports from those named before it only. ``reader`` begins, ``sheets`` holds the pages as read, ``order`` puts them
in order as drafts, ``told`` says what is to be said.
"""

from briefkit.readers.pdf.reader import read

__all__ = ["read"]
