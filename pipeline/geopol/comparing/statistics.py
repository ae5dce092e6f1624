"""Agreement beyond chance of two coders, by scikit-learn and nltk; None where all is of one kind and chance explains all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from geopol.extras import need

Pairs = Sequence[tuple[Hashable, Hashable]]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960)."""
    from sklearn.metrics import cohen_kappa_score

    if _alike(pairs):
        return None
    first, second = zip(*pairs, strict=True)
    return float(cohen_kappa_score(first, second))


def alpha(pairs: Pairs) -> float | None:
    """Krippendorff's alpha for names (2004)."""
    return _alpha(pairs)


def weighed_alpha(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float | None:
    """Krippendorff's alpha for sets, by the distance MASI (Passonneau 2006)."""
    _check_nltk()
    from nltk.metrics.distance import masi_distance

    return _alpha(pairs, distance=masi_distance)


def _alpha(pairs: Pairs, **options: Callable[[Any, Any], float]) -> float | None:
    _check_nltk()
    from nltk.metrics.agreement import AnnotationTask

    if _alike(pairs):
        return None
    rows = [(coder, item, said) for item, two in enumerate(pairs) for coder, said in zip("ab", two, strict=True)]
    return float(AnnotationTask(data=rows, **options).alpha())


def _alike(pairs: Pairs) -> bool:
    return len({said for two in pairs for said in two}) < 2


def _check_nltk() -> None:
    need("nltk", "review", "geopol compare")
