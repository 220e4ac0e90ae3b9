"""Lines that must be short: what is cut is their middle, and the cut shows."""

ELLIPSIS = " … "


def truncate_middle(line: str, most: int) -> str:
    """The line in at most `most` characters. Its beginning and its end stay: news is said at either, quotes stand between.

    Cuts between words where one ends near by.
    """
    if len(line) <= most:
        return line
    room = most - len(ELLIPSIS)
    head, tail = line[: room - room // 3], line[len(line) - room // 3 :]
    if not line[len(head)].isspace() and " " in head[len(head) // 2 :]:
        head = head[: head.rindex(" ")]
    if not line[-len(tail) - 1].isspace() and " " in tail[: len(tail) // 2]:
        tail = tail[tail.index(" ") + 1 :]
    return f"{head.rstrip()}{ELLIPSIS}{tail.lstrip()}"
