"""A name that is printed in one line with its address: "Oakbridge School Moor Lane, Oakbridge OB1 2CD"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
# How many lines below a name its postcode may stand.
_LINES = 7
_NUMBER = re.compile(r"\s+\d{1,4}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4}[A-Za-z]?)?,?\s+(?=[A-Z])")
_FEWEST, _MOST = 2, 10  # words of a name
# "School Lane" is a street.
_STREET = re.compile(
    r"(?:lane|road|street|avenue|close|drive|way|hill|green|place|terrace|crescent|gardens?|square|row|grove|walk|mews|"
    r"fields?|estate|site|building|rd|st|ave)\b",
    re.I,
)


def addressed(lines: Sequence[str]) -> list[str]:
    """The first words of each line that holds a postcode, up to its end."""
    return [line[: found.end()] for line in lines if (found := POSTCODE.search(line))]


def name_before(address: str, text: str, ending: re.Pattern[str]) -> str | None:
    """The name that a line with an address begins with; None where nothing tells where it ends.

    It ends at a word that ends names (`ending`, of whole lines), where a house number follows, or where the same words
    stand elsewhere in `text` and go on in another way. One of these must be so: a street is not known by its words.
    """
    comma = POSTCODE.split(address)[0].split(",")[0].strip()
    words = comma.split()
    for count in range(min(len(words), _MOST), _FEWEST - 1, -1):
        head = " ".join(words[:count])
        if ending.search(head) and not _STREET.match(" ".join(words[count:])):
            return head
    number = _NUMBER.search(comma)
    if number and _FEWEST <= len(comma[: number.start()].split()) <= _MOST:
        return comma[: number.start()]
    if len(comma) < len(address) and _repeated(comma, address, text):
        return comma
    for count in range(min(len(words), _MOST), _FEWEST - 1, -1):
        head = " ".join(words[:count])
        if _repeated(head, address, text):
            return head
    return None


def _repeated(head: str, address: str, text: str) -> bool:
    """Whether words stand in the text also where not the rest of the address follows."""
    rest = address[len(head) :].split()[:1]
    follows = rf"(?!\s*,?\s*{re.escape(rest[0])})" if rest else ""
    pattern = r"\s+".join(re.escape(word) for word in head.split())
    return re.search(rf"(?<!\w){pattern}(?![\w'-]){follows}", text) is not None


def authority_in(lines: Sequence[str], known: Mapping[str, str]) -> str | None:
    """The one of `known` (in small letters -> as printed) that is a line of an address, of those above a postcode."""
    for place, line in enumerate(lines):
        code = POSTCODE.search(line)
        if code is None:
            continue
        for one in (line[: code.start()], *reversed(lines[max(0, place - _LINES) : place])):
            for part in one.split(","):
                if found := known.get(part.strip(" .").lower()):
                    return found
    return None
