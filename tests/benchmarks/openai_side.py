"""Do what needs openai-whisper's own packages; run by speech.py with the Python of the environment that has them.

python tests/benchmarks/openai_side.py convert MODEL_FOLDER OUT.pt
python tests/benchmarks/openai_side.py normalise < texts.json > texts.json
python tests/benchmarks/openai_side.py ffmpeg
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from transcribe_desk.speech.ct2_weights import whisper_weights


def convert(folder: Path, target: Path) -> None:
    """Write CTranslate2's model in ``folder`` as a file that openai-whisper loads by its path."""
    torch = importlib.import_module("torch")
    weights = whisper_weights(folder / "model.bin")
    # A copy, as torch cannot keep numbers that lie read-only in a file.
    state = {name: torch.from_numpy(values.copy()) for name, values in weights.state.items()}
    torch.save({"dims": weights.dimensions, "model_state_dict": state}, target)


def normalise(texts: list[str]) -> list[str]:
    """Give the texts as Whisper's paper compares them: numbers, spellings and fillers brought to one form."""
    normaliser = importlib.import_module("whisper.normalizers").EnglishTextNormalizer()
    return [normaliser(text) for text in texts]


def main() -> None:
    """Do one of the three."""
    if sys.argv[1] == "convert":
        convert(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "normalise":
        print(json.dumps(normalise(json.load(sys.stdin))))
    else:
        print(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())


if __name__ == "__main__":
    main()
