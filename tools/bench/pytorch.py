"""PyTorch, the way it is meant to be used: a module, a loss, an optimiser, and a loop."""

import numpy as np

NOT_INSTALLED = "not installed"
HOW_TO_ADD = (
    "PyTorch is not installed, so its rows are empty. To add it: "
    ".venv/bin/python -m pip install torch, then make bench again."
)

try:
    import torch

    VERSION = torch.__version__
except ImportError:
    VERSION = None


def network(net):
    """Return a module that starts as a `Network` does; a softmax is left to its loss."""
    layers = []
    for W, B in zip(net.W, net.B, strict=True):
        linear = torch.nn.Linear(*W.shape, dtype=torch.float64)
        linear.load_state_dict({"weight": torch.tensor(W.T), "bias": torch.tensor(B[0])})
        layers += [linear, torch.nn.Sigmoid()]
    return torch.nn.Sequential(*(layers if ends_with_sigmoid(net) else layers[:-1]))


def ends_with_sigmoid(net):
    return net.output == "sigmoid"


def training(net, X, y_true, rate, epochs, batch_size):
    """Prepare a training and return it as a function that returns the parameters."""
    torch.set_num_threads(1)  # for batches so small two are no faster, and unsteady
    model = network(net)
    optimiser = torch.optim.SGD(model.parameters(), lr=rate)
    loss_of = torch.nn.MSELoss() if ends_with_sigmoid(net) else torch.nn.CrossEntropyLoss()
    batches = list(
        zip(
            torch.tensor(X, dtype=torch.float64).split(batch_size),
            torch.tensor(y_true, dtype=torch.float64).split(batch_size),
            strict=True,
        )
    )

    def run():
        for _ in range(epochs):
            for x, y in batches:
                optimiser.zero_grad()
                loss_of(model(x), y).backward()
                optimiser.step()
        return values(model)

    return run


def values(model):
    """Return the parameters of a module in the order of `Parameters.values`."""
    numbers = [p.detach().numpy().ravel() for p in model.parameters()]
    return np.concatenate([*numbers[::2], *numbers[1::2]])
