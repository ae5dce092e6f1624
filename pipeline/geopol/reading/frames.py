"""The words between geopol and the process that parses for it: a line of JSON, then as many bytes as it announces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

import orjson


def send(stream: BinaryIO, head: Mapping[str, Any], body: bytes = b"") -> None:
    """Write one frame."""
    stream.write(orjson.dumps({**head, "bytes": len(body)}, option=orjson.OPT_APPEND_NEWLINE))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame; ``None`` where the other side has ended, in the middle of a frame too."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head: dict[str, Any] = orjson.loads(line)
    body = stream.read(head["bytes"])
    return (head, body) if len(body) == head["bytes"] else None
