"""briefkit: learning briefings of safeguarding partnerships, read whole and set as 7-minute briefings."""

__version__ = "0.1.0"
