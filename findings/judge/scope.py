"""The sentence that says what a visit looked at, and sentences that only frame a letter and find nothing.

A focused visit looks at some services and not at others: where it says nothing on a topic, the reader must see what
it looked at. The words are those of the inspectorates' own templates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from findings.records import Citation, Content, Document, Passage

# Kinds that look at a part of the services only. A thematic joint inspection has a scope sentence too, but looks at
# leadership and practice beyond its theme: it is shown, and excludes nothing.
PARTIAL_KINDS = frozenset({"focused-visit", "monitoring-visit"})
WITH_SCOPE = PARTIAL_KINDS | {"jtai", "statement"}

_INSPECTORS = r"(?:inspectors?|they|we|the\s+team)"
_LOOKED = r"(?:looked|focus(?:s?ed)|evaluated|reviewed|examined|scrutini[sz]ed|considered|assessed|visited)"
_SCOPE = re.compile(
    rf"""
    ^(?:(?:during|in)\s+(?:the\s+course\s+of\s+)?(?:this|the)\s+(?:\w+\s+)?visit,?\s+)?{_INSPECTORS}\s+(?:also\s+)?
        {_LOOKED}\s+(?:closely\s+)?(?:at\s+|on\s+|into\s+)?(?:the\s+)?
        (?:local\s+authority['’]?s?|quality|progress|arrangements?|effectiveness|impact|following|experiences?|
           services?|response|front|help|support|council['’]?s?|practice|planning|matching|work)\b
    | ^(?:this|the)\s+(?:focus(?:s?ed)\s+|monitoring\s+|joint\s+)?(?:visit|inspection|letter)\s+(?:also\s+)?
        (?:looked|focus(?:s?ed)|considered|evaluated|reviewed|covered|included)\s
    | ^(?:also\s+)?included\s+was\s+a\s+['‘’]?deep[\s-]dive
    | \bundertook\s+a\s+joint\s+(?:targeted\s+area\s+)?inspection\s+of\s+the\s+multi-agency\s+response
    | \bsummarises\s+the\s+findings\s+of\s+the\s+joint\s+targeted\s+area\s+inspection\s+(?:\(JTAI\)\s+)?of\s+the\s+multi
    """,
    re.I | re.X,
)
# How a visit was made, not what it looked at: "a range of evidence, including case discussions".
_METHOD = re.compile(
    r"\b(?:range\s+of\s+(?:evidence|documents|information)|case\s+records|sample\s+of)\b", re.I
)
_FRAME = re.compile(
    r"""
    \b(?:letter|report)\s+(?:summarises|sets?\s+out|outlines)\b
    | ^(?:this|the)\s+(?:visit|inspection)\s+was\s+(?:carried\s+out|undertaken|conducted)\b
    | \bwill\s+take\s+(?:the|these)\s+findings\b
    | \bwritten\s+statement\s+of\s+(?:proposed\s+)?action\b
    | ^statement\s+(?:from|by)\b
    | ^(?:the\s+)?inspect(?:ors|ion\s+team)\s+(?:was|were|consisted)\b
    | ^between\s+\d{1,2}\s.{0,200}\bundertook\s+a\s+joint\b
    """,
    re.I | re.X,
)
# A note that says what a name means: "The LADO is the person who should be told when ...".
_DEFINITION = re.compile(
    r"""
    ^[^.,;:?!]{2,90}?\s
    (?: (?:is|are)\s+(?:an?|the|when|where)\s
      | (?:is|are)\s+(?:comprised|made\s+up|defined)\b
      | (?:means?|refers?\s+to|stands?\s+for|involves?)\s )
    """,
    re.I | re.X,
)
# A scope of more than this is a paragraph of findings that begins like one.
_LONGEST = 900


@lru_cache(maxsize=65_536)
def is_frame(sentence: str) -> bool:
    """Whether a sentence only says what was looked at, how, or what follows: it finds nothing."""
    text = sentence.strip().lstrip("“\"'‘")
    return bool(_SCOPE.search(text) or _FRAME.search(text) or _METHOD.search(text))


def is_definition(note: str) -> bool:
    """Whether a sentence of a note only says what a name means: it finds nothing."""
    return bool(_DEFINITION.search(note.strip().lstrip("“\"'‘")))


def may_find(passage: Passage) -> list[bool]:
    """Of each sentence, whether it may find something: more than what was looked at, or how, or what a name means."""
    note = passage.kind == "footnote"
    sentences = [passage.text[a - passage.start : b - passage.start] for a, b in passage.sentences]
    return [not (is_frame(sentence) or (note and is_definition(sentence))) for sentence in sentences]


def scope_of(document: Document, content: Content, passages: Sequence[Passage]) -> Citation | None:
    """What the visit looked at, in its own words, or None where the document does not say.

    `passages` are those of the document, in reading order. The quotation runs on over the sentences or the bullets
    that continue it.
    """
    if document.kind not in WITH_SCOPE:
        return None
    for passage in passages:
        spans = [span for span in passage.sentences if _is_scope(content.text[slice(*span)])]
        if spans and not passage.is_list:
            start, end = spans[0][0], _continued(content, passage, spans[0])
            if content.text[start:end].rstrip().endswith(":"):
                end = _list_end(passages, content.text[start:end], end)
            if end - start <= _LONGEST:
                return Citation(document, passage, start, end, content.text[start:end])
        if not passage.is_list and passage.lead_in and _is_scope(passage.lead_in):
            start = content.text.rfind(passage.lead_in, 0, passage.start)
            start = start if start >= 0 else passage.start
            end = _list_end(passages, passage.lead_in, passage.end)
            if end - start <= _LONGEST:
                return Citation(document, passage, start, end, content.text[start:end])
    return None


def _is_scope(sentence: str) -> bool:
    text = sentence.strip().lstrip("“\"'‘")
    return bool(_SCOPE.search(text)) and not _METHOD.search(text)


def _continued(content: Content, passage: Passage, first: tuple[int, int]) -> int:
    """The end of the last sentence that goes on with the scope: "They also looked at ..."."""
    end = first[1]
    for span in passage.sentences[passage.sentences.index(first) + 1 :]:
        if not _is_scope(content.text[slice(*span)]):
            break
        end = span[1]
    return end


def _list_end(passages: Sequence[Passage], lead_in: str, end: int) -> int:
    """The end of the last bullet that hangs on the sentence `lead_in`."""
    bullets = [p.end for p in passages if p.lead_in and lead_in.endswith(p.lead_in)]
    return max([end, *bullets])
