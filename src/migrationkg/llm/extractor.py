"""The extractor: an item in, an Extraction out, and a count of what it cost."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrationkg.llm.asking import ask, client_of
from migrationkg.llm.checking import checked
from migrationkg.llm.settings import Settings
from migrationkg.model import Extraction, NewsItem

if TYPE_CHECKING:
    import openai


@dataclass(slots=True)
class Costs:
    """What asking cost so far.

    Attributes:
        items: items that were read.
        requests: requests that were sent.
        tokens_in: tokens asked.
        tokens_out: tokens answered.
        dropped: statements that were dropped because the news does not say them.
    """

    items: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    dropped: int = 0

    def line(self, settings: Settings) -> str:
        """Return the costs in one line, with a sum where the prices are given.

        Example:
            >>> from pathlib import Path
            >>> Costs(3, 2, 4000, 500, 1).line(Settings("http://x", "small", "", Path()))
            'small: 3 items, 2 requests, 4,000 tokens in, 500 out; 1 statement without evidence dropped'
        """
        price = ""
        if settings.price_in is not None and settings.price_out is not None:
            sum_ = (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / 1_000_000
            price = f", price {sum_:.4f}"
        statements = "statement" if self.dropped == 1 else "statements"
        return (
            f"{settings.model}: {self.items} items, {self.requests} requests, {self.tokens_in:,} tokens in, "
            f"{self.tokens_out:,} out{price}; {self.dropped} {statements} without evidence dropped"
        )


@dataclass(slots=True)
class LlmExtractor:
    """Reads items by asking an endpoint; called as `extraction.extract` is.

    Attributes:
        settings: the endpoint.
        costs: what was asked so far.
    """

    settings: Settings
    costs: Costs = field(default_factory=Costs)
    _client: "openai.OpenAI | None" = None

    def __call__(self, item: NewsItem) -> Extraction:
        """Read the entities and facts out of an item.

        Raises:
            InputError: the endpoint cannot be asked at all.
            NoAnswerError: it gave no usable answer for this item.
        """
        if self._client is None:
            self._client = client_of(self.settings)
        answer = ask(item, self.settings, self._client)
        extraction, dropped = checked(item, answer.content)
        self.costs.items += 1
        self.costs.requests += answer.requests
        self.costs.tokens_in += answer.tokens_in
        self.costs.tokens_out += answer.tokens_out
        self.costs.dropped += dropped
        return extraction
