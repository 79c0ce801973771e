"""The texts at the end of lesson 08, as the reader copies them, and our networks and steps against PyTorch's own."""

import re

import nbformat
import numpy as np
import pytest

from relulab import Network, datasets, measures
from relulab.nn.deep import DeepNetwork
from relulab.nn.gated import GatedNetwork
from relulab.nn.network import weight_std
from relulab.nn.optimisers import Adam, Clip, Momentum
from tests.repo.rules import NOTEBOOKS

digits = datasets.load_digits()
X, y = digits.X_train[:100], digits.y_train[:100]


def texts():
    """The Python texts in the markdown of lesson 08: "hook" for the one that counts, else by the library it imports."""
    notebook = nbformat.read(NOTEBOOKS / "08_beyond.ipynb", as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = re.findall(r"```python\n(.*?)```", prose, re.DOTALL)
    return {"hook" if "def count_dead" in text else re.search(r"import (\w+)", text)[1]: text for text in found}


def test_there_are_the_three():
    assert set(texts()) == {"torch", "keras", "hook"}


@pytest.mark.parametrize("name", ["torch", "keras", "hook"])
def test_is_python(name):
    compile(texts()[name], name, "exec")


def run(name):
    """What a text leaves behind."""
    namespace = {}
    exec(compile(texts()[name], name, "exec"), namespace)
    return namespace


@pytest.fixture(scope="module")
def torch():
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # for matrices of this size more threads only wait for each other
    return torch


# ---- the reader's texts ----------------------------------------------------------------------------


def losses(said):
    """The two losses that a text prints."""
    ours, theirs = re.fullmatch(r"loss after 50 steps: ours ([\d.]+), \w+ ([\d.]+)\n", said).groups()
    return float(ours), float(theirs)


def test_fifty_steps_in_pytorch_are_our_fifty(torch, capsys):
    ran = run("torch")
    ours, theirs = losses(capsys.readouterr().out)
    assert ours == pytest.approx(theirs, abs=2e-5) and ours < 0.5
    for layer, W, b in zip((ran["model"][0], ran["model"][2]), ran["ours"].weights, ran["ours"].biases):
        assert layer.weight.detach().numpy().T == pytest.approx(W, abs=1e-4)
        assert layer.bias.detach().numpy() == pytest.approx(b, abs=1e-4)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of Keras's own, for numpy 2
def test_fifty_steps_in_keras_are_our_fifty(capsys):
    pytest.importorskip("keras")
    ran = run("keras")
    ours, theirs = losses(capsys.readouterr().out)
    assert ours == pytest.approx(theirs, abs=2e-5) and ours < 0.5
    for layer, W in zip(ran["model"].layers, ran["ours"].weights):
        assert np.asarray(layer.get_weights()[0]) == pytest.approx(W, abs=1e-4)


def test_the_hook_counts_dead_units_over_all_batches(torch):
    nn, count_dead = torch.nn, run("hook")["count_dead"]
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2), nn.ReLU())
    with torch.no_grad():
        for layer in (model[0], model[2]):
            layer.weight.zero_()
            layer.bias.zero_()
        model[0].weight[0, 0] = 1  # on where the first input is positive
        model[0].bias[2] = -5
        model[2].bias[0] = 1
    batches = [torch.tensor([[-1.0, 0.0]]), torch.tensor([[1.0, 0.0]])]
    model.train()
    assert count_dead(model, batches) == {"1": (2, 3), "3": (1, 2)} and model.training
    assert count_dead(model, batches[:1]) == {"1": (3, 3), "3": (1, 2)}
    assert not any(module._forward_hooks for module in model.modules())


def test_the_hook_counts_channels_and_agrees_with_ours(torch):
    nn, count_dead = torch.nn, run("hook")["count_dead"]
    pictures = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU())
    with torch.no_grad():
        pictures[0].weight.fill_(1)
        pictures[0].bias.copy_(torch.tensor([0.0, -100.0, 0.0, -100.0]))
    assert count_dead(pictures, [torch.ones(5, 1, 8, 8)]) == {"1": (2, 4)}
    ours = Network([64, 32, 10], bias=-0.5, seed=3)
    model = as_torch(torch, ours)
    assert count_dead(model, torch.tensor(X).split(30))["1"] == (measures.dead_units(ours, X)[0], 32)


# ---- what they start from ----------------------------------------------------------------------------


def test_their_start_is_the_course_s_standard(torch):
    torch.manual_seed(0)
    layer = torch.nn.Linear(400, 300)
    for numbers in (layer.weight.detach().numpy(), layer.bias.detach().numpy()):
        assert abs(numbers).max() <= 400**-0.5 and abs(numbers).max() == pytest.approx(400**-0.5, rel=0.01)
    assert layer.weight.std().item() == pytest.approx(weight_std("standard", 400, 300), rel=0.01)
    bound = 3**0.5 * torch.nn.init.calculate_gain("leaky_relu", 5**0.5) / 400**0.5
    assert bound == pytest.approx(400**-0.5)


