"""How right extraction and resolution are: precision, recall and F1 against what people annotated.

In: items in the form of `data/gold/GUIDE.md`, annotated and extracted. Out: figures by kind, and each miss. May import
the model, reading, extraction and resolution. `data/gold/score.py` is the measure; this gives its figures to the
command line. `identity` measures the resolver: which annotated entities of several items are one thing.
"""

from migrationkg.evaluation.calibration import Band, calibration, calibration_by_relation
from migrationkg.evaluation.page import write_html
from migrationkg.evaluation.scoring import Compared, Evaluation, Figures, Item, evaluate

__all__ = [
    "Band",
    "Compared",
    "Evaluation",
    "Figures",
    "Item",
    "calibration",
    "calibration_by_relation",
    "evaluate",
    "write_html",
]
