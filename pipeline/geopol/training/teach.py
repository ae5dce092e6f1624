"""Teach a large recogniser whose labels the small one learns from. It never ships; what it says of raw text does.

    python -m geopol.training.lessons ../shared/data corpus/articles corpus/news -o FOLDER   words as numbers
    python pipeline/geopol/training/teach.py FOLDER                            needs jax and numpy alone; minutes on a GPU
    python -m geopol.training.silver FOLDER ../shared/data -o models/teacher   the labels it is sure of

A transformer over words first learns to fill gaps in raw text (masked language model), then tags. Several of its kind, which
differ in the order of their lessons, vote. Words go in as word pieces (their vectors begin as those of `models/vectors`), shape,
prefix and suffix, so that unknown names are known by their looks.
"""

from __future__ import annotations

import argparse
import functools
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

# Looks of a word, and how many rows each has.
LOOKS = {"shape": 6000, "prefix": 16000, "suffix": 16000}
PIECE_VECTOR = 256
# A fifth of the words is hidden; of those, a tenth stays as it is and a tenth becomes another word (Devlin et al. 2019).
HIDDEN, BLANK, OTHER = 0.2, 0.8, 0.9
# Rare lessons would be lost in one long average; this one remembers about 200 steps.
AVERAGE = 0.995


@dataclass(frozen=True)
class Size:
    """How large the network and its lessons are; the defaults took eight minutes on one H100."""

    width: int = 512
    layers: int = 8
    heads: int = 8
    inner: int = 2048
    batch: int = 512
    tag_batch: int = 64
    steps: int = 2000
    rounds: int = 6
    members: int = 4


SMALL = Size(width=64, layers=2, heads=4, inner=128, batch=8, tag_batch=8, steps=10, rounds=1, members=2)


class Lessons:
    """The arrays that `geopol.training.lessons` wrote, packed into one row a stretch of text.

    Args:
        folder: Where they are.
        most: Number of raw and of labelled stretches to read at most; for trials.
    """

    def __init__(self, folder: Path, most: int | None = None) -> None:
        words, raw, marked = (np.load(folder / f"{name}.npz") for name in ("words", "raw", "marked"))
        self.looks = {name: jnp.asarray(words[name].astype(np.int32)) for name in ("pieces", *LOOKS)}
        self.pieces = words["piece_vectors"].astype(np.float32)
        self.guess = jnp.asarray(words["common"])  # number among the common words; 0 for the others, which are not guessed
        self.raw, self.raw_length = _rows(raw["words"], raw["length"][:most])
        self.marked, self.marked_length = _rows(marked["words"], marked["length"][:most])
        bits, _ = _rows(marked["allowed"], marked["length"][:most])
        self.allowed = [jnp.asarray((bits >> np.uint64(at)).astype(np.uint32)) for at in (0, 32)]
        self.source = marked["source"][:most]
        self.share = marked["share"]
        self.tags = int(marked["tags"])

    def order(self, draw: np.random.Generator) -> Any:  # noqa: ANN401 - arrays
        """One round's labelled stretches: each source as often as its share says, shuffled."""
        chosen = []
        for number, share in enumerate(self.share):
            own = np.flatnonzero(self.source == number)
            whole, rest = divmod(float(share), 1.0)
            chosen += [own] * int(whole) + [draw.choice(own, round(rest * len(own)), replace=False)]
        return draw.permutation(np.concatenate(chosen))


