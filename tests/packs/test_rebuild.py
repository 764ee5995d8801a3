"""A pack and the index it was filled from: the index can go and come back, the documents can change."""

import hashlib
import shutil
from dataclasses import replace

import pytest

from findings.cli.backup import back_up
from findings.index.build import build
from findings.index.generation import current_id, open_folder
from findings.index.pointer import folder_of
from findings.packs.check import CHANGED, GONE, MOVED, SAME, check
from findings.packs.snapshot import kept_passage
from tests.fakes import FAKE_RULES, FakeEncoder

SUPERVISION = "Supervision is regular and reflective for all social workers. Managers record it well."


class Index:
    """A small corpus, and what its index holds after each build."""

    def __init__(self, folder):
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.corpus.mkdir()

    def write(self, name, *paragraphs):
        (self.corpus / name).write_text("\n".join(("@ Halton 2023-01-13", *paragraphs)), encoding="utf-8")

    def build(self):
        build(self.corpus, self.index, FakeEncoder(), rules=FAKE_RULES)
        self.generation = open_folder(folder_of(self.index, current_id(self.index)), FakeEncoder())
        return self

    def documents(self):
        """With checksums that tell their texts apart, which those of the fake reader do not."""
        return tuple(
            replace(one, checksum=hashlib.sha256(self.content(one.id).text.encode()).hexdigest())
            for one in self.generation.documents
        )

    def content(self, doc_id):
        return self.generation.store.content(doc_id)


@pytest.fixture
def index(tmp_path):
    made = Index(tmp_path)
    made.write("letter.txt", "Health plans are late.", SUPERVISION, "However, a few plans are late.")
    return made.build()


@pytest.fixture
def pack_id(index, store):
    [document] = index.documents()
    passage = index.generation.store.document_passages(document.id)[1]
    assert passage.text == SUPERVISION
    made = store.create("Supervision")
    store.add(made, [kept_passage(passage, document, "Supervision", "strength")])
    return made


def became(store, pack_id, index):
    [one] = check(store.pack(pack_id), index).items
    assert one.item.kept.quote == SUPERVISION
    return one


def test_the_index_can_be_deleted_and_built_again(index, store, pack_id):
    shutil.rmtree(index.index)
    one = became(store, pack_id, index.build())
    assert (one.status, one.replaced, one.around.turn) == (SAME, False, "However")


def test_the_document_can_change_and_go(index, store, pack_id):
    index.write("letter.txt", "A new paragraph of the school.", "Health plans are late.", SUPERVISION)
    one = became(store, pack_id, index.build())
    assert (one.status, one.place.text, one.place.line) == (MOVED, SUPERVISION, 3)
    changed = SUPERVISION.replace("regular", "irregular")
    index.write("letter.txt", "Health plans are late.", changed)
    one = became(store, pack_id, index.build())
    assert (one.status, one.now) == (CHANGED, changed)
    (index.corpus / "letter.txt").unlink()
    index.write("other.txt", "Schools plan.")
    assert became(store, pack_id, index.build()).status == GONE


def test_a_document_under_another_name_is_found(index, store, pack_id):
    (index.corpus / "letter.txt").rename(index.corpus / "renamed.txt")
    one = became(store, pack_id, index.build())
    assert (one.status, one.document.file, one.place.text) == (MOVED, "renamed.txt", SUPERVISION)


def test_all_of_it_comes_back_from_a_backup(index, store, pack_id, tmp_path):
    back_up(index.corpus, tmp_path / "data", tmp_path / "copy")
    for lost in (index.corpus, index.index, tmp_path / "data"):
        shutil.rmtree(lost)
    for kept in (index.corpus, tmp_path / "data"):
        shutil.copytree(tmp_path / "copy" / kept.name, kept)
    one = became(store, pack_id, index.build())
    assert (one.status, one.replaced, one.around.turn) == (SAME, False, "However")
    assert store.add(pack_id, []).total == 1
