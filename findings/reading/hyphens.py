"""What stands between two lines of one paragraph: a space, nothing, or nothing and no hyphen either."""

from __future__ import annotations

import re
from collections.abc import Collection

_LAST = re.compile(r"([^\W\d_]+)-$")
_NEXT = re.compile(r"[^\W\d_]+")
# "short- and long-term": the hyphen stands for a word to come, not for one that goes on.
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but)\s")


def joint(above: str, below: str, words: Collection[str]) -> tuple[str, str]:
    """(the text above as it is kept, what to put between): ("multi-", "agency") -> ("multi-", "").

    A hyphen at a line's end is kept and joined without a space, for nearly all are hyphenated words. It is dropped
    only if the solid word is printed elsewhere in the document and the hyphenated one is not.
    """
    if re.search(r"\S[-‐‑]$", above):
        if _SUSPENDED.match(below):
            return above, " "
        left, right = _LAST.search(above), _NEXT.match(below)
        if left and right:
            head, tail = left[1].lower(), right[0].lower()
            if head + tail in words and f"{head}-{tail}" not in words:
                return above[:-1], ""
        return above, ""
    if re.search(r"\w[–—/]$", above) and re.match(r"\w", below):
        return above, ""
    return above, " "
