"""Models of the tests' own, which the real `llm` library finds as those of a plug-in."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import llm
from llm.plugins import pm

Answer = str | Exception | float


class Parrot(llm.Model):
    """Gives the answers it was made with, one a call, the last one for ever; an exception is raised, a number waited."""

    can_stream = False

    def __init__(self, model_id: str, answers: list[Answer] | Callable[[Any], str], supports_schema: bool) -> None:
        self.model_id = model_id
        self.answers = answers
        self.supports_schema = supports_schema
        self.prompts: list[Any] = []

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:
        self.prompts.append(prompt)
        answer: Answer
        if callable(self.answers):
            answer = self.answers(prompt)
        else:
            answer = self.answers[min(len(self.prompts), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, float):
            time.sleep(answer)
            answer = "{}"
        response.set_usage(input=100, output=7)
        response.response_json = {"usage": {"cost": 0.25}}
        yield answer


class Locked(llm.KeyModel):
    """A model that wants a key."""

    model_id = "locked"
    needs_key = "locked"
    key_env_var = "LOCKED_TEST_KEY"

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any, key: str | None) -> Iterator[str]:
        yield f'{{"actors": [], "statements": [], "decisions": []}} {self.get_key(key)}'


@contextmanager
def plugged(*models: llm.Model) -> Iterator[None]:
    """Makes models known to `llm` as a plug-in does."""

    class Plugin:
        @llm.hookimpl
        def register_models(self, register: Callable[..., None]) -> None:
            for model in models:
                register(model, aliases=(f"{model.model_id}-alias",))

    plugin = Plugin()
    pm.register(plugin)
    try:
        yield
    finally:
        pm.unregister(plugin)
