"""Read the weights of a CTranslate2 Whisper model under the names and shapes that openai-whisper gives them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.study.errors import ModelError

Tensors: TypeAlias = dict[str, NDArray[Any]]

_VERSION = 6
_KIND = b"WhisperSpec"
# The numbers are those of CTranslate2's DataType.
_TYPES: dict[int, str] = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2"}
_LEAVES = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"}
_TOP = {
    "encoder/conv1": "encoder.conv1",
    "encoder/conv2": "encoder.conv2",
    "encoder/layer_norm": "encoder.ln_post",
    "decoder/layer_norm": "decoder.ln",
    "decoder/embeddings": "decoder.token_embedding",
}
# What is several layers in openai-whisper lies fused, one under the other, in CTranslate2.
_BLOCK: dict[str, tuple[str, ...]] = {
    "self_attention/layer_norm": ("attn_ln",),
    "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
    "self_attention/linear_1": ("attn.out",),
    "attention/layer_norm": ("cross_attn_ln",),
    "attention/linear_0": ("cross_attn.query",),
    "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
    "attention/linear_2": ("cross_attn.out",),
    "ffn/layer_norm": ("mlp_ln",),
    "ffn/linear_0": ("mlp.0",),
    "ffn/linear_1": ("mlp.2",),
}
_LAYER = re.compile(r"(encoder|decoder)/layer_(\d+)/(.+)")
# openai-whisper multiplies by the embedding itself, so it has no second copy of it.
_TIED = "decoder/projection/weight"


@dataclass(frozen=True, slots=True)
class WhisperWeights:
    """A Whisper model as openai-whisper takes it: the fields of its ModelDimensions, and its state by name."""

    dimensions: dict[str, int]
    state: Tensors


def whisper_weights(model_bin: Path) -> WhisperWeights:
    """Convert CTranslate2's ``model.bin`` (format 6, 16- or 32-bit floats); the numbers stay exactly as they are.

    Raises ModelError for a file that is cut short, of another format, or of a model other than Whisper.
    """
    try:
        stored = read_tensors(model_bin)
        state = {name: values for key, found in stored.items() for name, values in _renamed(key, found)}
        return WhisperWeights(_dimensions(stored, state), state)
    except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise ModelError(
            f"Model {model_bin.parent.name}, file {model_bin.name}",
            "It is not a whole Whisper model in CTranslate2's format 6 with plain floats.",
            f"Run “transcribe-desk models install {model_bin.parent.name}”, or choose the engine faster-whisper.",
        ) from error


def read_tensors(model_bin: Path) -> Tensors:
    """Give everything stored in a ``model.bin`` by name, aliases too; the data stays in the file until it is used.

    Raises ValueError, struct.error or KeyError for another format. The layout is that of CTranslate2's Python
    ``model_spec.py``: little-endian numbers, names that end with a NUL.
    """
    reader = _Reader(np.memmap(model_bin, np.uint8, "r"))
    version, kind = reader.number("<I"), reader.text()
    if version != _VERSION or kind != _KIND.decode():
        raise ValueError(f"version {version}, {kind}")
    reader.number("<I")  # the revision of the specification
    tensors = {reader.text(): reader.tensor() for _ in range(reader.number("<I"))}
    for _ in range(reader.number("<I")):
        alias, meant = reader.text(), reader.text()
        tensors[alias] = tensors[meant]
    return tensors


class _Reader:
    """A place in a file of numbers, names and tensors."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data = data
        self._at = 0

    def number(self, form: str) -> int:
        (value,) = struct.unpack(form, self._take(struct.calcsize(form)).tobytes())
        return int(value)

    def text(self) -> str:
        return self._take(self.number("<H")).tobytes().rstrip(b"\0").decode()

    def tensor(self) -> NDArray[Any]:
        shape = [self.number("<I") for _ in range(self.number("<B"))]
        kind = np.dtype(_TYPES[self.number("<B")])
        return self._take(self.number("<I")).view(kind).reshape(shape)

    def _take(self, size: int) -> NDArray[np.uint8]:
        taken = self._data[self._at : self._at + size]
        if len(taken) != size:
            raise ValueError("cut short")
        self._at += size
        return taken


def _renamed(key: str, values: NDArray[Any]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Give what one stored tensor is in openai-whisper; nothing for a setting, KeyError for what has no place."""
    if not values.ndim or key == _TIED:
        return
    path, _, leaf = key.rpartition("/")
    if path.endswith("/position_encodings"):
        yield f"{path.partition('/')[0]}.positional_embedding", values
        return
    layer = _LAYER.fullmatch(path)
    if not layer:
        yield f"{_TOP[path]}.{_LEAVES[leaf]}", values
        return
    targets = _BLOCK[layer[3]]
    for target, part in zip(targets, np.split(values, len(targets)), strict=True):
        # Whisper's keys have no bias: CTranslate2 stores zeros for it.
        if not (target.endswith(".key") and leaf == "bias"):
            yield f"{layer[1]}.blocks.{layer[2]}.{target}.{_LEAVES[leaf]}", part


def _dimensions(stored: Mapping[str, NDArray[Any]], state: Mapping[str, NDArray[Any]]) -> dict[str, int]:
    audio_context, audio_state = state["encoder.positional_embedding"].shape
    text_context, text_state = state["decoder.positional_embedding"].shape
    return {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": audio_context,
        "n_audio_state": audio_state,
        "n_audio_head": int(stored["encoder/num_heads"]),
        "n_audio_layer": _layers(state, "encoder"),
        "n_vocab": state["decoder.token_embedding.weight"].shape[0],
        "n_text_ctx": text_context,
        "n_text_state": text_state,
        "n_text_head": int(stored["decoder/num_heads"]),
        "n_text_layer": _layers(state, "decoder"),
    }


def _layers(state: Mapping[str, NDArray[Any]], side: str) -> int:
    return len({name.split(".")[2] for name in state if name.startswith(f"{side}.blocks.")})
