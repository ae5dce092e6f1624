"""Corpus and gold in, models out: `themes` and `entities` each write one folder of ``models/``."""
