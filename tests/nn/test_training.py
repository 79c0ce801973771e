"""Training: the steps it takes, what it reports, many runs at once, interrupts, divergence, the bar, bad input."""

import _thread
import os
import re
import signal
import sys
import threading
import time
import warnings

import numpy as np
import pytest
import threadpoolctl

from relulab import Network, datasets, train
from relulab.nn.activations import ACTIVATIONS, Activation, LeakyReLU
from relulab.nn.fast import RUNS_PER_BLOCK
from relulab.nn.training import History, TrainingStopped

from .reference import blobs, descend, parameters

pytestmark = pytest.mark.filterwarnings("error")

# One run among many and a single network agree to rounding: see test_network.py. Training amplifies the last bits, so
# the comparisons here are short and in float64.
ROUNDING = dict(rtol=1e-9, atol=1e-11)


def data(rows=70, **kwargs):
    """A full batch of 32, another, and one of 6."""
    return blobs(rows, **kwargs)


def watched(value, name="watched"):
    """An identity activation that first hands the pre-activations of each step to `value`."""

    def call(Z):
        value(Z)
        return np.copy(Z)

    return Activation(name, "z", ACTIVATIONS["identity"].range, call, np.ones_like)


def same(a, b):
    return all(np.array_equal(p, q) for p, q in zip(parameters(a), parameters(b), strict=True))


# ---- the steps -----------------------------------------------------------------------------------


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_one_batch_of_all_rows_is_plain_gradient_descent(activation):
    X, y = data()
    network = Network([3, 6, 3], activation, seed=3, dtype=np.float64)
    by_hand = network.copy()
    history = train(network, X, y, lr=0.3, epochs=5, batch_size=70, progress=False)
    np.testing.assert_allclose(history.loss, descend(by_hand, X, y, 0.3, 5), **ROUNDING)
    for a, b in zip(parameters(network), parameters(by_hand)):
        np.testing.assert_allclose(a, b, **ROUNDING)
    assert history.loss[-1] < history.loss[0]


@pytest.mark.parametrize(
    "batch_size, sizes", [(32, [32, 32, 6]), (35, [35, 35]), (70, [70]), (1000, [70]), (69, [69, 1]), (1, [1] * 70)]
)
def test_every_epoch_takes_every_row_once_in_an_order_of_its_own(batch_size, sizes):
    X, y = data()
    seen = []
    network = Network([3, 4, 3], watched(seen.append), dtype=np.float64)
    train(network, X, y, lr=1e-14, epochs=2, batch_size=batch_size, progress=False)  # the weights hardly move
    assert [Z.shape for Z in seen] == 2 * [(1, n, 4) for n in sizes]
    epochs = np.concatenate(seen, axis=1).reshape(2, 70, 4)
    rows = network.forward(X).pre_activations[0]
    orders = [[int(np.abs(rows - z).sum(axis=1).argmin()) for z in epoch] for epoch in epochs]
    assert all(sorted(order) == list(range(70)) for order in orders)
    assert orders[0] != orders[1] and sorted(orders[0]) != orders[0]


def test_rows_keep_their_labels():
    # A network that only sees noise can learn nothing if rows and labels part; with its own label each row is learnt.
    X, y = np.eye(40), np.random.default_rng(0).integers(0, 4, 40)
    network = Network([40, 4], seed=1)
    train(network, X, y, lr=20.0, epochs=20, batch_size=7, progress=False)
    assert network.accuracy(X, y) == 1


def test_every_step_is_gradient_descent_on_its_own_rows():
    X, y = data()
    seen = []
    network = Network([3, 4, 3], watched(seen.append), seed=5, dtype=np.float64)
    by_hand = network.copy()
    by_hand.activation = ACTIVATIONS["identity"]
    train(network, X, y, lr=0.2, epochs=2, batch_size=32, seed=8, progress=False)
    for Z in seen:  # which rows a step took is seen in what it computed
        rows = by_hand.forward(X).pre_activations[0]
        taken = [int(np.abs(rows - z).sum(axis=1).argmin()) for z in Z[0]]
        np.testing.assert_allclose(rows[taken], Z[0], rtol=1e-9, atol=1e-12)
        descend(by_hand, X[taken], y[taken], 0.2, 1)
    for a, b in zip(parameters(network), parameters(by_hand)):
        np.testing.assert_allclose(a, b, **ROUNDING)


# ---- history -------------------------------------------------------------------------------------


