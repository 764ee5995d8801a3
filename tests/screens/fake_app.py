"""The app over the fake library, to look at: streamlit run tests/screens/fake_app.py"""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from findings.screens import library_access
from tests.screens.fake_library import FakeLibrary

library_access.get_library = lambda: FakeLibrary()  # type: ignore[assignment,return-value]

runpy.run_path(str(Path(__file__).resolve().parents[2] / "app.py"))
