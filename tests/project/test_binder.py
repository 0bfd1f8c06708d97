"""What Binder would build, asked of repo2docker without Docker."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from lessons import ROOT
from packaging.requirements import Requirement

ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"


def requirements(name):
    lines = (ROOT / name).read_text().splitlines()
    return {r.name: r for r in map(Requirement, (x for x in lines if x and x[0] != "#"))}


@pytest.fixture(scope="module")
def built():
    """How repo2docker, which Binder runs, would build an image: the build pack that it chooses.

    Its hooks are the documented ones, of which every build pack of repo2docker is made.
    """
    app = pytest.importorskip("repo2docker.app", reason="repo2docker is not made for Windows")
    here = Path.cwd()
    os.chdir(ROOT)  # where a build pack looks for its files
    try:
        chosen = app.Repo2Docker()
        packs = (pack(chosen.base_image) for pack in chosen.buildpacks)
        pack = next(pack for pack in packs if pack.detect())
        yield SimpleNamespace(
            python=pack.python_version,
            before_the_copy=[script for _user, script in pack.get_preassemble_scripts()],
            after_the_copy=[script for _user, script in pack.get_assemble_scripts()],
            at_the_end=pack.get_post_build_scripts(),
        )
    finally:
        os.chdir(here)


def test_python_is_the_one_that_make_binder_tests(built):
    makefile = (ROOT / "Makefile").read_text()
    tested = re.search(r"\.venv-binder/pyvenv\.cfg: PYTHON = python(3\.\d+)$", makefile, re.M)
    assert built.python == tested[1]


def test_pins_are_installed_before_the_repository_is_copied_and_nothing_after(built):
    """So that Binder keeps that layer from one commit to the next."""
    (install,) = [s for s in built.before_the_copy if "pip install" in s]
    assert "binder/requirements.txt" in install
    assert not [s for s in built.after_the_copy if "install" in s]


def test_the_dockerfile_that_make_prints_is_that_image(built):
    """The recipe of `make dockerfile`, run with the packages of this test."""
    recipe = re.search(
        r"^dockerfile:.*\n\t@\.venv/bin/(.*)$", (ROOT / "Makefile").read_text(), re.M
    )[1]
    programs = Path(sys.executable).parent
    printed = subprocess.run(
        f"{programs}/{recipe.replace('$$', '$')}",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert printed[0].startswith("FROM ")
    assert any(line.startswith("ARG REPO_DIR=") for line in printed), "so the option decides it"
    (folder,) = re.findall(r"--target-repo-dir (\S+)", recipe)
    school = (ROOT / "hub/school/README.md").read_text("utf-8")
    assert f"--target-repo-dir {folder} ." in school
    for script in (*built.before_the_copy, *built.at_the_end):
        assert script.strip().splitlines()[-1].strip() in "\n".join(printed)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_what_a_school_types_is_known_to_repo2docker_and_starts_nothing(page):
    main = pytest.importorskip("repo2docker.__main__", reason="repo2docker is not made for Windows")
    text = (ROOT / "hub/school" / page).read_text("utf-8")
    (typed,) = re.findall(r"^ *jupyter-repo2docker (.*)$", text, re.M)
    asked = main.get_argparser().parse_args(typed.split())
    assert asked.run is False  # None, where nothing is said, starts it
    assert asked.repo == "."
    pushed = re.search(r"^ *docker push (\S+)$", text, re.M)
    assert asked.image_name == pushed[1]


def test_pins_are_exact_and_admitted_by_requirements():
    course = requirements("requirements.txt")
    pins = requirements("binder/requirements.txt")
    # JupyterLab is in Binder's image, and nbval is only for tests. Pillow comes with matplotlib,
    # and decides about the pixels of stored pictures.
    assert set(pins) == set(course) - {"jupyter", "nbval"} | {"pillow"}
    for name, pin in pins.items():
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert not pin.url
        wanted = course.get(name, Requirement(name))
        assert wanted.specifier.contains(exact.version), f"{pin} is not in {wanted}"


def test_post_build_is_run(built):
    assert built.at_the_end == ["binder/postBuild"]
    assert os.access(ROOT / "binder/postBuild", os.X_OK)


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


def test_the_image_names_packages_as_pip_does():
    image = pytest.importorskip("tools.image")
    pip = ["jupyterhub" if conda == "jupyterhub-base" else conda for conda in image.PACKAGES]
    lines = [line.split("==") for line in image.pins()]
    assert [name for name, _version in lines] == pip
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for _name, version in lines)