def test_history_of_a_single_network():
    X, y = data()
    network = Network([3, 5, 3])
    history = train(network, X, y, lr=0.1, epochs=4, progress=False)
    assert isinstance(history, History)
    assert history.loss.shape == history.accuracy.shape == (4,)
    assert (history.loss > 0).all() and ((history.accuracy >= 0) & (history.accuracy <= 1)).all()
    assert history.diverged == 0 and isinstance(history.diverged, int) and history.stopped is None
    expected = (
        f"loss {history.loss[0]:.3g} to {history.loss[-1]:.3g}, accuracy {history.accuracy[0]:.3g} to "
        f"{history.accuracy[-1]:.3g}"
    )
    assert repr(history) == f"<History of 4 epochs: {expected}>"


def test_history_of_many_runs():
    X, y = data()
    history = train(Network([3, 5, 3], runs=6), X, y, lr=0.1, epochs=4, progress=False)
    assert history.loss.shape == history.accuracy.shape == (4, 6)
    assert len(set(history.loss[0])) == 6
    assert history.diverged.tolist() == [0] * 6 and history.stopped is None
    assert f"loss {history.loss[0].mean():.3g} to {history.loss[-1].mean():.3g}" in repr(history)


@pytest.mark.parametrize("runs", [None, 3])
@pytest.mark.parametrize("batch_size", [32, 69, 1000])
def test_history_weighs_every_row_the_same(batch_size, runs):
    X, y = data()
    X[-1] *= 500  # a single row with a loss of its own: in a batch of 1 it must not count for more
    network = Network([3, 5, 3], "tanh", runs=runs, dtype=np.float64)
    history = train(network, X, y, lr=1e-14, epochs=3, batch_size=batch_size, progress=False)
    for epoch in range(3):
        np.testing.assert_allclose(history.loss[epoch], network.loss(X, y), rtol=1e-9)
        np.testing.assert_allclose(history.accuracy[epoch], network.accuracy(X, y), rtol=1e-12)


def test_history_is_measured_before_each_update():
    X, y = data()
    network = Network([3, 5, 3], dtype=np.float64)
    before = network.loss(X, y), network.accuracy(X, y)
    history = train(network, X, y, lr=0.5, epochs=1, batch_size=70, progress=False)
    assert (history.loss[0], history.accuracy[0]) == pytest.approx(before)
    assert network.loss(X, y) < history.loss[0]


# ---- learning ------------------------------------------------------------------------------------


def test_the_digits_are_learnt_from_every_start():
    digits = datasets.load_digits()
    network = Network([64, 32, 10], runs=8)
    assert (network.accuracy(digits.X_test, digits.y_test) < 0.35).all()
    history = train(network, digits.X_train, digits.y_train, lr=0.2, epochs=8, progress=False)
    assert (history.accuracy[-1] > 0.95).all() and (history.loss[-1] < 0.25 * history.loss[0]).all()
    assert (network.accuracy(digits.X_test, digits.y_test) > 0.93).all()


def test_a_hidden_layer_is_needed_for_xor():
    X, y = datasets.xor(200, noise=0.1)
    bent, straight = Network([2, 16, 2], "tanh", runs=8), Network([2, 16, 2], "identity", runs=8)
    for network in (bent, straight):
        train(network, X, y, lr=0.3, epochs=80, progress=False)
    assert (bent.accuracy(X, y) > 0.97).all() and (straight.accuracy(X, y) < 0.8).all()


def test_training_twice_goes_on_from_where_it_stood():
    X, y = data()
    network = Network([3, 5, 3])
    first, second = (train(network, X, y, lr=0.1, epochs=3, progress=False) for _ in range(2))
    assert second.loss[0] < first.loss[-1]


# ---- many runs are many single networks ----------------------------------------------------------


@pytest.mark.parametrize(
    "runs", sorted({1, RUNS_PER_BLOCK - 1, RUNS_PER_BLOCK, RUNS_PER_BLOCK + 1, 2 * RUNS_PER_BLOCK + 1})
)
def test_runs_train_as_single_networks_do_on_both_sides_of_a_block(runs):
    X, y = data()
    lr, bias, init = np.linspace(0.02, 0.5, runs), np.linspace(-1, 1, runs), np.linspace(0.3, 1, runs)
    slopes = np.linspace(0, 0.9, runs)
    many = Network([3, 6, 3], LeakyReLU(slopes), init=init, bias=bias, runs=runs, seed=2, dtype=np.float64)
    history = train(many, X, y, lr=lr, epochs=3, seed=4, progress=False)
    assert history.loss.shape == history.accuracy.shape == (3, runs) and history.diverged.shape == (runs,)
    edges = {0, RUNS_PER_BLOCK - 1, RUNS_PER_BLOCK, 2 * RUNS_PER_BLOCK - 1, 2 * RUNS_PER_BLOCK, runs - 1}
    for r in [r for r in sorted(edges) if r < runs]:
        one = Network([3, 6, 3], LeakyReLU(slopes[r]), init=init[r], bias=bias[r], seed=2 + r, dtype=np.float64)
        own = train(one, X, y, lr=lr[r], epochs=3, seed=4 + r, progress=False)
        for a, b in zip(parameters(many.run(r)), parameters(one)):
            np.testing.assert_allclose(a, b, **ROUNDING)
        np.testing.assert_allclose(history.loss[:, r], own.loss, **ROUNDING)
        np.testing.assert_allclose(history.accuracy[:, r], own.accuracy)


