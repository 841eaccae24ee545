"""Reading a list of participants into the desk: check everything, then all of it or nothing.

The way of a file: ``exports`` reads it into plain grids (:mod:`.grid`), :mod:`.check` turns the
grids into typed rows and names every wrong cell, :mod:`.plan` compares the rows with what the desk
holds, and :mod:`.run` is the use case that does it in one transaction.
"""
