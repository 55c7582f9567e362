"""What must hold after a part of the cluster was killed: files, uploads, and what Gong was asked."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from include.names import PLAN
from scripts.cluster_course import COMPANIES, objects, uploads
from scripts.demo_processes import DemoError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.cluster_course import Course, Stored
    from scripts.cluster_site import Site

TOO_MANY = 429
QUESTION = ("method", "path", "query", "body")
MOVED = 2
"""So many requests more or less the same import takes at another minute: its windows move with the clock."""


class Normal(NamedTuple):
    """The course without a fault: the files before and after it, and what each task asked of Gong."""

    old: Mapping[str, Stored]
    new: Mapping[str, Stored]
    requests: Mapping[str, int]
    sent: Mapping[str, Mapping[str, int]]


def whole_or_old(site: Site, normal: Normal) -> None:
    """Judge while all is under way: each object is whole, the previous or the new one."""
    for key, found in objects(site.store.client()).items():
        known = {each[key].text for each in (normal.old, normal.new) if key in each}
        if found.text not in known:
            raise DemoError(f"After the kill {key} is neither the previous nor the new file.")


def complete(site: Site, normal: Normal) -> dict[str, Stored]:
    """Judge the end: exactly the new files, and nothing unfinished. Return them."""
    client = site.store.client()
    found = objects(client)
    if {key: each.text for key, each in found.items()} != {
        key: each.text for key, each in normal.new.items()
    }:
        wrong = sorted(key for key in {*found, *normal.new} if found.get(key) != normal.new.get(key))
        raise DemoError(f"Not what an undisturbed run writes: {', '.join(wrong)}")
    if left := uploads(client):
        raise DemoError(f"Unfinished uploads: {', '.join(left)}")
    return found


def tried_again(course: Course) -> int:
    """Return how many tries of the runs' tasks were not the first."""
    return sum(max(task.number - 1, 0) for name in COMPANIES for task in course.tasks(name))


def asked_no_more(course: Course, normal: Normal) -> None:
    """Judge Gong's log: as in an undisturbed run, and for each task that began anew its own once more."""
    for name in COMPANIES:
        again = {task.name: task.number - 1 for task in course.tasks(name) if task.number > 1}
        fair(name, course.requests(name), normal.requests[name], normal.sent[name], again)


def fair(
    name: str,
    seen: Sequence[Mapping[str, Any]],
    undisturbed: int,
    sent: Mapping[str, int],
    again: Mapping[str, int],
) -> None:
    """Judge what Gong ``seen``; ``sent`` is what each task asks in an ``undisturbed`` run.

    ``again`` is how often each began anew. A type that does finds out for itself what it shares with
    others, too.
    """
    shared = undisturbed - sum(sent.values())
    more = sum(times * (shared + (0 if task == PLAN else sent.get(task, 0))) for task, times in again.items())
    asked = Counter(json.dumps([each[part] for part in QUESTION], sort_keys=True) for each in seen)
    twice = asked.total() - len(asked)
    figures = f"{name}: {len(seen)} requests, {twice} of them not for the first time; tried again: {again}"
    if refused := sum(each["status"] == TOO_MANY for each in seen):
        raise DemoError(f"{figures}; Gong refused {refused}.")
    if len(seen) > undisturbed + MOVED + more or twice > more:
        limits = f"at most {undisturbed + MOVED} and {more} for those tried again"
        questions = ", ".join(question for question, times in asked.items() if times > 1)
        raise DemoError(f"{figures}; {limits}. Asked more than once: {questions or 'nothing'}.")
    print(f"  {figures}", flush=True)