@pytest.mark.parametrize("runs", [2, RUNS_PER_BLOCK + 1])
@pytest.mark.parametrize("own", ["X", "y", "both"])
def test_runs_may_have_rows_and_labels_of_their_own(own, runs):
    X, y = data()
    rng = np.random.default_rng(0)
    all_X = X + rng.standard_normal((runs, 70, 3)) if own != "y" else X
    all_y = rng.integers(0, 3, (runs, 70)) if own != "X" else y
    many = Network([3, 5, 3], "tanh", runs=runs, dtype=np.float64)
    history = train(many, all_X, all_y, lr=0.2, epochs=3, progress=False)
    for r in (0, runs - 1):
        one = Network([3, 5, 3], "tanh", seed=r, dtype=np.float64)
        alone = train(
            one, all_X[r] if own != "y" else X, all_y[r] if own != "X" else y, lr=0.2, epochs=3, seed=r, progress=False
        )
        for a, b in zip(parameters(many.run(r)), parameters(one)):
            np.testing.assert_allclose(a, b, **ROUNDING)
        np.testing.assert_allclose(history.loss[:, r], alone.loss, **ROUNDING)


def test_every_run_takes_the_rows_in_an_order_of_its_own():
    X, y = data()
    network = Network([3, 5, 3], init=0.5, runs=3)
    for a in parameters(network):
        a[:] = a[0]  # the same start for all
    history = train(network, X, y, lr=0.2, epochs=1, progress=False)
    assert len(set(history.loss[0].tolist())) == 3
    assert not np.array_equal(network.weights[0][0], network.weights[0][1])


# ---- the same numbers again ----------------------------------------------------------------------


def trained(runs, *, seed=0, epochs=4):
    X, y = data()
    network = Network([3, 40, 40, 3], "tanh", runs=runs)
    return network, train(network, X, y, lr=0.3, epochs=epochs, seed=seed, progress=False)


@pytest.mark.parametrize("runs", [None, 2 * RUNS_PER_BLOCK + 1])
def test_the_same_seed_gives_the_same_numbers_bit_for_bit(runs):
    (a, first), (b, again), (c, other) = (trained(runs, seed=s) for s in (1, 1, 2 + 100))
    assert same(a, b) and np.array_equal(first.loss, again.loss) and np.array_equal(first.accuracy, again.accuracy)
    assert not same(a, c) and not np.isclose(first.loss, other.loss, rtol=1e-12).all()


@pytest.mark.parametrize("runs", [None, 2 * RUNS_PER_BLOCK + 1])
def test_the_number_of_cores_and_of_threads_changes_no_bit(runs, monkeypatch):
    expected, history = trained(runs)
    for cores in (1, 2, 3, 64):
        monkeypatch.setattr(os, "cpu_count", lambda: cores)
        monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(cores)), raising=False)
        network, again = trained(runs)
        assert same(network, expected) and np.array_equal(history.loss, again.loss)
    for threads in (1, 2):
        with threadpoolctl.threadpool_limits(threads, user_api="blas"):
            network, again = trained(runs)
        assert same(network, expected) and np.array_equal(history.loss, again.loss)


def test_the_matrix_library_uses_one_thread_while_training_and_its_own_number_afterwards():
    def blas():
        return [pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"]

    during = []
    X, y = data()
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        before = blas()
        train(Network([3, 4, 3], watched(lambda Z: during.append(blas()))), X, y, lr=0.1, epochs=1, progress=False)
        assert blas() == before
    assert during and all(threads == [1] * len(before) for threads in during)


# ---- interrupts ----------------------------------------------------------------------------------


class InterruptAt:
    """Interrupts the main thread at the nth step, in the middle of an epoch, as Ctrl-C or the stop button would."""

    def __init__(self, step, send):
        self.step, self.send, self.calls, self.lock = step, send, 0, threading.Lock()

    def __call__(self, Z):
        with self.lock:
            self.calls += 1
            now = self.calls == self.step
        if now:
            self.send()
            time.sleep(0.1)  # the main thread hears of it before this epoch ends


def ctrl_c():
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        _thread.interrupt_main()


def settled():
    """Whether every thread that trained has ended; until then one of them may still change a weight."""
    for _ in range(500):
        if not any(t.name.startswith("ThreadPoolExecutor") for t in threading.enumerate()):
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def interruptible():
    """Python's own answer to Ctrl-C, which a test runner may have replaced."""
    assert threading.current_thread() is threading.main_thread()
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, kept)


