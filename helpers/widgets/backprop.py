"""The explorer of notebook 4: forward to the loss, then back to one parameter, step by step."""

from ipywidgets import HTML, Dropdown, Layout

from helpers import people, style
from helpers.inputs import refuse, shown
from helpers.network import Network
from helpers.views import BackpropView
from helpers.views.backprop import slope_text, walk
from helpers.widgets.explorer import Explorer, button, parameter_sliders
from helpers.widgets.feedforward import parameters_text
from helpers.words import say


class BackpropExplorer(Explorer):
    """Nine sliders, the person and the parameter to trace; buttons walk forward, then back."""

    view_class = BackpropView

    def __init__(self, person="Alice", name="w1", **parameters):
        self.net = Network([2, 2, 1], **parameters)
        self.net.place(name)  # refuses a name that is none of the nine
        names = [p.name for p in people.PEOPLE]
        if person not in names:
            refuse("person", shown(person), "expected_name", names=", ".join(names))
        self.back_button = button("back", lambda: self.walk(-1))
        self.step_button = button("step", lambda: self.walk(+1))
        self.person = choice("", [(n, n) for n in names], person)
        self.name = choice("dL/d…", [(style.symbol(n), n) for n in self.net.names], name)
        self.sentence = HTML(layout=Layout(min_height="56px", margin="0"))  # two lines
        self.start_choices = {self.person: person, self.name: name}
        for dropdown in self.start_choices:
            dropdown.observe(self.on_slider, names="value")
        self.steps = None  # all
        sliders = parameter_sliders(self.net)
        others = [self.person, self.name, self.back_button, self.step_button]
        super().__init__(sliders, others, [self.sentence])

    def walk(self, steps):
        """Take steps forward or back; past the last the walk begins again."""
        with self._lock:
            length = len(self._way())
            now = length if self.steps is None else self.steps
            now = (now + steps) % (length + 1)
            self.steps = None if now == length else now
            self.redraw()

    def restore(self):
        super().restore()
        for dropdown, value in self.start_choices.items():
            dropdown.value = value
        self.steps = None

    def show(self, view):
        self.net.update(self.values)
        way, person, name = self._way(), self._person(), self.name.value
        steps = len(way) if self.steps is None else min(self.steps, len(way))
        view.update(self.net, person, name, steps)
        step = way[steps - 1] if steps else None
        self.sentence.value = sentence = step_sentence(step, person, name)
        slopes = self.net.gradient([person.x], [person.label]).by_name().items()
        return say(
            "alt_backprop",
            person=person.name,
            parameters=parameters_text(self.net),
            formula=step.formula if step else "",
            sentence=sentence,
            slopes=", ".join(f"{style.symbol(n)} {slope_text(slope)}" for n, slope in slopes),
        )

    def _person(self):
        return next(p for p in people.PEOPLE if p.name == self.person.value)

    def _way(self):
        person = self._person()
        return walk(self.net, person.x, person.label, self.name.value)


def choice(description, options, value):
    """Return a dropdown of pairs (what is shown, value)."""
    return Dropdown(
        options=options,
        value=value,
        description=description,
        style={"description_width": "48px" if description else "0px"},
        layout=Layout(width="140px" if description else "105px"),
    )


def step_sentence(step, person, name):
    """Return in words what a step does."""
    if step is None:
        return say("backprop_start")
    kind = step.kind
    if kind == "product":
        tiny = abs(step.value) < 5e-5
        kind = "product_flat" if tiny else "product_up" if step.value > 0 else "product_down"
    return say(
        f"backprop_{kind}",
        name=style.symbol(name),
        end=style.symbol(step.end or ""),
        made=step.name,
        value=slope_text(step.value),
        person=person.name,
        label=person.label,
    )
