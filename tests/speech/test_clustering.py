"""Voice prints are grouped the same way each time, and smoothing removes what cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from transcribe_desk.speech.clustering import centred, smooth_labels, spherical_k_means


def prints_of(groups: int, each: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    shared, middles = random.normal(size=256), random.normal(size=(groups, 256))
    truth = np.repeat(np.arange(groups), each)
    prints = (shared * 3 + middles[truth] + random.normal(scale=0.8, size=(len(truth), 256))).astype(np.float32)
    return prints / np.linalg.norm(prints, axis=1, keepdims=True), truth


@pytest.mark.parametrize("groups", [2, 3, 6])
def test_finds_the_groups_whatever_their_voices_share(groups: int) -> None:
    prints, truth = prints_of(groups, 40, seed=groups)
    points = centred(prints, prints.mean(axis=0))
    labels = (points @ spherical_k_means(points, groups).T).argmax(axis=1)
    assert all(len(set(labels[truth == group])) == 1 for group in range(groups))
    assert len(set(labels.tolist())) == groups


def test_the_same_prints_give_the_same_centroids() -> None:
    prints, _ = prints_of(2, 200, seed=1)
    points = centred(prints, prints.mean(axis=0))
    assert np.array_equal(spherical_k_means(points, 2), spherical_k_means(points, 2))


def test_identical_prints_make_no_trouble() -> None:
    points = centred(np.ones((5, 4), np.float32), np.ones(4, np.float32))
    assert np.isfinite(spherical_k_means(points, 2)).all()


def test_one_odd_window_is_smoothed_away_but_not_across_a_silence() -> None:
    scores = np.array([[2.0, 0], [2, 0], [0, 2], [2, 0], [2, 0]])
    inside, silence = np.full(5, 3.0), np.array([3.0, 3, 0.5, 0.5, 3])
    assert smooth_labels(scores, inside).tolist() == [0, 0, 0, 0, 0]
    assert smooth_labels(scores, silence).tolist() == [0, 0, 1, 0, 0]
