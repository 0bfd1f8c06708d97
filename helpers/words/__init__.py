"""Words are all that the helpers say to a person; every sentence stands in one file a language.

A language is a module of this package that holds a dictionary `SENTENCES`. To translate the
helpers, copy `en.py` to a module named like the folder of its notebooks (`zh_CN.py` for
`notebooks/zh-CN`) and translate the values.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from helpers.words import en


@cache
def sentences(folder):
    """Return the sentences in the language of a notebooks folder; English where there are none."""
    module = f"{__name__}.{folder.replace('-', '_')}"
    if not folder.replace("-", "").isalpha() or find_spec(module) is None:
        return en.SENTENCES
    return import_module(module).SENTENCES


def say(key, **values):
    """Return the sentence called `key`, with `values` filled in.

    A kernel starts in the folder of its notebook, so that folder's name tells the language.
    """
    return sentences(Path.cwd().name)[key].format(**values)
