"""The explorer of notebook 4: forward to the loss, then back to one parameter, step by step."""

from math import prod

from ipywidgets import HTML
from matplotlib.patches import FancyArrowPatch

from helpers import inputs, people, plots, style
from helpers.chains import chain
from helpers.diagrams import NetworkDiagram, Node
from helpers.plots import bold, word
from helpers.style import fixed, sign_color, symbol, tiny
from helpers.widgets import code
from helpers.widgets.controls import choice, layout, network, parameter_sliders, read
from helpers.widgets.explorer import Stepwise
from helpers.widgets.feedforward import parameters_text, step_words
from helpers.words import _, joined, together

FORWARD = 7  # steps: z and output of three neurons, then L
PRODUCT, BLAME = FORWARD + 4, FORWARD + 5  # the steps after up to three factors
COLUMN, ROW, RADIUS = 168, 140, 32  # of the diagram, in pixels
ABOVE, BELOW = 76, 66  # room for the arrows back
LIMIT = 0.3  # the longest bar of a slope
SUMS = {"y_pred": "z3", "h1": "z1", "h2": "z2"}  # of each neuron, in the order of the way back


class Backprop(Stepwise):
    """Nine sliders, the person and the parameter to trace; buttons walk forward, then back.

    The last step but one multiplies the factors; the last shows the blame of each neuron, and the
    slope as blame times signal. `steps` tells how many steps are shown at the start, and after
    Reset; None shows all.
    """

    size = (840, 470)

    def __init__(self, person="Alice", name="w1", steps=None, **parameters):
        self.net = network(parameters)
        self.sentence = HTML(layout=layout(min_height="40px"))  # two lines
        names = {p.name: p.name for p in people.PEOPLE}
        symbols = {n: symbol(n) for n in self.net.names}
        controls = parameter_sliders(self.net)
        controls["person"] = choice("person", person, names, width=105, unseen=_("person"))
        controls["name"] = choice("name", name, symbols, "∂L/∂…", 130)
        if steps is not None:
            inputs.whole("steps", steps, 0, BLAME)
        super().__init__(controls, begin=steps, below=[self.sentence])

    def chosen(self):
        """Return the person, the parameter's name, and the factors of its slope."""
        name = self.controls["name"].value
        person = next(p for p in people.PEOPLE if p.name == self.controls["person"].value)
        return person, name, chain(self.net, person.x, person.label, name)

    def last(self):
        return BLAME

    def lacking(self):
        """Return how many factors there are less than three: a chain of two has no third step."""
        return PRODUCT - FORWARD - 1 - len(self.chosen()[-1])

    def shown(self):
        steps = super().shown()
        return PRODUCT if PRODUCT - self.lacking() <= steps < PRODUCT else steps

    def walk(self, steps):
        back = steps < 0 and self.shown() == PRODUCT
        super().walk(steps - self.lacking() if back else steps)

    def code(self):
        person, _name, _factors = self.chosen()
        x1, x2 = person.x
        slopes = [f"dL_d{name}" for name in code.SLOPES]
        return code.lines(
            code.SIGMOID,
            code.let(x1=x1, x2=x2, y_true=person.label),
            code.nine(self.values),
            code.FLOW,
            "L = (y_true - y_pred) ** 2",
            code.back(code.SLOPES),
            *[f"dL_d{name} = {slope}" for name, slope in code.SLOPES.items()],
            f"print(L, {', '.join(slopes)})",
        )

    def draw(self, figure):
        tall = 2 * RADIUS + ROW + 45 + 40 + ABOVE + BELOW
        ax = plots.panel(figure, 6, 8, 560, tall)
        diagram = NetworkDiagram(ax, self.net.sizes, COLUMN, ROW, RADIUS, width=560)
        ax.set_ylim(-BELOW, tall - BELOW)
        y_pred = diagram.layers[-1][0]
        loss = Node(diagram.sheet, (y_pred.centre[0] + 130, y_pred.centre[1]), "L", RADIUS)
        diagram.sheet.arrow(y_pred.rim(loss.centre), loss.rim(y_pred.centre))
        bars = plots.panel(figure, 640, 40, 96, 9 * 37)
        return {
            "diagram": diagram,
            "loss": loss,
            "back": BackArrows(diagram, loss),
            "bars": plots.SlopeBars(bars, self.net.names, LIMIT),
            "person": plots.Words(figure, 24, 24, 4, 500),
            "formula": plots.Words(figure, 24, 450, 19, 800),
        }

    def show(self, panels):
        read(self.net, self.controls)
        person, name, factors = self.chosen()
        steps = self.shown()
        diagram, loss = panels["diagram"], panels["loss"]
        diagram.update(self.net, person.x, min(steps, FORWARD - 1))
        for text in (text for above in diagram.sums for text in above.moving):
            text.set_visible(steps <= FORWARD)  # the arrows back take their place
        L = self.net.loss([person.x], [person.label])
        loss.value.set_text(fixed(L) if steps >= FORWARD else "")
        slopes = self.net.gradient([person.x], [person.label])
        blame = dict(zip(("h1", "h2", "y_pred"), slopes.values[-3:], strict=True))  # those of b
        ended = steps == BLAME
        if steps >= FORWARD:
            head = diagram.neurons[list(blame).index(factors[-1].output)]
            diagram.ring.set(center=(head if ended else loss).centre)
            diagram.ring.set_visible(ended or steps == FORWARD)
        links = [(f.by, fraction(f.output, f.by), f.value) for f in factors[: steps - FORWARD]]
        if ended:
            links = [(neuron, fraction("L", z), blame[neuron]) for neuron, z in SUMS.items()]
        panels["back"].update(links if steps > FORWARD else [], steps - FORWARD)
        panels["bars"].update(slopes.values, name, shown=steps >= PRODUCT)
        panels["person"].update(bold(person.name), word(f"   y_true = {person.label}"))
        words, self.sentence.value = (
            shared(name, factors[-1], blame)
            if ended
            else step(self.net, person, symbol(name), factors, steps)
        )
        panels["formula"].update(*words)
        scene = _("A network with two inputs, two hidden neurons, one output and the loss behind "
                  "it, at {person}. {parameters}.")  # fmt: skip
        told = [scene.format(person=person.name, parameters=parameters_text(self.net))]
        told += [_("Dashed arrows lead back from the loss.")] if steps > FORWARD else []
        told.append(self.sentence.value)
        if steps >= PRODUCT:
            texts = joined(f"{symbol(n)} {tiny(s)}" for n, s in slopes.by_name().items())
            told.append(_("The nine slopes ∂L/∂p are {slopes}.").format(slopes=texts))
        return together(*told)


