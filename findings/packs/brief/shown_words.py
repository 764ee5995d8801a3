"""Which words of a passage a brief prints: the sentence it was kept for, with those it leans on and the one that takes
it back. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from findings.packs.check import Checked
from findings.packs.context import Around
from findings.packs.pack import Kept
from findings.text.back_references import reaching_back
from findings.text.content_words import FUNCTION_WORDS
from findings.text.sentences import sentences
from findings.text.stems import exact_words, stems

# A passage of so many words is printed whole; a mixed one, whose praise and criticism belong together, of so many.
WHOLE, MIXED = 40, 60
SENTENCE, PASSAGE, AROUND = "sentence", "passage", "around"
# How much of a passage is printed: the code of the option -> the words.
CONTEXTS: dict[str, str] = {
    SENTENCE: "The sentence",
    PASSAGE: "The whole passage",
    AROUND: "The whole passage, with the sentences before and after",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is printed of a passage: `said` is cut from the quotation that was kept, word for word."""

    said: str
    start: int  # offset of `said` into the stored text
    before: str = ""  # the sentence before, where it was asked for
    after: str = ""  # the sentence after: asked for, or because it turns against what was said
    turns: bool = False  # whether `after` begins with "However" or the like


def words_of(one: Checked, context: str) -> Words:
    """The words of a passage by an option of CONTEXTS."""
    kept, around = one.item.kept, one.around or Around("", "")
    longest = MIXED if one.item.label == "mixed" else WHOLE
    if context != SENTENCE or len(kept.quote.split()) <= longest:
        asked = context == AROUND
        after = around.after if asked or around.turn else ""
        return Words(kept.quote, kept.start, around.before if asked else "", after, bool(around.turn))
    spans = sentences(kept.quote)
    if len(spans) < 2:
        return Words(
            kept.quote, kept.start, after=around.after if around.turn else "", turns=bool(around.turn)
        )
    place = _place(kept, spans)
    start = spans[reaching_back(kept.quote, [first for first, _ in spans], place)][0]
    end = spans[place][1]
    for next_start, next_end in spans[place + 1 :]:
        if not Around("", kept.quote[next_start:next_end]).turn:
            break
        end = next_end
    last = end == spans[-1][1]
    after = around.after if last and around.turn else ""
    return Words(kept.quote[start:end], kept.start + start, after=after, turns=bool(after))


def _place(kept: Kept, spans: tuple[tuple[int, int], ...]) -> int:
    """Which sentence: the one it was found for; in a passage met otherwise the one with most words of the topic."""
    if kept.sentence is not None:
        at = kept.sentence[0] - kept.start
        for place, (start, end) in enumerate(spans):
            if start <= at < end:
                return place
    wanted = set(stems(" ".join(word for word in exact_words(kept.topic) if word not in FUNCTION_WORDS)))
    shares = [len(wanted & set(stems(kept.quote[start:end]))) for start, end in spans]
    return shares.index(max(shares))
