"""Judge nodes of a graph in batches, each with its surroundings: time grows with their number, memory does not."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeAlias

from pyoxigraph import RdfFormat, parse, serialize

from migrationkg.validation.core import judge_by_core
from migrationkg.validation.loading import class_hierarchy
from migrationkg.validation.report import Result
from migrationkg.validation.sparql import judge_by_sparql
from migrationkg.validation.surroundings import Node, Statements, of_all, surroundings

#: Nodes judged together: with few, pySHACL reads its shapes too often; with many, joins in SPARQL are long.
_BATCH = 500

#: Fewer batches than these for each process are judged before it could have loaded pySHACL.
_WORTH_A_PROCESS = 4
_MOST_PROCESSES = 61  # Windows waits for no more

#: Statements as N-Triples, which is handed to another process ten times as fast as they are, and the nodes to judge.
_Task: TypeAlias = tuple[bytes, Sequence[Node]]


def judge(statements: Statements, nodes: Sequence[Node], workers: int | None = None) -> set[Result]:
    """Return what the shapes find at some nodes of a graph; the same whatever the number of workers.

    Args:
        statements: the graph.
        nodes: the nodes, best in an order in which what is near is together.
        workers: number of processes; by default one a core for many nodes, none beside this one for few.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    parts = [nodes[start : start + _BATCH] for start in range(0, len(nodes), _BATCH)]
    count = min(len(parts) // _WORTH_A_PROCESS, os.cpu_count() or 1, _MOST_PROCESSES) if workers is None else workers
    tasks = _tasks(statements, parts)
    if count < 2:
        return {result for task in tasks for result in _judge(task)}
    with ProcessPoolExecutor(count) as pool:
        return {result for found in _judged(pool, tasks, 2 * count) for result in found}


def _tasks(statements: Statements, parts: Iterable[Sequence[Node]]) -> Iterator[_Task]:
    general = (*class_hierarchy(), *of_all(statements))
    for part in parts:
        judged = {*general, *surroundings(statements, part)}
        yield serialize(judged, format=RdfFormat.N_TRIPLES) or b"", part


def _judge(task: _Task) -> set[Result]:
    written, nodes = task
    triples = [quad.triple for quad in parse(written, format=RdfFormat.N_TRIPLES)]
    asked = set(nodes)
    by_sparql = (result for result in judge_by_sparql(triples) if result.focus in asked)
    return {*judge_by_core(triples, nodes), *by_sparql}


def _judged(pool: ProcessPoolExecutor, tasks: Iterable[_Task], ahead: int) -> Iterator[set[Result]]:
    """Yield what is found in each task, with only some made ahead: all of them would need much memory."""
    begun: deque[Future[set[Result]]] = deque()
    for task in tasks:
        begun.append(pool.submit(_judge, task))
        if len(begun) > ahead:
            yield begun.popleft().result()
    for one in begun:
        yield one.result()
