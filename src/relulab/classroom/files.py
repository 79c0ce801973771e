"""Writing a file whole or not at all."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Replace a file in one step: an interrupt leaves the old one or the new one, never half of either."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
