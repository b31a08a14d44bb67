"""How right an extraction is: precision, recall and F1 against annotated items.

In: items in the form of `data/gold/GUIDE.md`, annotated and extracted. Out: figures by kind, and each miss. May import
the model, reading and extraction. `data/gold/score.py` is the measure; this gives its figures to the command line.
"""

from migrationkg.evaluation.calibration import Band, calibration
from migrationkg.evaluation.page import write_html
from migrationkg.evaluation.scoring import Compared, Evaluation, Figures, Item, evaluate

__all__ = ["Band", "Compared", "Evaluation", "Figures", "Item", "calibration", "evaluate", "write_html"]
