"""A report is the code of what the checks of one notebook have said; a teacher may ask for it."""

from importlib import import_module

from helpers import inputs, record
from helpers.record import Exercise, Record
from helpers.words import _

LESSONS = ("neuron", "feedforward", "loss", "backprop", "sgd", "training", "activations")
LESSONS += ("optimisers", "playground", "digits", "convolution", "recurrence", "autograd")
LESSONS += ("attention",)  # in the order of the notebooks, from 1


def exercises_of(lesson):
    """Return the names of a lesson's exercises, in the order in which a code has them."""
    module = import_module(f"helpers.exercises.{inputs.one_of('lesson', lesson, LESSONS)}")
    checks = {name: it for name, it in vars(module).items() if hasattr(it, "verdict")}
    return [name for name, it in checks.items() if it.__module__ == module.__name__]


def code(number):
    """Print the code of the answers in notebook `number` since the kernel started."""
    lesson = LESSONS[inputs.whole("number", number, 1, len(LESSONS)) - 1]
    said = [record.SAID.get((lesson, name), Exercise()) for name in exercises_of(lesson)]
    if all(one == Exercise() for one in said):
        print(_("No answer has been checked yet, so there is no code."))
    else:
        print(record.written(Record(number, record.whose(), tuple(said))))
