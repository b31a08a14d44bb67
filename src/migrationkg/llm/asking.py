"""Ask the endpoint, once for each text: answers are remembered by what was asked."""

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from migrationkg.errors import InputError, MigrationkgError
from migrationkg.graph.files import replacing
from migrationkg.llm.prompt import instructions, question, schema, version
from migrationkg.llm.settings import Settings
from migrationkg.model import NewsItem

if TYPE_CHECKING:
    import openai


class NoAnswerError(MigrationkgError):
    """The endpoint gave no usable answer for one item; others may still go through."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the endpoint answered.

    Attributes:
        content: the JSON object of the answer.
        tokens_in: tokens asked.
        tokens_out: tokens answered.
        requests: requests that were sent; 0 where the answer was remembered.
    """

    content: dict[str, Any]
    tokens_in: int
    tokens_out: int
    requests: int


def client_of(settings: Settings) -> "openai.OpenAI":
    """Return a client that repeats requests after 408, 409, 429 and 5xx and when there is no connection.

    Raises:
        InputError: the extra is not installed.
    """
    try:
        import openai
    except ImportError as error:
        raise InputError("the extractor llm needs more packages: pip install 'migrationkg[llm]'") from error
    return openai.OpenAI(
        base_url=settings.base_url,
        api_key=settings.key or "none",
        timeout=settings.timeout,
        max_retries=settings.retries,
    )


def ask(item: NewsItem, settings: Settings, client: "openai.OpenAI") -> Answer:
    """Return the answer for an item, from the folder of answers if it was asked before.

    Raises:
        InputError: the endpoint refuses the key, or does not know the model or address.
        NoAnswerError: it gave no usable answer, also when asked again.
    """
    asked = json.dumps([settings.base_url, settings.model, version(), question(item)])
    remembered = settings.cache / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
    if remembered.exists():
        return Answer(json.loads(remembered.read_text(encoding="utf-8")), 0, 0, 0)
    answer = _asked(item, settings, client)
    remembered.parent.mkdir(parents=True, exist_ok=True)
    with replacing(remembered) as stream:
        stream.write(json.dumps(answer.content, ensure_ascii=False, sort_keys=True).encode())
    return answer


def _asked(item: NewsItem, settings: Settings, client: "openai.OpenAI") -> Answer:
    """Ask, and once more where the answer is no JSON object."""
    tokens_in = tokens_out = 0
    for attempt in (1, 2):
        content, used_in, used_out = _request(item, settings, client)
        tokens_in, tokens_out = tokens_in + used_in, tokens_out + used_out
        try:
            parsed = json.loads(content)
        except ValueError:
            continue
        if isinstance(parsed, dict):
            return Answer(parsed, tokens_in, tokens_out, attempt)
    raise NoAnswerError(f"{settings.model}: answered twice with what is no JSON object")


def _request(item: NewsItem, settings: Settings, client: "openai.OpenAI") -> tuple[str, int, int]:
    import openai

    try:
        done = client.chat.completions.create(
            model=settings.model,
            temperature=0,
            messages=[{"role": "system", "content": instructions()}, {"role": "user", "content": question(item)}],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": schema()},
            },
        )
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise InputError(
            f"{settings.base_url}: refuses the key ({error.status_code}); set MIGRATIONKG_LLM_KEY"
        ) from error
    except openai.NotFoundError as error:
        raise InputError(
            f"{settings.base_url}: knows no model {settings.model!r} or no such address; see docs/llm.md"
        ) from error
    except openai.APIError as error:
        raise NoAnswerError(f"{settings.base_url}: no answer ({type(error).__name__}); try again later") from error
    usage = done.usage
    text = done.choices[0].message.content if done.choices else None
    return text or "", usage.prompt_tokens if usage else 0, usage.completion_tokens if usage else 0
