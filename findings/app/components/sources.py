"""An answer and its numbered sources: every sentence leads to the words it was cut from. Pure; everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from findings.app.components.quote import Span, passage_html, words_html
from findings.app.text import ask_text, shared_text
from findings.citation import capital, dated, full_citation, heading, kind, place, said_of
from findings.records import Answer, AnswerSentence, Document, Passage

ANSWER = "answer"  # the anchor to which a source leads back


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that is cited, and the parts of it that the answer quotes, in order."""

    number: int
    document: Document
    passage: Passage
    spans: tuple[Span, ...]

    @property
    def anchor(self) -> str:
        return f"source-{self.number}"


def sources(answer: Answer) -> tuple[Source, ...]:
    """The cited passages, numbered in the order in which the answer meets them."""
    found: dict[str, tuple[Document, Passage, set[Span]]] = {}
    for sentence in answer.sentences:
        for citation in sentence.citations:
            known = found.setdefault(citation.passage.id, (citation.document, citation.passage, set()))
            known[2].add((citation.start, citation.end))
    return tuple(
        Source(number, document, passage, tuple(sorted(spans)))
        for number, (document, passage, spans) in enumerate(found.values(), 1)
    )


def several_authorities(numbered: Sequence[Source]) -> bool:
    """Whether the sources are about more than one authority."""
    return len({source.document.about for source in numbered}) > 1


def answer_html(answer: Answer, numbered: Sequence[Source]) -> str:
    """The sentences of an answer, each with links to its sources."""
    of_passage = {source.passage.id: source for source in numbered}
    said = ""
    for number, sentence in enumerate(answer.sentences):
        if _begins_beside(answer, number):
            said += f'<p class="muted">{ask_text.ALSO}</p>'
        said += f"<p>{_sentence(sentence, of_passage, several_authorities(numbered))}</p>"
    return f'<div class="answer" id="{ANSWER}" tabindex="-1" lang="en-GB">{said}</div>'


def _begins_beside(answer: Answer, number: int) -> bool:
    """Whether from this sentence on they only belong beside the answer."""
    return answer.sentences[number].also and not (number and answer.sentences[number - 1].also)


def _sentence(sentence: AnswerSentence, of_passage: dict[str, Source], several: bool) -> str:
    when = f'<span class="when">{escape(said)}:</span> ' if (said := _said_of(sentence, several)) else ""
    cited = dict.fromkeys(of_passage[citation.passage.id] for citation in sentence.citations)
    links = " ".join(_link(source) for source in cited)
    return f'{when}<span class="words">{words_html(sentence.text)}</span> {links}'


def _said_of(sentence: AnswerSentence, several: bool) -> str:
    """When it was said, about which authority, and under which heading, where a reader must know."""
    documents = [citation.document for citation in sentence.citations]
    names = list(dict.fromkeys(document.about for document in documents if document.about))
    by_council = all(document.kind == "statement" for document in documents)
    known = ask_text.when(sentence.when, names if several else (), by_council)
    return said_of(known, sentence.under)


def _link(source: Source) -> str:
    spoken = ask_text.source_link(source.number, f"{kind(source.document)}, {dated(source.document)}")
    return (
        f'<a class="mark" href="#{source.anchor}" target="_self" aria-label="{escape(spoken)}">'
        f"[{source.number}]</a>"
    )


def name(source: Source, several: bool) -> str:
    """Its number and what it is called."""
    return f"{source.number}. {heading(source.document, several)}"


def source_html(source: Source, several: bool) -> str:
    """A source: its number and name, its place, the quoted words marked. It can take the focus."""
    document, passage = source.document, source.passage
    meta = [shared_text.PASSAGE_KINDS.get(passage.kind, ""), capital(place(passage, document))]
    return (
        f'<section class="source" id="{source.anchor}" tabindex="-1" aria-labelledby="{source.anchor}-name">'
        f'<h3 id="{source.anchor}-name">{escape(name(source, several))}</h3>'
        f'<p class="meta">{escape(". ".join(part for part in meta if part))}</p>'
        f"{passage_html(passage, source.spans)}</section>"
    )


def copy_text(answer: Answer, numbered: Sequence[Source]) -> str:
    """The question, the sentences with their marks, and every source in full, as plain text."""
    number = {source.passage.id: source.number for source in numbered}
    several = several_authorities(numbered)
    lines = [answer.plan.query, ""]
    for index, sentence in enumerate(answer.sentences):
        if _begins_beside(answer, index):
            lines.append(ask_text.ALSO)
        when = f"{said}: " if (said := _said_of(sentence, several)) else ""
        cited = dict.fromkeys(number[citation.passage.id] for citation in sentence.citations)
        lines.append(f"{when}“{sentence.text}” {' '.join(f'[{n}]' for n in cited)}")
    lines += ["", ask_text.SOURCES]
    lines += [f"[{source.number}] {full_citation(source.passage, source.document)}" for source in numbered]
    return "\n".join(lines)
