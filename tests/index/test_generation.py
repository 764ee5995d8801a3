from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from findings.errors import IndexDamaged, IndexMissing
from findings.index import manifest
from findings.index.bm25 import WordQuery
from findings.index.build import build
from findings.index.generation import Generation, current_id, open_generation
from findings.index.manifest import read_manifest, write_manifest
from tests.fakes import FAKE_RULES, FakeEncoder


@pytest.fixture
def folder(corpus: Path, index: Path, encoder: FakeEncoder) -> Path:
    """The folder of a built generation."""
    return index / "generations" / build(corpus, index, encoder, rules=FAKE_RULES).generation


def opened(index: Path, check: bool = False) -> Generation:
    return open_generation(index, FakeEncoder(), reader=1, check=check)


def change_manifest(folder: Path, **values: object) -> None:
    write_manifest(folder, dataclasses.replace(read_manifest(folder), **values))


def test_which_generation_is_in_use(folder: Path, index: Path, tmp_path: Path) -> None:
    assert current_id(index) == folder.name == opened(index).id
    assert current_id(tmp_path / "nowhere") is None


@pytest.mark.parametrize("text", ["", "../../etc", "a b", "x" * 100, "é"])
def test_a_pointer_that_names_no_generation_is_none(index: Path, text: str) -> None:
    index.mkdir()
    (index / "current").write_text(text, encoding="utf-8")
    assert current_id(index) is None


def test_no_index(index: Path) -> None:
    with pytest.raises(
        IndexMissing, match=r"There is no index in .*index: run 'python embed\.py' to build it\."
    ):
        opened(index)


def test_a_missing_generation(folder: Path, index: Path) -> None:
    shutil.rmtree(folder)
    with pytest.raises(
        IndexDamaged, match=r"manifest\.json is missing or cannot be read: run 'python embed\.py'"
    ):
        opened(index)


def test_all_missing_files_are_named_at_once(folder: Path, index: Path) -> None:
    (folder / "findings.db").unlink()
    (folder / "sentences.faiss").unlink()
    with pytest.raises(IndexDamaged, match=r"lacks findings\.db, sentences\.faiss: run 'python embed\.py'"):
        opened(index)


def test_a_cut_file_is_named_with_both_sizes(folder: Path, index: Path) -> None:
    path = folder / "passages.faiss"
    path.write_bytes(path.read_bytes()[:-10])
    # 4 vectors of 8 numbers of 4 bytes, and faiss's 45 bytes before them.
    with pytest.raises(
        IndexDamaged, match=r"passages\.faiss has 163 bytes, not the 173 it was written with: run"
    ):
        opened(index)


def test_a_changed_byte_is_refused(folder: Path, index: Path) -> None:
    opened(index)
    path = folder / "passages.tsv"
    path.write_bytes(path.read_bytes().replace(b"LADO", b"LIDO"))
    with pytest.raises(IndexDamaged, match=r"was changed after it was built \(passages\.tsv\): run"):
        opened(index)


def test_a_byte_that_changed_by_itself_is_seen_when_looked_for(folder: Path, index: Path) -> None:
    opened(index)
    path = folder / "passages.tsv"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"LADO", b"LIDO"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    opened(index)
    with pytest.raises(IndexDamaged, match=r"was changed after it was built \(passages\.tsv\): run"):
        opened(index, check=True)


def test_every_byte_is_compared_once_and_again_in_a_copy(
    folder: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    real = manifest.file_digest
    monkeypatch.setattr(manifest, "file_digest", lambda path: compared.append(path.name) or real(path))
    opened(index)
    assert compared == []  # the build has done it
    shutil.copytree(index, tmp_path / "copy")
    opened(tmp_path / "copy")
    assert {"findings.db", "passages.faiss", "meta.json"} <= set(compared)
    compared.clear()
    opened(tmp_path / "copy")
    assert compared == []


def test_a_changed_manifest_is_refused(folder: Path, index: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"newest": "2023', '"newest": "2032'))
    with pytest.raises(IndexDamaged, match=r"manifest\.json was changed after it was written: run"):
        opened(index)


def test_a_broken_manifest(folder: Path, index: Path) -> None:
    (folder / "manifest.json").write_text("{")
    with pytest.raises(IndexDamaged, match=r"manifest\.json is missing or cannot be read: run"):
        opened(index)


def test_a_manifest_with_a_line_missing(folder: Path, index: Path) -> None:
    manifest = dataclasses.asdict(read_manifest(folder))
    del manifest["newest"]
    text = json.dumps(manifest).removesuffix("}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "manifest.json").write_text(f'{text},\n  "checksum": "{digest}"\n}}\n')
    with pytest.raises(IndexDamaged, match=r"manifest\.json is not a whole manifest: run"):
        opened(index)


def test_another_layout_is_refused_with_both_numbers(folder: Path, index: Path) -> None:
    change_manifest(folder, schema=99)
    with pytest.raises(IndexDamaged, match=r"layout 99, this version reads layout 5: run 'python embed\.py'"):
        opened(index)


def test_an_index_of_an_older_layout_is_built_again(
    folder: Path, index: Path, corpus: Path, encoder: FakeEncoder
) -> None:
    change_manifest(folder, schema=1)
    with pytest.raises(
        IndexDamaged, match=r"has layout 1, this version reads layout \d+: run 'python embed\.py'"
    ):
        opened(index)
    assert not build(corpus, index, encoder, rules=FAKE_RULES).up_to_date
    assert opened(index).manifest.passages == 4
    assert [path.name for path in (index / "generations").iterdir()] == [current_id(index)]


def test_older_reading_rules_are_refused_with_both_numbers(folder: Path, index: Path) -> None:
    with pytest.raises(
        IndexDamaged, match=r"reading rules 1, this version has rules 2: run 'python embed\.py'"
    ):
        open_generation(index, FakeEncoder(), reader=2)


def test_another_encoder_is_refused_with_both_and_what_to_do(folder: Path, index: Path) -> None:
    said = (
        r"built with the encoder fake \(fake, fp32\), not with fake \(other, fp32\): "
        r"run 'python embed\.py --encoder fake', or set FINDINGS_ENCODER to fake"
    )
    with pytest.raises(IndexDamaged, match=said):
        open_generation(index, FakeEncoder(checksum="other"), reader=1)


def test_parts_that_do_not_agree(folder: Path, index: Path) -> None:
    change_manifest(folder, passages=7)
    with pytest.raises(IndexDamaged, match=r"do not agree \(passages: 7, 4, 4, 4\): run"):
        opened(index)


def test_a_copied_index_opens_anywhere(folder: Path, index: Path, tmp_path: Path) -> None:
    shutil.copytree(index, tmp_path / "elsewhere" / "index")
    assert opened(tmp_path / "elsewhere" / "index", check=True).manifest.passages == 4


def test_ten_threads_read_while_builds_replace_the_index(
    corpus: Path, folder: Path, index: Path, encoder: FakeEncoder
) -> None:
    problems: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                generation = opened(index)
                rows, _ = generation.words.search(WordQuery(terms=(("designated", 1.0),)), 3)
                assert "designated officer" in generation.store.passages(rows)[0].text
                generation.passage_vectors.search(encoder.encode(["lado"])[0], 3)
                generation.close()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=read) for _ in range(10)]
    for thread in threads:
        thread.start()
    for number in range(5):
        (corpus / "changing.txt").write_text(f"Plan {number}.\n")
        build(corpus, index, FakeEncoder(), rules=FAKE_RULES)
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