@pytest.mark.parametrize("send", [ctrl_c, _thread.interrupt_main], ids=["signal", "interrupt_main"])
@pytest.mark.parametrize("runs", [None, 3, 2 * RUNS_PER_BLOCK + 1])
def test_an_interrupt_keeps_the_state_after_the_last_full_epoch(runs, send, interruptible):
    X, y = data()
    steps = []  # of one epoch: three for each group of runs that is trained together
    train(Network([3, 5, 3], watched(steps.append), runs=runs), X, y, lr=0.1, epochs=1, progress=False)
    network = Network([3, 5, 3], watched(InterruptAt(4 * len(steps) + 2, send)), runs=runs)  # in epoch 5
    with pytest.warns(TrainingStopped) as caught:
        history = train(network, X, y, lr=0.1, epochs=1000, seed=6, progress=False)
    full = len(history.loss)
    assert settled()
    # A signal wakes the main thread at once; interrupt_main is noticed when the epoch under way is over.
    assert full == 4 if send is ctrl_c and hasattr(signal, "pthread_kill") else 4 <= full <= 6
    assert history.stopped == f"Interrupted in epoch {full + 1} of 1000: the network is as it was after epoch {full}."
    assert [str(w.message) for w in caught] == [history.stopped] and caught[0].filename == __file__
    expected = Network([3, 5, 3], watched(lambda Z: None), runs=runs)
    fresh = train(expected, X, y, lr=0.1, epochs=full, seed=6, progress=False)
    assert same(network, expected)
    assert np.array_equal(history.loss, fresh.loss) and np.array_equal(history.accuracy, fresh.accuracy)
    assert history.loss.shape == fresh.loss.shape and not np.any(history.diverged)


@pytest.mark.parametrize("runs", [None, 2])
def test_an_interrupt_in_the_first_epoch_leaves_the_network_as_it_was(runs, interruptible):
    X, y = data()
    network = Network([3, 5, 3], watched(InterruptAt(2, ctrl_c)), runs=runs)
    start = network.copy()
    with pytest.warns(TrainingStopped, match="Interrupted in epoch 1 of 50: the network is as it was after epoch 0"):
        history = train(network, X, y, lr=0.1, epochs=50, progress=False)
    shape = (0,) if runs is None else (0, runs)
    assert settled() and history.loss.shape == history.accuracy.shape == shape and same(network, start)
    assert repr(history) == "<History of 0 epochs>"


@pytest.mark.parametrize("runs", [None, 20])
def test_an_interrupt_while_the_threads_start_lets_none_of_them_go_on(runs, interruptible, monkeypatch):
    start_thread = threading.Thread.start

    def slow_start(thread):
        start_thread(thread)
        time.sleep(0.05)  # the interrupt comes while the main thread is still here

    monkeypatch.setattr(threading.Thread, "start", slow_start)
    X, y = data()
    network = Network([3, 5, 3], watched(InterruptAt(1, ctrl_c)), runs=runs)
    start = network.copy()
    with pytest.warns(TrainingStopped, match="after epoch 0"):
        train(network, X, y, lr=0.1, epochs=5, progress=False)
    assert settled() and same(network, start)


@pytest.mark.parametrize("moment", [0.0, 0.003, 0.02, 0.05])
def test_an_interrupt_at_any_moment_keeps_network_and_history_together(moment, interruptible):
    X, y = data()
    trained(None, epochs=1)  # what is loaded at first use is loaded
    network = Network([3, 5, 3], runs=20)
    begun = threading.Event()
    network.activation = watched(lambda Z: begun.set())
    threading.Thread(target=lambda: (begun.wait(), time.sleep(moment), ctrl_c())).start()
    with pytest.warns(TrainingStopped):
        history = train(network, X, y, lr=0.1, epochs=10**6, progress=False)
    assert settled()
    expected = Network([3, 5, 3], "identity", runs=20)
    if len(history.loss):
        fresh = train(expected, X, y, lr=0.1, epochs=len(history.loss), progress=False)
        assert np.array_equal(history.loss, fresh.loss) and np.array_equal(history.accuracy, fresh.accuracy)
    assert same(network, expected)


def test_an_interrupt_does_not_wait_for_the_epoch_to_end(interruptible):
    X, y = data()
    at = InterruptAt(3, ctrl_c)
    with pytest.warns(TrainingStopped):
        train(Network([3, 5, 3], watched(at)), X, y, lr=0.1, epochs=2, batch_size=1, progress=False)
    if hasattr(signal, "pthread_kill"):
        assert settled() and at.calls < 10  # of 70 in this epoch


