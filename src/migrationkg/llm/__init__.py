"""A second extractor: any endpoint that speaks as OpenAI's does, behind the extra `migrationkg[llm]`.

The same stage as `extraction`, the same result, and the same rule: nothing without evidence. `settings` reads
the environment, `prompt` says what is asked for, `asking` speaks to the endpoint and remembers its answers, `checking`
keeps of an answer what is literally in the news. May import the model, authority data and extraction.
"""

from migrationkg.llm.extractor import Costs, LlmExtractor
from migrationkg.llm.settings import Settings, settings_from

__all__ = ["Costs", "LlmExtractor", "Settings", "settings_from"]
