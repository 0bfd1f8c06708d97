"""Other computers' arithmetic, played on this one, so that no output hangs on a last digit.

`python -m tools.arithmetics [KIND ...]` runs all notebooks under nbval once for each kind:

    reversed   a product of matrices adds its terms from the last to the first
    wide       products, exp, tanh and log with more digits, rounded once at the end
    plain      NumPy without the abilities that this processor has beyond the oldest ones

`reversed+plain` is both at once. How a sum is ordered is the choice of a processor's library, and
how exp ends is that of NumPy's loop for it; whatever a lesson prints has to be the same under each.

The first two change what is computed in the cells of a notebook and in `helpers`, and nothing
else: a start-up file of IPython rewrites both, as they are read, to call the functions below.
"""

import ast
import builtins
import importlib.abc
import importlib.machinery
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("reversed", "wide", "plain")
VARIABLE = "COURSE_ARITHMETIC"  # tells a kernel which kind to play
START_UP = "from tools import arithmetics; arithmetics.enter(get_ipython()); del arithmetics"


# ---------------------------------------------------------------- the arithmetics


class Plain:
    """What NumPy does: the functions that the other kinds replace."""

    dot = matmul = staticmethod(np.matmul)
    exp, tanh, log = map(staticmethod, (np.exp, np.tanh, np.log))

    @classmethod
    def product(cls, a, b):
        """Return a @ b; the tables of a framework, which have a method numpy, multiply as ever."""
        frameworks = any(hasattr(table, "numpy") for table in (a, b))
        return a @ b if frameworks else cls.matmul(a, b)


class Reversed(Plain):
    """Both factors are flipped along the axis that is summed, so the last term comes first."""

    @staticmethod
    def matmul(a, b, out=None):
        a, b = np.asarray(a), np.asarray(b)
        b = b[..., ::-1, :] if b.ndim > 1 else b[::-1]
        # Copied, since BLAS does not walk backwards.
        return np.matmul(a[..., ::-1].copy(), b.copy(), out=out)

    dot = matmul


class Wide(Plain):
    """Computed with all digits of a long double, and rounded to a float once."""

    @staticmethod
    def matmul(a, b, out=None):
        a, b = np.asarray(a), np.asarray(b)
        if np.result_type(a, b) != np.float64:
            return np.matmul(a, b, out=out)
        return rounded(np.matmul(a.astype(np.longdouble), b.astype(np.longdouble)), out)

    dot = matmul


def widened(function):
    """Return a function of NumPy that computes with a long double."""

    def wide(z, out=None):
        usual = function(z)  # warns as it does, or raises
        if usual.dtype != np.float64:
            return function(z, out=out)
        with np.errstate(all="ignore"):
            return rounded(function(np.asarray(z, dtype=np.longdouble)), out)

    return staticmethod(wide)


def rounded(wide, out):
    """Return long doubles as the nearest floats, in `out` if that is given."""
    with np.errstate(all="ignore"):
        if out is None:
            return wide.astype(float)
        out[...] = wide
    return out


for name in ("exp", "tanh", "log"):
    setattr(Wide, name, widened(getattr(np, name)))

PLAYED = {"reversed": Reversed, "wide": Wide}


# ---------------------------------------------------------------- how a kernel comes to use them


class Rewrite(ast.NodeTransformer):
    """Lets `a @ b`, np.exp(z) and so on call the arithmetic that stands in the builtins."""

    NAME = "other_arithmetic"
    FUNCTIONS = ("np.matmul", "np.dot", "np.ndarray.dot", "np.exp", "np.tanh", "np.log")

    def ours(self, name, node):
        found = ast.Attribute(ast.Name(self.NAME, ast.Load()), name, ast.Load())
        return ast.copy_location(found, node)

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if not isinstance(node.op, ast.MatMult):
            return node
        call = ast.Call(self.ours("product", node), [node.left, node.right], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))

    def visit_Attribute(self, node):
        whole = ast.unparse(node)
        if whole in self.FUNCTIONS:
            return ast.fix_missing_locations(self.ours(whole.split(".")[-1], node))
        return self.generic_visit(node)


class Loader(importlib.machinery.SourceFileLoader):
    """Reads a module of helpers through `Rewrite`."""

    def source_to_code(self, data, path, **options):
        tree = Rewrite().visit(ast.parse(data, path))
        return super().source_to_code(ast.fix_missing_locations(tree), path, **options)

    def path_stats(self, path):
        raise OSError("neither from the cache of compiled files nor into it")


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of helpers where they are always found, and has them read by `Loader`."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] != "helpers":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


def enter(shell):
    """Play the kind that `COURSE_ARITHMETIC` names in this kernel, from now on."""
    builtins.other_arithmetic = PLAYED[os.environ[VARIABLE]]
    shell.ast_transformers.append(Rewrite())
    sys.meta_path.insert(0, Finder())


# ---------------------------------------------------------------- the command


def abilities():
    """Return the names of what this NumPy found on this processor beyond what it always needs."""
    return np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])


def environment(kind, folder):
    """Return the variables under which kernels play a kind; `folder` gets a start-up file."""
    chosen = kind.split("+")
    played = [name for name in chosen if name in PLAYED]
    if not set(chosen) <= set(KINDS) or len(played) > 1:
        raise SystemExit(f"{kind} is no arithmetic; there are {', '.join(KINDS)}, reversed+plain …")
    env = {}
    if "plain" in chosen:
        env["NPY_DISABLE_CPU_FEATURES"] = " ".join(abilities())
    if played:
        start_up = Path(folder) / "profile_default" / "startup"
        start_up.mkdir(parents=True)
        (start_up / "arithmetic.py").write_text(START_UP)
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        env |= {VARIABLE: played[0], "IPYTHONDIR": str(folder)}
        env |= {"PYTHONPATH": os.pathsep.join(paths)}
    return env


def run(kind, *arguments, **options):
    """Run notebooks under nbval with a kind of arithmetic; return the finished process."""
    command = [sys.executable, "-m", "pytest", "--override-ini", "addopts=", "-q", "--nbval"]
    command += ["--nbval-cell-timeout=300", "-p", "no:cacheprovider", *map(str, arguments)]
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | environment(kind, folder)
        return subprocess.run(command, cwd=ROOT, env=env, **options)


def main(kinds):
    red = []
    for kind in kinds or KINDS:
        print(f"== {kind}", flush=True)
        if run(kind, "-n", "2", "--dist", "loadfile", "notebooks").returncode:
            red.append(kind)
    return f"Red under {', '.join(red)}." if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
