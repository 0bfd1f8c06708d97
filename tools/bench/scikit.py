"""scikit-learn's networks, set up to make the same steps as ours from the same start."""

import warnings

import numpy as np


def started(kind, net, X, y_true, rate, epochs, batch_size):
    """Prepare a training of the `kind` "MLPRegressor" or "MLPClassifier" and return it.

    It returns the parameters in the order of `Parameters.values`. Switched off is all that our
    training does not do: momentum, weight decay, shuffling and stopping early.
    """
    from sklearn import neural_network  # comes with make bench, not with the tests

    model = getattr(neural_network, kind)(
        hidden_layer_sizes=net.sizes[1:-1],
        activation="logistic",
        solver="sgd",
        alpha=0,
        momentum=0,
        learning_rate_init=rate,
        batch_size=batch_size,
        max_iter=epochs,
        shuffle=False,
        tol=0,
        n_iter_no_change=epochs,
        warm_start=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that so many epochs were not enough
        model.partial_fit(X, y_true, **classes(model, y_true))  # makes the arrays for the start
    model.coefs_[:] = [W.copy() for W in net.W]
    model.intercepts_[:] = [B[0].copy() for B in net.B]

    def run():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(X, y_true)
        return values(model)

    return run


def classes(model, y_true):
    return {"classes": np.unique(y_true)} if hasattr(model, "predict_proba") else {}


def values(model):
    """Return the parameters of a model in the order of `Parameters.values`."""
    return np.concatenate([*(W.T.ravel() for W in model.coefs_), *model.intercepts_])
