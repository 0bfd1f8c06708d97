"""The lab opens JupyterLab at the first notebook of a copy that belongs to the learner.

`python tools/lab.py [LANGUAGE] [JUPYTERLAB'S OPTIONS]`; without a language, English.

The copy lies in `my/`, which git does not see, so that answers stand in the way of nothing. When
the course has become newer, a lesson that the learner has not changed is renewed; one that holds
answers stays, and the new lesson is laid beside it.
"""

import hashlib
import json
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers.words import _  # noqa: E402 (found by the line above)

RECORD = ".delivered.json"  # what each file of the copy was made from
KEYS = ("bytes", "text")
PASTED = "codes"  # the cell of the class at a glance into which a teacher pastes
LEFT_OUT = ("score.json",)  # what somebody left behind who opened the course's own notebooks


def renew(course, mine):
    """Bring the copy of a folder of the course up to date; return the sentences to say.

    The twelve questions of the first day and of the last lie beside the lessons in it, and so does
    the class at a glance: a teacher pastes into it what nobody else should get.
    """
    record = read_record(mine)
    said = []
    of_a_class = (course.parents[1] / "teach" / course.name).glob("*.ipynb")
    lessons = (f for f in course.iterdir() if f.is_file() and f.name not in LEFT_OUT)
    for source in sorted([*lessons, *of_a_class], key=lambda path: path.name):
        data, target = fresh(source), mine / source.name
        known, new = record.get(source.name), fingerprints(data)
        if target.exists() and known == new:
            continue
        if not target.exists() or untouched(target, known):
            write(target, data)
        elif is_news(new, known, fingerprints(target.read_bytes())):
            beside = free_name(target, record)
            write(beside, data)
            record[beside.name] = new
            said.append(_("{name} has a newer lesson. Your copy stays as it is, and the new one "
                          "lies beside it as {beside}.").format(
                              name=source.name, beside=beside.name))  # fmt: skip
        record[source.name] = new
        write(mine / RECORD, json.dumps(record, indent=1, sort_keys=True).encode())
    return said


def fresh(path):
    """Return a file as it is handed out: a notebook without outputs, which would tell too early.

    The course asks for a guess before a cell is run, and its own copy stores what the cell shows.
    Codes that a teacher has pasted into the course's own class at a glance are left out too.
    """
    data = path.read_bytes()
    if path.suffix != ".ipynb":
        return data
    nb = without_outputs(json.loads(data))
    for cell in nb["cells"]:
        if cell.get("id") == PASTED:
            empty = re.sub('""".*"""', '"""\n\n"""', "".join(cell["source"]), flags=re.DOTALL)
            cell["source"] = empty.splitlines(keepends=True)
    return (json.dumps(nb, indent=1, ensure_ascii=False) + "\n").encode()


def without_outputs(nb):
    """Return a notebook, whose cells lose their outputs and counts."""
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return nb


def untouched(target, known):
    """Return whether a person wrote nothing in a copy; one of unknown origin may hold anything."""
    return known is not None and fingerprints(target.read_bytes())["text"] == known["text"]


def is_news(new, known, own):
    """Return whether a lesson says what neither the one delivered before nor the copy says."""
    return new["text"] not in (known and known["text"], own["text"])


def read_record(mine):
    """Return what the copy was made from: {name: fingerprints}; what is damaged is left out."""
    try:
        record = json.loads((mine / RECORD).read_text("utf-8"))
        return {name: {key: known[key] for key in KEYS} for name, known in record.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def fingerprints(data):
    """Return two numbers of a file's bytes: of all its bytes, and of what a person wrote in it.

    Running a notebook changes its outputs and not its text, the text of its cells in order.
    """
    text = data
    try:
        cells = [(c["cell_type"], "".join(c["source"])) for c in json.loads(data)["cells"]]
        text = json.dumps(cells).encode()
    except (ValueError, KeyError, TypeError):
        pass  # no notebook, or no longer one: every byte counts
    return dict(zip(KEYS, (hashlib.sha256(d).hexdigest() for d in (data, text)), strict=True))


def free_name(target, record):
    """Return 03_loss.new.ipynb, or with a number where a changed file has that name already."""
    for number in ("", *range(2, 1000)):
        beside = target.with_suffix(f".new{number}{target.suffix}")
        if not beside.exists() or untouched(beside, record.get(beside.name)):
            break
    return beside


def write(path, data):
    """Write a file in one piece, so that whatever stops us leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".part")
    new.write_bytes(data)
    os.replace(new, path)


def can_write(folder):
    """Return whether files can be made in a folder, or in the nearest one above that exists."""
    try:
        while not folder.exists():
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def places(folder):
    """Return the environment that keeps all that Jupyter and its kernels remember in a folder."""
    names = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "MPLCONFIGDIR": "matplotlib",
    }
    return {name: str(folder / inner) for name, inner in names.items()}


def jupyter_can_remember():
    """Return whether the folders that Jupyter and matplotlib use can be written in."""
    from jupyter_core import paths

    try:
        folders = [Path.home(), paths.jupyter_config_dir(), paths.jupyter_data_dir()]
        return all(can_write(Path(f)) for f in (*folders, paths.jupyter_runtime_dir()))
    except RuntimeError:  # somebody who has no home at all
        return False


def options(first, root=ROOT):
    """Return JupyterLab's options: where it starts, and what it needs to start as root."""
    chosen = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab/tree/{first}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container or on a rented machine
        chosen.append("--allow-root")
    return chosen


def speak(language, folder=ROOT / "my" / ".lab"):
    """Let JupyterLab speak the language of the course, if its language pack is installed."""
    settings = {"@jupyterlab/translation-extension:plugin": {"locale": language.replace("-", "_")}}
    try:
        write(folder / "labconfig" / "default_setting_overrides.json",
              json.dumps(settings, indent=1).encode())  # fmt: skip
    except OSError:
        return  # its menus stay as they are
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(folder), *filter(None, [known])])


def main(arguments, place="my", told=()):
    """Open the lab.

    place : the folder of the course in which copies are made
    told : sentences that are printed at the start
    """
    named = [a for a in arguments[:1] if not a.startswith("-")]
    language = named[0] if named else "en"
    course, mine = ROOT / "notebooks" / language, ROOT / place / language
    known = sorted({path.parent.name for path in ROOT.glob("notebooks/*/*.ipynb")})
    if language not in known:
        return _("There is no course in {language}; there is one in {there}.").format(
            language=language or "''", there=", ".join(known))  # fmt: skip
    os.environ["COURSE_LANGUAGE"] = language
    speak(language)
    try:
        for sentence in [*told, *renew(course, mine)]:
            print(sentence)
    except OSError as error:
        return _("Your own copy of the course cannot be written into {folder}: {error}.").format(
            folder=mine, error=error.strerror)  # fmt: skip
    if not jupyter_can_remember():
        os.environ.update(places(ROOT / "my" / ".jupyter"))
        os.environ.setdefault("HOME", str(ROOT / "my" / ".jupyter"))
    from jupyterlab.labapp import main as lab

    first = min(f.name for f in course.glob("*.ipynb"))
    return lab([*options(f"{place}/{language}/{first}"), *arguments[len(named) :]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
