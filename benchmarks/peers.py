"""The same training, written for relulab and for each library it is compared with.

Each function makes new networks, trains them, and returns a (weights, biases) pair of lists for each; the pairs are
made when they are asked for, after the clock has stopped. The same for all: float32, Glorot's uniform weights (the only
start that scikit-learn has for relu), plain gradient descent on the mean cross-entropy, every row once an epoch in a
new order. relulab records loss and accuracy for each epoch; so does the PyTorch loop unless it is called bare.
"""

import copy
import warnings

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from torch.func import functional_call, grad, stack_module_state, vmap
from torch.nn.functional import cross_entropy

from relulab import Network, datasets, measures, train
from relulab.nn.sweep import sweep

RATE, BATCH = 0.1, 32
digits = datasets.load_digits()
X, y = torch.tensor(digits.X_train), torch.tensor(digits.y_train)


def relulab(sizes, epochs, seed, runs=None):
    network = Network(sizes, init="glorot", runs=runs, seed=seed)
    train(network, digits.X_train, digits.y_train, lr=RATE, epochs=epochs, batch_size=BATCH, seed=seed, progress=False)
    singles = [network] if runs is None else (network.run(r) for r in range(runs))
    return ((single.weights, single.biases) for single in singles)


def relulab_map(sizes, epochs, seed, rates, biases, seeds):
    """Every pair of a learning rate and a starting bias of the hidden units; their accuracy and dead units as well."""

    def measure(networks):
        return {
            "accuracy": networks.accuracy(digits.X_train, digits.y_train),
            "dead": measures.dead_units(networks, digits.X_train).sum(axis=-1),
        }

    return sweep(
        sizes,
        digits.X_train,
        digits.y_train,
        lr=rates,
        bias=biases,
        epochs=epochs,
        seeds=seeds,
        seed=seed,
        init="glorot",
        batch_size=BATCH,
        measure=measure,
    )["accuracy"]


def scikit_learn(sizes, epochs, seed, rate=RATE, bias=0.0):
    mlp = MLPClassifier(
        sizes[1:-1],
        solver="sgd",
        momentum=0,
        nesterovs_momentum=False,
        alpha=0,
        batch_size=BATCH,
        learning_rate_init=rate,
        max_iter=epochs,
        n_iter_no_change=epochs + 1,
        random_state=seed,
    )
    if bias:  # its weights exist after a first fit only: one step too small to change them, then the biases
        mlp.set_params(learning_rate_init=1e-30)
        mlp.partial_fit(digits.X_train[:BATCH], digits.y_train[:BATCH], classes=np.arange(sizes[-1]))
        mlp.intercepts_ = [np.full_like(b, bias) for b in mlp.intercepts_[:-1]] + [0 * mlp.intercepts_[-1]]
        mlp.set_params(learning_rate_init=rate, warm_start=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it ends after the epochs it was given, as asked
        mlp.fit(digits.X_train, digits.y_train)
    return iter([(mlp.coefs_, mlp.intercepts_)])


def pytorch(sizes, epochs, seed, bare=False, rate=RATE, bias=0.0):
    torch.manual_seed(seed)
    model = torch_model(sizes, bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(X))
        X_epoch, y_epoch = X[order], y[order]
        loss_sum, hits = 0.0, 0
        for start in range(0, len(X), BATCH):
            X_batch, y_batch = X_epoch[start : start + BATCH], y_epoch[start : start + BATCH]
            optimizer.zero_grad()
            logits = model(X_batch)
            loss = cross_entropy(logits, y_batch)
            loss.backward()
            optimizer.step()
            if not bare:
                loss_sum += loss.item() * len(y_batch)
                hits += (logits.argmax(1) == y_batch).sum().item()
        history.append((loss_sum / len(X), hits / len(X)))
    return (torch_parameters(dict(m.named_parameters())) for m in [model])


def pytorch_in_turn(sizes, epochs, seed, runs, bare=False):
    """One training after the other."""
    trained = [pytorch(sizes, epochs, seed + run, bare) for run in range(runs)]
    return (pair for pairs in trained for pair in pairs)


def pytorch_vmap(sizes, epochs, seed, runs):
    """All networks at once through torch.func.

    The fastest of the forms tried: batches picked by index in each step, all networks in one call (25 or 16 at a time
    were slower on two processors and on one), weights changed in place.
    """
    torch.manual_seed(seed)
    models = [torch_model(sizes) for _ in range(runs)]
    parameters = {name: p.detach() for name, p in stack_module_state(models)[0].items()}
    shape = copy.deepcopy(models[0]).to("meta")

    def loss(parameters, X, y):
        return cross_entropy(functional_call(shape, parameters, (X,)), y)

    gradient = vmap(grad(loss))
    for _ in range(epochs):
        order = torch.stack([torch.randperm(len(X)) for _ in range(runs)])
        for start in range(0, len(X), BATCH):
            batch = order[:, start : start + BATCH]
            for name, slope in gradient(parameters, X[batch], y[batch]).items():
                parameters[name].sub_(slope, alpha=RATE)
    return (torch_parameters({name: p[run] for name, p in parameters.items()}) for run in range(runs))


def torch_model(sizes, bias=0.0):
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(n_in, n_out), torch.nn.ReLU()]
        torch.nn.init.xavier_uniform_(layers[-2].weight)
        torch.nn.init.constant_(layers[-2].bias, bias)
    torch.nn.init.zeros_(layers[-2].bias)
    return torch.nn.Sequential(*layers[:-1])


def torch_parameters(named):
    arrays = {name: p.detach().numpy() for name, p in named.items()}
    weights = [a.T for name, a in arrays.items() if name.endswith("weight")]
    return weights, [a for name, a in arrays.items() if name.endswith("bias")]


def score(weights, biases):
    """Loss and accuracy of a network on the training data, by one numpy formula for all."""
    if {a.dtype for a in [*weights, *biases]} != {np.dtype(np.float32)}:
        raise TypeError("a network was not trained in float32")
    A = digits.X_train
    for W, b in zip(weights[:-1], biases[:-1]):
        A = np.maximum(A @ W + b, 0)
    logits = (A @ weights[-1] + biases[-1]).astype(np.float64)
    target = logits[np.arange(len(A)), digits.y_train]
    return (np.logaddexp.reduce(logits, axis=1) - target).mean(), (logits.argmax(axis=1) == digits.y_train).mean()
