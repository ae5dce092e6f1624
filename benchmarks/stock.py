"""spaCy pipelines of the usual shapes, with random weights and stock ops, for benchmarks/speed.py."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

LABELS = ("DATE", "EVENT", "FAC", "GPE", "LAW", "LOC", "MONEY", "NORP", "ORG", "PERSON", "WEAPON")
# As many tags and relations as English pipelines have.
TAGS = tuple(f"T{number}" for number in range(50))
RELATIONS = ("ROOT", *(f"r{number}" for number in range(44)))
COARSE = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "ADP", "DET", "PUNCT")


def default_ner() -> Language:
    """What ``nlp.add_pipe("ner")`` gives: a transition-based recogniser, 96 wide, 4 deep, one hash embedding."""
    nlp = spacy.blank("en")
    recogniser = nlp.add_pipe("ner")
    for label in LABELS:
        recogniser.add_label(label)
    nlp.initialize(lambda: _examples(nlp.vocab))
    _shake(nlp)
    return nlp


def small_english() -> Language:
    """The shape of spaCy's small English model.

    An encoder (96 wide, 4 deep) under tagger and parser, rules for parts of speech and lemmas (a handful of each), and a
    recogniser with an encoder of its own.
    """
    nlp = spacy.blank("en")
    shape = {"width": 96, "depth": 4, "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, **shape}})
    heard = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": heard}})
    transitions = {"@architectures": "spacy.TransitionBasedParser.v2", "use_upper": True, "tok2vec": heard}
    sizes = {"hidden_width": 64, "maxout_pieces": 2, "extra_state_tokens": False}
    nlp.add_pipe("parser", config={"model": {**transitions, **sizes, "state_type": "parser"}})
    nlp.add_pipe("ner")
    nlp.initialize(lambda: _examples(nlp.vocab))
    ruler = nlp.add_pipe("attribute_ruler", before="ner")
    for number, tag in enumerate(TAGS):
        ruler.add([[{"TAG": tag}]], {"POS": COARSE[number % len(COARSE)]})
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}, before="ner").initialize(lookups=_rules())
    _shake(nlp)
    return nlp


def _shake(nlp: Language) -> None:
    """Random numbers for the layers that begin as zeros: with those a parser would always make the same move."""
    draw = np.random.default_rng(9)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if getattr(component, "model", None) else ():
            for name in node.param_names:
                if node.has_param(name) and not node.get_param(name).any():
                    node.set_param(name, draw.normal(0, 0.1, node.get_param(name).shape).astype(np.float32))


def _examples(vocab: Vocab) -> Iterator[Example]:
    """Texts that show every label once."""
    for start in range(0, len(TAGS), 10):
        words = [f"word{number}" for number in range(10)]
        deps = ["ROOT", *(RELATIONS[1 + (start + at) % 44] for at in range(1, 10))]
        spans = [f"B-{LABELS[(start + at) % len(LABELS)]}" for at in range(10)]
        heads = [max(0, at - 1) for at in range(10)]
        doc = Doc(vocab, words=words, tags=list(TAGS[start : start + 10]), heads=heads, deps=deps, ents=spans)
        yield Example(Doc(vocab, words=words), doc)


def _rules() -> Lookups:
    tables = Lookups()
    endings = {"noun": [["s", ""], ["ies", "y"]], "verb": [["ed", ""], ["ing", ""], ["s", ""]], "adj": [["er", ""], ["est", ""]]}
    tables.add_table("lemma_rules", endings)
    tables.add_table("lemma_index", {part: [] for part in endings})
    tables.add_table("lemma_exc", {part: {} for part in endings})
    return tables


def tokenizer() -> Language:
    """The tokenizer alone: what any spaCy pipeline pays at least."""
    return spacy.blank("en")
