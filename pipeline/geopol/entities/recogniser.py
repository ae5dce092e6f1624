"""The shipped recogniser: a spaCy component that tags tokens, and says how sure it is of each entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

from geopol.entities.forward import Forward
from geopol.entities.network import distinct
from geopol.entities.scores import keep_scores
from geopol.entities.sureness import calibrated, chances, log_softmax
from geopol.entities.tags import OUTSIDE, Floats, Ints, Tags, best
from geopol.entities.weights import of_model

if TYPE_CHECKING:
    from spacy.training import Example
    from thinc.api import Model

# Where a training text says which tags each token may have, as bits of one integer a token: see `allowed`.
ALLOWED = "geopol_allowed"

_DEFAULT = {
    "model": {
        "@architectures": "geopol.EntityTagger.v1",
        "width": 96,
        "depth": 4,
        "pieces": 3,
        "rows": [8000, 1000, 3000, 2000],
    }
}


@Language.factory(
    "geopol_entities",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config=_DEFAULT,
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def recogniser(nlp: Language, name: str, model: Model[list[Doc], list[Any]]) -> EntityRecogniser:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geopol_entities")``."""
    return EntityRecogniser(nlp.vocab, model, name)


class EntityRecogniser(TrainablePipe):  # type: ignore[misc]
    """Finds entities by a tag a token; ``doc.spans`` is left alone, ``doc.ents`` is set.

    How probable each entity is, `geopol.entities.scores.score` tells: the lowest probability of its tags, calibrated. It trains
    with ``nlp.update`` and ``spacy train`` like spaCy's own ``ner``; tokens whose entity is missing teach nothing.

    Args:
        vocab: The pipeline's vocabulary.
        model: From texts to a row of scores a token.
        name: The component's name.
    """

    def __init__(self, vocab: Any, model: Model[list[Doc], list[Any]], name: str = "geopol_entities") -> None:  # noqa: ANN401
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": [], "calibration": [1.0, 0.0]}
        self.scorer = _scorer
        self._forward: Forward | None = None

    @property
    def tags(self) -> Tags:
        """The tags that it chooses from."""
        return Tags(self.labels)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it knows."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """What ``initialize`` takes as ``labels``."""
        return list(self.labels)

    def initialize(  # spaCy reads the signature at run time, so its types must be there
        self,
        get_examples: Any,  # noqa: ANN401
        *,
        nlp: Any = None,  # noqa: ANN401
        labels: list[str] | None = None,
    ) -> None:
        """Learn the labels of the examples, or take ``labels``, and set up the network."""
        del nlp
        found = labels or sorted({span.label_ for example in get_examples() for span in example.reference.ents})
        self.cfg["labels"] = list(found)
        sample = [example.predicted for example, _ in zip(get_examples(), range(10), strict=False)]
        self.model.get_ref("output").set_dim("nO", len(self.tags))
        self.model.initialize(X=sample)

    def predict(self, docs: Iterable[Doc]) -> list[tuple[Ints, Floats]]:
        """The best valid tags of each text, and the probability of each of them."""
        docs = list(docs)
        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return [(np.zeros(0, np.int64), np.zeros(0)) for _ in docs]
        scores = self._scores(docs)
        chosen = best(scores, lengths)
        sure = chances(scores, chosen)
        cuts = np.cumsum(lengths)[:-1]
        return list(zip(np.split(chosen, cuts), np.split(sure, cuts), strict=True))

    def _scores(self, docs: list[Doc]) -> Floats:
        if self._forward is None:
            return np.concatenate(self.model.predict(docs))
        keys, first, places = distinct(docs)
        return self._forward(keys[first], places, [len(doc) for doc in docs])

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[tuple[Ints, Floats]]) -> None:
        """Set the entities; those that another component has set stay."""
        tags = self.tags
        for doc, (chosen, sure) in zip(docs, scores, strict=True):
            spans = [Span(doc, start, end, label) for start, end, label in tags.spans(chosen.tolist())]
            spans = [span for span in spans if not span.text.isspace()]
            if doc.ents:
                taken = {token.i for span in doc.ents for token in span}
                spans = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
            line = self.cfg["calibration"]
            keep_scores(doc, ((span, calibrated(float(sure[span.start : span.end].min()), *line)) for span in spans))
            doc.set_ents([*doc.ents, *spans])

    def quicken(self) -> None:
        """Compute by `geopol.entities.forward` from now on, with the weights as they are: for use, not for training.

        On a GPU the network computes as ever.
        """
        vectors = self.vocab.vectors
        on_processor = isinstance(self.model.ops, NumpyOps)
        self._forward = (
            Forward(of_model(self.model, lambda keys: vectors.find(keys=keys), vectors.data)) if on_processor else None
        )

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Any]) -> tuple[float, list[Any]]:
        """Minus the logarithm of the probability that the tokens' tags are among those allowed, and its gradient."""
        examples = list(examples)
        logs = log_softmax(np.concatenate([np.asarray(row) for row in scores]))
        may = np.concatenate([self._allowed(example.reference) for example in examples])
        chance = np.exp(logs)
        among = chance * may
        total = np.maximum(among.sum(axis=1, keepdims=True), 1e-20)
        gradient = ((chance - among / total) / len(examples)).astype(np.float32)
        cuts = np.cumsum([len(example.reference) for example in examples])[:-1]
        return float(-np.log(total).sum()), [np.ascontiguousarray(part) for part in np.split(gradient, cuts)]

    def _allowed(self, doc: Doc) -> Floats:
        """Tokens × tags, one where a tag is possible."""
        bits = doc.user_data.get(ALLOWED)
        if bits is None:
            return allowed(self.tags, doc)
        may: Floats = ((bits[:, None] >> np.arange(len(self.tags), dtype=np.uint64)) & np.uint64(1)).astype(np.float32)
        return may


def allowed(tags: Tags, doc: Doc) -> Floats:
    """Which tags each token of a text may have, tokens × tags: all where nothing is marked, else the one that is."""
    may = np.zeros((len(doc), len(tags)), dtype=np.float32)
    for token in doc:
        may[token.i, slice(None) if token.ent_iob_ == "" else OUTSIDE] = 1
    for span in doc.ents:
        may[span.start : span.end] = 0
        may[range(span.start, span.end), tags.of_span(span.label_, len(span))] = 1
    return may


def _scorer(examples: Iterable[Example], **_: Any) -> dict[str, Any]:  # noqa: ANN401 - spaCy's signature
    found: dict[str, Any] = get_ner_prf(examples)
    return found
