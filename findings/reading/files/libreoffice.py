"""LibreOffice, where it is installed, turns a file into another form: in a process of its own, with a limit on time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from findings.settings import MAX_FILE

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


def installed() -> bool:
    return _program() is not None


def converted(data: bytes, form: str, into: str) -> bytes:
    """The bytes of a file of the form `form` ("doc", "docx") in the form `into` ("docx", "pdf").

    Raises OSError when LibreOffice is not installed, fails, or takes too long.
    """
    office = _program()
    if office is None:
        raise OSError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        given = Path(folder) / f"document.{form}"
        given.write_bytes(data)
        _prepare(Path(folder) / "profile")
        command = [office, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", into, "--outdir", folder, str(given)]
        try:
            subprocess.run(
                command,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                stdin=subprocess.DEVNULL,
                preexec_fn=_more_memory(),
            )
        except subprocess.SubprocessError as error:
            raise OSError(str(error)) from error
        made = given.with_suffix(f".{into}")
        if made.stat().st_size > MAX_FILE:
            raise OSError("it grew beyond measure")
        return made.read_bytes()


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


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
