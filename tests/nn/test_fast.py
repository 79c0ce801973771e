"""What fast.py computes is what the plain files say, to rounding: training step by step, activations, and the loss."""

import signal
import threading
import time
import warnings

import numpy as np
import pytest

from relulab import Network, train
from relulab.nn import fast, loss
from relulab.nn.activations import ACTIVATIONS, Activation, LeakyReLU
from relulab.nn.network import INITS
from relulab.nn.training import TrainingStopped

from .reference import blobs, parameters


class Plain(Network):
    """The same network; but train only trusts `Network` itself to fast.py, so this one takes the plain steps."""


#: Several blocks, the last of another size.
MANY = 2 * fast.RUNS_PER_BLOCK + 1


def trained(cls, options, lr, X, y):
    network = cls([3, 6, 5, 3], dtype=np.float64, **{"seed": 3, **options})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainingStopped)
        history = train(network, X, y, lr=lr, epochs=3, seed=5, progress=False)
    return network, history


def assert_same(one, other):
    (network, history), (plain, plain_history) = one, other
    # Two batches of 32 and one of 6 in each of three epochs: rounding has no time to grow.
    for a, b in zip(parameters(network), parameters(plain), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(history.loss, plain_history.loss, rtol=1e-9, atol=1e-11)
    np.testing.assert_array_equal(history.accuracy, plain_history.accuracy)
    np.testing.assert_array_equal(history.diverged, plain_history.diverged)
    assert history.stopped == plain_history.stopped


def by_run(low, high):
    return np.linspace(low, high, MANY)


LINEAR = {"activation": "identity"}  # so that no dead layer keeps a loss finite
LINEAR_RUNS = {**LINEAR, "runs": MANY}

CASES = {
    **{f"{name}, {n} runs": ({"activation": name, "runs": n}, 0.3) for name in ACTIVATIONS for n in (None, MANY)},
    **{f"init {init}, {n} runs": ({"init": init, "runs": n}, 0.3) for init in (*INITS, 0.4) for n in (None, 5)},
    "init and bias by run": ({"init": by_run(0.1, 0.8), "bias": by_run(-0.2, 1), "runs": MANY}, 0.3),
    "slope by run": ({"activation": LeakyReLU(by_run(-0.5, 1.5)), "runs": MANY}, 0.3),
    "slope above 1": ({"activation": LeakyReLU(1.5)}, 0.3),
    "rate by run": ({"runs": MANY}, by_run(0.01, 1)),
    "the run diverges": (LINEAR, 1e60),
    "one of many diverges": (LINEAR_RUNS, np.where(np.arange(MANY) == 7, 1e60, 0.1)),
    "a whole block diverges": (LINEAR_RUNS, np.where(np.arange(MANY) < fast.RUNS_PER_BLOCK, 1e60, 0.1)),
    "they diverge one after the other": (LINEAR_RUNS, np.geomspace(1, 1e150, MANY)),
    "an infinite loss, for once not NaN": (LINEAR_RUNS, 1e7),
    "all diverge": (LINEAR_RUNS, 1e60),
}
DIVERGED = {
    "the run diverges": 1,
    "one of many diverges": 1,
    "a whole block diverges": fast.RUNS_PER_BLOCK,
    "all diverge": MANY,
}


@pytest.mark.parametrize("case", CASES)
def test_the_fast_steps_are_the_plain_steps(case):
    X, y = blobs(70)
    options, lr = CASES[case]
    one, other = (trained(cls, options, lr, X, y) for cls in (Network, Plain))
    assert_same(one, other)
    network, history = one
    if case in DIVERGED:
        assert np.sum(history.diverged > 0) == DIVERGED[case] and "no longer a finite number" in history.stopped
    else:
        fresh = Network([3, 6, 5, 3], dtype=np.float64, **{"seed": 3, **options})
        assert not np.array_equal(network.biases[-1], fresh.biases[-1])  # there was something to compare


def test_rows_and_labels_by_run():
    X, y = (np.stack(parts) for parts in zip(*(blobs(70, seed=seed) for seed in range(5))))
    assert_same(*(trained(cls, {"runs": 5}, 0.3, X, y) for cls in (Network, Plain)))


@pytest.fixture
def interruptible():
    """Python's own answer to Ctrl-C, which a test runner may have replaced."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Here a signal does not wake the main thread at once.")
@pytest.mark.parametrize("n", [None, MANY])
def test_an_interrupt_within_an_epoch_leaves_both_after_the_last_full_one(n, interruptible):
    X, y = blobs(70)

    def interrupted(cls):
        calls, lock = [], threading.Lock()

        def value(Z):
            with lock:
                calls.append(threading.get_ident())
                now = len(calls) == at
            if now:
                signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
                time.sleep(0.1)  # the main thread hears of it before this epoch ends
            return np.tanh(Z)

        def network():
            tanh = ACTIVATIONS["tanh"]
            return cls([3, 6, 3], Activation("own", "", tanh.range, value, tanh.slope_at), runs=n, dtype=np.float64)

        at = None
        train(network(), X, y, lr=0.3, epochs=1, progress=False)
        at = 2 * len(calls) + 2  # in the third epoch, when a step of it is done
        calls.clear()
        stopped = network()
        with pytest.warns(TrainingStopped, match="Interrupted in epoch 3 of 9"):
            history = train(stopped, X, y, lr=0.3, epochs=9, seed=5, progress=False)
        assert len(history.loss) == 2
        return stopped, history

    assert_same(interrupted(Network), interrupted(Plain))


# ---- activations ---------------------------------------------------------------------------------

#: Where exp(z) stays finite.
FAR = {np.float32: 80, np.float64: 700}
SLOPES = [0.0, 0.01, 1.0, 1.5, -0.5]


def numbers(dtype):
    rng, far = np.random.default_rng(2), FAR[dtype]
    return np.concatenate([[-far, -1, 0, 1, far], rng.normal(0, 2, 500), rng.uniform(-far, far, 495)]).astype(dtype)


def assert_close(got, plain, z):
    # The plain formulas subtract numbers near 1, and multiply by z what is left: their rounding is what is allowed.
    room = 64 * np.finfo(z.dtype).eps * np.maximum(1, np.abs(z))
    assert np.shape(got) == np.shape(z) and (np.abs(np.asarray(got, z.dtype) - plain) <= room).all()


@pytest.mark.parametrize("dtype", FAR)
@pytest.mark.parametrize("name", fast.FORMS)
def test_a_fast_form_is_the_plain_formula(name, dtype):
    f, z = ACTIVATIONS[name], numbers(dtype)
    for fast_form, plain in zip(fast.FORMS[name], (f.value, f.slope_at), strict=True):
        assert_close(fast_form(z), plain(z), z)


@pytest.mark.parametrize("dtype", FAR)
@pytest.mark.parametrize("slope", [*SLOPES, [0.0, 0.01, 1.0], SLOPES], ids=str)
def test_a_fast_leak_is_the_plain_formula(slope, dtype):
    f, z = LeakyReLU(slope), np.broadcast_to(numbers(dtype), (np.size(slope), 1000))
    assert_close(f.fast_value(z), f.value(z), z)
    assert_close(f.fast_slope(z), f.slope_at(z), z)


def test_every_activation_that_has_no_fast_form_is_its_plain_formula():
    others = {name for name, f in ACTIVATIONS.items() if f.fast_value is f.value and f.fast_slope is f.slope_at}
    assert others | {"leaky_relu"} | set(fast.FORMS) == set(ACTIVATIONS) and others == {"identity", "tanh"}


# ---- the loss ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1, 30, 1000])
@pytest.mark.parametrize("lead", [(), (4,)], ids=["one network", "four runs"])
def test_loss_and_its_slope(lead, scale):
    rng = np.random.default_rng(8)
    logits = scale * rng.standard_normal((*lead, 20, 5))
    T = loss.one_hot(rng.integers(0, 5, (*lead, 20)), 5, logits.dtype)
    before = logits.copy()
    value, slope = fast.cross_entropy(logits, T)
    np.testing.assert_allclose(value, loss.cross_entropy(logits, T), rtol=1e-13)
    np.testing.assert_allclose(slope, loss.softmax(logits) - T, rtol=1e-13, atol=1e-16)
    assert np.array_equal(logits, before)
