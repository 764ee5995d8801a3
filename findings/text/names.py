"""Proper names that a sentence gives."""

from __future__ import annotations

import re
from collections.abc import Collection

from findings.text.content_words import FUNCTION_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*")
# Capitals that name no thing a document could lack.
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter easter christmas".split()
)
# Capitals that report after report writes: a role or a body of any authority, never the name asked for.
_GENERIC = frozenset(
    """
    ofsted hmi hmcpsi hmicfrs hmip cqc inspector inspectors inspection inspectors' majesty's majesty her his senior lead
    children children's young people services service social care health board partnership council local authority
    director directors strategic head chair team teams safeguarding act department government england english national
    borough county city metropolitan area send ehc ehcp lado lscb mash cafcass camhs nhs gcse gcses key stage year
    section plan plans strategy panel forum group conference independent reviewing officer officers designated
    executive chief member members lead cabinet assistant adult adults education school schools police court family
    families special educational needs disabilities integrated icb ccg uk sen pa pas iro iros dcs ilacs sif jtai
    """.split()
)


def proper_names(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The proper names a sentence gives besides the words `known` (lower case) and the titles of any report.

    A capital that opens the sentence counts only when another follows it.
    """
    words = list(_TOKEN.finditer(text))
    names: list[list[str]] = []
    last = -2
    for number, word in enumerate(words):
        plain = re.sub(r"['’]s$", "", word[0].lower())
        if not word[0][0].isupper() or plain in CALENDAR or plain in FUNCTION_WORDS:
            continue
        if plain in _GENERIC or word[0].lower() in _GENERIC or plain in known:
            continue
        opens = number == 0 or re.search(r"[.!?:•\n]\s*$", text[: word.start()])
        if opens and not (number + 1 < len(words) and words[number + 1][0][0].isupper()):
            continue
        if names and last == number - 1:
            names[-1].append(word[0])
        else:
            names.append([word[0]])
        last = number
    return tuple(" ".join(name) for name in names)