def step(net, person, name, factors, steps):
    """Return the formula of the last step as words, and what it does in a sentence."""
    y_pred, label = net.feedforward(person.x)[0], person.label
    if steps == 0:
        return [], _("No step is taken yet. The first seven go forward, the others back.")
    if steps < FORWARD:
        words = step_words(net, person.x, steps)
        made, value = words[0][0].split(" = ")[0], words[-1][0]
        said = _("Forward: of {person} the network says {value}. The label is {label}.")
        if steps % 2:
            said = _("Forward: weigh what comes in and add the bias. The sum is {made}.")
        elif steps < FORWARD - 1:
            said = _("Forward: the sigmoid squashes the sum, and {made} = {value} goes on to the "
                     "output neuron.")  # fmt: skip
        return words, said.format(made=made, value=value, person=person.name, label=label)
    if steps == FORWARD:
        value = fixed((label - y_pred) ** 2)
        said = _("Forward: the squared error, {value}. From here we go back.").format(value=value)
        letters = word(f"L = (y_true − y_pred)² = ({label} − {fixed(y_pred)})² = ")
        return [letters, bold(value)], said
    if steps > FORWARD + len(factors):
        return product(name, factors)
    return factor_step(factors[steps - FORWARD - 1])


def factor_step(factor):
    """Return one factor as words: letters, numbers, and what comes out; and a sentence."""
    output, by, before, number, slope = factor
    digits, sign = true_to(factor.value, [slope], number)
    numbers = f"{style.short(number, digits)}·{bracketed(slope, digits)}{sign}" if before else ""
    letters = f"σ′({symbol(SUMS.get(output, 'L'))})"
    why = _("A bias is added as it is, so only the slope of the sigmoid counts.")
    if output == "L":
        letters, why = "2·(y_pred − y_true)", _("That is twice the error.")
    elif before:
        letters = f"{symbol(before)}·{letters}"
        why = _("The change passes {before}, which stands before it in the sum, then the slope of "
                "a sigmoid.").format(before=symbol(before))  # fmt: skip
    said = _("Back: if {by} grows a little, {output} changes {value} times as much.")
    shown = {"by": symbol(by), "output": symbol(output), "value": tiny(factor.value)}
    words = [word(fraction(output, by)), word(f"  = {letters} = {numbers}")]
    last = bold(tiny(factor.value, plus=True), sign_color(factor.value))
    return [*words, last], together(said.format(**shown), why)


