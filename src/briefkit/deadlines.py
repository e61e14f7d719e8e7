"""How a deadline is written: a date, a season, a quarter, a spell of time, at once; as patterns, without a calendar."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:20\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?)"
_DAY = (
    rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:of\s+)?{_MONTH}"
    rf"(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d),?)?(?:,?\s+{_YEAR}|\s+’?\d\d)?"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-](?:20)?\d\d"
    rf"|(?:early|mid|late)?[\s-]?(?:spring|summer|autumn|winter|easter|christmas)(?:\s+term)?(?:\s+{_YEAR})?"
    rf"|(?:q|quarter\s+)(?:[1-4]|one|two|three|four)(?:,?\s+(?:of\s+)?{_YEAR})?|{_YEAR}"
    r"|(?:the\s+)?(?:financial\s+|calendar\s+|school\s+|academic\s+)?year[\s-]end"
    r"|(?:the\s+)?next\s+(?:board|partnership|executive|subgroup)\s+meeting)"
)
_DATE = (
    rf"(?:(?:the\s+)?(?:end|start|beginning|middle)(?:\s+of)?\s+(?:the\s+)?(?:{_DAY}|(?:this|the|next)?\s*(?:financial|"
    rf"calendar|school|academic)?\s*(?:year|month|quarter|term)(?:\s+{_YEAR})?)|mid[\s-]{_MONTH}(?:\s+{_YEAR})?|{_DAY})"
)
_SPELL = (
    rf"(?:the\s+)?(?:next\s+|first\s+)?{_NUMBER}(?:\s*(?:-|–|to|or)\s*{_NUMBER})?[\s-](?:working\s+|calendar\s+)?"
    r"(?:days?|weeks?|months?|years?)(?:[’']?\s+time)?"
    r"(?:\s+(?:of|from|after|following)\s+(?:(?:the|this|its|date|of|final|review|report|briefing)\s+)*"
    r"(?:publication|receipt|acceptance|approval|review|report|briefing|sign-?off|agreement|today))?"
)
_AT_ONCE = r"(?:with\s+)?immediate(?:ly|\s+effect)?|on-?going|as\s+soon\s+as\s+possible|a\.?s\.?a\.?p\.?"
_TO_BE = r"(?:(?:to\s+be|for)\s+(?:completed?|completion|implemented|implementation|delivered|done|in\s+place)\s+)?"
DEADLINE = re.compile(
    rf"(?i){_TO_BE}(?:(?:by|before|no\s+later\s+than|not\s+later\s+than)\s+{_DATE}|(?:within|in\s+the\s+next|in"
    rf"|over\s+the\s+next)\s+{_SPELL}|{_AT_ONCE})"
)
"""A deadline that needs no caption."""
TIME = re.compile(rf"(?i)\b(?:{_DATE}|{_SPELL}|{_AT_ONCE}|completed?|in progress|tbc|to be (?:confirmed|agreed))(?!\w)")
"""A time of any kind, with or without a word such as "by" before it."""
LAST_DATE = re.compile(
    rf"(?i)\b((?:by|before|no later than)\s+(?=[^.]*(?:\b{_MONTH}|20\d\d)){_DATE})(?<![.])(?=[.;)\]”’\"]*$)"
)
"""A date at the very end of a recommendation; "within" says as often how fast a service must be as when it must act."""
