"""Word, Excel and PowerPoint files of before 2007: turned into today's form by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from findings.errors import ReadingError
from findings.settings import MAX_FILE

TODAY = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}
_NAMES = {"doc": "an old Word document", "xls": "an old Excel workbook", "ppt": "an old PowerPoint file"}
_PACKAGES = {"doc": "writer", "xls": "calc", "ppt": "impress"}
_SECONDS = 120.0
# No macros, no pictures from other addresses: the file is only turned into another form.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
</oor:items>
"""


# How the command begins that installs it.
INSTALL = "apt-get install libreoffice-"


def installed() -> bool:
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def modernised(data: bytes, form: str, name: str) -> bytes:
    """The bytes of the same document in today's format (`TODAY`).

    Raises:
        ReadingError: LibreOffice is not installed, or cannot read it.
    """
    office = _program()
    if office is None:
        raise ReadingError(
            f"‘{name}’ is {_NAMES[form]} (.{form}). Save it as .{TODAY[form]} or PDF and try again, or install "
            f"LibreOffice, which reads it: {INSTALL}{_PACKAGES[form]}"
        )
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        given = Path(folder) / f"document.{form}"
        given.write_bytes(data)
        _prepare(Path(folder) / "profile")
        command = [office, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", TODAY[form], "--outdir", folder, str(given)]
        try:
            subprocess.run(
                command,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                stdin=subprocess.DEVNULL,
                preexec_fn=_more_memory(),
            )
            made = given.with_suffix(f".{TODAY[form]}")
            if made.stat().st_size > MAX_FILE:
                raise OSError("it grew beyond measure")
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise ReadingError(
                f"‘{name}’ is {_NAMES[form]} (.{form}) and LibreOffice could not read it. Save it as .{TODAY[form]} "
                "or PDF and try again."
            ) from error


def _prepare(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")


def _more_memory() -> Callable[[], None] | None:
    """LibreOffice maps more memory than a reading may use: its own limit is lifted, that on time stays."""
    if sys.platform == "win32" or os.name != "posix":
        return None
    import resource

    def lift() -> None:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

    return lift