def product(name, factors):
    """Return the product of all factors as words, each in the colour of its sign; a sentence."""
    value = prod(factor.value for factor in factors)
    words = [word(fraction("L", factors[-1].by)), word("  = ")]
    digits, sign = true_to(value, [factor.value for factor in factors])
    letters = [fraction(factor.output, factor.by) for factor in factors]
    for texts, end in ((letters, " = "), ([bracketed(f.value, digits) for f in factors], sign)):
        for factor, text in zip(factors, texts, strict=True):
            words += [word(text, sign_color(factor.value)), word(" · ")]
        words[-1] = word(end)
    said = _("All factors multiplied: if {name} grows a little, L rises, at a rate of {value}. A "
             "smaller {name} makes L smaller.")  # fmt: skip
    if "⁻" in tiny(value) or value == 0:
        said = _("All factors multiplied: next to nothing. A little more or less of {name} leaves "
                 "L as it is.")  # fmt: skip
    elif value < 0:
        said = _("All factors multiplied: if {name} grows a little, L falls, at a rate of {value}. "
                 "A larger {name} makes L smaller.")  # fmt: skip
    last = bold(tiny(value, plus=True), sign_color(value))
    return [*words, last], said.format(name=name, value=tiny(value))


def shared(name, link, blame):
    """Return a slope as blame at the arrow's head times signal at its tail; a sentence."""
    z, signal = SUMS[link.output], float(link.number)
    head, value = blame[link.output], blame[link.output] * signal
    words = [word(fraction("L", name)), word("  = "), word(fraction("L", z), sign_color(head))]
    digits, sign = true_to(value, [head], signal)
    words += [word(f" · {symbol(link.before) or 1} = ")]
    words += [word(bracketed(head, digits), sign_color(head))]
    words += [word(f" · {style.factor(signal, digits)}{sign}")]
    last = bold(tiny(value, plus=True), sign_color(value))
    said = _("The blame of the three neurons stands at the arrows back. {name} gets the blame at "
             "its head, {blame}, times the signal at its tail, {signal}.")  # fmt: skip
    told = {"name": symbol(name), "blame": tiny(head), "signal": style.short(signal, 4)}
    return [*words, last], said.format(**told)


def fraction(output, by):
    """Return d`output`/d`by` as a fraction, for matplotlib's mathematics."""
    over, under = (rf"\partial {style.formula(name)[1:-1]}" for name in (output, by))
    return rf"$\frac{{{over}}}{{{under}}}$"


def bracketed(value, digits=4):
    """Return a slope as a later factor: a negative one in brackets."""
    text = tiny(value, digits)
    return f"({text})" if value < 0 else text


