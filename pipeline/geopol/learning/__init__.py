"""A model and corrections in, a model that has learnt them out, with what changed."""

from geopol.learning.course import learn
from geopol.learning.outcome import Learned

__all__ = ["Learned", "learn"]