def test_an_interrupt_while_the_bar_is_drawn_keeps_the_epoch_it_shows(monkeypatch):
    class Bar:
        epochs = 0

        def __init__(self, *args, **kwargs): ...
        def __enter__(self):
            return self

        def __exit__(self, *args): ...
        def set_postfix(self, *args, **kwargs): ...

        def update(self, *args):
            self.epochs += 1
            if self.epochs == 3:
                raise KeyboardInterrupt

    monkeypatch.delenv("RELULAB_PROGRESS", raising=False)
    monkeypatch.setattr("tqdm.tqdm", Bar)
    X, y = data()
    network, expected = Network([3, 5, 3]), Network([3, 5, 3])
    with pytest.warns(TrainingStopped, match="as it was after epoch 3"):
        history = train(network, X, y, lr=0.1, epochs=9)
    fresh = train(expected, X, y, lr=0.1, epochs=3, progress=False)
    assert same(network, expected) and np.array_equal(history.loss, fresh.loss)


def test_an_interrupt_before_any_line_of_train_leaves_a_full_epoch():
    X, y = data()
    states, losses = [], None
    for epochs in range(4):
        network = Network([3, 5, 3], runs=2)
        if epochs:
            losses = train(network, X, y, lr=0.1, epochs=epochs, progress=False).loss
        states.append(network)

    def outcome(line):
        """Train with an interrupt before the nth line that `train` itself executes: the network and its history."""
        lines = 0

        def watch(frame, event, arg):
            nonlocal lines
            lines += event == "line"
            if lines == line:
                raise KeyboardInterrupt
            return watch

        network, history, kept = Network([3, 5, 3], runs=2), None, sys.gettrace()
        sys.settrace(lambda frame, event, arg: watch if frame.f_code is train.__code__ else None)
        try:
            history = train(network, X, y, lr=0.1, epochs=3, progress=False)
        except KeyboardInterrupt:
            pass  # before or after the epochs there is nothing to give back
        finally:
            sys.settrace(kept)
        return network, history, lines >= line

    lengths, line, reached, most, lost = set(), 0, True, 0, 0
    with warnings.catch_warnings(), threadpoolctl.threadpool_limits(1, user_api="blas"):
        warnings.simplefilter("ignore", TrainingStopped)
        while reached:
            line += 1
            network, history, reached = outcome(line)
            assert settled()
            full = [k for k, state in enumerate(states) if same(network, state)]
            assert full, f"no full epoch: interrupted before line {line}"
            lost += full[0] < most
            most = max(most, full[0])
            if history:
                assert [len(history.loss)] == [len(history.accuracy)] == full and np.array_equal(
                    history.loss, losses[: full[0]]
                )
                lengths.add(full[0])
    assert lengths == {0, 1, 2, 3}
    assert lost <= 1, "only before the line that hands over is there nothing yet"


def test_what_diverged_in_an_epoch_that_is_taken_back_is_not_reported(interruptible):
    X, y = data()

    def network(value):
        return Network([3, 8, 8, 8, 3], watched(value), runs=2, seed=1)

    settings = dict(lr=[0.01, 2.0], epochs=50, batch_size=10, progress=False)  # 7 steps an epoch
    with pytest.warns(TrainingStopped):
        step = train(network(lambda Z: None), X, y, **settings).diverged[1]
    assert (
        step % 7
    )  # it is not the last of its epoch, so that the next one, of three hidden layers, is in the same epoch
    with pytest.warns(TrainingStopped, match="Interrupted"):
        history = train(network(InterruptAt(3 * step + 1, ctrl_c)), X, y, **settings)
    assert len(history.loss) >= step // 7 and np.isfinite(history.loss).all() == (len(history.loss) == step // 7)
    assert history.diverged.tolist() == [0, 0 if np.isfinite(history.loss).all() else step]


def test_training_goes_on_after_an_interrupt(interruptible):
    X, y = data()
    network = Network([3, 5, 3], watched(InterruptAt(8, ctrl_c)))
    with pytest.warns(TrainingStopped):
        first = train(network, X, y, lr=0.1, epochs=50, progress=False)
    second = train(network, X, y, lr=0.1, epochs=3, progress=False)
    assert len(first.loss) == 2 and len(second.loss) == 3 and second.stopped is None
    assert second.loss[-1] < first.loss[-1]


def test_an_error_in_a_step_reaches_the_caller():
    def fail(Z):
        raise ZeroDivisionError("from the activation")

    X, y = data()
    with pytest.raises(ZeroDivisionError, match="from the activation"):
        train(Network([3, 5, 3], watched(fail), runs=20), X, y, lr=0.1, epochs=3, progress=False)
    assert settled()


# ---- divergence ----------------------------------------------------------------------------------