def _rows(values: Any, lengths: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    packed = np.zeros((len(lengths), int(lengths.max())), values.dtype)
    packed[np.arange(packed.shape[1]) < lengths[:, None]] = values[: int(lengths.sum())]
    return jnp.asarray(packed) if values.dtype != np.uint64 else packed, jnp.asarray(lengths.astype(np.int32))


def start(key: Any, size: Size, lessons: Lessons) -> dict[str, Any]:  # noqa: ANN401 - arrays
    """First weights."""
    draw = iter(jax.random.split(key, 100))
    small = 0.5 * size.width**-0.5

    def matrix(*shape: int, scale: float | None = None) -> Any:  # noqa: ANN401 - arrays
        return jax.random.normal(next(draw), shape) * (scale or shape[-2] ** -0.5)

    vectors = lessons.pieces / lessons.pieces.std()
    known = jnp.asarray(vectors) @ matrix(PIECE_VECTOR, size.width)
    pieces = jnp.concatenate([jnp.zeros((1, size.width)), (known + 0.5 * matrix(*known.shape, scale=1.0)) * small])
    return {
        "pieces": pieces,
        **{name: matrix(rows, size.width, scale=small) for name, rows in LOOKS.items()},
        "blank": matrix(1, size.width, scale=small)[0],
        "mix": matrix(size.width, size.width),
        "norms": jnp.ones((3, size.width)),
        "guess": {"hidden": matrix(size.width, size.width), "out": matrix(size.width, int(lessons.guess.max()) + 1)},
        "tag": matrix(size.width, lessons.tags),
        "layers": {
            "attend": matrix(size.layers, size.width, 3 * size.width),
            "attended": matrix(size.layers, size.width, size.width, scale=(2 * size.layers * size.width) ** -0.5),
            "think": matrix(size.layers, size.width, 2 * size.inner),
            "thought": matrix(size.layers, size.inner, size.width, scale=(2 * size.layers * size.inner) ** -0.5),
            "norms": jnp.ones((size.layers, 2, size.width)),
        },
    }


def embed(weights: Any, looks: Any, words: Any, key: Any = None, rate: float = 0.0) -> Any:  # noqa: ANN401 - arrays
    """Words × width; with a key, each kind of look is forgotten now and then."""
    pieces = looks["pieces"][words]
    count = jnp.maximum((pieces > 0).sum(-1, keepdims=True), 1)
    parts = [weights["pieces"][pieces].sum(-2) * count**-0.5, *(weights[name][looks[name][words]] for name in LOOKS)]
    if key is None:
        return sum(parts)
    kept = (jax.random.bernoulli(part, 1 - rate, words.shape)[..., None] for part in jax.random.split(key, len(parts)))
    return sum(jnp.where(keep, part, 0) for keep, part in zip(kept, parts, strict=True))


def encode(weights: Any, size: Size, inputs: Any, valid: Any, key: Any = None, rate: float = 0.0) -> Any:  # noqa: ANN401 - arrays
    """Every word in the light of all others of its stretch (pre-norm transformer, rotary positions, gated units)."""
    state = _norm(inputs.astype(jnp.bfloat16), weights["norms"][0]) @ weights["mix"].astype(jnp.bfloat16)
    turn = _turns(state.shape[1], size.width // size.heads)
    bias = jnp.where(valid, 0, -1e9)[:, None, None, :].astype(jnp.float32)
    keys = jax.random.split(key if key is not None else jax.random.PRNGKey(0), size.layers * 2).reshape(size.layers, 2, -1)

    def layer(state: Any, inner: Any) -> tuple[Any, None]:  # noqa: ANN401 - arrays
        own, draws = inner
        state += _drop(_attend(own, size, _norm(state, own["norms"][0]), bias, turn), draws[0], rate)
        gate, value = jnp.split(_norm(state, own["norms"][1]) @ own["think"].astype(jnp.bfloat16), 2, -1)
        return state + _drop((jax.nn.silu(gate) * value) @ own["thought"].astype(jnp.bfloat16), draws[1], rate), None

    return _norm(jax.lax.scan(layer, state, (weights["layers"], keys))[0], weights["norms"][1])


def _attend(own: Any, size: Size, state: Any, bias: Any, turn: Any) -> Any:  # noqa: ANN401 - arrays
    rows, length, width = state.shape
    query, key, value = (
        part.reshape(rows, length, size.heads, width // size.heads)
        for part in jnp.split(state @ own["attend"].astype(jnp.bfloat16), 3, -1)
    )
    match = jnp.einsum("bqhd,bkhd->bhqk", _turned(query, turn), _turned(key, turn), preferred_element_type=jnp.float32)
    share = jax.nn.softmax(match * (width // size.heads) ** -0.5 + bias, -1).astype(jnp.bfloat16)
    return jnp.einsum("bhqk,bkhd->bqhd", share, value).reshape(rows, length, width) @ own["attended"].astype(jnp.bfloat16)


def _norm(state: Any, gain: Any) -> Any:  # noqa: ANN401 - arrays
    exact = state.astype(jnp.float32)
    return (exact * jax.lax.rsqrt((exact**2).mean(-1, keepdims=True) + 1e-6) * gain).astype(state.dtype)


def _drop(state: Any, key: Any, rate: float) -> Any:  # noqa: ANN401 - arrays
    return (
        jnp.where(jax.random.bernoulli(key, 1 - rate, state.shape), state / (1 - rate), 0).astype(state.dtype) if rate else state
    )


def _turns(length: int, width: int) -> tuple[Any, Any]:
    angle = np.arange(length)[:, None] / 10000 ** (np.arange(0, width, 2) / width)
    return jnp.asarray(np.cos(angle), jnp.bfloat16)[None, :, None], jnp.asarray(np.sin(angle), jnp.bfloat16)[None, :, None]


def _turned(part: Any, turn: tuple[Any, Any]) -> Any:  # noqa: ANN401 - arrays
    even, odd = part[..., ::2], part[..., 1::2]
    return jnp.stack([even * turn[0] - odd * turn[1], even * turn[1] + odd * turn[0]], -1).reshape(part.shape)


class Teacher:
    """Learns, and tells.

    Args:
        lessons: What from.
        size: How large.
    """

    def __init__(self, lessons: Lessons, size: Size) -> None:
        self.lessons, self.size = lessons, size
        self.read_step = self._step(self._gap_loss)
        self.tag_step = self._step(self._tag_loss)
        self.chances = jax.jit(lambda weights, words, length: jax.nn.softmax(self._logits(weights, words, length)[0], -1))

    def read(self, weights: Any) -> Any:  # noqa: ANN401 - arrays
        """Fill gaps in raw text."""
        draw, size, order = np.random.default_rng(0), self.size, np.array([], int)
        state, key = _no_moments(weights), jax.random.PRNGKey(1)
        for step in range(size.steps):
            if len(order) < size.batch:
                order = draw.permutation(len(self.lessons.raw_length))
            rate = 7e-4 * min(1, (step + 1) / 150) * max(0.02, 0.5 * (1 + np.cos(np.pi * step / size.steps)))
            key, now = jax.random.split(key)
            weights, state, loss = self.read_step(weights, state, jnp.asarray(order[: size.batch]), now, rate)
            order = order[size.batch :]
            if step % 100 == 0:
                _log(f"reading, step {step}: loss {float(loss):.2f}")
        return weights

    def tag(self, weights: Any, seed: int) -> Any:  # noqa: ANN401 - arrays
        """Learn to tag, from weights that can read; the average of the last steps' weights."""
        draw, size, lessons = np.random.default_rng(100 + seed), self.size, self.lessons
        weights, average = jax.tree.map(jnp.copy, weights), jax.tree.map(jnp.copy, weights)
        state, key = _no_moments(weights), jax.random.PRNGKey(50 + seed)
        order = np.concatenate([lessons.order(draw) for _ in range(size.rounds)])
        count = len(order) // size.tag_batch
        for step in range(count):
            rows = jnp.asarray(order[step * size.tag_batch :][: size.tag_batch])
            rate = 2e-4 * min(1, (step + 1) / 100) * (1 - step / count)
            key, now = jax.random.split(key)
            weights, state, loss = self.tag_step(weights, state, rows, now, rate)
            average = _toward(average, weights)
        _log(f"tagging, member {seed}: loss {float(loss):.3f}")
        return average

    def _step(self, loss: Any) -> Any:  # noqa: ANN401 - a function
        @functools.partial(jax.jit, donate_argnums=(0, 1))
        def step(weights: Any, state: Any, rows: Any, key: Any, rate: Any) -> Any:  # noqa: ANN401 - arrays
            value, gradient = jax.value_and_grad(loss)(weights, rows, key)
            return (*_adam(weights, gradient, state, rate), value)

        return step

    def _gap_loss(self, weights: Any, rows: Any, key: Any) -> Any:  # noqa: ANN401 - arrays
        words, length = self.lessons.raw[rows], self.lessons.raw_length[rows]
        valid = jnp.arange(words.shape[1]) < length[:, None]
        which, how, other, rest = jax.random.split(key, 4)
        target = self.lessons.guess[words]
        most = int(HIDDEN * words.shape[1]) + 1
        places = jnp.argsort(-jnp.where(valid & (target > 0), jax.random.uniform(which, words.shape), -1.0), axis=1)[:, :most]
        wanted = jnp.take_along_axis(valid & (target > 0), places, 1)
        wanted &= jnp.arange(most) < jnp.ceil(length * HIDDEN)[:, None]
        hidden = jnp.zeros(words.shape, bool).at[jnp.arange(len(rows))[:, None], places].max(wanted)
        chance = jax.random.uniform(how, words.shape)
        shuffled = jax.random.permutation(other, words.reshape(-1)).reshape(words.shape)
        inputs = embed(weights, self.lessons.looks, jnp.where(hidden & (chance > OTHER), shuffled, words))
        inputs = jnp.where((hidden & (chance < BLANK))[..., None], weights["blank"], inputs)
        state = jnp.take_along_axis(encode(weights, self.size, inputs, valid, rest, 0.05), places[..., None], 1)
        state = _norm(jax.nn.gelu(state @ weights["guess"]["hidden"].astype(jnp.bfloat16)), weights["norms"][2])
        logs = jax.nn.log_softmax((state @ weights["guess"]["out"].astype(jnp.bfloat16)).astype(jnp.float32), -1)
        right = jnp.take_along_axis(logs, jnp.take_along_axis(target, places, 1)[..., None], -1)[..., 0]
        return -(right * wanted).sum() / wanted.sum()

    def _tag_loss(self, weights: Any, rows: Any, key: Any) -> Any:  # noqa: ANN401 - arrays
        words, length = self.lessons.marked[rows], self.lessons.marked_length[rows]
        logits, valid = self._logits(weights, words, length, key)
        low, high = (half[rows] for half in self.lessons.allowed)
        rest = jnp.arange(self.lessons.tags - 32, dtype=jnp.uint32)
        bits = [(low[..., None] >> jnp.arange(32, dtype=jnp.uint32)) & 1, (high[..., None] >> rest) & 1]
        may = jnp.concatenate(bits, -1) > 0
        among = jax.nn.logsumexp(jnp.where(may, jax.nn.log_softmax(logits, -1), -1e9), -1)
        return -(among * valid).sum() / valid.sum()

    def _logits(self, weights: Any, words: Any, length: Any, key: Any = None) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
        valid = jnp.arange(words.shape[1]) < length[:, None]
        looks, inner, outer = jax.random.split(key, 3) if key is not None else (None, None, None)
        rate = 0.15 if key is not None else 0.0
        state = encode(weights, self.size, embed(weights, self.lessons.looks, words, looks, 0.1), valid, inner, rate)
        return _drop(state, outer, rate).astype(jnp.float32) @ weights["tag"], valid

    def tell(self, members: list[Any]) -> tuple[Any, Any, Any]:
        """Of raw text: the members' common tag of every word, how sure they are (0 to 255), and each word's mean state."""
        lessons, batch = self.lessons, self.size.batch
        sums = jnp.zeros((len(lessons.guess), self.size.width))
        add = jax.jit(self._add_states, donate_argnums=1)
        tags, sure = [], []
        for begin in range(0, len(lessons.raw_length), batch):
            rows = jnp.minimum(jnp.arange(begin, begin + batch), len(lessons.raw_length) - 1)
            words, length = lessons.raw[rows], lessons.raw_length[rows]
            length = jnp.where(jnp.arange(begin, begin + batch) < len(lessons.raw_length), length, 0)
            mean = sum(self.chances(member, words, length) for member in members) / len(members)
            kept = np.arange(words.shape[1]) < np.asarray(length)[:, None]
            tags.append(np.asarray(mean.argmax(-1).astype(jnp.uint8))[kept])
            sure.append(np.asarray(jnp.round(mean.max(-1) * 255).astype(jnp.uint8))[kept])
            sums = add(members[0], sums, words, length)
        return np.concatenate(tags), np.concatenate(sure), np.asarray(sums)

    def _add_states(self, weights: Any, sums: Any, words: Any, length: Any) -> Any:  # noqa: ANN401 - arrays
        valid = jnp.arange(words.shape[1]) < length[:, None]
        state = encode(weights, self.size, embed(weights, self.lessons.looks, words), valid).astype(jnp.float32)
        return sums.at[words.reshape(-1)].add((state * valid[..., None]).reshape(-1, self.size.width))


def _no_moments(weights: Any) -> Any:  # noqa: ANN401 - arrays
    zeros = functools.partial(jax.tree.map, jnp.zeros_like)
    return zeros(weights), zeros(weights), jnp.zeros(())


@functools.partial(jax.jit, donate_argnums=0)
def _toward(average: Any, weights: Any) -> Any:  # noqa: ANN401 - arrays
    return jax.tree.map(lambda mean, new: mean * AVERAGE + new * (1 - AVERAGE), average, weights)


def _adam(weights: Any, gradient: Any, state: Any, rate: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    """One step of AdamW (Loshchilov & Hutter 2019), gradients clipped to length 1, no decay of vectors."""
    first, second, step = state
    length = jnp.sqrt(sum((part**2).sum() for part in jax.tree.leaves(gradient)))
    gradient = jax.tree.map(lambda part: part / jnp.maximum(1.0, length), gradient)
    step += 1
    first = jax.tree.map(lambda mean, new: 0.9 * mean + 0.1 * new, first, gradient)
    second = jax.tree.map(lambda mean, new: 0.98 * mean + 0.02 * new**2, second, gradient)

    def moved(weight: Any, mean: Any, square: Any) -> Any:  # noqa: ANN401 - arrays
        change = (mean / (1 - 0.9**step)) / (jnp.sqrt(square / (1 - 0.98**step)) + 1e-8)
        return weight - rate * (change + (0.01 * weight if weight.ndim > 1 else 0))

    return jax.tree.map(moved, weights, first, second), (first, second, step)


_BEGUN = time.perf_counter()


def _log(message: str) -> None:
    print(f"{time.perf_counter() - _BEGUN:6.0f} s  {message}", flush=True)  # noqa: T201 - a command's progress


def main() -> None:
    """The command: read, tag several times over, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what geopol.training.lessons wrote; the answers go there too")
    parser.add_argument("--trial", action="store_true", help="a tiny network and little text, to see that everything runs")
    args = parser.parse_args()
    size, most = (SMALL, 400) if args.trial else (Size(), None)
    lessons = Lessons(args.folder, most)
    teacher = Teacher(lessons, size)
    reader = teacher.read(start(jax.random.PRNGKey(0), size, lessons))
    members = [teacher.tag(reader, seed) for seed in range(size.members)]
    tags, sure, sums = teacher.tell(members)
    np.savez_compressed(args.folder / "told.npz", tags=tags, sure=sure)
    np.savez_compressed(args.folder / "states.npz", sums=sums.astype(np.float32))


if __name__ == "__main__":
    main()
