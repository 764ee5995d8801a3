"""Write what was fitted: one section of an encoder's file in `findings/judge/calibrations/`."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np

from findings.encoding.types import Encoder
from findings.judge.calibration import FOLDER, SCALE

SECTIONS = ("said_again", "stance")


def write_section(encoder: Encoder, section: str, values: dict[str, Any]) -> None:
    """Replace one section of the encoder's file; a new encoder's file begins as a copy of another's numbers."""
    files = sorted(FOLDER.glob("*.json"))
    known = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    kept = next((k for k in known if k["encoder"] == encoder.name), None)
    if kept is None:
        kept = dict(known[0]) if known else {}
    kept |= {"encoder": encoder.name, "checksum": encoder.checksum, section: values}
    path = FOLDER / (re.sub(r"[^\w.-]+", "-", encoder.name.rstrip("/").split("/")[-1]) + ".json")
    order = ("encoder", "checksum", *SECTIONS)
    lines = [f"{json.dumps(name)}: {json.dumps(kept[name])}" for name in order if name in kept]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {section}, {path.stat().st_size / 1000:.0f} kB")


def thousandths(values: np.ndarray) -> list[Any]:
    """Whole thousandths: small, and the same for the same fit."""
    return [[round(float(v) * SCALE) for v in row] for row in values]
