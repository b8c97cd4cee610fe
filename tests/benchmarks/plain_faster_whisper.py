"""Transcribe one recording with faster-whisper as it comes, the peer in speech.py; write one JSON object."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Transcribe ``AUDIO`` with the model in ``MODEL_FOLDER`` on ``THREADS`` threads, all else left at its default.

    A fourth argument is the library's “hotwords”.
    """
    audio, folder, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    hotwords = sys.argv[4] if len(sys.argv) > 4 else None
    # An environment that an installed model needs no network for; the library asks for nothing else.
    os.environ["HF_HUB_OFFLINE"] = "1"
    started = time.perf_counter()
    from faster_whisper import WhisperModel

    model = WhisperModel(folder, device="cpu", cpu_threads=threads)
    segments, info = model.transcribe(audio, hotwords=hotwords)
    text = " ".join(segment.text.strip() for segment in segments)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "text": text,
                "file": Path(audio).name,
                "audio_seconds": info.duration,
                "wall_seconds": round(time.perf_counter() - started, 3),
                "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 3),
                "peak_memory_mb": round(usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
