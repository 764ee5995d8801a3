"""Files made on a click, over Streamlit's own store of files."""

from types import SimpleNamespace

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from findings.app.components import download


def test_a_file_is_there_until_its_person_goes_on_whatever_others_do(monkeypatch):
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr(download.runtime, "exists", lambda: True)
    monkeypatch.setattr(download.runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=files))
    made = download.made(lambda: b"a,b", "f.csv", "text/csv", "csv", SimpleNamespace(session_id="mine"))
    assert made == b"a,b"
    # The id of a file is made of its bytes, type and name.
    kind = MediaFileKind.DOWNLOADABLE
    file = MemoryMediaFileStorage("/media").load_and_get_id(b"a,b", "text/csv", kind, "f.csv")
    for _ in range(3):  # pages of others
        files.remove_orphaned_files()
    assert files.read_file(file).content == b"a,b"
    files.clear_session_refs("mine")  # the next page of this person
    files.remove_orphaned_files()
    files.remove_orphaned_files()
    assert files.read_file(file) is None


def test_without_a_person_or_an_app_the_file_is_just_made():
    assert download.made(lambda: b"a,b", "f.csv", "text/csv", "csv", None) == b"a,b"