def test_their_gain_is_the_root_of_ours(torch):
    gain = torch.nn.init.calculate_gain
    assert gain("relu") ** 2 == pytest.approx(2) and gain("tanh") ** 2 == pytest.approx(2.8, abs=0.03)
    layer = torch.nn.Linear(400, 300)
    torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    assert layer.weight.std().item() == pytest.approx(weight_std("he", 400, 300), rel=0.02)


# ---- networks and steps against theirs -----------------------------------------------------------------


def as_torch(torch, ours):
    """A plain network of ours as a model of theirs."""
    nn, layers = torch.nn, []
    for W, b in zip(ours.weights, ours.biases):
        layer = nn.Linear(*W.shape, dtype=torch.float64 if W.dtype == np.float64 else torch.float32)
        with torch.no_grad():
            layer.weight.copy_(torch.tensor(W.T))
            layer.bias.copy_(torch.tensor(b))
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


RULES = {
    "plain": (None, lambda torch, p: torch.optim.SGD(p, lr=0.1), None),
    "momentum": (Momentum(), lambda torch, p: torch.optim.SGD(p, lr=0.1, momentum=0.9), None),
    "adam": (Adam(), lambda torch, p: torch.optim.Adam(p, lr=0.1), None),
    "clip": (Clip(0.5), lambda torch, p: torch.optim.SGD(p, lr=0.1), 0.5),
}


@pytest.mark.parametrize("name", RULES)
def test_ten_steps_of_each_rule_are_theirs(torch, name):
    rule, optimiser, longest = RULES[name]
    ours = Network([64, 16, 10], dtype=np.float64, seed=1)
    model = as_torch(torch, ours)
    steps = optimiser(torch, model.parameters())
    inputs, classes, memory = torch.tensor(X, dtype=torch.float64), torch.tensor(y), None
    for t in range(1, 11):
        _, gradients = ours.gradients(X.astype(np.float64), y)
        slopes = [slope for pair in gradients for slope in pair]
        if isinstance(rule, Clip):
            slopes = [each[0] for each in rule([slope[None] for slope in slopes], None, t)[0]]
        elif rule is not None:
            slopes, memory = rule(slopes, memory, t)
        for W, b, dW, db in zip(ours.weights, ours.biases, slopes[::2], slopes[1::2]):
            W -= 0.1 * dW
            b -= 0.1 * db
        steps.zero_grad()
        torch.nn.functional.cross_entropy(model(inputs), classes).backward()
        if longest:
            assert torch.nn.utils.clip_grad_norm_(model.parameters(), longest) > longest
        steps.step()
    for layer, W, b in zip(model[::2], ours.weights, ours.biases):
        assert layer.weight.detach().numpy().T == pytest.approx(W, abs=1e-6)
        assert layer.bias.detach().numpy() == pytest.approx(b, abs=1e-6)


@pytest.mark.parametrize("norm", [None, "batch", "layer"])
@pytest.mark.parametrize("skip", [False, True])
def test_slopes_of_skips_and_normalisation_are_theirs(torch, skip, norm):
    F = torch.nn.functional
    ours = DeepNetwork([64, 12, 12, 12, 10], skip=skip, norm=norm, bias=0.1, dtype=np.float64, seed=2)
    weights = [torch.tensor(W, requires_grad=True) for W in ours.weights]
    biases = [torch.tensor(b, requires_grad=True) for b in ours.biases]

    def normalised(Z):
        if norm == "batch":
            return F.batch_norm(Z, None, None, training=True)
        return F.layer_norm(Z, Z.shape[-1:]) if norm else Z

    Z = torch.tensor(X, dtype=torch.float64) @ weights[0]
    for b, W in zip(biases[:-1], weights[1:]):
        through = torch.relu(normalised(Z) + b) @ W
        Z = Z + through if skip and W is not weights[-1] else through
    theirs = F.cross_entropy(Z + biases[-1], torch.tensor(y))
    theirs.backward()
    agree(theirs, weights, biases, *ours.gradients(X.astype(np.float64), y))


@pytest.mark.parametrize("name", ["silu", "relu"])
def test_slopes_of_gates_are_theirs(torch, name):
    F = torch.nn.functional
    ours = GatedNetwork([64, 7, 5, 10], name, bias=0.1, dtype=np.float64, seed=2)
    weights = [torch.tensor(W, requires_grad=True) for W in ours.weights]
    biases = [torch.tensor(b, requires_grad=True) for b in ours.biases]
    A = torch.tensor(X, dtype=torch.float64)
    for W, b in zip(weights[:-1], biases[:-1]):
        gates, through = (A @ W + b).chunk(2, dim=-1)
        A = getattr(F, name)(gates) * through
    theirs = F.cross_entropy(A @ weights[-1] + biases[-1], torch.tensor(y))
    theirs.backward()
    agree(theirs, weights, biases, *ours.gradients(X.astype(np.float64), y))


def agree(theirs, weights, biases, loss, gradients):
    assert loss == pytest.approx(theirs.item(), rel=1e-9)
    for W, b, (dW, db) in zip(weights, biases, gradients):
        assert dW == pytest.approx(W.grad.numpy(), abs=1e-9)
        assert db == pytest.approx(b.grad.numpy(), abs=1e-9)
