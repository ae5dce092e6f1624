"""Texts as scikit-learn's users hand them over, and the mark that an estimator reads texts."""

from __future__ import annotations

from typing import Any


def as_texts(X: Any) -> list[str]:  # noqa: N803, ANN401 - scikit-learn's name; a list, an array, a column of a table
    """The texts of a list, an array of one dimension, or a column of a table.

    Raises:
        ValueError: If it is one string, has two dimensions, holds nothing, or holds something that is not a string.
        TypeError: If it cannot be gone through.
    """
    if isinstance(X, str):
        raise ValueError("X is one string, needed are several: put it into a list")
    shape = getattr(X, "shape", None)
    if shape is not None and len(shape) != 1:
        raise ValueError(f"X has the shape {shape}, needed is one dimension of texts: give one column, df['text'], not a table")
    texts = list(X)
    if not texts:
        raise ValueError("X holds no text (0 samples), needed is at least 1")
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"X holds a {type(text).__name__} in place {number}, {text!r}; needed are texts alone")
    return texts


class ReadsTexts:
    """Goes before scikit-learn's base classes, and says to its tools that samples are texts, not rows of numbers."""

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn ships no types
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        if tags.transformer_tags is not None:
            tags.transformer_tags.preserves_dtype = []  # texts have none
        return tags
