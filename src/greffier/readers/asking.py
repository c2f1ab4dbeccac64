"""Asking a language model, through the `llm` library that knows models, keys and plug-ins: retried, timed, counted."""

import queue
import re
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from greffier.errors import InputError, MissingDependency, shortened
from greffier.readers.answers import rows_in
from greffier.readers.form import answer_schema
from greffier.readers.prompt import Question

if TYPE_CHECKING:
    from llm import Model

Number = TypeVar("Number", int, float)
#: How often a question is put before it counts as unanswered; the seconds before the second time, then doubled.
TRIES, PAUSE = 3, 1.0


class Call(NamedTuple):
    """What one call gave: the answer as received, and what it took, None where the model does not count it."""

    answer: str
    tokens_in: int | None
    tokens_out: int | None
    cost: float | None


class Reply(NamedTuple):
    """What came of a question: the answer as received, None where there was none, and what is wrong with it.

    Tokens and cost are over all tries, None where the model does not count them.
    """

    answer: str | None
    fault: str | None
    tries: int
    seconds: float
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None

    @property
    def useful(self) -> bool:
        """Whether it is an answer that rows can be read from, or that there are none."""
        return self.answer is not None and bool(rows_in(self.answer)[0])


class Sum(NamedTuple):
    """Replies added up: calls, tokens, cost as far as the models count them, and the questions without an answer."""

    calls: int = 0
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    unanswered: int = 0

    def plus(self, replies: Sequence[Reply]) -> "Sum":
        """The sum with more replies."""
        costs = [cost for cost in (self.cost, *(reply.cost for reply in replies)) if cost is not None]
        return Sum(
            self.calls + sum(reply.tries for reply in replies),
            self.seconds + sum(reply.seconds for reply in replies),
            self.tokens_in + sum(reply.tokens_in or 0 for reply in replies),
            self.tokens_out + sum(reply.tokens_out or 0 for reply in replies),
            sum(costs) if costs else None,
            self.unanswered + sum(not reply.useful for reply in replies),
        )

    def __str__(self) -> str:
        cost = "" if self.cost is None else f", cost {self.cost:.4f} by the model's account"
        tokens = f"{self.tokens_in} tokens in, {self.tokens_out} out"
        return f"{self.calls} call(s), {tokens}{cost}, {self.seconds:.1f} s, {self.unanswered} without an answer"


def reader_name(model_id: str) -> str:
    """What a model is called among readers.

    >>> reader_name("mistral/Large-2.1")
    'mistral-large-2-1'
    """
    return re.sub("[^a-z0-9]+", "-", model_id.lower()).strip("-") or "model"


def model(name: str) -> "Model":
    """The model that `llm` knows by a name or an alias; MissingDependency without `llm`, InputError without a model."""
    try:
        import llm
    except ModuleNotFoundError as error:
        if error.name != "llm":
            raise
        raise MissingDependency("asking a model needs llm; install it: pip install 'greffier[llm]'") from None
    try:
        return llm.get_model(name)
    except llm.UnknownModelError:
        known = sorted(known.model.model_id for known in llm.get_models_with_aliases() if known.model)
        some = ", ".join(known[:8]) + (f" and {len(known) - 8} more" if len(known) > 8 else "")
        raise InputError(
            f"no model {name!r}; llm knows {some or 'none'}; list them: llm models; add others: llm install PLUGIN"
        ) from None


def ask(model: "Model", question: Question, timeout: float) -> Reply:
    """A model's answer to one question, asked again where there is none or it holds no rows, at most TRIES times.

    InputError where a key is missing, which no try would change. An answer that holds no rows is kept all the same.
    """
    import llm

    begun = time.monotonic()
    fault = None
    calls: list[Call] = []
    tries = 0
    for tries in range(1, TRIES + 1):
        if tries > 1:
            time.sleep(PAUSE * 2 ** (tries - 2))
        try:
            calls.append(_call(model, question, timeout))
        except llm.NeedsKeyException as error:
            raise InputError(f"{model.model_id} needs a key: {error}") from None
        except TimeoutError:
            fault = f"no answer within {timeout:g} s"
            continue
        except Exception as error:
            # a plug-in may raise anything, and other articles wait
            fault = shortened(" ".join(f"{type(error).__name__}: {error}".split()))
            continue
        rows, fault = rows_in(calls[-1].answer)
        if rows:
            break
    return Reply(
        calls[-1].answer if calls else None,
        fault,
        tries,
        time.monotonic() - begun,
        _total([call.tokens_in for call in calls]),
        _total([call.tokens_out for call in calls]),
        _total([call.cost for call in calls]),
    )


def _total(values: Sequence[Number | None]) -> Number | None:
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None


def _call(model: "Model", question: Question, timeout: float) -> Call:
    """One call, given up after `timeout` seconds: what was started cannot be stopped, but nobody waits for it."""
    results: queue.Queue[Call | BaseException] = queue.Queue()

    def call() -> None:
        try:
            schema = answer_schema() if model.supports_schema else None
            response = model.prompt(question.prompt, system=question.system, schema=schema, stream=False)
            text, usage = response.text(), response.usage()
            results.put(Call(text, usage.input, usage.output, _cost(response.response_json)))
        except BaseException as error:
            results.put(error)

    threading.Thread(target=call, daemon=True).start()
    try:
        result = results.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(result, BaseException):
        raise result
    return result


def _cost(response: Any) -> float | None:
    """What the call cost, where the model's answer says so."""
    usage = response.get("usage") if isinstance(response, dict) else None
    cost = usage.get("cost") if isinstance(usage, dict) else None
    return float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) else None