def only_stopped(caught):
    """The one warning, which must be ours."""
    assert [w.category for w in caught] == [TrainingStopped], [str(w.message) for w in caught]
    return str(caught[0].message)


def deep():
    """Linear layers one behind the other: too large a rate makes them grow until they are no longer finite."""
    return Network([3, 8, 8, 8, 3], "identity", seed=1)


def test_divergence_of_a_single_network_stops_and_says_at_which_step():
    X, y = data()
    network = deep()
    with pytest.warns() as caught:
        history = train(network, X, y, lr=0.6, epochs=500, batch_size=70, progress=False)
    message = only_stopped(caught)
    step = history.diverged
    assert 3 < step < 500 and len(history.loss) == step  # one step an epoch
    assert np.isfinite(history.loss[:-1]).all() and np.isnan(history.loss[-1]) and np.isnan(history.accuracy[-1])
    assert np.isfinite(history.accuracy[:-1]).all()
    for words in (
        f"The loss was no longer a finite number at step {step}:",
        "(lr = 0.6)",
        "history",
        "smaller learning rate, such as lr=0.06.",
    ):
        assert words in message
    assert message == history.stopped and caught[0].filename == __file__
    # The network is left as it was when it met that step: a fresh one, trained for one step less.
    fresh = deep()
    train(fresh, X, y, lr=0.6, epochs=step - 1, batch_size=70, progress=False)
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(parameters(network), parameters(fresh)))
    assert not np.isfinite(network.loss(X, y))
    assert repr(history).startswith(f"<History of {step} epochs: loss ")


def test_divergence_within_an_epoch_names_the_step_and_not_the_epoch():
    X, y = data()
    network, passes = deep(), []
    network.activation = watched(lambda Z: passes.append(1))
    with pytest.warns() as caught:
        history = train(network, X, y, lr=2.0, epochs=500, batch_size=10, progress=False)
    only_stopped(caught)
    assert len(passes) == 3 * history.diverged  # three hidden layers; after that step there is none
    assert history.diverged > 7 * (len(history.loss) - 1) and history.diverged <= 7 * len(history.loss)
    assert np.isnan(history.loss[-1]) and np.isfinite(history.loss[:-1]).all()


def blowing(runs):
    return Network([3, 8, 8, 8, 3], "identity", runs=runs, seed=1, dtype=np.float64)


@pytest.mark.parametrize(
    "runs, wild",
    [
        (5, [1, 3]),
        (RUNS_PER_BLOCK + 4, [0, RUNS_PER_BLOCK - 1, RUNS_PER_BLOCK + 2]),
        (3 * RUNS_PER_BLOCK, [*range(2 * RUNS_PER_BLOCK)]),
    ],
    ids=["2 of 5", "some of a block", "whole blocks"],
)
def test_of_many_runs_only_the_diverged_ones_are_held(runs, wild):
    X, y = data()
    lr = np.full(runs, 0.05)
    lr[wild] = 3.0
    network = blowing(runs)
    with pytest.warns() as caught:
        history = train(network, X, y, lr=lr, epochs=30, progress=False)
    message = only_stopped(caught)
    calm = [r for r in range(runs) if r not in wild]
    expected = blowing(runs)
    sound = train(expected, X, y, lr=0.05, epochs=30, progress=False)
    assert len(history.loss) == 30
    assert (history.diverged[wild] > 0).all() and not history.diverged[calm].any()
    assert np.array_equal(history.loss[:, calm], sound.loss[:, calm]) and np.array_equal(
        history.accuracy[:, calm], sound.accuracy[:, calm]
    )
    assert all(np.array_equal(a[calm], b[calm]) for a, b in zip(parameters(network), parameters(expected)))
    for r in wild:  # finite up to the epoch of its step, of which there are three an epoch, and NaN from then on
        epoch = (history.diverged[r] - 1) // 3
        for values in (history.loss[:, r], history.accuracy[:, r]):
            assert np.isfinite(values[:epoch]).all() and np.isnan(values[epoch:]).all()
    assert (
        f"The loss of {len(wild)} of {runs} runs was no longer a finite number at step {history.diverged[wild].min()}:"
        in message
    )
    assert "(lr = 3)" in message and "lr=0.1." in message
    assert "nan" not in repr(history)


