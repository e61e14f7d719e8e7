"""Word documents: our own walk of the stories over the XML, with no Word library between."""

from briefkit.readers.docx.reader import read

__all__ = ["read"]
