"""An index of any size made from a real one: its own passages, and as many more spliced from two of them each.

    python -m benchmarks.large_index INDEX OUT [--passages 62000]

A spliced passage is the first half of one passage and the second half of another, under the headings of the first.
Its sentences keep their vectors, its own is the unit sum of these (`benchmarks/synthetic.py`), its token vectors are
those of the two halves. A hundred of them make a document, with the facts of a real one. Nothing is encoded.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.synthetic import SEED
from findings.encoding.types import Floats, unit
from findings.index import generation as layout
from findings.index.bm25 import WordRow, Words
from findings.index.generation import Generation, open_generation
from findings.index.manifest import file_digests, write_manifest
from findings.index.near_duplicates import write_near_duplicates
from findings.index.passage_texts import heading_text
from findings.index.pointer import folder_of, switch
from findings.index.store import StoreContents, write_store
from findings.index.token_vectors import Bytes, write_tokens
from findings.index.vectors import Vectors
from findings.records import Content, Document, Passage

IN_DOCUMENT = 100  # spliced passages


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """One half of a real passage: its text, where its sentences stand in it, their vectors, its token vectors."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    vectors: Floats  # [sentences, dimensions]
    tokens: Bytes  # [tokens, width]


@dataclass(frozen=True, slots=True, eq=False)
class Real:
    """The passages of an index in order of rows, with the vectors of each passage's sentences and its tokens."""

    passages: Sequence[Passage]
    vectors: Floats  # [passages, dimensions]
    sentences: Floats  # [sentences, dimensions]
    first: Sequence[int]  # of each passage the row of its first sentence, and one past the last
    tokens: Sequence[Bytes]

    @classmethod
    def of(cls, generation: Generation) -> Real:
        rows = np.arange(len(generation.passage_documents))
        owners = generation.sentence_passages
        return cls(
            generation.store.passages(rows),
            generation.passage_vectors.vectors(rows),
            generation.sentence_vectors.vectors(np.arange(len(owners))),
            np.searchsorted(owners, np.arange(len(rows) + 1)).tolist(),
            generation.token_vectors.of(rows) if generation.token_vectors else [],
        )

    def half(self, row: int, second: bool) -> Half:
        """A half of a passage of two sentences or more, cut in the middle of them."""
        passage = self.passages[row]
        count = len(passage.sentences)
        part = slice(count // 2, count) if second else slice(0, count // 2)
        sentences = passage.sentences[part]
        start, end = sentences[0][0], sentences[-1][1]
        vectors = self.sentences[self.first[row] : self.first[row + 1]]
        tokens = self.tokens[row] if self.tokens else np.zeros((0, 0), dtype=np.int8)
        cut = round(len(tokens) * (passage.sentences[count // 2][0] - passage.start) / len(passage.text))
        return Half(
            passage.text[start - passage.start : end - passage.start],
            tuple((a - start, b - start) for a, b in sentences),
            vectors[part],
            tokens[cut:] if second else tokens[:cut],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Spliced:
    """Documents of spliced passages, and the vectors of these."""

    documents: Sequence[Document]
    contents: dict[str, Content]
    passages: Sequence[Passage]
    vectors: Floats
    sentences: Floats
    tokens: Sequence[Bytes]


def splice(real: Real, documents: Sequence[Document], count: int) -> Spliced:
    """`count` spliced passages, by a fixed seed; their documents have the facts of `documents` in turn."""
    usable = [row for row, passage in enumerate(real.passages) if len(passage.sentences) > 1]
    pairs = np.random.default_rng(SEED).choice(usable, (count, 2))
    made: list[Document] = []
    contents: dict[str, Content] = {}
    passages: list[Passage] = []
    vectors, sentences, tokens = [], [], []
    for number, start in enumerate(range(0, count, IN_DOCUMENT)):
        like = documents[number % len(documents)]
        document = replace(
            like, id=f"{like.id}-spliced-{number}", file=f"spliced/{number}.txt", duplicates=()
        )
        text = ""
        for one, other in pairs[start : start + IN_DOCUMENT]:
            begin, end = real.half(int(one), False), real.half(int(other), True)
            passages.append(_passage(document.id, len(text), real.passages[int(one)], begin, end))
            text += f"{passages[-1].text}\n"
            own = np.concatenate([begin.vectors, end.vectors])
            lengths = np.array([b - a for a, b in passages[-1].sentences], dtype=np.float32)
            vectors.append((own * lengths[:, None]).sum(axis=0))
            sentences.append(own)
            tokens.append(np.concatenate([begin.tokens, end.tokens]))
        made.append(document)
        contents[document.id] = Content(text, ())
    return Spliced(made, contents, passages, unit(np.stack(vectors)), np.concatenate(sentences), tokens)


def _passage(doc: str, start: int, like: Passage, begin: Half, end: Half) -> Passage:
    text = f"{begin.text} {end.text}"
    second = start + len(begin.text) + 1
    return replace(
        like,
        id=f"{doc}:{start}-{start + len(text)}",
        doc=doc,
        start=start,
        end=start + len(text),
        text=text,
        sentences=(
            *((a + start, b + start) for a, b in begin.sentences),
            *((a + second, b + second) for a, b in end.sentences),
        ),
    )


def write(source: Generation, out: Path, count: int) -> None:
    """Write an index of `count` passages into the folder `out`: the real ones and spliced ones."""
    real = Real.of(source)
    ready = [document for document in source.documents if document.status == "ready"]
    more = splice(real, ready, count - len(real.passages))
    documents = (*source.documents, *more.documents)
    passages = [*real.passages, *more.passages]
    folder = folder_of(out, f"spliced-{count}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    contents = {d.id: source.store.content(d.id) for d in source.documents if d.status != "unreadable"}
    write_store(
        folder / layout.STORE,
        StoreContents(
            documents=documents,
            contents=contents | more.contents,
            passages=passages,
            cut_kinds=[passage.kind for passage in passages],
            passage_keys=[b""] * len(passages),
            sentence_keys=[b""] * sum(len(passage.sentences) for passage in passages),
            vocabulary=source.vocabulary,
            files=source.store.files(),
        ),
    )
    Vectors.build(np.concatenate([real.vectors, more.vectors])).save(folder / layout.PASSAGE_VECTORS)
    sentences = np.concatenate([real.sentences, more.sentences])
    Vectors.build(sentences, searched_whole=False).save(folder / layout.SENTENCE_VECTORS)
    if source.token_vectors:
        write_tokens(folder, [*real.tokens, *more.tokens], source.manifest.width)
    Words.build(folder / layout.WORDS, _word_rows(passages, documents))
    write_near_duplicates(folder / layout.NEAR_DUPLICATES, passages)
    shutil.copytree(source.folder / layout.ENCODER, folder / layout.ENCODER)
    files, sizes = file_digests(folder)
    write_manifest(
        folder,
        replace(
            source.manifest,
            documents=len(documents),
            passages=len(passages),
            sentences=len(sentences),
            files=files,
            sizes=sizes,
        ),
    )
    switch(out, folder.name)


def _word_rows(passages: Sequence[Passage], documents: Sequence[Document]) -> Iterator[WordRow]:
    numbers = {document.id: number for number, document in enumerate(documents)}
    for passage in passages:
        yield WordRow(passage.text, heading_text(passage), numbers[passage.doc])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--passages", type=int, default=62_000)
    options = parser.parse_args()
    write(open_generation(options.index), options.out, options.passages)
    made = open_generation(options.out).manifest
    print(f"{made.passages:,} passages, {made.sentences:,} sentences, {made.documents} documents")


if __name__ == "__main__":
    main()
