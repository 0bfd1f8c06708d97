"""What Binder would build, read in the Dockerfile that repo2docker prints without Docker."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"


def requirements(name):
    lines = (ROOT / name).read_text().splitlines()
    return {r.name: r for r in map(Requirement, (x for x in lines if x and x[0] != "#"))}


@pytest.fixture(scope="module")
def dockerfile(tmp_path_factory):
    """The Dockerfile for a copy of what git tracks, as Binder would clone it."""
    pytest.importorskip("repo2docker", reason="repo2docker is not made for Windows")
    if not (ROOT / ".git").exists():
        pytest.skip("only a git clone can tell which files Binder would see")
    clone = tmp_path_factory.mktemp("binder") / "clone"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in tracked.stdout.decode().split("\0"):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(clone)]
    printed = subprocess.run(command, capture_output=True, text=True)
    assert printed.returncode == 0, printed.stderr
    return printed.stdout


def test_python_is_the_one_that_make_binder_tests(dockerfile):
    # The name of the image's lock file, in which repo2docker writes . as -2e and - as -2d.
    built = re.search(r"environment-2epy-2d3-2e(\d+)-2dlinux", dockerfile)
    assert built, "the Dockerfile no longer names its Python as it did"
    makefile = (ROOT / "Makefile").read_text()
    tested = re.search(r"\.venv-binder/pyvenv\.cfg: PYTHON = python3\.(\d+)$", makefile, re.M)
    assert built[1] == tested[1]


def test_pins_are_installed_before_the_repository_is_copied(dockerfile):
    steps = [line for line in dockerfile.splitlines() if re.match("RUN|COPY", line)]
    installs = [i for i, step in enumerate(steps) if "pip install" in step or "mamba" in step]
    assert len(installs) == 1
    assert steps[installs[0]].endswith('pip install --no-cache-dir -r "binder/requirements.txt"')
    assert installs[0] < next(i for i, step in enumerate(steps) if " src/ " in step)


def test_pins_are_exact_and_admitted_by_requirements():
    course = requirements("requirements.txt")
    pins = requirements("binder/requirements.txt")
    # JupyterLab is in Binder's image, and nbval is only for tests.
    assert set(pins) == set(course) - {"jupyter", "nbval"}
    for name, pin in pins.items():
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert not pin.url
        assert course[name].specifier.contains(exact.version), f"{pin} is not in {course[name]}"


def test_post_build_is_run(dockerfile):
    assert "\nRUN ./binder/postBuild\n" in dockerfile


@pytest.mark.skipif(sys.platform == "win32", reason="Binder runs Linux")
def test_post_build_makes_the_font_cache_and_silences_the_news(tmp_path):
    calls = tmp_path / "calls"
    for name in ("python", "jupyter"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho {name} "$@" >> "{calls}"\n')
        (tmp_path / name).chmod(0o755)
    subprocess.run(ROOT / "binder/postBuild", env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    assert calls.read_text().splitlines() == [
        "python -c import matplotlib.font_manager",
        f"jupyter labextension disable {ANNOUNCEMENTS}",
    ]
