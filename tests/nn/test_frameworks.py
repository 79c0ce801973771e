"""The texts at the end of lesson 06: the same network in PyTorch and in Keras, as the reader copies them."""

import re

import nbformat
import numpy as np
import pytest

from relulab import LeakyReLU, Network, datasets
from tests.repo.rules import NOTEBOOKS


def texts():
    """The Python texts in the markdown of lesson 06, by the library that they import."""
    notebook = nbformat.read(NOTEBOOKS / "06_leaky_relu.ipynb", as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return {re.search(r"import (\w+)", text)[1]: text for text in re.findall(r"```python\n(.*?)```", prose, re.DOTALL)}


def test_there_are_the_two():
    assert set(texts()) == {"torch", "keras"}


@pytest.mark.parametrize("name", ["torch", "keras"])
def test_is_python(name):
    compile(texts()[name], name, "exec")


@pytest.fixture(scope="module")
def ran():
    """What the PyTorch text leaves behind."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # for matrices of this size more threads only wait for each other
    namespace = {}
    exec(compile(texts()["torch"], "torch", "exec"), namespace)
    return namespace


def test_pytorch_text_learns(ran):
    assert ran["accuracy"] > 0.93
    assert 0 <= ran["dead"] <= 32


def test_pytorch_model_is_our_network(ran):
    torch, model = ran["torch"], ran["model"]
    ours = Network([64, 32, 10], LeakyReLU(0.01), seed=4)
    with torch.no_grad():
        for layer, W, b in zip((model[0], model[2]), ours.weights, ours.biases):
            b += np.linspace(-0.2, 0.2, len(b))
            layer.weight.copy_(torch.tensor(W.T))
            layer.bias.copy_(torch.tensor(b))
    digits = datasets.load_digits()
    X, y = digits.X_train[:100], digits.y_train[:100]
    theirs = ran["nn"].functional.cross_entropy(model(torch.tensor(X)), torch.tensor(y))
    model.zero_grad()
    theirs.backward()
    loss, gradients = ours.gradients(X, y)
    assert loss == pytest.approx(theirs.item(), rel=1e-5)
    for layer, (dW, db) in zip((model[0], model[2]), gradients):
        assert dW.T == pytest.approx(layer.weight.grad.numpy(), abs=1e-6)
        assert db == pytest.approx(layer.bias.grad.numpy(), abs=1e-6)


def test_pytorch_init_is_ours(ran):
    torch = ran["torch"]
    layer = ran["nn"].Linear(400, 300)
    ran["nn"].init.kaiming_normal_(layer.weight, nonlinearity="relu")
    with torch.no_grad():
        assert layer.weight.std().item() == pytest.approx(Network([400, 300, 2]).weights[0].std(), rel=0.02)
