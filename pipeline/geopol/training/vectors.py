"""Make ``models/vectors`` from a model2vec folder: the same vectors in eight bits, a half of the size of sixteen.

python -m geopol.training.vectors ../shared/data/vectors/minilm-static -o models/vectors
"""

from __future__ import annotations

import argparse
from pathlib import Path

from geopol.models import write_meta
from geopol.training.cards import card

ORIGIN = {
    "name": "minilm-static",
    "made_from": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), distilled with model2vec: PCA to 256, SIF weights",
    "licence": "Apache-2.0",
    "numbers": "int8",
}


def quantise(source: str | Path, output: str | Path) -> None:
    """Write a model2vec model with its vectors in eight bits."""
    from model2vec import StaticModel

    output = Path(output)
    StaticModel.from_pretrained(source, quantize_to="int8").save_pretrained(output)
    (output / "README.md").write_text(card("vectors", {}), encoding="utf-8")  # instead of model2vec's, made for a model hub
    write_meta(output, ORIGIN)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="folder of a model2vec model")
    parser.add_argument("-o", "--output", required=True, help="folder for the vectors")
    args = parser.parse_args()
    quantise(args.source, args.output)


if __name__ == "__main__":
    main()
