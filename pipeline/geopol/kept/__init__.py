"""What takes long to make and is always the same, kept beside Python's bytecode: patterns, and tables read from data files.

The rules are those of bytecode: made on first use, for one build of Python, never where writing bytecode is switched off, made
again when it cannot be read or what it was made from has changed, and as trusted as the folder it lies in.
"""

from geopol.kept.objects import recall
from geopol.kept.patterns import compile_once

__all__ = ["compile_once", "recall"]
