"""What `make mutants` makes of the helpers and of mutmut's results; mutmut itself is not run."""

import pytest

from tools import mutants

DECORATED = '''
def twice(f):
    return lambda x: 2 * f(x)


def plus(n):
    return lambda f: lambda x: f(x) + n


@plus(
    1
)
@twice
def square(x):
    """Say what it is."""
    return x * x


LATER = square(3)
'''


def test_a_function_without_its_decorator_does_the_same():
    code = mutants.undecorated(DECORATED)
    assert "@" not in code
    names = {}
    exec(code, names)
    assert names["LATER"] == 19
    assert mutants.undecorated(code) == code


SAID = 'def {}(x):\n    print(_("{} is no weight."))\n    return x {} 1, "{}"\n'


@pytest.mark.parametrize(
    ("changed", "left_out"),
    [
        (("XX{name} is not", "+", "w1"), True),
        (("{name}", "-", "w1"), False),
        (("{name}", "+", "W1"), False),
    ],
)
def test_only_a_mutant_that_changes_nothing_but_words_is_left_out(
    tmp_path, monkeypatch, changed, left_out
):
    monkeypatch.setattr(mutants, "FOLDER", tmp_path)
    file = tmp_path / "mutants/helpers/a.py"
    file.parent.mkdir(parents=True)
    original = SAID.format("x_f__mutmut_orig", "{name}", "+", "w1")
    file.write_text(original + SAID.format("x_f__mutmut_1", *changed))
    assert mutants.changes_a_sentence("helpers.a.x_f__mutmut_1") == left_out
    drawn = mutants.draw(["helpers.a.x_f__mutmut_1"], 5)
    assert drawn == ([] if left_out else ["helpers.a.x_f__mutmut_1"])


def test_the_share_leaves_out_what_ran_too_long(monkeypatch):
    monkeypatch.setattr(
        mutants, "mutmut", lambda *_, **__: type("Done", (), {"stdout": "- a\n+ b"})
    )
    state = {"h.a.1": "killed", "h.a.2": "survived", "h.b.1": "timeout", "h.b.2": "no tests"}
    text, share = mutants.report(list(state), state)
    assert share == pytest.approx(1 / 3)
    assert text.startswith("# 33.3% of 3 mutants died")
    assert "| h.a | 2 | 1 |" in text
    assert text.count("```diff\n- a\n+ b\n```") == 2


def test_where_next_to_nothing_was_run_nothing_is_known():
    state = {"h.a.1": "killed", "h.a.2": "timeout", "h.b.1": "not checked"}
    assert mutants.report(list(state), state)[1] == 0


def test_mutants_of_some_modules_are_drawn_from_these_alone(monkeypatch):
    monkeypatch.setattr(mutants, "changes_a_sentence", lambda name: False)
    names = ["helpers.a.x_f__mutmut_1", "helpers.ab.x_f__mutmut_1", "helpers.w.a.x_f__mutmut_1"]
    assert sorted(mutants.draw(names, 9)) == names
    assert mutants.draw(names, 9, ["a"]) == names[:1]
    assert sorted(mutants.draw(names, 9, ["w.a", "a"])) == [names[0], names[2]]


def test_one_of_each_module_is_drawn_first(monkeypatch):
    monkeypatch.setattr(mutants, "changes_a_sentence", lambda name: False)
    names = [f"helpers.large.x_f__mutmut_{n}" for n in range(500)]
    names += ["helpers.a.x_f__mutmut_1", "helpers.b.xǁAǁf__mutmut_1", "helpers.w.b.x_f__mutmut_1"]
    few = mutants.draw(names, 10)
    assert {name.rsplit(".", 1)[0] for name in few} == {
        "helpers.large", "helpers.a", "helpers.b", "helpers.w.b"
    }  # fmt: skip
    assert len(few) == len(set(few)) == 10
    assert few == mutants.draw(names[::-1], 10)


@pytest.mark.parametrize(("counted", "red"), [(399, True), (400, False)])
def test_a_whole_run_of_too_few_is_red(counted, red, monkeypatch, tmp_path):
    state = {f"h.a.{n}": "killed" for n in range(counted)} | {"h.b.1": "timeout"}
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "REPORT", tmp_path / "report.md")
    answers = {"prepare": None, "mutmut": None, "states": state, "draw": list(state)}
    for name, answer in answers.items():
        monkeypatch.setattr(mutants, name, lambda *_, answer=answer: answer)
    assert bool(mutants.main([])) is red
    assert not mutants.main(["20"])


def test_a_module_that_is_not_there_is_refused_before_anything_is_made(monkeypatch):
    monkeypatch.setattr(mutants, "prepare", lambda: pytest.fail("it was made"))
    with pytest.raises(SystemExit, match="no module atention in helpers"):
        mutants.main(["9", "network", "atention"])
