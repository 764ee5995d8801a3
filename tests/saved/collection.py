"""A small collection that grows: documents whose checksums are those of their bytes, as the real reader gives them."""

from dataclasses import replace

from findings.index.generation import open_generation
from findings.library import Library
from findings.reading.source import file_digest
from tests.fakes import FAKE_RULES, FakeEncoder, FakeJudge, read_plain
from tests.index.building import built

TEXTS = {
    "old.txt": "@ Northshire 2023-01-13\nThe LADO met every week. The school plan was late.",
    "other.txt": "@ Southshire 2022-05-02\nHealth was good.",
}
LADO = {"lado.txt": "@ Northshire 2024-03-04\nThe LADO knew of each allegation."}
WEATHER = {"weather.txt": "@ Southshire 2024-06-07\nHealth was good in May."}


def read_with_digest(path, corpus, id):
    read = read_plain(path, corpus, id)
    return replace(read, document=replace(read.document, checksum=file_digest(path)))


RULES = replace(FAKE_RULES, read=read_with_digest)


def holding(folder, texts):
    """The library over what the corpus below `folder` holds when these texts, by file, have been added to it."""
    corpus, index, encoder = folder / "corpus", folder / "index", FakeEncoder()
    corpus.mkdir(exist_ok=True)
    for name, text in texts.items():
        (corpus / name).write_text(text, encoding="utf-8")
    built(corpus, index, encoder, RULES)
    return Library(index, open_generation(index, encoder, reader=RULES.version), FakeJudge())
