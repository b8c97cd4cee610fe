"""CTranslate2's file of weights is read as it was written, and every weight finds its place in openai-whisper."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from tests.speech.sound import installed
from transcribe_desk.speech.ct2_weights import read_tensors, whisper_weights
from transcribe_desk.study.errors import ModelError

TYPES = {"<f4": 0, "|i1": 1, "<i2": 2, "<i4": 3, "<f2": 4}
STATE = 4


def model_bin(tensors: dict[str, NDArray[Any]], aliases: dict[str, str] | None = None, version: int = 6) -> bytes:
    """Give the bytes that CTranslate2 writes for a model of these tensors."""

    def text(value: str) -> bytes:
        data = value.encode() + b"\0"
        return struct.pack("<H", len(data)) + data

    parts = [struct.pack("<I", version), text("WhisperSpec"), struct.pack("<II", 3, len(tensors))]
    for name, values in tensors.items():
        shape = struct.pack(f"<B{values.ndim}I", values.ndim, *values.shape)
        parts += [text(name), shape, struct.pack("<BI", TYPES[values.dtype.str], values.nbytes), values.tobytes()]
    parts.append(struct.pack("<I", len(aliases or {})))
    parts += [text(alias) + text(meant) for alias, meant in (aliases or {}).items()]
    return b"".join(parts)


def small_whisper() -> dict[str, NDArray[Any]]:
    """Give a Whisper of one layer and four numbers a state, every number in it another one."""
    shapes: dict[str, tuple[int, ...]] = {
        "encoder/conv1/weight": (STATE, 80, 3),
        "encoder/conv2/weight": (STATE, STATE, 3),
        "decoder/embeddings/weight": (20, STATE),
        "encoder/position_encodings/encodings": (6, STATE),
        "decoder/position_encodings/encodings": (5, STATE),
    }
    for side in ("encoder", "decoder"):
        layer = f"{side}/layer_0"
        shapes |= {f"{side}/layer_norm/{leaf}": (STATE,) for leaf in ("gamma", "beta")}
        shapes |= {f"{layer}/self_attention/linear_0/weight": (3 * STATE, STATE)}
        shapes |= {f"{layer}/self_attention/linear_0/bias": (3 * STATE,)}
        shapes |= {f"{layer}/ffn/linear_1/weight": (STATE, 4 * STATE)}
    shapes |= {"decoder/layer_0/attention/linear_1/weight": (2 * STATE, STATE)}
    shapes |= {"decoder/layer_0/attention/linear_1/bias": (2 * STATE,)}
    tensors: dict[str, NDArray[Any]] = {}
    for name, shape in shapes.items():
        begin = sum(values.size for values in tensors.values())
        tensors[name] = np.arange(begin, begin + np.prod(shape), dtype=np.float32).reshape(shape)
    return tensors | {f"{side}/num_heads": np.array(2, np.int16) for side in ("encoder", "decoder")}


def written(folder: Path, data: bytes) -> Path:
    path = folder / "model.bin"
    path.write_bytes(data)
    return path


@given(
    st.dictionaries(
        st.text(st.characters(codec="ascii", exclude_characters="\0"), min_size=1, max_size=30),
        st.sampled_from(sorted(TYPES)).flatmap(
            lambda kind: arrays.arrays(kind, arrays.array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=5))
        ),
        min_size=1,
    )
)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, tensors: dict[str, NDArray[Any]]) -> None:
    first = next(iter(tensors))
    found = read_tensors(written(tmp_path_factory.mktemp("model"), model_bin(tensors, {"another name": first})))
    assert found.keys() == tensors.keys() | {"another name"}
    for name, values in {**tensors, "another name": tensors[first]}.items():
        assert found[name].dtype == values.dtype
        np.testing.assert_array_equal(found[name], values)


def test_fused_layers_come_apart_and_keys_lose_their_bias(tmp_path: Path) -> None:
    tensors = small_whisper()
    state = whisper_weights(written(tmp_path, model_bin(tensors))).state
    fused = tensors["encoder/layer_0/self_attention/linear_0/weight"]
    for place, name in enumerate(("query", "key", "value")):
        rows = fused[place * STATE : (place + 1) * STATE]
        np.testing.assert_array_equal(state[f"encoder.blocks.0.attn.{name}.weight"], rows)
    crossed = tensors["decoder/layer_0/attention/linear_1/bias"]
    np.testing.assert_array_equal(state["decoder.blocks.0.cross_attn.value.bias"], crossed[STATE:])
    assert not [name for name in state if name.endswith("key.bias")]
    np.testing.assert_array_equal(state["encoder.ln_post.weight"], tensors["encoder/layer_norm/gamma"])
    np.testing.assert_array_equal(state["decoder.ln.bias"], tensors["decoder/layer_norm/beta"])


def test_the_dimensions_are_those_of_the_weights(tmp_path: Path) -> None:
    embedding = {"decoder/projection/weight": "decoder/embeddings/weight"}
    weights = whisper_weights(written(tmp_path, model_bin(small_whisper(), embedding)))
    assert weights.dimensions == {
        "n_mels": 80,
        "n_audio_ctx": 6,
        "n_audio_state": STATE,
        "n_audio_head": 2,
        "n_audio_layer": 1,
        "n_vocab": 20,
        "n_text_ctx": 5,
        "n_text_state": STATE,
        "n_text_head": 2,
        "n_text_layer": 1,
    }
    assert "decoder.token_embedding.weight" in weights.state


@given(st.data())
def test_a_file_that_is_cut_short_is_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = model_bin(small_whisper())
    kept = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ModelError, match=r"model\.bin"):
        whisper_weights(written(tmp_path_factory.mktemp("model"), whole[:kept]))


@pytest.mark.parametrize(
    "tensors",
    [
        {"encoder/layer_0/self_attention/linear_0/weight_scale": np.ones(4, np.float32)},
        {"encoder/conv3/weight": np.ones((4, 4, 3), np.float32)},
        {"encoder/layer_0/mixer/weight": np.ones((4, 4), np.float32)},
    ],
    ids=["8-bit numbers", "a third convolution", "another kind of layer"],
)
def test_a_weight_without_a_place_is_refused(tmp_path: Path, tensors: dict[str, NDArray[Any]]) -> None:
    with pytest.raises(ModelError, match="plain floats"):
        whisper_weights(written(tmp_path, model_bin(small_whisper() | tensors)))


def test_another_version_of_the_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="format 6"):
        whisper_weights(written(tmp_path, model_bin(small_whisper(), version=7)))


def test_the_installed_model_is_whisper_tiny() -> None:
    weights = whisper_weights(installed("whisper-tiny.en") / "model.bin")
    assert weights.dimensions == {
        "n_mels": 80,
        "n_audio_ctx": 1500,
        "n_audio_state": 384,
        "n_audio_head": 6,
        "n_audio_layer": 4,
        "n_vocab": 51864,
        "n_text_ctx": 448,
        "n_text_state": 384,
        "n_text_head": 6,
        "n_text_layer": 4,
    }
    assert len(weights.state) == 167
