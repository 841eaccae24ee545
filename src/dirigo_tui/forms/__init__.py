"""Forms as data: what is asked for, in which words, and what counts as an answer.

The full-screen dialogs and the plain prompts of the command line both draw from here, so that they
ask the same questions and accept the same answers. Nothing here knows a screen, a terminal or a
database.
"""
