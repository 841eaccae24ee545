"""Where things are kept on this computer, and how its user wants the program to be."""