def true_to(value, slopes, number=1.0):
    """Return with how many decimals these factors are written, and the sign before their product.

    They have as many as make the written line true; where even seven do not, the sign is ≈.
    """
    for digits in range(4, 8):
        as_read = [s if s == 0 else float(f"{s:.0e}") if abs(s) < 0.5 * 10**-digits
                   else round(s, digits) for s in slopes]  # fmt: skip
        if tiny(prod(as_read) * round(number, digits)) == tiny(value):
            return digits, " = "
    return 4, " ≈ "


class BackArrows:
    """Dashed arrows against the flow, and at each the slope that it carries, as a fraction."""

    def __init__(self, diagram, loss):
        (_x1, _x2), (h1, h2), (y,) = diagram.layers
        edges, sheet = dict(zip(diagram.names, diagram.edges, strict=True)), diagram.sheet
        (x, top), low, right = h1.centre, h2.centre[1], y.centre[0]
        places = {  # of the fractions
            "L": (loss.centre[0] - 52, y.centre[1] + 76),
            "up": (right - 90, top + 58),
            "down": (right - 16, low - 66),
            "h1": (x - 116, top + 68),
            "h2": (x - 100, low - 96),
        }
        ways = {  # start, end, bend, and where the fraction stands
            "y_pred": (loss.at(125), y.at(55), 0.4, "L"),
            "h1": (y.at(88), h1.at(16), 0.55, "up"),
            "h2": (y.at(-122), h2.at(-16), -0.55, "down"),
            "w1": (h1.at(110), edges["w1"].point(0.86, 5), 0.6, "h1"),
            "w2": (h1.at(200), edges["w2"].point(0.6, 5), -0.3, "h1"),
            "b1": (h1.at(215), edges["b1"].point(0.25, 3), 0.7, "h1"),
            "w3": (h2.at(160), edges["w3"].point(0.6, -5), 0.3, "h2"),
            "w4": (h2.at(-110), edges["w4"].point(0.86, -5), -0.6, "h2"),
            "b2": (h2.at(215), edges["b2"].point(0.25, 3), 0.7, "h2"),
            "w5": (y.at(110), edges["w5"].point(0.7, 5), 0.5, "up"),
            "w6": (y.at(-110), edges["w6"].point(0.7, -5), -0.5, "down"),
            "b3": (y.at(215), edges["b3"].point(0.25, 3), 0.7, "up"),
        }
        look = {"arrowstyle": "-|>", "mutation_scale": 15, "shrinkA": 0, "shrinkB": 0, "zorder": 3}
        look |= {"linestyle": (0, (4, 2))}
        self.places = {by: places[place] for by, (*_way, place) in ways.items()}
        self.arrows = {}
        for by, (start, end, bend, _place) in ways.items():
            arrow = FancyArrowPatch(start, end, connectionstyle=f"arc3,rad={bend}", **look)
            self.arrows[by] = sheet.ax.add_patch(arrow)
        self.fractions = [sheet.text(0, 0, size=style.LARGE, ha="right") for _factor in range(3)]
        self.values = [sheet.text(0, 0, size=style.MEDIUM, ha="left") for _factor in range(3)]
        self.moving = [*self.arrows.values(), *self.fractions, *self.values]

    def update(self, links, steps):
        """Show (arrow, fraction, value) of each link; the arrow of link `steps` is the widest."""
        for artist in self.moving:
            artist.set_visible(False)
        for i, (by, letters, value) in enumerate(links):
            color, (x, y) = sign_color(value), self.places[by]
            arrow = self.arrows[by]
            arrow.set(visible=True, color=color, lw=2.6 if i == steps - 1 else 1.8)
            self.fractions[i].set(text=letters, x=x, y=y)
            self.values[i].set(text=f"= {tiny(value, plus=True)}", x=x + 6, y=y)
            for text in (self.fractions[i], self.values[i]):
                text.set(visible=True, color=color)
