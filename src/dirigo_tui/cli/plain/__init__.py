"""Plain mode: everything a participant or caseworker does, as numbered questions, line by line.

Nothing is redrawn, boxed or coloured, so that a screen reader, a braille line or a pipe can follow.
The questions are those of ``forms`` and the work is done by the use cases the screens call too.

The conversation stands on stdout, questions and all: it is what was asked for, and one stream keeps
its order. Only how a call failed, as with every command, is told on stderr.
"""
