"""How deep JSON may be: what checks and writes it calls itself once for each level, and some libraries stop at 255."""

from typing import Any

#: Levels of lists and objects within one another.
DEEPEST = 200


def is_deeper(found: Any) -> bool:
    """Whether lists and objects stand in one another to more than DEEPEST levels.

    >>> is_deeper([[{"a": 1}]])
    False
    """
    level = [found]
    for _ in range(DEEPEST):
        inner = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [one for several in inner for one in several if isinstance(one, dict | list)]
        if not level:
            return False
    return True
