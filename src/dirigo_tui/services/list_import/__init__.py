"""Reading a list of participants into the desk: check everything, then all of it or nothing.

The way of a file: ``exports`` reads it into plain grids (:mod:`.grid`). :mod:`.tables` finds the
known columns and reads every cell (:mod:`.cells`, with the words of :mod:`.words`). Each sheet has
a module that checks its rows, and merges them with what the desk holds (:mod:`.existing`) into one
heap of :mod:`.work`. :mod:`.run` is the use case that does all this in one transaction.
"""
