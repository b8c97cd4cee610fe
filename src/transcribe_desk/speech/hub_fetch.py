"""Fetch files of one Hugging Face repository at a fixed revision; run as a process of its own by the model store."""

from __future__ import annotations

import os
import sys

_PATIENCE_SECONDS = 10


def main(repository: str, revision: str, folder: str, *files: str) -> None:
    """Download ``files`` into ``folder``; the caller checks every SHA-256 afterwards."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    from huggingface_hub import constants, get_session, hf_hub_download

    # Without this a computer that cannot reach the hub would be kept waiting through half a minute of retries.
    get_session().head(constants.ENDPOINT, timeout=_PATIENCE_SECONDS)
    for name in files:
        hf_hub_download(repository, name, revision=revision, local_dir=folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
