"""A learner's own server: the lessons are brought up to date, then the server starts.

The hub runs this as the learner, in the learner's home. The lessons lie in `course/LANGUAGE`, and
answers in them stay, as `tools/lab.py` tells. What a kernel may hold in memory is limited here, and
a kernel that nobody uses is ended: each lesson whose page was closed would keep its own.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import lab  # noqa: E402 (found by the line above)

MIB = 2**20


def limit(mib):
    """Let this process and its kernels hold so many MiB each; a cell that wants more is told so."""
    try:
        import resource
    except ImportError:  # Windows has other means
        return
    resource.setrlimit(resource.RLIMIT_DATA, (mib * MIB, mib * MIB))


def culling(seconds):
    """Return the options by which a kernel ends that rests so long and has no page."""
    return [f"--MappingKernelManager.cull_idle_timeout={seconds}",
            f"--MappingKernelManager.cull_interval={max(1, seconds // 6)}"]  # fmt: skip


def main(arguments):
    language = os.environ.get("COURSE_LANGUAGE", "en")
    for sentence in lab.renew(ROOT / "notebooks" / language, Path.home() / "course" / language):
        print(sentence, flush=True)
    limit(int(os.environ.get("COURSE_MIB", "1024")))
    os.chdir(Path.home())  # what the server shows
    with tempfile.TemporaryDirectory(prefix="course-") as sockets:
        os.environ["JUPYTER_RUNTIME_DIR"] = sockets
        from jupyterhub.singleuser.app import main as serve

        # A server and its kernels speak through files in a folder that is the learner's alone. Of
        # ports, which are looked for first and taken later, two kernels of a class that comes in
        # at once may find the same, and one of them dies. The folder's name is short, since that of
        # such a file may have no more than a hundred characters.
        idle = culling(int(os.environ.get("COURSE_IDLE", "1800")))
        sys.argv[1:] = [*arguments, "--KernelManager.transport=ipc", *idle]
        return serve()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
