"""Tell voice prints apart: group them by speaker, then smooth the groups along time."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Prints: TypeAlias = NDArray[np.float32]
Scores: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.intp]

_STARTS = 8
_ROUNDS = 100
_SEED = 0


def centred(prints: Prints, mean: Prints) -> Scores:
    """Take away what all voices of a recording share, and give prints of length 1; shape as ``prints``."""
    moved = (prints - mean).astype(np.float64)
    points: Scores = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return points


def spherical_k_means(points: Scores, groups: int) -> Scores:
    """Give the unit centroids of ``groups`` groups of unit ``points``, shape (groups, numbers); always the same ones.

    The best of several starts by k-means++ (Arthur and Vassilvitskii, 2007), all drawn with a fixed seed.
    """
    random = np.random.default_rng(_SEED)
    results = [_settle(points, _start(points, groups, random)) for _ in range(_STARTS)]
    fits = [round(float((points @ centroids.T).max(axis=1).sum()), 6) for centroids in results]
    return results[int(np.argmax(fits))]


def smooth_labels(scores: Scores, changes: NDArray[np.float64]) -> Labels:
    """Give the most likely group of each step (Viterbi); ``changes[i]`` is what a switch before step i costs.

    ``scores`` has shape (steps, groups), higher is likelier.
    """
    steps, groups = scores.shape
    came_from = np.zeros((steps, groups), dtype=np.intp)
    switch = 1 - np.eye(groups)
    best = scores[0].copy()
    for step in range(1, steps):
        reached = best[:, None] - changes[step] * switch
        came_from[step] = reached.argmax(axis=0)
        best = reached.max(axis=0) + scores[step]
    labels = np.zeros(steps, dtype=np.intp)
    labels[-1] = best.argmax()
    for step in range(steps - 1, 0, -1):
        labels[step - 1] = came_from[step, labels[step]]
    return labels


def _start(points: Scores, groups: int, random: np.random.Generator) -> Scores:
    chosen = [points[random.integers(len(points))]]
    while len(chosen) < groups:
        far = np.maximum(0, 1 - (points @ np.array(chosen).T).max(axis=1)) + 1e-12
        chosen.append(points[random.choice(len(points), p=far / far.sum())])
    return np.array(chosen)


def _settle(points: Scores, centroids: Scores) -> Scores:
    labels = (points @ centroids.T).argmax(axis=1)
    for _ in range(_ROUNDS):
        sums = [points[labels == group].sum(axis=0) for group in range(len(centroids))]
        lengths = [float(np.linalg.norm(total)) for total in sums]
        centroids = np.array(
            [total / length if length > 0 else old for total, length, old in zip(sums, lengths, centroids, strict=True)]
        )
        before, labels = labels, (points @ centroids.T).argmax(axis=1)
        if np.array_equal(before, labels):
            break
    return centroids
