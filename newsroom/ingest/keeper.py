"""Keeps the processes in which hostile bytes are read: starts one when it is needed, asks it, ends it when it is late.

A process serves one thread at a time and is kept for the next errand. It ends with us: it sees that its socket closes.
"""

import atexit
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from newsroom.ingest.errands import HEAD, LONGEST, Answer, Errand, Learn, Nonsense, Value, answered, framed

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "newsroom.ingest.child")
KEPT = 2
"""So many processes wait for the next errand; where more threads read at once, the others end after theirs."""
ERRANDS = 1000
MEMORY = 512 * 1024
"""After so many errands, or so many KiB, a process makes room for a fresh one."""
START = 30.0
"""Seconds that a process may take to start, on a machine that is very busy."""
_FAULTS = {
    "MemoryError": "needs more memory to be read than it may have; it was given up.",
    "TooLong": "is longer than any story is; it was given up.",
}
_HOME = Path(__file__).resolve().parents[2]
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PYTHONHOME",
    "TZ",
)
"""What of our surroundings a process is told: no keys, no passwords, no address of a database."""


class GivenUp(Exception):
    """Nothing came of an errand. `why` completes a sentence that begins with what was to be read."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def sentence(self, what: str) -> str:
        """For an editor; `what` is such as "The page"."""
        return f"{what} {self.why}"


class Process:
    """One child with our end of the socket to it. Belongs to one thread at a time."""

    def __init__(self) -> None:
        """Start it without waiting for it to be ready. Raises OSError."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self.child = subprocess.Popen(  # noqa: S603 (our own module)
                    COMMAND,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=_HOME,
                    env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                    start_new_session=True,
                )
            except BaseException:
                ours.close()
                raise
        self.socket = ours
        self.is_ready = False
        self.knows: Learn | None = None
        self.errands = 0
        self.memory = 0

    def ask(self, errand: Errand, seconds: float, learn: Learn | None = None) -> Value | None:
        """Let it do an errand. Raises GivenUp; the process is of no more use then."""
        self._await_start()
        deadline = time.monotonic() + seconds
        try:
            if learn is not None and learn is not self.knows:
                self._send(framed(learn), deadline)
                self.knows = learn
            self._send(framed(errand), deadline)
            answer = self._answer(deadline)
        except TimeoutError:
            raise GivenUp(f"took longer than {seconds:g} seconds to read; it was given up.") from None
        except OSError:
            raise GivenUp(f"ended the process that read it ({self._ending()}); it was given up.") from None
        except Nonsense as error:
            raise GivenUp(f"made the process that read it talk nonsense ({error}); it was given up.") from error
        self.errands += 1
        return self._value(answer)

    @property
    def is_worn(self) -> bool:
        """Whether a fresh process should take its place."""
        return self.errands >= ERRANDS or self.memory > MEMORY

    def end(self) -> None:
        """End it at once, and leave no zombie."""
        self.socket.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.kill()
        self.child.wait()

    def forget(self) -> None:
        """Let go of a process that belongs to the one from which we were forked."""
        self.socket.close()
        self.child.returncode = 0

    def _await_start(self) -> None:
        if self.is_ready:
            return
        try:
            self._answer(time.monotonic() + START)
        except TimeoutError:
            raise GivenUp(f"was not read: the process for reading was not ready within {START:g} seconds.") from None
        except (OSError, Nonsense):
            why = f"the process for reading did not start ({self._ending()})"
            logger.error("%s; to see why: python -m newsroom.ingest.child", why)
            raise GivenUp(f"was not read: {why}.") from None
        self.is_ready = True

    def _value(self, answer: Answer) -> Value | None:
        self.memory = answer.memory
        if why := _FAULTS.get(answer.fault):
            raise GivenUp(why)
        if answer.fault:
            logger.error("A fault while reading: %s\n%s", answer.fault, answer.trace)
            raise GivenUp(f"could not be read ({answer.fault}).")
        return answer.value

    def _send(self, frame: bytes, deadline: float) -> None:
        self.socket.settimeout(_left(deadline))
        self.socket.sendall(frame)

    def _answer(self, deadline: float) -> Answer:
        size = HEAD.unpack(self._received(HEAD.size, deadline))[0]
        if size > LONGEST:
            raise Nonsense(f"an answer of {size} bytes")
        return answered(self._received(size, deadline))

    def _received(self, size: int, deadline: float) -> bytearray:
        """Exactly so many bytes. Raises TimeoutError, or ConnectionError when there is nobody to send them."""
        body = bytearray(size)
        view, place = memoryview(body), 0
        while place < size:
            self.socket.settimeout(_left(deadline))
            got = self.socket.recv_into(view[place:])
            if not got:
                raise ConnectionResetError
            place += got
        return body

    def _ending(self) -> str:
        """How it ended, in a few words."""
        try:
            code = self.child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "it hung up"
        return signal.strsignal(-code) or f"signal {-code}" if code < 0 else f"exit code {code}"


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


_lock = threading.Lock()
_waiting: list[Process] = []


def ask(errand: Errand, seconds: float, learn: Learn | None = None) -> Value | None:
    """Let some process do an errand within so many seconds. Raises GivenUp; the next errand finds a fresh process."""
    process = _taken()
    try:
        value = process.ask(errand, seconds, learn)
    except BaseException:
        process.end()
        if process.is_ready:
            _prepare_another()
        raise
    if process.is_worn:
        process.end()
        _prepare_another()
    else:
        _give_back(process)
    return value


def end_all() -> None:
    """End the processes that wait; one that is needed again is started then."""
    with _lock:
        waiting, _waiting[:] = list(_waiting), []
    for process in waiting:
        process.end()


def _taken() -> Process:
    """One that waits, or a new one; one that was killed while it waited is no errand's fault."""
    while waiting := _next():
        if waiting.child.poll() is None:
            return waiting
        waiting.end()
    return _started()


def _next() -> Process | None:
    with _lock:
        return _waiting.pop() if _waiting else None


def _started() -> Process:
    try:
        return Process()
    except OSError as error:
        logger.error("No process for reading could be started: %s", error)
        raise GivenUp(f"was not read: no process for reading could be started ({error}).") from error


def _prepare_another() -> None:
    """Start the next one already, while its thread does something else."""
    with suppress(GivenUp):
        _give_back(_started())


def _give_back(process: Process) -> None:
    with _lock:
        if len(_waiting) < KEPT:
            _waiting.append(process)
            return
    process.end()


def _after_fork() -> None:
    """A process forked from ours has processes of its own."""
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    for process in _waiting:
        process.forget()
    _waiting.clear()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(end_all)