def test_training_ends_when_every_run_has_diverged_and_names_all_rates():
    X, y = data()
    with pytest.warns() as caught:
        history = train(blowing(3), X, y, lr=[3.0, 5.0, 4.0], epochs=1000, progress=False)
    message = only_stopped(caught)
    assert len(history.loss) == -(-history.diverged.max() // 3) < 100
    assert "3 of 3 runs" in message and "(lr = 3 to 5)" in message


def test_a_run_that_diverged_once_takes_no_further_step():
    # One row is so large that its own batch alone overflows; the other batches give a finite loss before and after it.
    X, y = data()
    X[17] = 3e38
    for runs in (None, 2):
        network = Network([3, 5, 3], "identity", runs=runs)
        for b in network.biases:
            b += 0.1
        network.weights[0][..., 0, :] = 10
        start = network.copy()
        with pytest.warns(TrainingStopped) as caught:
            history = train(network, X, y, lr=0.01, epochs=3, batch_size=10, progress=False)
        only_stopped(caught)
        for r in range(runs or 1):
            diverged = int(np.atleast_1d(history.diverged)[r])
            expected, got = (start, network) if runs is None else (start.run(r), network.run(r))
            order = np.random.default_rng([r, 1]).permutation(len(X))
            for step in range(diverged - 1):
                batch = order[10 * step : 10 * step + 10]
                _, gradients = expected.gradients(X[batch], y[batch])
                for W, b, (dW, db) in zip(expected.weights, expected.biases, gradients):
                    W -= 0.01 * dW
                    b -= 0.01 * db
            assert 1 <= diverged <= 7 and all(np.isfinite(a).all() for a in parameters(got))
            assert all(np.allclose(a, b, rtol=1e-5, atol=1e-6) for a, b in zip(parameters(got), parameters(expected)))
        if runs is None:
            assert history.diverged < 7 and len(history.loss) == 1


@pytest.mark.parametrize("lr", [1e30, 1e300])
def test_an_absurd_rate_diverges_in_words(lr):
    X, y = data()
    for network in (Network([3, 5, 3]), Network([3, 5, 3], dtype=np.float64)):
        with pytest.warns() as caught:
            history = train(network, X, y, lr=lr, epochs=50, progress=False)
        assert "lr=0.1." in only_stopped(caught)
        assert history.diverged


def test_no_warning_is_shown_where_nothing_went_wrong():
    X, y = data()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = train(Network([3, 5, 3], "sigmoid"), 100 * X, y, lr=5.0, epochs=5, progress=False)
    assert history.stopped is None


# ---- the progress bar ----------------------------------------------------------------------------


def slow_training(capfd, *, pause=0.3, **kwargs):
    """What is written while three epochs of `pause` seconds each are trained."""
    X, y = blobs(rows=6)
    capfd.readouterr()
    train(Network([3, 4, 3], watched(lambda Z: time.sleep(pause))), X, y, lr=0.1, epochs=3, **kwargs)
    written = capfd.readouterr()
    return written.out + written.err


def test_a_bar_shows_how_far_a_long_training_is(capfd, monkeypatch):
    monkeypatch.delenv("RELULAB_PROGRESS", raising=False)
    written = slow_training(capfd)
    assert "training" in written and "/3" in written and "epoch" in written
    assert re.search(r"loss=\d\.\d{3}", written) and re.search(r"accuracy=\d\.\d{3}", written)


@pytest.mark.parametrize("how", ["progress=False", "RELULAB_PROGRESS=0", "short"])
def test_no_bar_where_none_is_wanted(how, capfd, monkeypatch):
    monkeypatch.delenv("RELULAB_PROGRESS", raising=False)
    if how == "RELULAB_PROGRESS=0":
        monkeypatch.setenv("RELULAB_PROGRESS", "0")
    assert slow_training(capfd, pause=0 if how == "short" else 0.3, progress=how != "progress=False") == ""


def test_tqdm_is_loaded_only_for_a_bar(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)  # importing it fails
    monkeypatch.setenv("RELULAB_PROGRESS", "0")
    X, y = blobs()
    train(Network([3, 4, 3]), X, y, lr=0.1, epochs=1)
    train(Network([3, 4, 3]), X, y, lr=0.1, epochs=1, progress=False)
    monkeypatch.delenv("RELULAB_PROGRESS")
    with pytest.raises(ImportError):
        train(Network([3, 4, 3]), X, y, lr=0.1, epochs=1)


# ---- what comes in -------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float32", "float64"])
def test_the_callers_arrays_are_not_changed(dtype):
    X, y = data()
    X, lr = X.astype(dtype), np.array([0.1, 0.2])
    given = [X, y, lr]
    before = [a.copy() for a in given]
    for a in given:
        a.flags.writeable = False
    network = Network([3, 5, 3], runs=2, dtype=dtype)
    held = parameters(network)
    start = [a.copy() for a in held]
    train(network, X, y, lr=lr, epochs=2, progress=False)
    assert all(np.array_equal(a, b) for a, b in zip(given, before))
    assert all(a is b for a, b in zip(parameters(network), held))  # trained in place
    assert not any(np.array_equal(a, b) for a, b in zip(held, start))
    assert {a.dtype for a in parameters(network)} == {np.dtype(dtype)}


def test_lists_are_data_too():
    X, y = data(rows=12)
    a, b = Network([3, 4, 3]), Network([3, 4, 3])
    train(a, X.tolist(), y.tolist(), lr=0.1, epochs=2, progress=False)
    train(b, X.astype(np.float32), y.astype(np.uint8), lr=np.float32(0.1), epochs=np.int64(2), progress=False)
    for p, q in zip(parameters(a), parameters(b)):
        np.testing.assert_allclose(p, q, rtol=1e-5, atol=1e-7)


BAD_SETTINGS = {
    "negative rate": (
        dict(lr=-0.1),
        ["lr (the learning rate) must be larger than 0", "-0.1", "0.1 is a good first try"],
    ),
    "rate 0": (dict(lr=0), ["lr (the learning rate) must be larger than 0", "got 0."]),
    "rate NaN": (dict(lr=np.nan), ["lr (the learning rate) must be finite", "nan"]),
    "rate infinite": (dict(lr=np.inf), ["lr (the learning rate) must be finite", "inf"]),
    "rate in words": (dict(lr="fast"), ["lr (the learning rate) must be a number", "'fast'"]),
    "rate None": (dict(lr=None), ["lr (the learning rate)", "None"]),
    "rates for a single network": (dict(lr=[0.1, 0.2]), ["lr (the learning rate) must be a single number", "(2,)"]),
    "no epochs": (dict(epochs=0), ["epochs must be a whole number of at least 1", "got 0"]),
    "negative epochs": (dict(epochs=-1), ["epochs", "-1"]),
    "half an epoch": (dict(epochs=0.5), ["epochs", "0.5"]),
    "batch of 0": (dict(batch_size=0), ["batch_size must be a whole number of at least 1", "got 0"]),
    "batch of 3.5": (dict(batch_size=3.5), ["batch_size", "3.5"]),
    "batch None": (dict(batch_size=None), ["batch_size", "None"]),
    "negative seed": (dict(seed=-1), ["seed must be a whole number, 0 or larger", "-1"]),
    "seed 0.5": (dict(seed=0.5), ["seed", "0.5"]),
    "columns": (dict(X=np.ones((70, 5))), ["(70, 5)", "takes 3", "3 columns"]),
    "no rows": (dict(X=np.ones((0, 3)), y=[]), ["X is empty", "(0, 3)"]),
    "labels missing": (dict(y=[0, 1]), ["y has shape (2,)", "(70,)"]),
    "label out of range": (dict(y=np.full(70, 3)), ["label 3", "3 outputs", "0 to 2"]),
    "labels not whole": (dict(y=np.full(70, 0.5)), ["float64", "whole numbers"]),
    "NaN in X": (dict(X=np.full((70, 3), np.nan)), ["210 of 210", "X[0, 0]"]),
    "infinity in X": (dict(X=np.full((70, 3), np.inf)), ["NaN or infinity"]),
}


@pytest.mark.parametrize("settings, words", BAD_SETTINGS.values(), ids=BAD_SETTINGS)
def test_bad_settings_are_named_and_nothing_is_trained(settings, words):
    X, y = data()
    network = Network([3, 5, 3])
    start = network.copy()
    with pytest.raises(ValueError) as caught:
        train(network, **{**dict(X=X, y=y, lr=0.1, epochs=2, progress=False), **settings})
    missing = [word for word in words if word not in str(caught.value)]
    assert not missing, f"{missing} not in: {caught.value}"
    assert same(network, start)


@pytest.mark.parametrize(
    "lr, words",
    [
        ([0.1, 0.2, 0.3], ["one for each of the 2 runs", "(3,)"]),
        ([0.1, 0.0], ["larger than 0", "[0.1, 0.0]"]),
        ([0.1, np.nan], ["finite"]),
    ],
    ids=["too many", "one is 0", "one is NaN"],
)
def test_bad_rates_of_many_runs_are_named(lr, words):
    X, y = data()
    with pytest.raises(ValueError) as caught:
        train(Network([3, 5, 3], runs=2), X, y, lr=lr, epochs=1, progress=False)
    assert all(word in str(caught.value) for word in ["lr (the learning rate)", *words]), caught.value


def test_settings_are_given_by_name():
    X, y = data()
    with pytest.raises(TypeError):
        train(Network([3, 5, 3]), X, y, 0.1, 2)


def test_the_warning_can_be_told_from_those_of_numpy():
    assert issubclass(TrainingStopped, RuntimeWarning) and TrainingStopped is not RuntimeWarning


def test_something_else_in_place_of_the_network_is_named():
    X, y = data()
    with pytest.raises(ValueError, match="needs a network first.*but got 'net'"):
        train("net", X, y, lr=0.1, epochs=1)
